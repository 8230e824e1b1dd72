import { expect, test } from 'vitest';
import { nextSort } from './grid-menus.ts';

test('a header goes up, down, none', () => {
  expect(nextSort([], 'date', false)).toEqual(['date']);
  expect(nextSort(['date'], 'date', false)).toEqual(['-date']);
  expect(nextSort(['-date'], 'date', false)).toEqual([]);
  expect(nextSort(['-risk', 'date'], 'amountMinor', false)).toEqual(['amountMinor']);
});

test('with Shift it joins the other keys and keeps its rank', () => {
  expect(nextSort(['-risk'], 'date', true)).toEqual(['-risk', 'date']);
  expect(nextSort(['-risk', 'date'], 'risk', true)).toEqual(['date']);
  expect(nextSort(['risk', 'date'], 'risk', true)).toEqual(['-risk', 'date']);
  expect(nextSort(['a', 'b', 'c', 'd'], 'e', true)).toEqual(['b', 'c', 'd', 'e']);
});
