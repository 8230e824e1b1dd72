import { assign } from './assign.ts';
import { explainBits } from './explain-bits.ts';
import {
  PART_NAMES,
  type Hooks,
  type Prepared,
  type ReconcileParams,
  type ReconcileReport,
  type ReconcileResult,
  stopIfCancelled,
  stopwatch,
} from './result.ts';
import type { Graph } from './marginals.ts';
import { FIELDS, weightsOf } from './model.ts';
import { pointsOf } from './parts.ts';
import { refine } from './refine.ts';
import type { Edges } from './score.ts';
import type { Side } from './side.ts';
import { unmatchedKinds } from './unmatched.ts';

/** Scale of probabilities in the assignment: integers, so that sums are exact and ties are ties. */
const UNITS = 1 << 20;
/** Edges under this probability are not worth assigning even at threshold 0. */
const LEAST = 0.01;

/** Second half: learns once more over all pairs, assigns, calibrates, explains, sorts what is left into kinds. */
export function finish(prepared: Prepared, edges: Edges, params: ReconcileParams, hooks: Hooks): ReconcileResult {
  const { scoring, seconds } = prepared;
  const { sides, index, limits } = scoring;
  const { left, right } = sides;
  const clock = stopwatch(seconds);
  const tick = (part: number): void => {
    hooks.onProgress?.('assign', Math.round(part * 100), 100);
    stopIfCancelled(hooks);
  };
  const refined = refine(edges, index, scoring.model, (part) => tick(part * 0.7));
  const { graph, bits, probability } = refined;
  clock('refine');
  const weight = Int32Array.from(probability, (p) => (p >= LEAST ? Math.round(p * UNITS) : 0));
  const slim = withoutZero(graph, weight);
  const assignment = assign(slim.graph, slim.weight);
  tick(0.9);
  const chosen = new Int32Array(left.rows).fill(-1);
  for (let i = 0; i < left.rows; i++) if (assignment.edge[i]! >= 0) chosen[i] = slim.edge[assignment.edge[i]!]!;
  const alike = alikeRows(left, right, graph, chosen, probability);
  const pairsAt: number[] = [];
  for (let i = 0; i < left.rows; i++) {
    const e = chosen[i]!;
    if (e >= 0 && Math.round(100 * alike[i]!) >= Math.max(1, params.threshold)) pairsAt.push(i);
  }
  // Pairs leave in the order of the input's left rows.
  pairsAt.sort((a, b) => left.order[a]! - left.order[b]!);
  const pairs = pairsAt.length;
  const result = {
    pairs,
    left: new Int32Array(pairs),
    right: new Int32Array(pairs),
    confidence: new Uint8Array(pairs),
    parts: new Int8Array(pairs * PART_NAMES.length),
    runnerUp: new Int32Array(pairs).fill(-1),
    runnerUpConfidence: new Uint8Array(pairs),
  };
  const weights = weightsOf(refined.model);
  const matchedLeft = new Uint8Array(left.rows);
  const matchedRight = new Uint8Array(right.rows);
  let expectedRight = 0;
  for (let k = 0; k < pairs; k++) {
    const i = pairsAt[k]!;
    const e = chosen[i]!;
    const j = edges.right[e]!;
    const p = alike[i]!;
    expectedRight += p;
    matchedLeft[i] = matchedRight[j] = 1;
    result.left[k] = left.order[i]!;
    result.right[k] = right.order[j]!;
    const confidence = (result.confidence[k] = Math.min(100, Math.round(100 * p)));
    pointsOf(
      confidence,
      explainBits(weights, edges.pattern[e]!, edges.amountChance[e]!, edges.dayChance[e]!, p),
      result.parts,
      k * PART_NAMES.length,
    );
    let second = -1;
    for (let o = graph.starts[i]!; o < graph.starts[i + 1]!; o++) {
      if (
        o !== e &&
        (second < 0 || probability[o]! > probability[second]! || (probability[o] === probability[second] && bits[o]! > bits[second]!))
      )
        second = o;
    }
    if (second >= 0) {
      result.runnerUp[k] = right.order[edges.right[second]!]!;
      result.runnerUpConfidence[k] = Math.round(100 * probability[second]!);
    }
  }
  const openLeft = openRows(left, matchedLeft);
  const openRight = openRows(right, matchedRight);
  const hadRight = new Uint8Array(right.rows);
  const hadLeft = new Uint8Array(left.rows);
  for (let e = 0; e < edges.count; e++) hadLeft[edges.left[e]!] = hadRight[edges.right[e]!] = 1;
  const matched: [Uint8Array, Uint8Array] = [matchedLeft, matchedRight];
  const unmatchedLeftKind = unmatchedKinds(openLeft, sides, true, matched, hadLeft, limits);
  const unmatchedRightKind = unmatchedKinds(openRight, sides, false, matched, hadRight, limits);
  clock('assign');
  tick(1);
  const caps = [
    { cap: 'candidates of a row', rows: edges.cutRows },
    { cap: 'words of a row', rows: sides.wordsDropped },
    { cap: 'steps of the assignment', rows: assignment.greedyRows },
  ].filter((cap) => cap.rows > 0);
  const round = (x: number): number => Math.round(x * 1000) / 1000;
  const report: ReconcileReport = {
    signs: prepared.signs,
    expectedPairs: round(refined.model.expected),
    expectedPrecision: pairs ? round(expectedRight / pairs) : 1,
    expectedRecall: refined.model.expected > 0 ? round(Math.min(1, expectedRight / refined.model.expected)) : 1,
    visitedPairs: edges.visited,
    scoredPairs: edges.count,
    caps,
    assignment: { total: assignment.total, bound: assignment.bound },
    weights: FIELDS.map((field, f) => ({ field, m: [...weights.mBits[f]!].map(round), u: [...weights.uBits[f]!].map(round) })),
    seconds,
  };
  return {
    ...result,
    unmatchedLeft: openLeft.map((i) => left.order[i]!),
    unmatchedRight: openRight.map((j) => right.order[j]!),
    unmatchedLeftKind,
    unmatchedRightKind,
    report,
  };
}

