import { expect, test } from 'vitest';
import { coverage, monthsBetween } from './coverage-months.ts';

test('counts months over a year end', () => {
  expect(monthsBetween('2022-11-15', '2023-02-01')).toEqual(['2022-11', '2022-12', '2023-01', '2023-02']);
  expect(monthsBetween('0001-01-01', '2023-02-01')).toHaveLength(600);
});

test('a month without any file is a gap', () => {
  const spans = [
    { from: '2023-01-01', to: '2023-02-28' },
    { from: '2023-04-01', to: '2023-04-30' },
  ];
  const states = coverage(spans, { from: '2023-01-01', to: '2023-05-31' }).map((month) => month.state);
  expect(states).toEqual(['covered', 'covered', 'gap', 'covered', 'gap']);
});
