import { expect, test } from 'vitest';
import type { Column } from './column.ts';
import { columnsInView, firstLayout, leastWidth, placeColumns } from './layout.ts';

const make = (id: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  id,
  title: id,
  kind: 'text',
  width: 100,
  value: () => null,
  ...more,
});

test('pinned columns come first, hidden ones not at all, and places add up', () => {
  const columns = [make('a'), make('b', { pinned: true }), make('c', { hidden: true }), make('d')];
  const placed = placeColumns(columns, firstLayout(columns), 1);
  expect(placed.map((each) => [each.column.id, each.left, each.pinned])).toEqual([
    ['b', 0, true],
    ['a', 100, false],
    ['d', 200, false],
  ]);
});

test('money is never narrower than its widest value, and grows for a wider one', () => {
  const columns = [make('m', { kind: 'money', width: 20 })];
  const layout = { ...firstLayout(columns), widths: { m: 30 } };
  expect(placeColumns(columns, layout, 1)[0]!.width).toBe(leastWidth('money'));
  expect(placeColumns(columns, layout, 2, { m: 150 })[0]!.width).toBe(300);
});

test('a sheet of three hundred columns draws only those in view', () => {
  const columns = Array.from({ length: 300 }, (_, nth) => make(`c${nth}`));
  const placed = placeColumns(columns, firstLayout(columns), 1);
  expect(columnsInView(placed, 5000, 1000)).toEqual({ first: 50, last: 59 });
});
