import { expect, test } from 'vitest';
import { EXAMPLE_HEAD, exampleTransaction } from './example.ts';
import { transactionsDocument } from './lists.ts';

test('a movement that two files hold, or that was left out, is listed and not added to the sums', () => {
  const first = exampleTransaction(1, 1, -500);
  const repeated = { ...exampleTransaction(2, 2, -500), duplicateOf: 1 };
  const leftOut = { ...exampleTransaction(3, 2, 900), duplicateOf: 3 };
  const document = transactionsDocument({
    subject: 'transactions',
    head: EXAMPLE_HEAD,
    rows: [first, repeated, leftOut, exampleTransaction(4, 1, 700)],
  });
  expect(document.headline.map(({ label, value }) => [label, value])).toEqual([
    ['Rows listed', 4],
    ['Movements counted', 2],
    ['Repeats and rows left out', 2],
    ['Money in, GBP', 700],
    ['Money out, GBP', -500],
  ]);
});
