/** Leading digits of amounts, taken from the exact integer as text: logarithms and multiplication misread amounts such as 0.29. */

/** First two digits (10 to 99) of an amount in minor units; 0 where it has fewer than two digits. */
export function firstTwo(magnitudeMinor: number): number {
  if (magnitudeMinor < 10) return 0;
  const text = String(magnitudeMinor);
  return (text.charCodeAt(0) - 48) * 10 + text.charCodeAt(1) - 48;
}

/** Zeros at the end of an amount in minor units; 0 for zero itself. */
export function trailingZeros(magnitudeMinor: number): number {
  let rest = magnitudeMinor;
  let zeros = 0;
  while (rest > 0 && rest % 10 === 0) {
    rest /= 10;
    zeros++;
  }
  return zeros;
}

/** Share of numbers that begin with the pair `pair` (10 to 99) under Benford's law. */
export function benfordShare(pair: number): number {
  return Math.log10(1 + 1 / pair);
}
