import { expect, test } from 'vitest';
import { comparison, differences, differenceText } from './difference.ts';

const row = (amountMinor: number, date: string | null, reference = '') => ({ amountMinor, date, reference, currency: 'GBP' });

test('equal amount and date differ in nothing, whatever the sign', () => {
  expect(differences(row(-5_00, '2024-07-01'), row(5_00, '2024-07-01'))).toEqual([]);
  expect(differenceText(row(-5_00, '2024-07-01'), row(-5_00, '2024-07-01'))).toBe('same amount and date');
});

test('names the direction of an amount and of days', () => {
  expect(differences(row(-1_500_00, '2024-07-01'), row(-1_512_50, '2024-07-03'))).toEqual(['12.50 more', '2 days later']);
  expect(differences(row(10_00, '2024-07-03'), row(9_99, '2024-07-02'))).toEqual(['0.01 less', '1 day earlier']);
  expect(differences(row(10_00, null), row(10_00, '2024-07-02'))).toEqual(['date not known']);
});

test('a comparison names opposite signs, equal or not', () => {
  expect(comparison(row(-500, '2024-07-01'), row(500, '2024-07-01'))).toEqual(['same amount', 'opposite sign', 'same day']);
  expect(comparison(row(130_00, '2024-07-01'), row(-29_73, '2024-07-01'))).toEqual(['100.27 less', 'opposite sign', 'same day']);
});

test('a comparison also says what agrees', () => {
  expect(comparison(row(1, '2024-07-01', 'INV-1'), row(1, '2024-07-01', 'INV-1'))).toEqual(['same amount', 'same day', 'same reference']);
  expect(comparison(row(1, '2024-07-01'), row(1, '2024-07-02'))).toEqual(['same amount', '1 day later']);
});
