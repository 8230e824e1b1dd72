import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rowKey } from './row-key.ts';

const key = (description: string, reference = 'R', amountMinor = -450, day = 19_000, currency = 'EUR') =>
  rowKey(day, amountMinor, currency, description, reference);

test('case, runs of blanks and the composition of accents do not count', () => {
  expect(key('  Caf\u00e9  BAR ')).toBe(key('cafe\u0301 bar'));
  expect(key('COFFEE   SHOP')).toBe(key('coffee shop'));
  expect(key('coffee\u00a0shop')).toBe(key('coffee shop'));
});

test('date, amount, currency, words and reference all count', () => {
  const one = key('coffee shop');
  const others = [
    key('coffee shops'),
    key('coffeeshop'),
    key('coffee shop', 'S'),
    key('coffee shop', 'R', 450),
    key('coffee shop', 'R', -450, 19_001),
    key('coffee shop', 'R', -450, 19_000, 'USD'),
    key('coffee shop', 'R', -450 - 2 ** 32),
    key('coffee shopR', ''),
  ];
  expect(new Set([one, ...others]).size).toBe(9);
});

test('is a whole number below 2^53 and never collides among a hundred thousand movements', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.maxSafeInteger(), (text, amount) => {
      const value = key(text, text, amount);
      expect(Number.isSafeInteger(value) && value >= 0).toBe(true);
    }),
  );
  const seen = new Set<number>();
  for (let i = 0; i < 100_000; i++) seen.add(key(`payment ${i % 100}`, `${i % 10}`, i));
  expect(seen.size).toBe(100_000);
});

test('days and amounts never make up for each other', () => {
  const seen = new Set<number>();
  for (let day = 0; day < 400; day++)
    for (let amount = -250; amount < 250; amount++) seen.add(rowKey(19_000 + day, amount, 'GBP', 'FEE', ''));
  expect(seen.size).toBe(400 * 500);
});
