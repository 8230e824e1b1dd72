import { expect, test } from 'vitest';
import { CategoryModel, type Decision } from './learn.ts';

const UTILITIES = 15;
const REPAIRS = 16;
const REFUNDS = 6;
const decided = (n: number, vendor: string, text: string, categoryId: number, into = false): Decision[] =>
  Array.from({ length: n }, () => ({ vendor, text, into, categoryId }));

test('a vendor’s own history decides, and says its figures', () => {
  const model = new CategoryModel([
    ...decided(14, 'Northern Water', 'water bill', UTILITIES),
    ...decided(1, 'Northern Water', 'pump repair', REPAIRS),
    ...decided(40, 'Other', 'water pipes', REPAIRS),
  ]);
  expect(model.propose('Northern Water', 'anything', false)).toEqual({
    categoryId: UTILITIES,
    confidence: 91,
    by: 'vendor',
    word: '',
    hits: 14,
    of: 15,
  });
});

test('one decision is a hint, more of the same make it surer', () => {
  const sure = (n: number): number => new CategoryModel(decided(n, 'V', 'x', 3)).propose('V', '', false)!.confidence;
  expect([1, 3, 10, 100].map(sure)).toEqual([75, 88, 95, 100]);
});

test('money in does not speak for money out', () => {
  const model = new CategoryModel(decided(9, 'V', 'refund of fee', REFUNDS, true));
  expect(model.propose('V', 'refund of fee', false)).toBeNull();
  expect(model.propose('V', '', true)).toMatchObject({ categoryId: REFUNDS, hits: 9 });
});

test('an unknown vendor is judged by its words, less sure than by a history', () => {
  const model = new CategoryModel([
    ...decided(6, 'A', 'electricity quarter one', UTILITIES),
    ...decided(6, 'B', 'boiler repair quarter one', REPAIRS),
  ]);
  expect(model.propose('New Power', 'ELECTRICITY march', false)).toMatchObject({
    categoryId: UTILITIES,
    by: 'word',
    word: 'electricity',
    hits: 6,
    of: 6,
  });
  expect(model.propose('New Power', 'Electricity', false)!.confidence).toBeLessThanOrEqual(85);
  // Words that stand in both kinds alike decide nothing for sure.
  expect(model.propose('New', 'quarter', false)!.confidence).toBeLessThan(50);
  expect(model.propose('New', 'unheard words', false)).toBeNull();
});

test('many decisions about one vendor are one voice about another', () => {
  const one = new CategoryModel(decided(50, 'A', 'harbour services', UTILITIES)).propose('New', 'services', false)!;
  expect(one.confidence).toBeLessThanOrEqual(50);
  const three = new CategoryModel(['A', 'B', 'C'].flatMap((vendor) => decided(2, vendor, `${vendor} services`, UTILITIES))).propose(
    'New',
    'services',
    false,
  )!;
  expect(three).toMatchObject({ confidence: 75, hits: 6, of: 6 });
});

test('nothing decided, nothing proposed', () => {
  const model = new CategoryModel([]);
  expect(model.empty).toBe(true);
  expect(model.propose('V', 'x', true)).toBeNull();
});
