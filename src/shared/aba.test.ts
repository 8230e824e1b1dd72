import { expect, test } from 'vitest';
import { isRoutingNumber, routingCheckDigit } from './aba.ts';

test('check digits of published routing numbers of Federal Reserve Banks', () => {
  for (const number of ['011000015', '021001208', '061000146', '121000374']) expect(isRoutingNumber(number)).toBe(true);
});

test('any one digit changed is noticed', () => {
  const number = '021001208';
  for (let i = 0; i < 9; i++) {
    expect(isRoutingNumber(number.slice(0, i) + String((Number(number[i]) + 1) % 10) + number.slice(i + 1))).toBe(false);
  }
});

test('what is no nine digits is no routing number', () => {
  expect(isRoutingNumber('02100120')).toBe(false);
  expect(isRoutingNumber('02100120A')).toBe(false);
  expect(isRoutingNumber('000000000')).toBe(false);
  expect(routingCheckDigit('1234567A')).toBeNaN();
});
