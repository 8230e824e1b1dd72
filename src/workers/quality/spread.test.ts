import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Spread } from './spread.ts';

test('quantiles are exact, by nearest rank, however many slices there are', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { minLength: 1, maxLength: 200 }), fc.integer({ min: 1, max: 100 }), (values, copies) => {
      const spread = new Spread();
      for (let i = 0; i < copies; i++) for (const value of values) spread.add(value);
      const sizes = Array.from({ length: copies }, () => values.map(Math.abs).filter((size) => size > 0)).flat().sort((a, b) => a - b);
      expect(spread.count).toBe(sizes.length);
      if (sizes.length === 0) return;
      for (const share of [0.25, 0.5, 0.75, 1]) expect(spread.quantile(share)).toBe(sizes[Math.ceil(share * sizes.length) - 1]);
      expect(spread.above(500)).toBe(sizes.filter((size) => size > 500).length);
    }),
    { numRuns: 60 },
  ); // prettier-ignore
});

test('the fence stands at Q3 × (Q3 ÷ Q1)³, and at eight times Q3 where amounts hardly differ', () => {
  const wide = new Spread();
  for (let i = 0; i < 40; i++) wide.add(i < 20 ? 1000 : 4000);
  expect(wide.fence()).toEqual({ q1: 1000, q3: 4000, limit: 4000 * 4 ** 3 });
  const even = new Spread();
  for (let i = 0; i < 40; i++) even.add(700);
  expect(even.fence()).toMatchObject({ limit: 5600 });
  const few = new Spread();
  for (let i = 0; i < 29; i++) few.add(700);
  expect(few.fence()).toBeNull();
});
