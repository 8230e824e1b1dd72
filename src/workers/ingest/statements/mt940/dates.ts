/** Dates of SWIFT messages. */
import { dayNumber, partsOfDay } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';

/**
 * Day of `YYMMDD`, or of `YYYYMMDD` as a few banks write it; NO_DAY where there is no such day.
 * Years 80 to 99 are of the last century (SWIFT Standards MT, general rules, format 6!n).
 */
export function swiftDay(text: string): number {
  if (/^(?:19|20)\d{6}$/.test(text)) return dayNumber(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  if (!/^\d{6}$/.test(text)) return NO_DAY;
  const year = Number(text.slice(0, 2));
  return dayNumber(year >= 80 ? 1900 + year : 2000 + year, Number(text.slice(2, 4)), Number(text.slice(4)));
}

/** Day of an entry date `MMDD`: of the year in which it lies nearest to the value date. NO_DAY where there is no such day. */
export function entryDay(text: string, valueDay: number): number {
  if (!/^\d{4}$/.test(text) || valueDay === NO_DAY) return NO_DAY;
  const { year } = partsOfDay(valueDay);
  let best = NO_DAY;
  for (const candidate of [year, year - 1, year + 1]) {
    const day = dayNumber(candidate, Number(text.slice(0, 2)), Number(text.slice(2)));
    if (day !== NO_DAY && (best === NO_DAY || Math.abs(day - valueDay) < Math.abs(best - valueDay))) best = day;
  }
  return best;
}
