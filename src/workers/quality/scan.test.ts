import { expect, test } from 'vitest';
import type { QualityRow, ScanFrame } from './row.ts';
import { QualityScan } from './scan.ts';

const FRAME: ScanFrame = { firstId: 1, importedOn: '2025-06-30', periods: new Map(), errorLines: new Set() };
const row = (id: number, more: Partial<QualityRow> = {}): QualityRow => ({
  id,
  line: id + 1,
  date: '2025-06-01',
  amount_minor: 1_000 + id,
  currency: 'GBP',
  description: `Rent ${id}`,
  reference: '',
  counterparty: '',
  category: '',
  balance_minor: null,
  statement: 0,
  value_date: null,
  amount_exact: null,
  duplicate_of: null,
  ...more,
});

function scan(rows: readonly QualityRow[], frame: Partial<ScanFrame> = {}) {
  const quality = new QualityScan({ ...FRAME, ...frame });
  quality.add(rows);
  return quality.finish();
}

test('dates: none, in the future, before 1970, outside of the stated period, each counted once as bad', () => {
  const periods = new Map([[1, { from: '2025-06-01', to: '2025-06-30' }]]);
  const found = scan(
    [
      row(1, { date: null }),
      row(2, { date: '2025-07-01' }),
      row(3, { date: '2025-07-02' }),
      row(4, { date: '1969-12-31' }),
      row(5, { date: '2025-05-31', statement: 1 }),
      row(6, { date: '2025-06-30', statement: 1 }),
      row(7, { date: '2030-01-01', statement: 1 }),
    ],
    { periods },
  );
  const byCode = new Map(found.outOfRange.map((each) => [each.code, each]));
  // 1 July is tomorrow by UTC and may be today somewhere.
  expect(byCode.get('date-future')).toMatchObject({ rows: 2, examples: [{ rowId: 3 }, { rowId: 7 }] });
  expect(byCode.get('date-early')).toMatchObject({ rows: 1 });
  expect(byCode.get('date-period')).toMatchObject({ rows: 2, examples: [{ rowId: 5, line: 6 }, { rowId: 7 }] });
  expect(found.badDates).toBe(5);
});

test('value dates far from the booking, amounts of zero, and amounts beyond the fence of their own currency', () => {
  const usual = Array.from({ length: 40 }, (_, i) => row(i + 1, { amount_minor: i % 2 === 0 ? 1000 : -2000 }));
  const found = scan([
    ...usual,
    row(50, { amount_minor: 0 }),
    row(51, { value_date: '2025-07-03' }),
    row(52, { value_date: '2025-07-02' }),
    row(53, { amount_minor: -16_001, description: 'Plant' }),
    row(54, { amount_minor: 16_000 }),
    row(55, { amount_minor: 99_999_999, currency: 'JPY' }),
  ]);
  expect(found.outOfRange.map(({ code, rows }) => [code, rows])).toEqual([
    ['value-date-far', 1],
    ['amount-zero', 1],
    ['amount-far', 1],
  ]);
  expect(found.outOfRange[2]!.examples).toEqual([{ line: 54, rowId: 53, position: 52, raw: '−160.01 GBP', message: 'Plant' }]);
  expect(found.outOfRange[2]!.rule).toContain('160.00 GBP');
});

test('rows without words, several currencies, and amounts kept with their exact text on a line with an error', () => {
  const found = scan(
    [
      row(1, { description: '', reference: 'R1' }),
      row(2, { description: '' }),
      row(3, { currency: 'EUR', amount_exact: '1.005' }),
      row(4, { amount_exact: '2.005', duplicate_of: 1 }),
    ],
    { errorLines: new Set([4, 99]) },
  );
  expect(found).toMatchObject({ worded: 3, repeats: 1 });
  expect([...found.exactLines]).toEqual([4]);
  const amount = found.columns.find(({ field }) => field === 'amount')!;
  expect(amount).toMatchObject({ currency: null, min: null, filled: 4 });
});
