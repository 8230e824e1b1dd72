import { expect, test } from 'vitest';
import { UNMATCHED_KINDS } from '../../shared/contract/reconcile.ts';
import { bankLedgerCase, HARD } from '../../../tests/generators/bankledger.ts';
import { dayLevel } from './day-level.ts';
import { columnsOf, type PlainTransaction } from './columns-of.ts';
import { PART_NAMES, reconcile, type ReconcileResult } from './engine.ts';

const PARAMS = { toleranceMinor: 0, windowDays: 5, threshold: 50, seed: 1 };
const row = (id: number, amountMinor: number, day: number | null, description: string, reference = ''): PlainTransaction => ({
  id,
  amountMinor,
  day,
  description,
  reference,
});
const idsOf = (result: ReconcileResult, left: PlainTransaction[], right: PlainTransaction[]): string[] =>
  Array.from({ length: result.pairs }, (_, k) => `${left[result.left[k]!]!.id}-${right[result.right[k]!]!.id}`).sort();
const kindOf = (result: ReconcileResult, side: 'Left' | 'Right', at: number): string | undefined => {
  const index = result[`unmatched${side}`].indexOf(at);
  return index < 0 ? undefined : UNMATCHED_KINDS[result[`unmatched${side}Kind`][index]!];
};

test('ten rows a side are matched without anything to learn from', () => {
  const left = Array.from({ length: 10 }, (_, i) =>
    row(i + 1, -1000 - 137 * i, 20_000 + i, `ACH PMT VENDOR${'ABCDEFGHIJ'[i]} ${5000 + i}`),
  );
  const right = left.map((r, i) => row(i + 1, r.amountMinor, r.day! + (i % 3), `Vendor${'abcdefghij'[i]} invoice`, `INV-${5000 + i}`));
  const result = reconcile(columnsOf(left), columnsOf(right), PARAMS);
  expect(idsOf(result, left, right)).toEqual(left.map((r) => `${r.id}-${r.id}`).sort());
  expect(Math.min(...result.confidence)).toBeGreaterThanOrEqual(80);
});

test('equal amounts on neighbouring days go to the row whose words agree', () => {
  const left = [row(1, -5000, 20_000, 'CARD GRANITE ROOFING'), row(2, -5000, 20_001, 'CARD HARBOR CATERING')];
  const right = [row(1, -5000, 20_001, 'Harbor Catering lunch'), row(2, -5000, 20_000, 'Granite Roofing repair')];
  expect(idsOf(reconcile(columnsOf(left), columnsOf(right), PARAMS), left, right)).toEqual(['1-2', '2-1']);
});

test('a weekly payment is matched week by week, none is swallowed', () => {
  const other = Array.from({ length: 30 }, (_, i) => row(i + 101, -3000 - 211 * i, 20_000 + i, `Vendor${i} supplies`));
  const weeks = Array.from({ length: 12 }, (_, i) => row(i + 1, -2500, 20_000 + 7 * i, 'DIRECT DEBIT GYM CLUB'));
  const left = [...weeks, ...other];
  const right = [...weeks.filter((r) => r.id !== 5).map((r) => row(r.id, r.amountMinor, r.day! + 1, 'Gym club membership')), ...other];
  const result = reconcile(columnsOf(left), columnsOf(right), PARAMS);
  expect(idsOf(result, left, right)).toEqual(right.map((r) => `${r.id}-${r.id}`).sort());
});

test('equal rows are matched first with first and lose no confidence for being alike', () => {
  const left = [1, 2, 3].map((id) => row(id, -990, 20_000, 'COFFEE BAR'));
  const right = [1, 2, 3].map((id) => row(id, -990, 20_001, 'Coffee bar'));
  const result = reconcile(columnsOf(left), columnsOf(right), PARAMS);
  expect(idsOf(result, left, right)).toEqual(['1-1', '2-2', '3-3']);
  expect(Math.min(...result.confidence)).toBeGreaterThan(60);
});

test.each([1, -1])('tolerance and window are hard limits on either side (%i)', (side) => {
  const left = [row(1, -10_000, 20_000, 'Acme freight', 'INV-778899'), row(2, -20_000, 20_000, 'Delta paper', 'INV-112233')];
  const right = [
    row(1, -10_000 + side, 20_000, 'Acme freight', 'INV-778899'),
    row(2, -20_000, 20_000 + 6 * side, 'Delta paper', 'INV-112233'),
  ];
  expect(reconcile(columnsOf(left), columnsOf(right), { ...PARAMS, threshold: 0 }).pairs).toBe(0);
  expect(reconcile(columnsOf(left), columnsOf(right), { ...PARAMS, toleranceMinor: 1, windowDays: 6 }).pairs).toBe(2);
});

