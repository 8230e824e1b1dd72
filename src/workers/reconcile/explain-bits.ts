import { AMOUNT, DAY, levelOf, NAME, NUMBER, TEXT, type Weights } from './model.ts';

/**
 * Bits per part of a pair, in the order of PART_NAMES: base, the five fields, rivals. What the probability lacks (or,
 * rarely, has) beyond the sum of the fields is the rivals' part: other rows that claim the same partner, and series.
 */
export function explainBits(weights: Weights, pattern: number, amountChance: number, dayChance: number, probability: number): number[] {
  const { mBits, uBits } = weights;
  const at = (field: number): number => {
    const level = levelOf(pattern, field);
    return mBits[field]![level]! - (uBits[field]![level] ?? 0);
  };
  const p = Math.min(1 - 1e-9, Math.max(1e-9, probability));
  const fields = [weights.base, at(AMOUNT) - amountChance, at(DAY) - dayChance, at(TEXT), at(NUMBER), at(NAME)];
  const sum = fields.reduce((a, b) => a + b, 0);
  const gap = Math.log2(p / (1 - p)) - Math.min(sum, 29);
  // A gain beside rivals only says that the partner has nobody else; it is no evidence of its own.
  return [...fields, Math.min(0, gap)];
}
