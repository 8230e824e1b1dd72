import { expect, test } from 'vitest';
import { CHART, marksOf } from './histogram.ts';

const peers = {
  label: 'A supplier',
  count: 12,
  medianMinor: 1000,
  bins: [
    { fromMinor: 100, toMinor: 1000, count: 2, here: false },
    { fromMinor: 1000, toMinor: 10_000, count: 10, here: false },
    { fromMinor: 10_000, toMinor: 100_000, count: 0, here: true },
  ],
};

test('bars begin at zero and are in proportion', () => {
  const { marks } = marksOf(peers);
  const floor = CHART.height - CHART.bottom;
  expect(marks.map((mark) => mark.y + mark.height)).toEqual([floor, floor, floor]);
  expect(marks[0]!.height / marks[1]!.height).toBeCloseTo(0.2);
  expect(marks[2]!.height).toBe(0);
  expect(marks[1]!.height).toBe(floor - CHART.top);
});

test('the median stands at its place on the logarithmic scale', () => {
  expect(marksOf(peers).medianX).toBeCloseTo(CHART.width / 3);
  expect(marksOf({ ...peers, medianMinor: 0 }).medianX).toBe(0);
});

test('bars lie side by side within the chart', () => {
  const { marks } = marksOf(peers);
  for (const [at, mark] of marks.entries()) {
    expect(mark.x).toBeGreaterThanOrEqual(at === 0 ? 0 : marks[at - 1]!.x + marks[at - 1]!.width);
    expect(mark.x + mark.width).toBeLessThanOrEqual(CHART.width);
  }
});
