import { expect, test } from 'vitest';
import { extent, waterfall } from './waterfall.ts';

const parts = [
  { name: 'amount', points: 41 },
  { name: 'date', points: 12 },
  { name: 'base', points: -9 },
  { name: 'reference', points: 47 },
  { name: 'rivals', points: -4 },
];

test('base first, then by size, ending at the sum of the parts', () => {
  const steps = waterfall(parts);
  expect(steps.map((step) => step.part.name)).toEqual(['base', 'reference', 'amount', 'date', 'rivals']);
  expect(steps.map((step) => [step.from, step.to])).toEqual([[0, -9], [-9, 38], [38, 79], [79, 91], [91, 87]]); // prettier-ignore
  expect(steps.at(-1)?.to).toBe(parts.reduce((sum, part) => sum + part.points, 0));
});

test('the range holds every bar and at least 0 to 100', () => {
  expect(extent(waterfall(parts))).toEqual([-9, 100]);
  expect(extent([{ from: 0, to: 130 }])).toEqual([0, 130]);
});
