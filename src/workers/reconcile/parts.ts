/**
 * Splits an integer confidence into integer points per part that add up to it exactly. Everything that speaks for the
 * pair shares 100 points in proportion to its bits, everything against it shares the 100 - confidence points taken
 * away; rounding goes to the largest remainders, ties to the earlier part.
 */
export function pointsOf(confidence: number, bits: readonly number[], out: Int8Array, at: number): void {
  let plus = 0;
  let minus = 0;
  for (const value of bits) {
    if (value > 0) plus += value;
    else minus -= value;
  }
  const n = bits.length;
  for (let k = 0; k < n; k++) out[at + k] = 0;
  if (plus === 0) {
    // Nothing speaks for the pair; what is left of the confidence is its starting point.
    out[at] = confidence;
    return;
  }
  const gain = minus > 0 ? 100 : confidence;
  share(bits, plus, gain, 1, out, at);
  if (minus > 0) share(bits, minus, 100 - confidence, -1, out, at);
}

function share(bits: readonly number[], total: number, points: number, sign: 1 | -1, out: Int8Array, at: number): void {
  const remainders: { part: number; rest: number }[] = [];
  let left = points;
  for (let part = 0; part < bits.length; part++) {
    const value = bits[part]! * sign;
    if (value <= 0) continue;
    const exact = (points * value) / total;
    const whole = Math.floor(exact);
    out[at + part] = sign * whole;
    left -= whole;
    remainders.push({ part, rest: exact - whole });
  }
  remainders.sort((a, b) => b.rest - a.rest || a.part - b.part);
  for (let k = 0; k < left; k++) out[at + remainders[k % remainders.length]!.part]! += sign;
}
