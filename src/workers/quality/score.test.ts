import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseParts, scoreOf, scoreParts, type ScoreFigures } from './score.ts';

const PERFECT: ScoreFigures = {
  read: 1_000,
  kept: 1_000,
  rejected: 0,
  statements: 3,
  proved: 3,
  differ: 0,
  badDates: 0,
  worded: 1_000,
  warnings: 0,
  damage: null,
};
const pointsOf = (more: Partial<ScoreFigures>) =>
  Object.fromEntries(scoreParts({ ...PERFECT, ...more }).map((part) => [part.name, part.points]));

test('full points mean without exception: one row in a million takes a point', () => {
  expect(scoreOf(scoreParts(PERFECT))).toBe(100);
  const million = { read: 1_000_000, kept: 1_000_000, worded: 1_000_000 };
  expect(pointsOf({ ...million, kept: 999_999, worded: 999_999, rejected: 1 })['Rows read']).toBe(29);
  expect(pointsOf({ ...million, badDates: 1 })['Dates']).toBe(14);
  expect(pointsOf({ ...million, worded: 999_999 })['Descriptions']).toBe(9);
  expect(pointsOf({ ...million, warnings: 1 })['Findings']).toBe(14);
});

test('the formula of the contract, part by part', () => {
  expect(pointsOf({ read: 100, kept: 90, worded: 90, rejected: 10 })['Rows read']).toBe(15);
  expect(pointsOf({ read: 100, kept: 80, worded: 80, rejected: 20 })['Rows read']).toBe(0);
  expect(pointsOf({ proved: 0 })['Balance proof']).toBe(10);
  expect(pointsOf({ proved: 1, differ: 1 })['Balance proof']).toBe(13);
  expect(pointsOf({ proved: 0, differ: 3 })['Balance proof']).toBe(0);
  expect(pointsOf({ badDates: 40 })['Dates']).toBe(9);
  expect(pointsOf({ worded: 500 })['Descriptions']).toBe(5);
  expect(pointsOf({ warnings: 50 })['Findings']).toBe(7);
  expect(pointsOf({ damage: 'The file ends before the last record.' })['Findings']).toBe(0);
});

test('a file in which nothing was read has no points for being read', () => {
  expect(pointsOf({ read: 0, kept: 0, worded: 0, statements: 0, proved: 0 })).toMatchObject({ 'Rows read': 0, 'Balance proof': 0 });
});

test('every part stays within its bounds, whatever the figures, and the case lies between its worst and best file', () => {
  const n = fc.nat({ max: 50 });
  const figures = fc.record({ read: n, kept: n, rejected: n, statements: n, proved: n, differ: n, badDates: n, worded: n, warnings: n, damage: fc.constantFrom(null, 'cut off') }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(figures, { minLength: 1, maxLength: 6 }), (files) => {
      const scored = files.map((each) => ({ parts: scoreParts(each), rows: each.read }));
      for (const { parts } of scored) {
        for (const part of parts) {
          expect(part.points).toBeGreaterThanOrEqual(0);
          expect(part.points).toBeLessThanOrEqual(part.of);
          expect(Number.isInteger(part.points)).toBe(true);
        }
        expect(parts.reduce((sum, part) => sum + part.of, 0)).toBe(100);
      }
      const whole = caseParts(scored);
      for (const [i, part] of whole.entries()) {
        const points = scored.map(({ parts }) => parts[i]!.points);
        expect(part.points).toBeGreaterThanOrEqual(Math.min(...points));
        expect(part.points).toBeLessThanOrEqual(Math.max(...points));
      }
    }),
  );
});

test('large files weigh more in the case', () => {
  const good = { parts: scoreParts(PERFECT), rows: 900 };
  const bad = { parts: scoreParts({ ...PERFECT, proved: 0, differ: 3 }), rows: 100 };
  expect(caseParts([good, bad]).find(({ name }) => name === 'Balance proof')).toMatchObject({
    points: 27,
    of: 30,
    because: '1 of 2 files have less than full points.',
  });
  expect(caseParts([])).toEqual([]);
});
