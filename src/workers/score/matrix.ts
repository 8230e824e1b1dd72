/** Puts feature columns on one scale: robust z values, so that no unit and no wild value rules the distance. */
import { mulberry32, sampleRows, seedOf } from './random.ts';
import { quantileOfSorted } from './robust.ts';

/** Rows × columns, row-major, on shared memory: every worker reads the same numbers. */
export interface Matrix {
  readonly rows: number;
  readonly width: number;
  readonly values: Float32Array;
}

/** Interquartile range of a standard normal sample. */
const IQR_OF_NORMAL = 1.349;
/** Rows a column's centre and spread are estimated from: beyond this they no longer move. */
const SCALE_SAMPLE = 50_000;

/**
 * Centre and spread of a column: the median, and between the interquartile range (which a long tail does not move) and the
 * deviation (which it does) their geometric mean. Where half the values are equal, the mean and the deviation.
 */
export function scaleOf(sample: Float64Array): { centre: number; spread: number } {
  sample.sort();
  const centre = quantileOfSorted(sample, 0.5);
  const iqr = (quantileOfSorted(sample, 0.75) - quantileOfSorted(sample, 0.25)) / IQR_OF_NORMAL;
  let mean = 0;
  for (const value of sample) mean += value / sample.length;
  let variance = 0;
  for (const value of sample) variance += (value - mean) ** 2 / sample.length;
  const deviation = Math.sqrt(variance);
  return iqr > 0 ? { centre, spread: Math.sqrt(Math.max(iqr, deviation / 100) * deviation) } : { centre: mean, spread: deviation };
}

/**
 * Scales columns in place and cuts values at ±`limit` spreads.
 * @returns the columns that vary at all; a constant one tells nothing and is left at zero
 */
export function scaleColumns(matrix: Matrix, seed: number, limit: number): number[] {
  const { rows, width, values } = matrix;
  const chosen =
    rows <= SCALE_SAMPLE ? Int32Array.from({ length: rows }, (_, i) => i) : sampleRows(rows, SCALE_SAMPLE, mulberry32(seedOf(seed, 9, 0)));
  const varying: number[] = [];
  for (let column = 0; column < width; column++) {
    const { centre, spread } = scaleOf(Float64Array.from(chosen, (row) => values[row * width + column]!));
    const usable = spread > 0 && Number.isFinite(spread);
    if (usable) varying.push(column);
    for (let row = 0, at = column; row < rows; row++, at += width) {
      const scaled = usable ? (values[at]! - centre) / spread : 0;
      values[at] = scaled > limit ? limit : scaled < -limit ? -limit : scaled;
    }
  }
  return varying;
}
