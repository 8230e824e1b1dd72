import fc from 'fast-check';
import { expect, test } from 'vitest';
import { align, ALIGNED_FIELDS, type AlignedRow } from './align.ts';

let next = 1;
const row = (date: string, amountMinor: number, o: Partial<AlignedRow> = {}): AlignedRow => ({
  ...{ id: next++, account: '', date, amountMinor, currency: 'EUR', description: '', reference: '', counterparty: '', balanceMinor: null },
  ...o,
});
const shown = (a: AlignedRow[], b: AlignedRow[]) =>
  align(a, b).map((line) => [line.a?.id ?? 0, line.b?.id ?? 0, ALIGNED_FIELDS.filter((_, bit) => line.differs & (1 << bit))]);

test('rows of one date and amount belong together, equal words first; case and blanks are no difference', () => {
  const a = [row('2026-01-02', -500, { description: 'COFFEE  BAR' }), row('2026-01-02', -500, { description: 'Tea' })];
  const b = [row('2026-01-02', -500, { description: 'TEA HOUSE' }), row('2026-01-02', -500, { description: 'coffee bar' })];
  expect(shown(a, b)).toEqual([
    [a[0]!.id, b[1]!.id, []],
    [a[1]!.id, b[0]!.id, ['description']],
  ]);
});

test('a conflict of amounts is found by the identifier, or by date and words where they stand once in each', () => {
  const a = [row('2026-01-02', -500, { reference: 'R1' }), row('2026-01-03', -100, { description: 'Rent' })];
  const b = [row('2026-01-02', -510, { reference: 'r1' }), row('2026-01-03', 100, { description: 'Rent' })];
  expect(shown(a, b)).toEqual([
    [a[0]!.id, b[0]!.id, ['amountMinor']],
    [a[1]!.id, b[1]!.id, ['amountMinor']],
  ]);
  const twice = [row('2026-01-03', 100, { description: 'Rent' }), row('2026-01-03', 200, { description: 'Rent' })];
  expect(shown([a[1]!], twice).map((line) => line.slice(0, 2))).toEqual([
    [a[1]!.id, 0],
    [0, twice[0]!.id],
    [0, twice[1]!.id],
  ]);
});

test('a value that only one file has is no difference, and accounts are never mixed', () => {
  const a = [row('2026-01-02', 5, { counterparty: 'Ann', balanceMinor: 10 })];
  expect(shown(a, [row('2026-01-02', 5)])[0]![2]).toEqual([]);
  expect(shown(a, [row('2026-01-02', 5, { account: 'X' })])).toHaveLength(2);
});

test('every row stands in exactly one line, whatever the files hold', () => {
  const rows = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 3 }),
      amount: fc.integer({ min: 1, max: 3 }),
      text: fc.constantFrom('', 'x', 'y'),
      mark: fc.constantFrom('', 'p', 'q'),
    }),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(rows, rows, (left, right) => {
      const made = (list: typeof left) =>
        list.map((one) => row(`2026-01-0${one.day}`, one.amount, { description: one.text, reference: one.mark }));
      const [a, b] = [made(left), made(right)];
      const lines = align(a, b);
      expect(lines.flatMap((line) => line.a?.id ?? []).sort((x, y) => x - y)).toEqual(a.map((one) => one.id));
      expect(lines.flatMap((line) => line.b?.id ?? []).sort((x, y) => x - y)).toEqual(b.map((one) => one.id));
      for (const line of lines) expect(line.a === null && line.b === null).toBe(false);
    }),
  );
});
