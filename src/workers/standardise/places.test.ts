import { expect, test } from 'vitest';
import { withoutPlaces } from './places.ts';

const run = (names: readonly string[]): string[] =>
  withoutPlaces(names.map((name) => name.split(' '))).map((words) => words?.join(' ') ?? '');

test('the town at the end of card lines goes, where the shop is seen in another town as well', () => {
  const names = [
    'greens bakery leeds',
    'greens bakery york',
    'quill paper leeds',
    'quill paper york',
    'harbour cafe leeds',
    'harbour cafe york',
    'fenwick print leeds',
    'fenwick print york',
  ];
  expect(new Set(run(names))).toEqual(new Set(['greens bakery', 'quill paper', 'harbour cafe', 'fenwick print']));
});

test('a last word of few names is part of the name', () => {
  const names = ['oxbridge city council', 'camford city council', 'oxbridge city'];
  expect(run(names)).toEqual(names);
});

test('names that are not from card lines are left alone', () => {
  expect(withoutPlaces([null, ['a', 'b']])).toEqual([null, ['a', 'b']]);
});
