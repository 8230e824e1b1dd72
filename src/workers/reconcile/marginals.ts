/**
 * Rival-aware probabilities. Given the odds r of every pair standing alone, the set of true pairs is a matching drawn
 * with weight prod r (the monomer-dimer model). Belief propagation gives each pair's probability with all its rivals,
 * and their rivals, taken into account: exact where the pairs form no loop, close elsewhere, and it always settles
 * (Bayati, Gamarnik, Katz, Nair, Tetali 2007).
 */
export interface Graph {
  readonly leftRows: number;
  readonly rightRows: number;
  /** Edges sorted by left; edges of left i are starts[i]..starts[i+1]. */
  readonly starts: Uint32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Edges of right j are incoming[inStarts[j]..inStarts[j+1]), as edge numbers. */
  readonly inStarts: Uint32Array;
  readonly incoming: Int32Array;
}

/** Builds both directions of the graph from edges sorted by left position. */
export function buildGraph(leftRows: number, rightRows: number, left: Int32Array, right: Int32Array): Graph {
  const edges = left.length;
  const starts = new Uint32Array(leftRows + 1);
  const inStarts = new Uint32Array(rightRows + 1);
  for (let e = 0; e < edges; e++) {
    starts[left[e]! + 1]!++;
    inStarts[right[e]! + 1]!++;
  }
  for (let i = 0; i < leftRows; i++) starts[i + 1]! += starts[i]!;
  for (let j = 0; j < rightRows; j++) inStarts[j + 1]! += inStarts[j]!;
  const at = inStarts.slice();
  const incoming = new Int32Array(edges);
  for (let e = 0; e < edges; e++) incoming[at[right[e]!]!++] = e;
  return { leftRows, rightRows, starts, left, right, inStarts, incoming };
}

/** Odds above this are as good as certain; the bound keeps sums of odds exact enough to tell rivals apart. */
const MOST_BITS = 60;
const ROUNDS = 60;
const SETTLED = 1e-4;

/** Probability of every edge, from log2 odds per edge. Rows that have settled are not visited again. */
export function marginals(graph: Graph, bits: Float64Array): Float64Array {
  const { starts, inStarts, incoming, left, right, leftRows, rightRows } = graph;
  const edges = bits.length;
  const odds = new Float64Array(edges);
  for (let e = 0; e < edges; e++) odds[e] = 2 ** Math.min(MOST_BITS, bits[e]!);
  // fromLeft[e]: chance that the left row of e would be free if e did not exist; fromRight likewise.
  const fromLeft = new Float64Array(edges).fill(1);
  const fromRight = new Float64Array(edges).fill(1);
  let activeLeft = new Uint8Array(leftRows).fill(1);
  const prefix = new Float64Array(1024);
  for (let round = 0; round < ROUNDS; round++) {
    let moving = false;
    const activeRight = new Uint8Array(rightRows);
    for (let i = 0; i < leftRows; i++) {
      if (!activeLeft[i]) continue;
      const from = starts[i]!;
      const to = starts[i + 1]!;
      let sum = 0;
      for (let e = from; e < to; e++) {
        prefix[e - from] = sum;
        sum += odds[e]! * fromRight[e]!;
      }
      let after = 0;
      for (let e = to - 1; e >= from; e--) {
        const value = 1 / (1 + prefix[e - from]! + after);
        after += odds[e]! * fromRight[e]!;
        if (round === 0 || Math.abs(value - fromLeft[e]!) > SETTLED * value) activeRight[right[e]!] = 1;
        fromLeft[e] = value;
      }
    }
    activeLeft = new Uint8Array(leftRows);
    for (let j = 0; j < rightRows; j++) {
      if (!activeRight[j]) continue;
      const from = inStarts[j]!;
      const to = inStarts[j + 1]!;
      let sum = 0;
      const before = to - from > prefix.length ? new Float64Array(to - from) : prefix;
      for (let k = from; k < to; k++) {
        before[k - from] = sum;
        sum += odds[incoming[k]!]! * fromLeft[incoming[k]!]!;
      }
      let after = 0;
      for (let k = to - 1; k >= from; k--) {
        const e = incoming[k]!;
        const value = 1 / (1 + before[k - from]! + after);
        after += odds[e]! * fromLeft[e]!;
        if (Math.abs(value - fromRight[e]!) > SETTLED * value) {
          activeLeft[left[e]!] = 1;
          moving = true;
        }
        fromRight[e] = value;
      }
    }
    if (!moving) break;
  }
  const p = new Float64Array(edges);
  for (let e = 0; e < edges; e++) {
    const joint = odds[e]! * fromLeft[e]! * fromRight[e]!;
    p[e] = joint / (1 + joint);
  }
  return p;
}
