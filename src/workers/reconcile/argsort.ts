/**
 * Stable radix sort of row numbers, 16 bits at a time: several times faster than a comparator at a million rows, and
 * composable: sort by the least important key first.
 */

/** Returns `order` (row numbers) stably sorted by the unsigned 32-bit key of each row. */
export function radixByKey(order: Int32Array, key: (row: number) => number): Int32Array {
  const n = order.length;
  const keys = new Uint32Array(n);
  let low = 0xffffffff;
  let high = 0;
  for (let i = 0; i < n; i++) {
    const k = key(order[i]!) >>> 0;
    keys[i] = k;
    low &= k;
    high |= k;
  }
  let from = order;
  let fromKeys = keys;
  // A digit that is the same everywhere needs no pass.
  for (const shift of [0, 16]) {
    if ((((low ^ high) >>> shift) & 0xffff) === 0) continue;
    const counts = new Uint32Array(65537);
    for (let i = 0; i < n; i++) counts[((fromKeys[i]! >>> shift) & 0xffff) + 1]!++;
    for (let d = 0; d < 65536; d++) counts[d + 1]! += counts[d]!;
    const to = new Int32Array(n);
    const toKeys = new Uint32Array(n);
    for (let i = 0; i < n; i++) {
      const at = counts[(fromKeys[i]! >>> shift) & 0xffff]!++;
      to[at] = from[i]!;
      toKeys[at] = fromKeys[i]!;
    }
    from = to;
    fromKeys = toKeys;
  }
  return from;
}

/** Row numbers 0..n-1. */
export function identity(n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) order[i] = i;
  return order;
}

/**
 * Stably sorts by a finite double (an amount in minor units). The bits of a double order like an unsigned 64-bit
 * integer once the sign bit (and, for negative values, every other bit) is flipped, so no digit is lost at 2^53.
 */
export function radixByAmount(order: Int32Array, amount: Float64Array): Int32Array {
  const bits = new Uint32Array(Float64Array.from(amount, (x) => (x === 0 ? 0 : x)).buffer);
  const low = radixByKey(order, (row) => (bits[2 * row + 1]! >>> 31 ? ~bits[2 * row]! : bits[2 * row]!));
  return radixByKey(low, (row) => (bits[2 * row + 1]! >>> 31 ? ~bits[2 * row + 1]! : bits[2 * row + 1]! ^ 0x80000000));
}

/** Stably sorts by a signed 32-bit integer (a day). */
export function radixByInt(order: Int32Array, values: Int32Array): Int32Array {
  return radixByKey(order, (row) => (values[row]! ^ 0x80000000) >>> 0);
}
