/** Histogram-based outlier score (Goldstein and Dengel 2012): per column the negative log density of the value's bin, summed. */
import type { Matrix } from '../matrix.ts';

const BINS = 32;

export interface Histograms {
  readonly width: number;
  /** Per column: low end, bins per unit, number of bins. */
  readonly low: Float64Array;
  readonly perUnit: Float64Array;
  /** Negative log of each bin's density against the column's densest bin; BINS entries per column. */
  readonly cost: Float64Array;
}

const shared = (entries: number) => new Float64Array(new SharedArrayBuffer(entries * 8));
const binOf = (value: number, low: number, perUnit: number) => Math.min(BINS - 1, Math.max(0, Math.floor((value - low) * perUnit)));

/** Counts the histograms over all rows. Half a row is added to every bin, so that an empty one stays finite. */
export function countHistograms(matrix: Matrix): Histograms {
  const { rows, width, values } = matrix;
  const model: Histograms = { width, low: shared(width), perUnit: shared(width), cost: shared(width * BINS) };
  for (let column = 0; column < width; column++) {
    let low = Infinity;
    let high = -Infinity;
    for (let row = 0, at = column; row < rows; row++, at += width) {
      if (values[at]! < low) low = values[at]!;
      if (values[at]! > high) high = values[at]!;
    }
    model.low[column] = low;
    const perUnit = (model.perUnit[column] = high > low ? BINS / (high - low) : 0);
    const counts = new Float64Array(BINS).fill(0.5);
    for (let row = 0, at = column; row < rows; row++, at += width) counts[binOf(values[at]!, low, perUnit)]!++;
    const peak = Math.max(...counts);
    for (let bin = 0; bin < BINS; bin++) model.cost[column * BINS + bin] = Math.log(peak / counts[bin]!);
  }
  return model;
}

const costOf = ({ low, perUnit, cost }: Histograms, column: number, value: number) =>
  cost[column * BINS + binOf(value, low[column]!, perUnit[column]!)]!;

/** Writes the summed cost of rows from..to: higher is more unusual. */
export function scoreHistograms(model: Histograms, matrix: Matrix, from: number, to: number, out: Float64Array): void {
  for (let row = from; row < to; row++) {
    let sum = 0;
    for (let column = 0, at = row * matrix.width; column < model.width; column++) sum += costOf(model, column, matrix.values[at + column]!);
    out[row] = sum;
  }
}

/** A row's cost per column; adds to `parts`, which then sum to the score. */
export function explainHistograms(model: Histograms, matrix: Matrix, row: number, parts: Float64Array): void {
  for (let column = 0, at = row * matrix.width; column < model.width; column++)
    parts[column]! += costOf(model, column, matrix.values[at + column]!);
}
