/** Dates of a statement: the year of those printed without one comes from the period or the dates around them. */
import { dayNumber, partsOfDay } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import type { DateToken } from './date-token.ts';
import type { Printed } from './printed.ts';

export interface Period {
  readonly from: number;
  readonly to: number;
}

/** What is known about the days of a statement. */
export interface Calendar {
  readonly mdy: boolean;
  readonly period: Period | null;
  /** Latest full date before the movements, or of the file: movements are not later than some days behind it. */
  readonly issued: number;
}

/** Day of a date that prints its year, else NO_DAY. */
export function fullDay(date: DateToken, mdy: boolean): number {
  return date.year === null ? NO_DAY : dayOf(date, date.year, mdy);
}

function dayOf(date: DateToken, year: number, mdy: boolean): number {
  const turned = date.order === 'mdy' || (date.order === 'open' && mdy);
  return turned ? dayNumber(year, date.a, date.b) : dayNumber(year, date.b, date.a);
}

/** Days that a movement may lie outside of the period that a statement names. */
const MARGIN = 45;

/** Day of a date with or without a year; NO_DAY where no year can be told. */
export function resolvedDay(date: DateToken, calendar: Calendar, margin: number = MARGIN): number {
  if (date.year !== null) return dayOf(date, date.year, calendar.mdy);
  const { period, issued } = calendar;
  if (period !== null) {
    let best = NO_DAY;
    let least = margin + 1;
    for (let year = partsOfDay(period.from).year - 1; year <= partsOfDay(period.to).year + 1; year++) {
      const day = dayOf(date, year, calendar.mdy);
      if (day === NO_DAY) continue;
      const away = day < period.from ? period.from - day : day > period.to ? day - period.to : 0;
      if (away < least) [best, least] = [day, away];
    }
    if (best !== NO_DAY) return best;
  }
  if (issued === NO_DAY) return NO_DAY;
  const { year } = partsOfDay(issued);
  for (const candidate of [year + 1, year, year - 1]) {
    const day = dayOf(date, candidate, calendar.mdy);
    if (day !== NO_DAY && day <= issued + 10) return day;
  }
  return NO_DAY;
}

/** The first period that lines name: two dates in one line, the first before the second, at most 13 months apart. */
export function periodIn(lines: readonly Printed[], from: number, to: number, mdy: boolean): Period | null {
  for (let i = from; i < to && i < lines.length; i++) {
    const line = lines[i]!;
    if (line.dates.length < 2 || line.tail.length > 1) continue;
    for (let k = 0; k + 1 < line.dates.length; k++) {
      const [one, other] = [line.dates[k]!, line.dates[k + 1]!];
      const between = line.folded.slice(one.end, other.start);
      if (
        !/^[\s,.]*(?:-|\u2013|\u2014|bis|(?:datum )?tot en met|to|through|thru|until|till|and|au|a|al|tot|t\/m|hasta|fino al|ate)(?:\s+(?:zum|el|le))?[\s,.]*$/.test(
          between,
        )
      )
        continue;
      const end = fullDay(other, mdy);
      if (end === NO_DAY) continue;
      const begin = one.year === null ? resolvedDay(one, { mdy, period: null, issued: end }) : fullDay(one, mdy);
      if (begin !== NO_DAY && begin <= end && end - begin < 400) return { from: begin, to: end };
    }
  }
  return null;
}

const ISSUED = /(?<![a-z])(?:datum|date|vom|erstellt|stand|auszug|issued|statement|releve|arrete|fecha|data|per)(?![a-z])/;

/** The latest day that lines print in full, or NO_DAY; lines that say they date the document count before others. */
export function latestIn(
  lines: readonly Printed[],
  from: number,
  to: number,
  mdy: boolean,
  sane: (day: number) => boolean = () => true,
): number {
  let latest = NO_DAY;
  let named = NO_DAY;
  for (let i = from; i < to && i < lines.length; i++) {
    for (const date of lines[i]!.dates) {
      const day = fullDay(date, mdy);
      if (day > latest && sane(day)) latest = day;
      if (day > named && sane(day) && ISSUED.test(lines[i]!.folded)) named = day;
    }
  }
  return named === NO_DAY ? latest : named;
}
