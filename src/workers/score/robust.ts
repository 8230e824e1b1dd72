/** Medians and spreads that a few wild values do not move. */

/** Factor that makes the median absolute deviation of a normal sample estimate its standard deviation. */
export const MAD_TO_SIGMA = 1.4826;

/** Median of values that are sorted already; NaN of none. */
export function medianOfSorted(sorted: ArrayLike<number>): number {
  const n = sorted.length;
  if (n === 0) return NaN;
  const mid = n >> 1;
  return n % 2 === 1 ? sorted[mid]! : (sorted[mid - 1]! + sorted[mid]!) / 2;
}

/** Median and median absolute deviation (not scaled). Sorts `values` in place. */
export function medianMad(values: Float64Array): { median: number; mad: number } {
  values.sort();
  const median = medianOfSorted(values);
  const deviations = values.map((v) => Math.abs(v - median));
  return { median, mad: medianOfSorted(deviations.sort()) };
}

/** Value at a fraction of a sorted sample, interpolated between neighbours. */
export function quantileOfSorted(sorted: ArrayLike<number>, fraction: number): number {
  if (sorted.length === 0) return NaN;
  const at = fraction * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (at - low);
}

/** How many entries of a sorted sample are below `value`. */
export function countBelow(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >>> 1;
    if (sorted[mid]! < value) low = mid + 1;
    else high = mid;
  }
  return low;
}
