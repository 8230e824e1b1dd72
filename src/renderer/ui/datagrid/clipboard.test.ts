import { expect, test } from 'vitest';
import { tsvOf } from './clipboard.ts';
import type { Column } from './column.ts';

interface Row {
  amount: number;
  text: string;
}
const columns: Column<Row>[] = [
  { id: 'text', title: 'Description', kind: 'text', width: 9, value: (row) => row.text },
  { id: 'amount', title: 'Amount', kind: 'money', width: 9, value: (row) => row.amount, currency: () => 'GBP' },
];

test('copies numbers that a spreadsheet can read, and text that keeps its cell', () => {
  const rows = [{ amount: -315_000, text: 'Rent,\tMay\nand June' }];
  expect(tsvOf(rows, columns, true)).toBe('Description\tAmount\r\nRent, May and June\t-3150.00');
  expect(tsvOf(rows, columns, false)).toBe('Rent, May and June\t-3150.00');
});
