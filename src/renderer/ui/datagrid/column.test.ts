import { expect, test } from 'vitest';
import { announce, cellText, type Column } from './column.ts';

interface Row {
  amount: number | null;
  text: string;
}
const amount: Column<Row> = {
  id: 'amountMinor',
  title: 'Amount',
  kind: 'money',
  width: 120,
  value: (row) => row.amount,
  currency: () => 'GBP',
};
const text: Column<Row> = { id: 'description', title: 'Description', kind: 'text', width: 200, value: (row) => row.text };

test('reads out the active cell as the design guide words it', () => {
  expect(announce(amount, { amount: -315_000, text: '' }, 417, 1293)).toBe('Row 418 of 1,293, Amount, minus 3,150.00');
  expect(announce(text, { amount: 0, text: '' }, 0, 2)).toBe('Row 1 of 2, Description, blank');
  expect(announce(text, undefined, 0, 2)).toBe('Row 1 of 2, Description, loading');
});

test('shows money in full with a true minus, and nothing as nothing', () => {
  expect(cellText(amount, { amount: -123_456_789, text: '' })).toBe('−1,234,567.89');
  expect(cellText(amount, { amount: -5, text: '' }, 'parentheses')).toBe('(0.05)');
  expect(cellText(amount, { amount: null, text: '' })).toBe('');
});