test('the lag of the bank is learned', () => {
  const left = Array.from({ length: 300 }, (_, i) => row(i + 1, -1000 - 7 * i, 20_000 + (i % 90), `Vendor${i % 50} supplies`));
  const right = left.map((r) => row(r.id, r.amountMinor, r.day! + 4, r.description));
  const date = reconcile(columnsOf(left), columnsOf(right), PARAMS).report.weights.find((w) => w.field === 'date')!;
  expect(date.m.indexOf(Math.max(...date.m.slice(1)))).toBe(dayLevel(0, 4));
  expect(Math.max(...date.m.slice(1))).toBeGreaterThan(-0.3);
});

test('other currencies never match', () => {
  const left = [{ ...row(1, -10_000, 20_000, 'Acme freight 778899'), currency: 'EUR' }];
  const right = [{ ...row(1, -10_000, 20_000, 'Acme freight 778899'), currency: 'USD' }];
  expect(reconcile(columnsOf(left), columnsOf(right), PARAMS).pairs).toBe(0);
});

test('a ledger of the opposite sign is recognised and said so', () => {
  const left = Array.from({ length: 30 }, (_, i) => row(i + 1, (i % 4 ? -1 : 1) * (1000 + 137 * i), 20_000 + i, `Vendor ${i} payment`));
  const right = left.map((r) => row(r.id, -r.amountMinor, r.day, r.description));
  const result = reconcile(columnsOf(left), columnsOf(right), PARAMS);
  expect(result.report.signs).toBe('opposite');
  expect(result.pairs).toBe(30);
});

test('rows without a date, or one side empty, are no obstacle', () => {
  const left = [row(1, -10_000, null, 'Acme freight', 'INV-778899')];
  const right = [row(1, -10_000, 20_000, 'Acme freight', 'INV-778899')];
  expect(reconcile(columnsOf(left), columnsOf(right), PARAMS).pairs).toBe(1);
  const none = reconcile(columnsOf([]), columnsOf(right), PARAMS);
  expect([none.pairs, none.unmatchedRight.length]).toEqual([0, 1]);
});

test('unmatched rows are sorted into kinds', () => {
  const base = Array.from({ length: 40 }, (_, i) => row(i + 1, -3000 - 211 * i, 20_000 + i, `Vendor${i} supplies ${81_000 + i}`));
  const left = [
    ...base,
    row(101, -450, 20_015, 'Monthly account fee'),
    row(102, -77_777, 20_039, 'Nordic marine deposit'),
    row(103, -3000 - 211 * 7, 20_008, base[7]!.description),
    row(104, -61_000, 20_020, 'Quarry works', 'INV-919191'),
    row(105, -88_888, 20_020, 'Summit legal'),
  ];
  const right = [...base, row(104, -62_000, 20_020, 'Quarry works', 'INV-919191')];
  const result = reconcile(columnsOf(left), columnsOf(right), PARAMS);
  expect(result.pairs).toBe(40);
  expect([40, 41, 43, 44].map((at) => kindOf(result, 'Left', at))).toEqual(['fee', 'timing', 'amount-differs', 'missing-right']);
  // Either twin may be the one left over; it is a duplicate in both cases.
  expect([kindOf(result, 'Left', 7), kindOf(result, 'Left', 42)].filter(Boolean)).toEqual(['duplicate']);
  expect(kindOf(result, 'Right', 40)).toBe('amount-differs');
});

test('a generated case is matched well, its forecast holds, and the assignment is proved', () => {
  const made = bankLedgerCase({ ...HARD, rows: 1500, batches: 0, voids: 0 });
  const result = reconcile(columnsOf(made.bank), columnsOf(made.ledger), { ...PARAMS, toleranceMinor: 1000, windowDays: 7 });
  const truth = new Map(made.pairs);
  let correct = 0;
  for (let k = 0; k < result.pairs; k++) if (truth.get(result.left[k]! + 1) === result.right[k]! + 1) correct++;
  expect(correct / result.pairs).toBeGreaterThan(0.975);
  expect(correct / made.pairs.length).toBeGreaterThan(0.95);
  expect(Math.abs(result.report.expectedPrecision - correct / result.pairs)).toBeLessThan(0.02);
  expect(result.report.assignment.total).toBe(result.report.assignment.bound);
  expect(result.parts.length).toBe(result.pairs * PART_NAMES.length);
});

test('a cancelled run ends with an operating error', () => {
  const rows = columnsOf([row(1, 1, 1, 'a')]);
  expect(() => reconcile(rows, rows, PARAMS, { cancelled: () => true })).toThrow('cancelled');
});
