/** Which column dates a row and in which order its parts stand. Day and month are never guessed. */
import { NO_DAY } from '../../shared/columns.ts';
import { DATE_FORMATS, parseDate, type DateFormat } from '../../shared/date-format.ts';
import { dayNumber, isoOfDay } from '../../shared/calendar.ts';
import type { ColumnProfile } from './profile.ts';
import { isDateColumn } from './profile.ts';
import { roleScore } from './vocabulary.ts';

export interface DateDecision {
  readonly format: string;
  readonly because: string;
  readonly confidence: number;
  /** Formats that read every date, each differently; empty where the order is settled. */
  readonly open: readonly DateFormat[];
  /** A date as written, for the question. */
  readonly example: string;
}

/** Years 1950 to 2099: a reading outside is no reading (`20091224…` is not the 20th of September 1224). NO_DAY lies below. */
const EARLIEST = dayNumber(1950, 1, 1);
const LATEST = dayNumber(2099, 12, 31);

/** The booking date's column, or -1; and the value date's. */
export function dateColumns(columns: readonly ColumnProfile[]): { date: number; valueDate: number } {
  const named = (column: ColumnProfile, role: 'date' | 'valueDate') => roleScore(column.name, role);
  const dated = columns.filter(isDateColumn);
  const candidates = dated.length > 0 ? dated : columns.filter((column) => named(column, 'date') >= 40);
  let date = -1;
  let best = -1;
  let mostFilled = 0;
  for (const column of candidates) mostFilled = Math.max(mostFilled, column.filled);
  for (const column of candidates) {
    const value = named(column, 'valueDate');
    // A column that dates only some rows can't be the booking date where another dates them all.
    const score = (value > named(column, 'date') ? 5 : 10 + named(column, 'date')) * (column.filled >= mostFilled * 0.6 ? 1 : 0.1);
    if (score > best) [best, date] = [score, column.index];
  }
  const other = dated.filter((column) => column.index !== date);
  const valueDate = other.find((column) => named(column, 'valueDate') > 0)?.index ?? -1;
  return { date, valueDate };
}

/**
 * @param others further date columns
 * @param neighbours for each row a text that may hold an unmistakable date
 * @param statedDays unmistakable dates in the file name and the titles: no booking is later than the file
 */
export function decideDateFormat(
  column: ColumnProfile,
  others: readonly ColumnProfile[],
  neighbours: readonly string[],
  statedDays: readonly number[],
): DateDecision {
  const cells = column.cells.filter((cell) => /\d/.test(cell));
  const example = cells[0] ?? '';
  const counts = DATE_FORMATS.map((format) => ({ format, count: count(cells, format) }));
  const most = Math.max(...counts.map(({ count: n }) => n));
  if (most === 0) return { format: 'yyyy-MM-dd', because: 'no cell of the column is a date', confidence: 0, open: [], example };
  let best = counts.filter(({ count: n }) => n === most).map(({ format }) => format);
  best = withoutTwins(best, cells);
  const first = best[0]!;
  if (best.length === 1) {
    const rest = counts.filter(({ format, count: n }) => format !== first && n > 0);
    return {
      format: first,
      because: rest.length === 0 ? 'no other order fits' : `${most} dates fit; any other order leaves some out`,
      confidence: 98,
      open: [],
      example,
    };
  }
  // Another date column written the same way may hold a day above 12.
  for (const other of others) {
    const scores = best.map((format) => count(other.cells, format));
    const top = Math.max(...scores);
    const winners = best.filter((_, i) => scores[i] === top);
    if (top > 0 && winners.length === 1 && top >= other.filled * 0.6) {
      return { format: winners[0]!, because: `dates in column ${other.index + 1} fit no other order`, confidence: 90, open: [], example };
    }
  }
  const ordered = best.filter((format) => isMonotonous(cells, format));
  if (ordered.length === 1) {
    return { format: ordered[0]!, because: 'only so do the rows stand in order of time', confidence: 85, open: [], example };
  }
  const spans = best.map((format) => spanOf(cells, format));
  const short = best.filter((_, i) => spans[i]! <= STATEMENT_DAYS);
  if (short.length === 1 && spans.every((span) => span <= STATEMENT_DAYS || span >= 365)) {
    return { format: short[0]!, because: 'in any other order the rows would lie years apart', confidence: 85, open: [], example };
  }
  const near = best.filter((format) => isNear(column.cells, format, neighbours));
  if (near.length === 1 && neighbours.some((text) => unmistakableDays(text).length > 0)) {
    return { format: near[0]!, because: 'only so do the rows lie beside the dates in their own texts', confidence: 85, open: [], example };
  }
  const latest = Math.max(...statedDays);
  const before = best.filter((format) => cells.every((cell) => parseDate(cell, format) <= latest + 7));
  if (statedDays.length > 0 && before.length === 1) {
    return { format: before[0]!, because: 'any other order puts bookings after the date of the file', confidence: 85, open: [], example };
  }
  return { format: first, because: 'every date can be read in more than one order', confidence: 40, open: best, example };
}

function count(cells: readonly string[], format: string): number {
  let n = 0;
  for (const cell of cells) {
    const day = parseDate(cell, format);
    if (day >= EARLIEST && day <= LATEST) n++;
  }
  return n;
}

/** Keeps one of several formats that read every cell as the same day (`dd/MM/yy` of 11/11/11). */
function withoutTwins(formats: readonly DateFormat[], cells: readonly string[]): DateFormat[] {
  const seen = new Set<string>();
  return formats.filter((format) => {
    const reading = cells.map((cell) => parseDate(cell, format)).join(',');
    if (seen.has(reading)) return false;
    seen.add(reading);
    return true;
  });
}

/** What one statement covers at most where another reading of the same dates covers years: a quarter and a week. */
const STATEMENT_DAYS = 100;

/** Days between the first and the last date. */
function spanOf(cells: readonly string[], format: string): number {
  const days = cells.map((cell) => parseDate(cell, format)).filter((day) => day !== NO_DAY);
  return Math.max(...days) - Math.min(...days);
}

/** Whether the dates only go up or only go down, with enough of them for that to be no accident. */
function isMonotonous(cells: readonly string[], format: string): boolean {
  const days = cells.map((cell) => parseDate(cell, format)).filter((day) => day !== NO_DAY);
  if (days.length < 5 || new Set(days).size < 4) return false;
  return days.every((day, i) => i === 0 || day >= days[i - 1]!) || days.every((day, i) => i === 0 || day <= days[i - 1]!);
}

const UNMISTAKABLE = /(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)/g;

/** Dates in a text that can be read in one way only: year first, four digits. */
export function unmistakableDays(text: string): number[] {
  return [...text.matchAll(UNMISTAKABLE)]
    .map((match) => dayNumber(Number(match[1]), Number(match[2]), Number(match[3])))
    .filter((day) => day !== NO_DAY);
}

/** Whether every row with a date in its text lies within ten days of it. */
function isNear(cells: readonly string[], format: string, neighbours: readonly string[]): boolean {
  return cells.every((cell, row) => {
    const days = unmistakableDays(neighbours[row] ?? '');
    const day = parseDate(cell, format);
    return days.length === 0 || day === NO_DAY || days.some((other) => Math.abs(other - day) <= 10);
  });
}

/** `03/04/2020 is 2020-04-03`: how a choice of the question is shown. */
export function exampleOf(text: string, format: string): string {
  return `${text} is ${isoOfDay(parseDate(text, format))}`;
}
