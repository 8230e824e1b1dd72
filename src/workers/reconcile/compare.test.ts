import { expect, test } from 'vitest';
import { columnsOf } from './columns-of.ts';
import { candidatesFor, explainParts } from './compare.ts';
import { PART_NAMES } from './engine.ts';

const PARAMS = { toleranceMinor: 0, windowDays: 5, threshold: 50, seed: 1 };

test('candidates come best first, with parts that add up and sentences', () => {
  const one = columnsOf([{ id: 1, amountMinor: -12_500, day: 20_000, description: 'ACH GRANITE ROOFING 445566' }]);
  const others = columnsOf([
    { id: 1, amountMinor: -12_500, day: 20_040, description: 'Harbor catering' },
    { id: 2, amountMinor: -12_500, day: 20_001, description: 'Granite Roofing', reference: 'INV-445566' },
    { id: 3, amountMinor: -12_501, day: 20_001, description: 'Granite Roofing' },
    { id: 4, amountMinor: 900, day: 20_000, description: 'Interest' },
  ]);
  const found = candidatesFor(one, others, PARAMS, 3);
  expect(found).toHaveLength(3);
  expect(found[0]!.row).toBe(1);
  expect(found[0]!.confidence).toBeGreaterThan(found[1]!.confidence);
  for (const { confidence, parts } of found) {
    expect(parts.map((part) => part.name)).toEqual([...PART_NAMES]);
    expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(confidence);
  }
  const because = Object.fromEntries(found[0]!.parts.map((part) => [part.name, part.because]));
  expect(because.amount).toBe('The amounts are equal.');
  expect(because.date).toBe('The right one is 1 day later.');
  expect(because.description).toContain('Both have “granite”, “roofing”.');
  expect(because.reference).toContain('Both have “445566”.');
});

test('an explanation names the words of one side only, and the difference', () => {
  const left = { amountMinor: -10_000, date: '2026-03-01', description: 'Delta paper', reference: '', counterparty: '' };
  const right = { amountMinor: -9_900, date: '2026-02-27', description: 'Delta office', reference: 'INV-1001', counterparty: '' };
  const parts = explainParts(Int8Array.of(-3, 40, 20, 30, 0, 0, -2), left, right);
  expect(parts.find((part) => part.name === 'amount')!.because).toContain('100 minor units (1.00 %)');
  expect(parts.find((part) => part.name === 'date')!.because).toBe('The right one is 2 days earlier.');
  expect(parts.find((part) => part.name === 'description')!.because).toBe(
    'Both have “delta”. Only the left has “paper”. Only the right has “office”.',
  );
  expect(parts.find((part) => part.name === 'rivals')!.because).toContain('Other rows');
});

test('nothing to compare with gives no candidates', () => {
  const one = columnsOf([{ id: 1, amountMinor: 5, day: 1, description: 'x' }]);
  expect(candidatesFor(one, columnsOf([]), PARAMS, 9)).toEqual([]);
});
