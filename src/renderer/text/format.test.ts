import { expect, test } from 'vitest';
import { proseDate, spokenDate } from './dates.ts';
import { formatBytes, formatCount, formatMoney, formatNumber, formatPercent, formatSpan, shortHash, speakMoney } from './format.ts';

test('money is whole, grouped and has its currency’s decimals', () => {
  expect(formatMoney(-315_000, 'GBP')).toBe('−3,150.00');
  expect(formatMoney(-315_000, 'GBP', 'parentheses')).toBe('(3,150.00)');
  expect(formatMoney(1_234_567, 'JPY')).toBe('1,234,567');
  expect(formatMoney(1_234_567, 'KWD')).toBe('1,234.567');
  expect(formatMoney(9_007_199_254_740_991, 'GBP')).toBe('90,071,992,547,409.91');
  expect(speakMoney(-5, 'GBP')).toBe('minus 0.05');
});

test('a share never rounds up to all', () => {
  expect(formatPercent(0.99996)).toBe('99.9 %');
  expect(formatPercent(1)).toBe('100 %');
  expect(formatPercent(0)).toBe('0 %');
});

test('counts, bytes, spans, hashes', () => {
  expect(formatCount(-1293)).toBe('−1,293');
  expect(formatNumber(2.5, 1)).toBe('2.5');
  expect(formatBytes(1)).toBe('1 byte');
  expect(formatBytes(75_200_000)).toBe('75.2 MB');
  expect(formatSpan(0.4)).toBe('1 s');
  expect(formatSpan(4_860)).toBe('81 min');
  expect(formatSpan(5_460)).toBe('1 h 31 min');
  expect(shortHash('9f2c41d07be88ae1')).toBe('9f2c…e1');
});

test('dates in prose name the month, and what is no date stays', () => {
  expect(proseDate('2023-04-05')).toBe('5 Apr 2023');
  expect(spokenDate('2023-04-05')).toBe('Wednesday 5 April 2023');
  expect(proseDate('soon')).toBe('soon');
});
