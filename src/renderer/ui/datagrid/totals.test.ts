import { expect, test } from 'vitest';
import type { Column } from './column.ts';
import { totalsOf } from './totals.ts';

interface Row {
  amount: number;
  currency: string;
  name: string;
}
const amount: Column<Row> = { id: 'a', title: 'A', kind: 'money', width: 9, value: (row) => row.amount, currency: (row) => row.currency };
const name: Column<Row> = { id: 'n', title: 'N', kind: 'text', width: 9, value: (row) => row.name };
const rows = [100, -250, 700].map((value) => ({ amount: value, currency: 'GBP', name: 'x' }));

test('adds up the money of a selection and counts all of its cells', () => {
  expect(totalsOf(rows, [name, amount])).toEqual({
    count: 6,
    numbers: 3,
    sum: 550,
    average: 550 / 3,
    least: -250,
    most: 700,
    currency: 'GBP',
  });
});

test('never adds two currencies', () => {
  expect(totalsOf([...rows, { amount: 1, currency: 'EUR', name: '' }], [amount]).numbers).toBe(0);
});

test('text alone has a count and nothing else', () => {
  expect(totalsOf(rows, [name])).toMatchObject({ count: 3, numbers: 0, sum: 0 });
});
