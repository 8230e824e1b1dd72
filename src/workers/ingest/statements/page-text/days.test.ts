import { describe, expect, it } from 'vitest';
import { dayOfIso, isoOfDay } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { findDates } from './date-token.ts';
import { daysOf } from './days.ts';

const days = (text: string, issued: string, period: [string, string] | null = null): string[] =>
  daysOf(findDates(text), {
    mdy: false,
    period: period === null ? null : { from: dayOfIso(period[0]), to: dayOfIso(period[1]) },
    issued: issued === '' ? NO_DAY : dayOfIso(issued),
  }).map(isoOfDay);

describe('years of dates without one', () => {
  it('come from the period', () => {
    expect(days('28.12. 03.01.', '', ['2022-12-28', '2023-01-27'])).toEqual(['2022-12-28', '2023-01-03']);
    expect(days('01.01.', '', ['2015-12-03', '2015-12-30'])).toEqual(['2016-01-01']);
  });
  it('go back over the turn of the year', () => {
    expect(days('28.12. 03.01.', '2023-01-27')).toEqual(['2022-12-28', '2023-01-03']);
  });
  it('stay in the year of a yearly statement', () => {
    expect(days('05.01. 04.03. 01.06. 30.09. 31.12.', '2024-12-31')).toEqual([
      '2024-01-05',
      '2024-03-04',
      '2024-06-01',
      '2024-09-30',
      '2024-12-31',
    ]);
  });
  it('may lie behind a document dated by the first day of its period', () => {
    expect(days('28.07. 20.08.', '2026-07-27')).toEqual(['2026-07-28', '2026-08-20']);
  });
  it('are open where the document has no date', () => {
    expect(days('28.07.', '')).toEqual(['']);
  });
});
