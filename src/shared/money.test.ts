import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMinor, parseAmount, plainDecimal, plainMinor } from './money.ts';

const dot = (text: string, exponent = 2) => parseAmount(text, '.', exponent);
const comma = (text: string, exponent = 2) => parseAmount(text, ',', exponent);

describe('parseAmount', () => {
  test.each([
    ['1234.56', 123456],
    ['-33.50', -3350],
    ['1,533.50', 153350],
    ['($300.00)', -30000],
    ['-$76.00', -7600],
    ['$-76.00', -7600],
    ['+$327.49', 32749],
    ['- $220.00', -22000],
    ['+ $1,150.00', 115000],
    ['£1,183.23', 118323],
    ['33.50-', -3350],
    ['\u221233.50', -3350],
    ['12.00 CR', 1200],
    ['12.00DR', -1200],
    ['12.50 EUR', 1250],
    ['EUR 12.50', 1250],
    ['USD-12.50', -1250],
    ["1'234.50", 123450],
    ['1 234.50', 123450],
    ['1\u202f234.50', 123450],
    ['12,34,567.00', 123456700],
    ['.50', 50],
    ['5.', 500],
    ['0.00', 0],
    ['-0.00', 0],
    ['1.5000', 150],
    [' 7.80', 780],
    ['90071992547409.91', 9007199254740991],
  ])('%s is %d', (text, minor) => expect(dot(text)).toEqual({ minor }));

  test.each([
    ['1.234,56', 123456],
    ['-17,22', -1722],
    ['+31070,11', 3107011],
    ['1234,37 EUR', 123437],
    ['1.234.567,8', 123456780],
    ['12 zł', 1200],
  ])('%s with a decimal comma is %d', (text, minor) => expect(comma(text)).toEqual({ minor }));

  test.each([
    ['', 'AMT-EMPTY'],
    ['   ', 'AMT-EMPTY'],
    ['12..34', 'AMT-UNREADABLE'],
    ['1,23', 'AMT-UNREADABLE'],
    ['1,2345.00', 'AMT-UNREADABLE'],
    ['12,34,56.00', 'AMT-UNREADABLE'],
    ['abc', 'AMT-UNREADABLE'],
    ['-', 'AMT-UNREADABLE'],
    ['--5', 'AMT-UNREADABLE'],
    ['-5.00 CR', 'AMT-UNREADABLE'],
    ['1e5', 'AMT-UNREADABLE'],
    ['0x10', 'AMT-UNREADABLE'],
    ['1.005', 'AMT-PRECISION'],
    ['90071992547409.92', 'AMT-RANGE'],
    ['99999999999999999999', 'AMT-RANGE'],
    ['9'.repeat(80), 'AMT-UNREADABLE'],
  ])('%j is refused as %s', (text, problem) => expect(dot(text)).toEqual({ problem }));

  test('uses the exponent of the currency', () => {
    expect(dot('500', 0)).toEqual({ minor: 500 });
    expect(dot('1.234', 3)).toEqual({ minor: 1234 });
    expect(dot('1.2', 0)).toEqual({ problem: 'AMT-PRECISION' });
  });

  test('the fast road agrees with the slow one and never accepts what it refuses', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?[0-9.,]{0,16}$/), fc.constantFrom('.' as const, ',' as const), (text, mark) => {
        const fast = plainMinor(text, mark, 2);
        const slow = parseAmount(` ${text}`, mark, 2);
        if (!Number.isNaN(fast)) expect(slow).toEqual({ minor: fast });
      }),
    );
  });

  test('reads back what formatMinor writes, for every safe integer', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom('EUR', 'JPY', 'KWD', ''),
        fc.constantFrom('minus' as const, 'parentheses' as const),
        (minor, currency, negatives) => {
          const exponent = { EUR: 2, JPY: 0, KWD: 3, '': 2 }[currency];
          const expected = Object.is(minor, -0) ? 0 : minor;
          expect(parseAmount(formatMinor(minor, currency, { negatives }), '.', exponent)).toEqual({ minor: expected });
          expect(parseAmount(plainDecimal(minor, currency), '.', exponent)).toEqual({ minor: expected });
        },
      ),
    );
  });
});

describe('formatMinor', () => {
  test('writes the minus as U+2212 or parentheses and the currency’s own decimals', () => {
    expect(formatMinor(-315000, 'EUR')).toBe('\u22123,150.00');
    expect(formatMinor(-315000, 'EUR', { negatives: 'parentheses' })).toBe('(3,150.00)');
    expect(formatMinor(5, 'EUR')).toBe('0.05');
    expect(formatMinor(1234567, 'JPY')).toBe('1,234,567');
    expect(formatMinor(1234567, 'KWD')).toBe('1,234.567');
    expect(formatMinor(1234567, 'EUR', { grouping: '\u202f', decimalMark: ',' })).toBe('12\u202f345,67');
    expect(formatMinor(0, 'EUR')).toBe('0.00');
  });
});
