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
  /** Tiles of four reference rows, column by column: reference k of a tile has its column j at tile + 4 j + k. */
  readonly references: Float64Array;
}

/**
 * Large data: few and small samples, as time grows with both. Small data afford the finer estimate, but of samples no larger than
 * 32: in larger ones the rows of a small irregular cluster find each other and look ordinary.
 */
const LARGE = { samples: 25, size: 16 };
const SMALL = { samples: 100, size: 32 };
const SMALL_ROWS = 20_000;

/** References compared at once: four independent sums keep the processor busy. */
const TILE = 4;

/** Draws the samples. Places of a tile left over hold infinity, which is never nearest. */
export function drawSamples(matrix: Matrix, seed: number): NearestSample {
  const { samples, size: wanted } = matrix.rows < SMALL_ROWS ? SMALL : LARGE;
  const size = Math.ceil(Math.min(wanted, matrix.rows) / TILE) * TILE;
  const { width, values } = matrix;
  const references = new Float64Array(new SharedArrayBuffer(samples * size * width * 8)).fill(Infinity);
  for (let s = 0; s < samples; s++) {
    const rows = sampleRows(matrix.rows, wanted, mulberry32(seedOf(seed, 2, s)));
    for (const [i, row] of rows.entries()) {
      const at = (s * size + i - (i % TILE)) * width + (i % TILE);
      for (let j = 0; j < width; j++) references[at + TILE * j] = values[row * width + j]!;
    }
  }
  return { samples, size, width, references };
}

/** Square of the nearest distance found by `nearestOf`, and the row it was asked for, as float64. */
const NEAREST = new Float64Array(1);
let ROW = new Float64Array(0);

function loadRow({ width, values }: Matrix, row: number): void {
  if (ROW.length !== width) ROW = new Float64Array(width);
  for (let j = 0; j < width; j++) ROW[j] = values[row * width + j]!;
}

/** Entry of the nearest reference of sample `s` that is not the loaded row itself (distance 0), or -1. */
function nearestOf({ size, width, references }: NearestSample, row: Float64Array, s: number): number {
  let best = Infinity;
  let found = -1;
  const end = (s + 1) * size * width;
  for (let tile = s * size * width; tile < end; tile += TILE * width) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let j = 0, at = tile; j < width; j++, at += TILE) {
      const x = row[j]!;
      const p = x - references[at]!;
      const q = x - references[at + 1]!;
      const r = x - references[at + 2]!;
      const t = x - references[at + 3]!;
      a += p * p;
      b += q * q;
      c += r * r;
      d += t * t;
    }
    if (a > 0 && a < best) {
      best = a;
      found = tile;
    }
    if (b > 0 && b < best) {
      best = b;
      found = tile + 1;
    }
    if (c > 0 && c < best) {
      best = c;
      found = tile + 2;
    }
    if (d > 0 && d < best) {
      best = d;
      found = tile + 3;
    }
  }
  NEAREST[0] = best;
  return found;
}

/** Writes the mean nearest distance of rows from..to: higher is more unusual. */
export function scoreNearest(model: NearestSample, matrix: Matrix, from: number, to: number, out: Float64Array): void {
  for (let row = from; row < to; row++) {
    loadRow(matrix, row);
    let sum = 0;
    for (let s = 0; s < model.samples; s++) if (nearestOf(model, ROW, s) >= 0) sum += Math.sqrt(NEAREST[0]!);
    out[row] = sum / model.samples;
  }
}

/** Splits a row's score exactly among the columns: of each distance d, column j gets its (x - r)² / d. Adds to `parts`. */
export function explainNearest(model: NearestSample, matrix: Matrix, row: number, parts: Float64Array): void {
  loadRow(matrix, row);
  for (let s = 0; s < model.samples; s++) {
    const at = nearestOf(model, ROW, s);
    if (at < 0) continue;
    const distance = Math.sqrt(NEAREST[0]!) * model.samples;
    for (let j = 0; j < matrix.width; j++) parts[j]! += (ROW[j]! - model.references[at + TILE * j]!) ** 2 / distance;
  }
}
