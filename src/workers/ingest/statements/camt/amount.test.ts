import { expect, test } from 'vitest';
import { dayOfIso } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { readDay, readDecimal } from './amount.ts';

test.each([
  ['12.5', 2, { minor: 1250 }],
  ['+0.10', 2, { minor: 10 }],
  ['-3', 2, { minor: -300 }],
  ['.5', 2, { minor: 50 }],
  ['5.', 2, { minor: 500 }],
  ['-0.00', 2, { minor: 0 }],
  ['1.2300', 2, { minor: 123 }],
  ['7', 0, { minor: 7 }],
  ['1.234', 3, { minor: 1234 }],
  ['90071992547409.91', 2, { minor: Number.MAX_SAFE_INTEGER }],
])('%s with %i decimals', (text, exponent, read) => expect(readDecimal(text, exponent)).toEqual(read));

test('digits behind the minor unit are rounded half away from zero and kept', () => {
  expect(readDecimal('1.005', 2)).toEqual({ minor: 101, exact: '1.005' });
  expect(readDecimal('-1.005', 2)).toEqual({ minor: -101, exact: '-1.005' });
  expect(readDecimal('001.00499', 2)).toEqual({ minor: 100, exact: '1.00499' });
  expect(readDecimal('0.5', 0)).toEqual({ minor: 1, exact: '0.5' });
});

test('what is no decimal is none', () => {
  for (const text of ['1,250', '1 000', '1.2.3', 'EUR 5', '5-', '.', '+', '1e3', 'NaN', '９', '1'.repeat(61)]) {
    expect(readDecimal(text, 2)).toEqual({ problem: 'AMT-UNREADABLE' });
  }
  expect(readDecimal(' ', 2)).toEqual({ problem: 'AMT-EMPTY' });
  expect(readDecimal('90071992547409.92', 2)).toEqual({ problem: 'AMT-RANGE' });
});

test('the calendar date as written, whatever its time zone', () => {
  const day = dayOfIso('2031-12-31');
  for (const text of ['2031-12-31', '2031-12-31Z', '2031-12-31+14:00', '2031-12-31T23:59:59.999-11:00', ' 2031-12-31T24:00 '])
    expect(readDay(text)).toBe(day);
  for (const text of ['2031-02-30', '31.12.2031', '2031-12-31x', '20311231', '']) expect(readDay(text)).toBe(NO_DAY);
});
