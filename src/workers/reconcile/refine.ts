import type { CandidateIndex } from './candidate-index.ts';
import { addCounts, expectedM, mFromCounts } from './learn.ts';
import { buildGraph, type Graph, marginals } from './marginals.ts';
import { LEVELS, type Model, weightsOf } from './model.ts';
import { type Edges, pairBits } from './score.ts';

/** Rounds of learning over all pairs; large sets are learned well enough by one. */
const ROUNDS_SMALL = 4;
const ROUNDS_LARGE = 1;
const LARGE = 1_500_000;

export interface Refined {
  readonly graph: Graph;
  readonly model: Model;
  /** log2 odds of each edge standing alone, and its probability beside its rivals. */
  readonly bits: Float64Array;
  readonly probability: Float64Array;
}

/**
 * Learns the model again from all scored pairs, each weighed by its probability beside its rivals, and scores them
 * anew: what one-to-one matching rules out no longer teaches the model.
 */
export function refine(edges: Edges, index: CandidateIndex, start: Model, tick: (part: number) => void): Refined {
  const { leftRows, rightRows } = start;
  const graph = buildGraph(leftRows, rightRows, edges.left, edges.right);
  const bits = new Float64Array(edges.count);
  const rounds = edges.count > LARGE ? ROUNDS_LARGE : ROUNDS_SMALL;
  let model = start;
  score(edges, index, model, bits);
  let probability = marginals(graph, bits);
  for (let round = 0; round < rounds; round++) {
    tick(round / rounds);
    const counts = LEVELS.map((n) => new Float64Array(n));
    let expected = 0;
    for (let e = 0; e < edges.count; e++) {
      const p = probability[e]!;
      if (p < 1e-6) continue;
      expected += p;
      addCounts(counts, edges.pattern[e]!, p);
    }
    model = { ...model, m: mFromCounts(counts, expectedM(model.u)), expected };
    score(edges, index, model, bits);
    probability = marginals(graph, bits);
  }
  return { graph, model, bits, probability };
}

function score(edges: Edges, index: CandidateIndex, model: Model, bits: Float64Array): void {
  const weights = weightsOf(model);
  for (let e = 0; e < edges.count; e++) {
    const repeats = Math.max(index.leftRepeats[edges.left[e]!]!, index.rightRepeats[edges.right[e]!]!);
    bits[e] = pairBits(weights, edges.pattern[e]!, edges.amountChance[e]!, edges.dayChance[e]!, repeats, model.rightRows);
  }
}
