import { expect, test } from 'vitest';
import { readSearch } from './search.ts';

test('keeps what it can read and drops the rest', () => {
  expect(
    readSearch({
      tab: 'open',
      sort: ['-risk', 'date'],
      filter: [{ column: 'description', op: 'text', value: 'council' }],
      row: -4,
      open: 'twelve',
      source: 3,
      stranger: true,
    }),
  ).toEqual({ tab: 'open', sort: ['-risk', 'date'], filter: [{ column: 'description', op: 'text', value: 'council' }], source: 3 });
});

test('a filter with an unknown operator is dropped whole', () => {
  expect(readSearch({ filter: [{ column: 'a', op: 'sql', value: '1=1' }] })).toEqual({});
});
