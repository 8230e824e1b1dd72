import { expect, test } from 'vitest';
import type { Column } from './column.ts';
import { conditionOf, typedOf } from './filter-text.ts';

const column = (kind: Column<unknown>['kind'], filter: Column<unknown>['filter']): Column<unknown> => ({
  id: 'c',
  title: 'C',
  kind,
  width: 9,
  ...(filter ? { filter } : {}),
  value: () => null,
});
const money = column('money', 'range');
const date = column('date', 'range');

test('reads ranges of money in minor units', () => {
  expect(conditionOf(money, '100..250.50', 'GBP')).toEqual({ column: 'c', op: 'range', from: 10_000, to: 25_050 });
  expect(conditionOf(money, '> 1,000', 'GBP')).toEqual({ column: 'c', op: 'range', from: 100_000, to: null });
  expect(conditionOf(money, '<-5', 'GBP')).toEqual({ column: 'c', op: 'range', from: null, to: -500 });
  expect(conditionOf(money, '3150', 'JPY')).toEqual({ column: 'c', op: 'range', from: 3150, to: 3150 });
  expect(conditionOf(money, 'lots', 'GBP')).toBe('unreadable');
});

test('a year or a month stands for all of its days', () => {
  expect(conditionOf(date, '2023', 'GBP')).toEqual({ column: 'c', op: 'range', from: '2023-01-01', to: '2023-12-31' });
  expect(conditionOf(date, '2023-04..', 'GBP')).toEqual({ column: 'c', op: 'range', from: '2023-04-01', to: null });
  expect(conditionOf(date, '05/04/2023', 'GBP')).toBe('unreadable');
});

test('text is text, and nothing is no condition', () => {
  expect(conditionOf(column('text', 'text'), ' council ', 'GBP')).toEqual({ column: 'c', op: 'text', value: 'council' });
  expect(conditionOf(money, '  ', 'GBP')).toBeNull();
});

test('a condition can be typed back', () => {
  for (const typed of ['100.00..250.50', '..5.00', '12.00']) {
    const condition = conditionOf(money, typed, 'GBP');
    if (condition === null || condition === 'unreadable') throw new Error(typed);
    expect(typedOf(money, condition, 'GBP')).toBe(typed);
  }
});
