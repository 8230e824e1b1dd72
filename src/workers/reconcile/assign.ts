import FlatQueue from 'flatqueue';
import type { Graph } from './marginals.ts';

export interface Assignment {
  /** Edge chosen for each left row, -1 for none. */
  readonly edge: Int32Array;
  /** Sum of the chosen weights, and the bound no assignment can exceed: equal means proved optimal. */
  readonly total: number;
  readonly bound: number;
  /** Rows assigned greedily because the work limit was reached; 0 in every ordinary run. */
  readonly greedyRows: number;
}

/** Steps after which the search for further improvement stops: about ten seconds of work. */
const MOST_STEPS = 60_000_000;

/**
 * One-to-one assignment of the largest total weight (positive integers, one per edge): shortest augmenting paths with
 * dual prices on the sparse graph (Jonker and Volgenant 1987, made sparse). A row may stay alone at weight zero.
 * Optimal for every component at once, whatever its size; the prices prove it.
 */
export function assign(graph: Graph, weight: Int32Array, mostSteps = MOST_STEPS): Assignment {
  const { leftRows, rightRows, starts, right } = graph;
  const edge = new Int32Array(leftRows).fill(-1);
  const owner = new Int32Array(rightRows).fill(-1);
  // Price of a right row: 0 while it is free, negative once several want it.
  const price = new Float64Array(rightRows);
  const distance = new Float64Array(rightRows).fill(Infinity);
  const via = new Int32Array(rightRows);
  const cameFrom = new Int32Array(rightRows);
  const done = new Uint8Array(rightRows);
  const queue = new FlatQueue<number>();
  const touched: number[] = [];
  const settled: number[] = [];
  let steps = 0;
  let greedyRows = 0;
  for (let s = 0; s < leftRows; s++) {
    if (starts[s] === starts[s + 1]) continue;
    if (steps > mostSteps) {
      greedyRows++;
      takeFree(s);
      continue;
    }
    let row = s;
    let reached = 0;
    let offset = 0;
    // Ending with a row of the tree left alone costs `alone`; at first that is s itself, at zero.
    let alone = 0;
    let aloneRow = s;
    let free = -1;
    for (;;) {
      for (let e = starts[row]!; e < starts[row + 1]!; e++) {
        steps++;
        const j = right[e]!;
        if (done[j]) continue;
        const far = reached - weight[e]! - price[j]! - offset;
        if (far < distance[j]!) {
          if (distance[j] === Infinity) touched.push(j);
          distance[j] = far;
          via[j] = e;
          cameFrom[j] = row;
          queue.push(j, far);
        }
      }
      let next = queue.pop();
      while (next !== undefined && done[next]) next = queue.pop();
      if (next === undefined || distance[next]! >= alone) break;
      reached = distance[next]!;
      if (owner[next] === -1) {
        free = next;
        break;
      }
      done[next] = 1;
      settled.push(next);
      row = owner[next]!;
      const mate = edge[row]!;
      offset = -weight[mate]! - price[next]!;
      if (reached - offset < alone) {
        alone = reached - offset;
        aloneRow = row;
      }
    }
    const end = free >= 0 ? reached : alone;
    for (const j of settled) price[j]! += distance[j]! - end;
    if (free >= 0) flip(free);
    else if (aloneRow !== s) {
      const released = right[edge[aloneRow]!]!;
      edge[aloneRow] = -1;
      flip(released);
    }
    for (const j of touched) {
      distance[j] = Infinity;
      done[j] = 0;
    }
    touched.length = 0;
    settled.length = 0;
    queue.clear();

    function flip(column: number): void {
      for (let j = column; ;) {
        const by = cameFrom[j]!;
        const before = edge[by]!;
        edge[by] = via[j]!;
        owner[j] = by;
        if (by === s) return;
        j = right[before]!;
      }
    }
  }
  return { edge, ...proof(), greedyRows };

  function takeFree(s: number): void {
    let best = -1;
    for (let e = starts[s]!; e < starts[s + 1]!; e++) {
      if (owner[right[e]!] === -1 && (best < 0 || weight[e]! > weight[best]!)) best = e;
    }
    if (best < 0) return;
    edge[s] = best;
    owner[right[best]!] = s;
  }

  function proof(): { total: number; bound: number } {
    let total = 0;
    let bound = 0;
    for (let j = 0; j < rightRows; j++) bound -= price[j]!;
    for (let i = 0; i < leftRows; i++) {
      if (edge[i]! >= 0) total += weight[edge[i]!]!;
      let best = 0;
      for (let e = starts[i]!; e < starts[i + 1]!; e++) best = Math.max(best, weight[e]! + price[right[e]!]!);
      bound += best;
    }
    return { total, bound };
  }
}
