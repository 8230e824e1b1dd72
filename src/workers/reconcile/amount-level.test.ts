import { expect, test } from 'vitest';
import { amountLevel, levelRange, swappedDigits } from './amount-level.ts';

test.each([
  [12_34, 12_43, true],
  [12_34, 13_24, true],
  [12_34, 21_34, true],
  [12_34, 12_34, false],
  [12_34, 12_52, false],
  [90, 9, true],
  [11, 20, false],
])('%i and %i: exchanged digits %s', (a, b, expected) => {
  expect(swappedDigits(a, b)).toBe(expected);
  expect(swappedDigits(b, a)).toBe(expected);
});

test('the banded levels lie in the range they state', () => {
  for (const a of [-10_000, 10_000]) {
    for (let share = -0.6; share <= 0.6; share += 0.0037) {
      const b = Math.round(a * (1 + share));
      const level = amountLevel(a, b);
      if (level < 3) continue;
      const { from, to } = levelRange(a, level);
      expect(b).toBeGreaterThanOrEqual(from - 1);
      expect(b).toBeLessThanOrEqual(to + 1);
    }
  }
});

test('a smaller and a larger arriving amount are different levels', () => {
  expect(amountLevel(10_000, 9_900)).not.toBe(amountLevel(10_000, 10_100));
});
