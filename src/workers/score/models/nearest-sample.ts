/**
 * LeSiNN (Pang, Ting and Albrecht, ICDM workshops 2015): the mean distance to the nearest row of many small random samples.
 * Sees combinations of ordinary values that a forest of single-column splits misses.
 */
import type { Matrix } from '../matrix.ts';
import { mulberry32, sampleRows, seedOf } from '../random.ts';

export interface NearestSample {
  readonly samples: number;
  readonly size: number;
  readonly width: number;
  /** Reference rows, sample by sample, row-major. */
  readonly references: Float32Array;
}

/** Large data: few and small samples, as time grows with both. Small data afford the finer estimate. */
const LARGE = { samples: 25, size: 16 };
const SMALL = { samples: 50, size: 64 };
const SMALL_ROWS = 20_000;

/** Draws the samples. */
export function drawSamples(matrix: Matrix, seed: number): NearestSample {
  const { samples, size: wanted } = matrix.rows < SMALL_ROWS ? SMALL : LARGE;
  const size = Math.min(wanted, matrix.rows);
  const { width, values } = matrix;
  const references = new Float32Array(new SharedArrayBuffer(samples * size * width * 4));
  for (let s = 0; s < samples; s++) {
    const rows = sampleRows(matrix.rows, size, mulberry32(seedOf(seed, 2, s)));
    for (const [i, row] of rows.entries()) references.set(values.subarray(row * width, (row + 1) * width), (s * size + i) * width);
  }
  return { samples, size, width, references };
}

/** Position of the nearest reference of sample `s` that is not the row itself (distance 0), or -1; its square goes to NEAREST[0]. */
const NEAREST = new Float64Array(1);
function nearestOf(model: NearestSample, values: Float32Array, at: number, s: number): number {
  const { size, width, references } = model;
  let best = Infinity;
  let found = -1;
  let r = s * size * width;
  for (let i = 0; i < size; i++, r += width) {
    let sum = 0;
    let j = 0;
    // Four columns at a time, and no further once the sum is beyond the best: half of the work on 20 columns.
    for (; j + 3 < width; j += 4) {
      const a = values[at + j]! - references[r + j]!;
      const b = values[at + j + 1]! - references[r + j + 1]!;
      const c = values[at + j + 2]! - references[r + j + 2]!;
      const d = values[at + j + 3]! - references[r + j + 3]!;
      sum += a * a + b * b + (c * c + d * d);
      if (sum >= best) break;
    }
    if (sum >= best) continue;
    for (; j < width; j++) {
      const a = values[at + j]! - references[r + j]!;
      sum += a * a;
    }
    if (sum > 0 && sum < best) {
      best = sum;
      found = r;
    }
  }
  NEAREST[0] = best;
  return found;
}

/** Writes the mean nearest distance of rows from..to: higher is more unusual. */
export function scoreNearest(model: NearestSample, matrix: Matrix, from: number, to: number, out: Float64Array): void {
  for (let row = from; row < to; row++) {
    const at = row * matrix.width;
    let sum = 0;
    for (let s = 0; s < model.samples; s++) if (nearestOf(model, matrix.values, at, s) >= 0) sum += Math.sqrt(NEAREST[0]!);
    out[row] = sum / model.samples;
  }
}

/** Splits a row's score exactly among the columns: of each distance d, column j gets its (x - r)² / d. Adds to `parts`. */
export function explainNearest(model: NearestSample, matrix: Matrix, row: number, parts: Float64Array): void {
  const at = row * matrix.width;
  for (let s = 0; s < model.samples; s++) {
    const r = nearestOf(model, matrix.values, at, s);
    if (r < 0) continue;
    const distance = Math.sqrt(NEAREST[0]!) * model.samples;
    for (let j = 0; j < matrix.width; j++) parts[j]! += (matrix.values[at + j]! - model.references[r + j]!) ** 2 / distance;
  }
}