/** Positions of one side without partner, in the order of the input. */
function openRows(side: Side, matched: Uint8Array): Int32Array {
  const open: number[] = [];
  for (let i = 0; i < side.rows; i++) if (!matched[i]) open.push(i);
  return Int32Array.from(open.sort((a, b) => side.order[a]! - side.order[b]!));
}

/** The graph without the edges of weight zero; `edge` leads back to the full graph's numbers. */
function withoutZero(graph: Graph, weight: Int32Array): { graph: Graph; weight: Int32Array; edge: Int32Array } {
  let kept = 0;
  for (const w of weight) if (w > 0) kept++;
  const edge = new Int32Array(kept);
  const right = new Int32Array(kept);
  const left = new Int32Array(kept);
  const slimWeight = new Int32Array(kept);
  const starts = new Uint32Array(graph.leftRows + 1);
  let at = 0;
  for (let i = 0; i < graph.leftRows; i++) {
    for (let e = graph.starts[i]!; e < graph.starts[i + 1]!; e++) {
      if (!weight[e]) continue;
      edge[at] = e;
      left[at] = i;
      right[at] = graph.right[e]!;
      slimWeight[at++] = weight[e]!;
    }
    starts[i + 1] = at;
  }
  return { graph: { ...graph, starts, left, right }, weight: slimWeight, edge };
}

/** Whether two positions of a side are the same in everything that is compared. */
function sameContent(side: Side, a: number, b: number): boolean {
  return side.amount[a] === side.amount[b] && side.day[a] === side.day[b] && side.fullDigest[a] === side.fullDigest[b];
}

/**
 * Probability of each chosen pair. Rows that are the same in everything compared can't be told apart, and any order
 * among them is the same match: where equal left rows meet equal right rows, the pair's probability is the sum over
 * those right rows, and the pairs are put in order (first with first), as they stand in the files.
 */
function alikeRows(left: Side, right: Side, graph: Graph, chosen: Int32Array, probability: Float64Array): Float64Array {
  const total = new Float64Array(left.rows);
  for (let i = 0; i < left.rows; i++) if (chosen[i]! >= 0) total[i] = probability[chosen[i]!]!;
  for (let from = 0; from < left.rows;) {
    let to = from + 1;
    while (to < left.rows && sameContent(left, from, to)) to++;
    if (to - from > 1) alignRun(from, to);
    from = to;
  }
  return total;

  function alignRun(from: number, to: number): void {
    const rows: number[] = [];
    for (let i = from; i < to; i++) if (chosen[i]! >= 0) rows.push(i);
    rows.sort((a, b) => graph.right[chosen[a]!]! - graph.right[chosen[b]!]!);
    const edges = rows.map((i) => graph.right[chosen[i]!]!);
    const wanted = rows.toSorted((a, b) => a - b);
    const fresh = wanted.map((i, k) => edgeTo(i, edges[k]!));
    // A kept list may lack an edge of the equal rows; then the assignment stays as it is.
    if (fresh.every((e) => e >= 0)) wanted.forEach((i, k) => (chosen[i] = fresh[k]!));
    for (const i of rows) {
      const mate = graph.right[chosen[i]!]!;
      let sum = 0;
      for (let e = graph.starts[i]!; e < graph.starts[i + 1]!; e++) if (sameContent(right, graph.right[e]!, mate)) sum += probability[e]!;
      total[i] = Math.min(1, sum);
    }
  }

  function edgeTo(i: number, j: number): number {
    for (let e = graph.starts[i]!; e < graph.starts[i + 1]!; e++) if (graph.right[e] === j) return e;
    return -1;
  }
}
