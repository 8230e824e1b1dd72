/** The three models together: fitted once, then applied to blocks of rows by whichever thread is free. */
import type { Matrix } from './matrix.ts';
import { countHistograms, explainHistograms, scoreHistograms, type Histograms } from './models/histogram.ts';
import { explainForest, growForest, scoreForest, type Forest } from './models/isolation-forest.ts';
import { drawSamples, explainNearest, scoreNearest, type NearestSample } from './models/nearest-sample.ts';
import { fillTails } from './models/tail.ts';

/** Everything a thread needs to score and explain rows; all of it on shared memory. */
export interface Ensemble {
  readonly matrix: Matrix;
  readonly forest: Forest;
  readonly nearest: NearestSample;
  readonly histograms: Histograms;
  /** Per model (forest, nearest, histograms): scores, then tails u = -log(1 - rank / (n + 1)). */
  readonly scores: readonly Float64Array[];
  readonly tails: readonly Float64Array[];
}

export const MODELS = ['isolation forest', 'nearest sample', 'histogram'] as const;
/**
 * Weights of the models' tails; they sum to 3. The histogram sees one column at a time, as the forest mostly does, and in made-up
 * sets with local, clustered and dependent irregularities a larger voice of its own lowered the average precision.
 */
export const MODEL_WEIGHTS = [1.35, 1.35, 0.3] as const;

const shared = (entries: number) => new Float64Array(new SharedArrayBuffer(Math.max(1, entries) * 8), 0, entries);

/** Fits the models. */
export function fitEnsemble(matrix: Matrix, seed: number): Ensemble {
  return {
    matrix,
    forest: growForest(matrix, seed),
    nearest: drawSamples(matrix, seed),
    histograms: countHistograms(matrix),
    scores: MODELS.map(() => shared(matrix.rows)),
    tails: MODELS.map(() => shared(matrix.rows)),
  };
}

/** Scores rows from..to with every model. */
export function scoreRange({ matrix, forest, nearest, histograms, scores }: Ensemble, from: number, to: number): void {
  scoreForest(forest, matrix, from, to, scores[0]!);
  scoreNearest(nearest, matrix, from, to, scores[1]!);
  scoreHistograms(histograms, matrix, from, to, scores[2]!);
}

/** Ranks one model's scores over all rows. */
export function rankModel({ scores, tails }: Ensemble, model: number): void {
  fillTails(scores[model]!, tails[model]!);
}

/** Combined tail s0 of a row: about 3 for an ordinary one, and 3 ln(n) at most. */
export function combinedTail({ tails }: Ensemble, row: number): number {
  return MODEL_WEIGHTS[0] * tails[0]![row]! + MODEL_WEIGHTS[1] * tails[1]![row]! + MODEL_WEIGHTS[2] * tails[2]![row]!;
}

/**
 * Splits the combined tail of rows[from..to] among the columns, each model's share in proportion to its own exact parts
 * (those that make the row more unusual). Writes `width` entries per listed row; they sum to the combined tail.
 */
export function explainRange(ensemble: Ensemble, rows: Int32Array, from: number, to: number, out: Float64Array): void {
  const { matrix, forest, nearest, histograms, tails } = ensemble;
  const parts = new Float64Array(matrix.width);
  for (let i = from; i < to; i++) {
    const row = rows[i]!;
    for (let model = 0; model < MODELS.length; model++) {
      parts.fill(0);
      if (model === 0) explainForest(forest, matrix, row, parts);
      else if (model === 1) explainNearest(nearest, matrix, row, parts);
      else explainHistograms(histograms, matrix, row, parts);
      let sum = 0;
      for (const part of parts) sum += Math.max(0, part);
      const whole = MODEL_WEIGHTS[model]! * tails[model]![row]!;
      for (let j = 0; j < matrix.width; j++)
        out[i * matrix.width + j]! += sum > 0 ? (whole * Math.max(0, parts[j]!)) / sum : whole / matrix.width;
    }
  }
}
