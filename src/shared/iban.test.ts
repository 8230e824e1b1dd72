import { expect, test } from 'vitest';
import { checkIban } from './iban.ts';

// Printed as the example of its country in the public IBAN registry.
const EXAMPLES = ['DE89 3704 0044 0532 0130 00', 'GB29NWBK60161331926819', 'NO9386011117947', 'MT84MALT011000012345MTLCAST001S'];

test('the registry examples are valid, with blanks and in lower case too', () => {
  for (const iban of EXAMPLES) {
    expect(checkIban(iban)).toBe('valid');
    expect(checkIban(iban.toLowerCase())).toBe('valid');
  }
});

test('any one digit changed and any two neighbours swapped are noticed', () => {
  const iban = 'GB29NWBK60161331926819';
  for (let i = 2; i < iban.length; i++) {
    if (/\d/.test(iban[i]!)) {
      const other = String((Number(iban[i]) + 1) % 10);
      expect(checkIban(iban.slice(0, i) + other + iban.slice(i + 1))).toBe('check-digits');
    }
    if (i > 4 && iban[i] !== iban[i - 1]) {
      expect(checkIban(iban.slice(0, i - 1) + iban[i] + iban[i - 1] + iban.slice(i + 1))).not.toBe('valid');
    }
  }
});

test('the wrong length of a known country, an unknown country, no IBAN at all', () => {
  expect(checkIban('DE89370400440532013000'.slice(0, -1))).not.toBe('valid');
  // One digit too few, with whatever check digits make its remainder right.
  const short = Array.from({ length: 97 }, (_, i) => checkIban(`DE${String(i + 2).padStart(2, '0')}37040044053201300`));
  expect(short.filter((verdict) => verdict !== 'check-digits')).toEqual(['length']);
  expect(checkIban('ZZ0012345')).not.toBe('length');
  expect(checkIban('12345678')).toBe('shape');
  expect(checkIban('')).toBe('shape');
  expect(checkIban('DE8937040044053201300/')).toBe('shape');
});
