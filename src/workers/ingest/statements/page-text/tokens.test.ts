import { describe, expect, it } from 'vitest';
import { findAmounts } from './amount-token.ts';
import { findDates } from './date-token.ts';

const amounts = (text: string): string[] =>
  findAmounts(text, 2).map((each) => `${text.slice(each.start, each.end)} ${each.sign}${each.absolute ? '!' : ''}`);
const dates = (text: string): string[] =>
  findDates(text).map((each) => `${text.slice(each.start, each.end)} ${each.a}.${each.b}.${each.year ?? ''} ${each.style}`);

describe('findAmounts', () => {
  it.each([
    ['Kauf 1.234,56-', ['1.234,56- -1']],
    ['an - 40,00', ['- 40,00 -1']],
    ['821,96 -', ['821,96 - -1']],
    ['(5.00)', ['(5.00) -1']],
    ['+1 500,34', ['+1 500,34 1']],
    ['400,00 S', ['400,00 -1!']],
    ['1,234.50CR', ['1,234.50 1!']],
    ['-€12.00', ['-€12.00 -1']],
    ['1.00 -$5.00', ['1.00 0', '-$5.00 -1']],
    ["CHF 1'234.50", ["1'234.50 0"]],
    ['1,23,456.00', ['1,23,456.00 0']],
    ['2,49 % p.a. 3,5 %', []],
    ['Ref 12.345.678', []],
    ['10:30,00', []],
  ])('%s', (text, expected) => {
    expect(amounts(text)).toEqual(expected);
  });

  it('offers what a blank leaves open', () => {
    expect(findAmounts('NR 122 250.00', 2)[0]!.otherStarts).toEqual([7]);
    expect(findAmounts('NR 1122 250.00', 2)[0]!.otherStarts).toEqual([]);
  });

  it('finds whole numbers for currencies without decimals', () => {
    expect(findAmounts('2024 ticket 12,000 -500', 0).map((each) => each.sign)).toEqual([0, 0, -1]);
  });
});

describe('findDates', () => {
  it.each([
    ['01.06. 02.06. Kauf', ['01.06. 1.6. dd.MM.', '02.06. 2.6. dd.MM.']],
    ['01.03   02.03   EDF  85,20', ['01.03 1.3. dd.MM.', '02.03 2.3. dd.MM.']],
    ['08.08.2023Wertpapier', ['08.08.2023 8.8.2023 dd.MM.yyyy']],
    ['02 JUL 03 JUL Shop', ['02 JUL 2.7. dd MMM', '03 JUL 3.7. dd MMM']],
    ['3 Jan 24 x', ['3 Jan 24 3.1.2024 dd MMM yy']],
    ['Jan 5 Deposit', ['Jan 5 5.1. MMM dd']],
    ['4. Juli 2023', ['4. Juli 2023 4.7.2023 dd MMM yyyy']],
    ['12/31 Check', ['12/31 12.31. dd/MM']],
    ['10/2 Check', ['10/2 10.2. dd/MM']],
    ['2024-02-29', ['2024-02-29 29.2.2024 yyyy-MM-dd']],
    ['31.02.2024 32.01. Version: 1.8.17', []],
    ['you may 30 days', []],
  ])('%s', (text, expected) => {
    expect(dates(text)).toEqual(expected);
  });
});
