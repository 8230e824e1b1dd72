import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber, dayOfIso, isoOfDay, weekdayOf } from './calendar.ts';
import { NO_DAY } from './columns.ts';
import { DATE_FORMATS, parseDate } from './date-format.ts';
import { monthOfName } from './month-names.ts';

describe('plain days', () => {
  test('count from 1970-01-01 and agree with the Gregorian calendar of the runtime', () => {
    expect(dayNumber(1970, 1, 1)).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: -700000, max: 2900000 }), (day) => {
        const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
        expect(isoOfDay(day)).toBe(iso);
        expect(dayOfIso(iso)).toBe(day);
        expect(weekdayOf(day)).toBe(new Date(day * 86_400_000).getUTCDay() || 7);
      }),
    );
  });

  test('a date that does not exist has no day', () => {
    expect(dayNumber(2019, 2, 29)).toBe(NO_DAY);
    expect(dayNumber(2020, 2, 29)).not.toBe(NO_DAY);
    expect(dayNumber(1900, 2, 29)).toBe(NO_DAY);
    expect(dayNumber(2020, 13, 1)).toBe(NO_DAY);
    expect(dayOfIso('2020-1-1')).toBe(NO_DAY);
    expect(isoOfDay(NO_DAY)).toBe('');
  });
});

describe('parseDate', () => {
  test.each([
    ['2018-12-15', 'yyyy-MM-dd', '2018-12-15'],
    ['2017-04-25T03:15:53', 'yyyy-MM-dd', '2017-04-25'],
    ['2020-01-23 08:26:29', 'yyyy-MM-dd', '2020-01-23'],
    ['2020-01-23T08:26:29.123+02:00', 'yyyy-MM-dd', '2020-01-23'],
    ['12/15/2018', 'MM/dd/yyyy', '2018-12-15'],
    ['6/4/2016', 'MM/dd/yyyy', '2016-06-04'],
    ['01/04/20', 'dd/MM/yy', '2020-04-01'],
    ['2019.04.19.', 'yyyy.MM.dd', '2019-04-19'],
    ['20091224120000[0:GMT]', 'yyyyMMdd', '2009-12-24'],
    ['20190311', 'yyyyMMdd', '2019-03-11'],
    ['10-Nov-9', 'dd-MMM-yy', '2009-11-10'],
    ['27 Feb 2018', 'dd MMM yyyy', '2018-02-27'],
    ['27. März 2018', 'dd MMM yyyy', '2018-03-27'],
    ['Mon, 26 Feb 2018', 'dd MMM yyyy', '2018-02-26'],
    ['Aug 3, 2021', 'MMM dd yyyy', '2021-08-03'],
    ['3 août 2021', 'dd MMM yyyy', '2021-08-03'],
    ['15JAN2020', 'ddMMMyyyy', '2020-01-15'],
    ['31.12.99', 'dd.MM.yy', '1999-12-31'],
    ['2012/3/22', 'yyyy/MM/dd', '2012-03-22'],
  ])('%s as %s is %s', (text, format, iso) => expect(isoOfDay(parseDate(text, format))).toBe(iso));

  test.each([
    ['12/15/2018', 'dd/MM/yyyy'],
    ['01/04/2018', 'dd/MM/yy'],
    ['Pending', 'dd/MM/yyyy'],
    ['00:00:00', 'dd/MM/yyyy'],
    ['', 'yyyy-MM-dd'],
    ['2018-02-30', 'yyyy-MM-dd'],
    ['2018-02-03x', 'yyyy-MM-dd'],
    ['1/2', 'dd/MM/yyyy'],
    ['15 Foo 2020', 'dd MMM yyyy'],
    ['2018-02-03', 'no such format'],
  ])('%j as %s is no date', (text, format) => expect(parseDate(text, format)).toBe(NO_DAY));

  test('every format of the closed list reads back a date written in it', () => {
    for (const format of DATE_FORMATS) {
      const text = format.replace('yyyy', '2021').replace('yy', '21').replace('MMM', 'Nov').replace('MM', '11').replace('dd', '09');
      expect([format, isoOfDay(parseDate(text, format))]).toEqual([format, '2021-11-09']);
    }
  });

  test('knows months in twelve languages, with and without accents', () => {
    expect(['janvier', 'ZÁŘÍ', 'marzo', 'outubro', 'października', 'Dezember', 'szept.', 'mei'].map(monthOfName)).toEqual([
      1, 0, 3, 10, 10, 12, 9, 5,
    ]);
  });
});
