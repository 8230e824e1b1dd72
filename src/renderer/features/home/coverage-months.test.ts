import { expect, test } from 'vitest';
import { coverage, monthsBetween, stretches } from './coverage-months.ts';

test('counts months over a year end', () => {
  expect(monthsBetween('2022-11-15', '2023-02-01')).toEqual(['2022-11', '2022-12', '2023-01', '2023-02']);
  expect(monthsBetween('0001-01-01', '2023-02-01')).toHaveLength(600);
});

test('a month between two files is a gap, one after the last is outside', () => {
  const spans = [
    { from: '2023-01-01', to: '2023-02-28' },
    { from: '2023-04-01', to: '2023-04-30' },
  ];
  const states = coverage(spans, { from: '2023-01-01', to: '2023-05-31' }).map((month) => month.state);
  expect(states).toEqual(['covered', 'covered', 'gap', 'covered', 'outside']);
});

test('periods that overlap are drawn to one scale, others to their own', () => {
  expect(
    stretches([
      { from: '2024-07-01', to: '2025-12-31' },
      { from: '2016-04-01', to: '2017-03-31' },
      { from: '2024-06-28', to: '2025-11-30' },
      { from: '2026-01-01', to: '2026-01-31' },
    ]),
  ).toEqual([
    { from: '2016-04-01', to: '2017-03-31' },
    { from: '2024-06-28', to: '2025-12-31' },
    { from: '2026-01-01', to: '2026-01-31' },
  ]);
});
