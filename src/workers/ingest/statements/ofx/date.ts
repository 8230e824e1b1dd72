/** Dates of OFX: `YYYYMMDD[HHMMSS[.XXX]][[offset:zone]]`. Source: Open Financial Exchange 2.3, 3.2.8. */
import { dayNumber } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';

export interface OfxDate {
  /** Days since 1970-01-01, or NO_DAY. */
  readonly day: number;
  /** Whether it is written as the format asks. */
  readonly regular: boolean;
}

const REGULAR = /^\d{8}(?:\d{2}(?:\d{2}(?:\d{2})?)?)?(?:[.:,]\d{1,6})?\s*(?:\[[^\]]*\])?$/;

/**
 * The calendar date as written. The zone behind it never moves it: a booking of the 31st stays one, wherever it is read.
 * Only forms with the year first are read, as nothing else is allowed and anything else would have to be guessed.
 */
export function readDate(text: string): OfxDate {
  if (text.length >= 8 && REGULAR.test(text)) {
    const day = dayOf(text.slice(0, 4), text.slice(4, 6), text.slice(6, 8));
    return { day, regular: day !== NO_DAY };
  }
  const match = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(.*)$/s.exec(text);
  // Dashes and the like are often met; behind eight digits there must be no more than a damaged time.
  if (!match || (match[2] !== '' && /^\d/.test(match[5]!))) return { day: NO_DAY, regular: false };
  return { day: dayOf(match[1]!, match[3]!, match[4]!), regular: false };
}

/** No statement is older than 1900 or younger than 2199: programs write 0001-01-01 where they have no date. */
function dayOf(year: string, month: string, day: string): number {
  const y = Number(year);
  return y < 1900 || y > 2199 ? NO_DAY : dayNumber(y, Number(month), Number(day));
}
