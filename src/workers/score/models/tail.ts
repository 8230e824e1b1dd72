/** Turns the scores of different models into one currency: how rare it is to score as high. */

const RADIX = 1 << 16;

/**
 * Rows in ascending order of their scores. Counting sort over the four 16-bit digits of each score's bits, made
 * order-preserving by flipping the sign bit (of negatives: all bits); four linear passes, where comparing takes twenty.
 */
export function orderByScore(scores: Float64Array): Int32Array {
  const n = scores.length;
  const words = new Uint32Array(Float64Array.from(scores).buffer);
  for (let i = 0; i < 2 * n; i += 2) {
    const negative = words[i + 1]! >>> 31 === 1;
    words[i] = negative ? ~words[i]! : words[i]!;
    words[i + 1] = negative ? ~words[i + 1]! : words[i + 1]! ^ 0x80000000;
  }
  let order = Int32Array.from({ length: n }, (_, i) => i);
  let next = new Int32Array(n);
  const starts = new Int32Array(RADIX + 1);
  for (let digit = 0; digit < 4; digit++) {
    const word = digit >> 1;
    const shift = (digit & 1) * 16;
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[((words[2 * i + word]! >>> shift) & 0xffff) + 1]!++;
    for (let value = 0; value < RADIX; value++) starts[value + 1]! += starts[value]!;
    for (let i = 0; i < n; i++) {
      const row = order[i]!;
      next[starts[(words[2 * row + word]! >>> shift) & 0xffff]!++] = row;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Writes u = -log(1 - rank / (n + 1)) of every score; equal scores share their middle rank. */
export function fillTails(scores: Float64Array, out: Float64Array): void {
  const order = orderByScore(scores);
  const n = scores.length;
  for (let i = 0; i < n;) {
    let end = i + 1;
    while (end < n && scores[order[end]!] === scores[order[i]!]) end++;
    const tail = -Math.log(1 - (i + 1 + end) / 2 / (n + 1));
    for (; i < end; i++) out[order[i]!] = tail;
  }
}
