import { expect, test } from 'vitest';
import { NO_DAY } from '../../shared/columns.ts';
import { DAY_LEVELS, DAY_MISSING, dayLevel, dayRange } from './day-level.ts';

test('every lag lies in exactly the range of its level', () => {
  for (let lag = -90; lag <= 90; lag++) {
    const holding = Array.from({ length: DAY_LEVELS }, (_, level) => level).filter((level) => {
      const range = dayRange(level, 90);
      return range && lag >= range.from && lag <= range.to;
    });
    expect(holding).toEqual([dayLevel(1000, 1000 + lag)]);
  }
});

test('the window cuts the last range', () => {
  expect(dayRange(dayLevel(0, 6), 6)).toEqual({ from: 6, to: 6 });
  expect(dayRange(dayLevel(0, 8), 6)).toBeNull();
});

test('a missing date is its own level', () => {
  expect(dayLevel(NO_DAY, 5)).toBe(DAY_MISSING);
});
