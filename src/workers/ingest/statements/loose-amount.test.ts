import { describe, expect, test } from 'vitest';
import { gatherMark, isOpenAmount, markOf, provenMark, readLooseAmount } from './loose-amount.ts';

const minorOf = (text: string, proven: '.' | ',' | null = null, exponent = 2) => readLooseAmount(text, proven, exponent);

describe('what one amount shows', () => {
  test.each([
    ['1.50', '.'],
    ['1,50', ','],
    ['1.234,5', ','],
    ['1,234.5', '.'],
    ['1,234,567', '.'],
    ['1.234.567', ','],
    ['1234,567', ','],
    ['0,125', ','],
    ['.125', '.'],
    ['12', null],
    ['1,234', null],
    ['-999.000', null],
  ])('%s', (text, mark) => expect(markOf(text)).toBe(mark));

  test('a file that shows both marks proves neither', () => {
    const evidence = { point: 0, comma: 0 };
    gatherMark('1.5', evidence);
    expect(provenMark(evidence)).toBe('.');
    gatherMark('1,5', evidence);
    expect(provenMark(evidence)).toBeNull();
  });
});

describe('reading', () => {
  test('either mark, signs, grouping, blanks', () => {
    expect(minorOf('-530,86')).toEqual({ minor: -53086, irregular: false });
    expect(minorOf('+00000000000115.80')).toEqual({ minor: 11580, irregular: false });
    expect(minorOf('1.234,56')).toEqual({ minor: 123456, irregular: true });
    expect(minorOf('1 234,56')).toEqual({ minor: 123456, irregular: true });
    expect(minorOf('- 12.30')).toEqual({ minor: -1230, irregular: true });
  });

  test('an open amount follows the file, else its mark is the decimal mark', () => {
    expect(minorOf('1,234', '.')).toEqual({ minor: 123400, irregular: true });
    expect(minorOf('1,234', ',')).toEqual({ minor: 123, exact: '1.234', irregular: false });
    expect(minorOf('1.234', ',')).toEqual({ minor: 123400, irregular: true });
    expect(minorOf('1,234')).toEqual({ minor: 123, exact: '1.234', irregular: false });
    expect(minorOf('1.234', ',', 3)).toEqual({ minor: 1234000, irregular: true });
    expect(isOpenAmount('1,234', null, 2)).toBe(true);
    expect(isOpenAmount('1,234', null, 3)).toBe(false);
    expect(isOpenAmount('1,234', '.', 2)).toBe(false);
  });

  test('more decimals than the currency has: rounded half away from zero, the exact text beside it', () => {
    expect(minorOf('-8.4850')).toEqual({ minor: -849, exact: '-8.4850', irregular: false });
    expect(minorOf('8.4849')).toEqual({ minor: 848, exact: '8.4849', irregular: false });
    expect(minorOf('0.5', null, 0)).toEqual({ minor: 1, exact: '0.5', irregular: false });
    expect(minorOf('1500.0000')).toEqual({ minor: 150000, irregular: false });
    expect(minorOf('-995.4190396554627')).toEqual({ minor: -99542, exact: '-995.4190396554627', irregular: false });
  });

  test('what is no amount', () => {
    expect(minorOf('.').problem).toBe('AMT-UNREADABLE');
    expect(minorOf('1E3').problem).toBe('AMT-UNREADABLE');
    expect(minorOf('12..3').problem).toBe('AMT-UNREADABLE');
    expect(minorOf('99999999999999999999').problem).toBe('AMT-RANGE');
    expect(minorOf('99999999999999999999.999').problem).toBe('AMT-RANGE');
    expect(minorOf('').problem).toBe('AMT-EMPTY');
  });
});
