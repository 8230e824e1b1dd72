import { expect, test } from 'vitest';
import { accountKey } from './account-key.ts';

test('blanks, hyphens and case do not make another account', () => {
  expect(accountKey(' gb82 west-1234 5698 7654 32 ')).toBe('GB82WEST12345698765432');
  expect(accountKey('20-00-00 / 55779911')).toBe('20000055779911');
  expect(accountKey(null)).toBe('');
  expect(accountKey(' - ')).toBe('');
});

test('a currency behind a valid IBAN is no part of it; behind anything else it is', () => {
  expect(accountKey('GB82WEST12345698765432EUR')).toBe('GB82WEST12345698765432');
  expect(accountKey('GB83WEST12345698765432EUR')).toBe('GB83WEST12345698765432EUR');
  expect(accountKey('55779911GBP')).toBe('55779911GBP');
});
