/** The booking days of a statement's movements, and those among them that cannot be right. */
import { isoOfDay, partsOfDay } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import type { StatementSink } from '../reader.ts';
import type { DateToken } from './date-token.ts';
import type { Printed } from './printed.ts';
import type { Movement } from './segments.ts';
import { resolvedDay, type Calendar } from './years.ts';

/** Days that a movement may lie outside of the statement's period: late bookings, postings of the month before. */
const MARGIN = 40;
/** Without a period: no statement spans more than this around its middle. */
const SPREAD = 400;

/** Days that a movement may lie behind the only date that a document gives: it may be the first of its period. */
const BEHIND = 40;

/**
 * Days in the order of the movements, NO_DAY where no year can be told. Where neither the date nor a period says the year, each
 * date takes the one nearest to the movement before it, and the first takes the latest year with which none lies far behind the
 * date of the document: `28.12.` on a statement of 27 January is of the year before, `05.01.` on a yearly one of December is not.
 */
export function daysOf(booked: readonly DateToken[], calendar: Calendar): number[] {
  const { issued } = calendar;
  if (calendar.period !== null || issued === NO_DAY || booked.every((date) => date.year !== null))
    return sequence(booked, calendar, NO_DAY);
  const { year } = partsOfDay(issued);
  for (const start of [year + 1, year, year - 1]) {
    const days = sequence(booked, calendar, start);
    if (days.every((day) => day === NO_DAY || day <= issued + BEHIND)) return days;
  }
  return sequence(booked, calendar, NO_DAY);
}

/** @param start year of the first date without one; NO_DAY where the calendar decides */
function sequence(booked: readonly DateToken[], calendar: Calendar, start: number): number[] {
  const { mdy, period } = calendar;
  let before = NO_DAY;
  return booked.map((date) => {
    let day = NO_DAY;
    if (date.year === null && period === null && before !== NO_DAY)
      day = resolvedDay(date, { mdy, period: { from: before, to: before }, issued: NO_DAY }, 200);
    else if (date.year === null && start !== NO_DAY) day = resolvedDay({ ...date, year: start }, calendar);
    if (day === NO_DAY) day = resolvedDay(date, calendar);
    if (day !== NO_DAY) before = day;
    return day;
  });
}

/**
 * Reports single days that break the order of all others: a figure of the date may be damaged. Lists in no order at all (cards
 * sorted by shop, several cards) are left alone.
 */
export function outOfOrder(lines: readonly Printed[], movements: readonly Movement[], days: readonly number[], sink: StatementSink): void {
  const known = days.flatMap((day, i) => (day === NO_DAY ? [] : [i]));
  if (known.length < 3) return;
  const rising = outsideOfLongest(known, (i) => days[i]!);
  const falling = outsideOfLongest(known, (i) => -days[i]!);
  const odd = rising.length <= falling.length ? rising : falling;
  if (odd.length > Math.max(1, known.length * 0.05)) return;
  for (const i of odd) sink.problem('DATE-ORDER', lines[movements[i]!.row.first]!.line.number, { values: [isoOfDay(days[i]!)] });
}

/** Members that are not in the longest non-decreasing subsequence (patience sorting, n log n). */
function outsideOfLongest(members: readonly number[], valueOf: (member: number) => number): number[] {
  const tails: number[] = [];
  const before: number[] = [];
  members.forEach((member, at) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (valueOf(members[tails[middle]!]!) <= valueOf(member)) low = middle + 1;
      else high = middle;
    }
    before[at] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = at;
  });
  const inside = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at]!) inside.add(members[at]!);
  return members.filter((member) => !inside.has(member));
}

/** Reports days outside of what the statement covers: a figure of the date is damaged, or the movement belongs elsewhere. */
export function outliers(
  lines: readonly Printed[],
  movements: readonly Movement[],
  days: readonly number[],
  calendar: Calendar,
  sink: StatementSink,
): void {
  const known = days.filter((day) => day !== NO_DAY).sort((one, other) => one - other);
  const middle = known[known.length >> 1];
  if (middle === undefined) return;
  const { period } = calendar;
  const from = period === null ? middle - SPREAD : period.from - MARGIN;
  const to = period === null ? middle + SPREAD : period.to + MARGIN;
  days.forEach((day, i) => {
    if (day === NO_DAY || (day >= from && day <= to)) return;
    const named = [isoOfDay(day), isoOfDay(period?.from ?? known[0]!), isoOfDay(period?.to ?? known.at(-1)!)];
    sink.problem('DATE-OUT-OF-PERIOD', lines[movements[i]!.row.first]!.line.number, { values: named });
  });
}
