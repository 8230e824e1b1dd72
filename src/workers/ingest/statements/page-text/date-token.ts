/** Finds printed dates in a line, with or without a year, in figures or with a month's name. */
import { dayNumber } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { monthOfName } from '../../../../shared/month-names.ts';

export interface DateToken {
  readonly start: number;
  readonly end: number;
  /** First and second figure as printed; for a name, day and month. */
  readonly a: number;
  readonly b: number;
  /** Four digits; null where none is printed. */
  readonly year: number | null;
  /** `open`: day and month may stand in either order. */
  readonly order: 'dmy' | 'mdy' | 'ymd' | 'open';
  /** Pattern of the calendar module that reads the text; without a year it names the parts that are there. */
  readonly style: string;
}

const NUMERIC =
  /(?:(?<![\w.,/#-])|(?<=\d\.\/))(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|(\d{1,2})([./-])(\d{1,2})\6(\d{4}|\d{2})(?!\d|[.,/-]\d)|(\d{1,2})\.(\d{1,2})\.(?!\d)|(\d{2})([/-])(\d{2})(?![\d/]|[-.,]\d))/g;
const NAMED =
  /(?<![\w.,])(?:(\d{1,2})(?:st|nd|rd|th)?([ ./-]{0,2})([A-Za-z\u00c0-\u017f]{3,10})(\.?)|([A-Za-z\u00c0-\u017f]{3,10})(\.?)(?:[ -]|(?=\d\d(?!\d)))(\d{1,2})(?:st|nd|rd|th)?(?![.,:]\d|\d))/g;
const YEAR_AFTER = /^[ .,/'-]{0,2}((?:19|20)\d{2}|\d{2})(?![\d])(?![.,:/]\d)/;
const LEADING = /^\s{0,40}(?:(\d{2})\.(\d{2})(?=\s)|(\d{2}) (\d{2}) ((?:19|20)\d{2})(?=\s)|(\d{1,2})\/(\d{1,2})(?=\s))/;

function fullYear(text: string): number {
  const value = Number(text);
  return text.length === 4 ? value : value < 70 ? 2000 + value : 1900 + value;
}

/** Dates of a line from left to right; impossible ones (32.01., month 13 both ways) are no dates. */
export function findDates(text: string): DateToken[] {
  if (!/\d/.test(text)) return [];
  const found: DateToken[] = [];
  NUMERIC.lastIndex = 0;
  for (let m = NUMERIC.exec(text); m !== null; m = NUMERIC.exec(text)) {
    const token = numeric(m);
    // Versions of programs look like dates.
    if (token !== null && !/(?:version|release|v)[ .:]*$/i.test(text.slice(Math.max(0, m.index - 12), m.index))) found.push(token);
  }
  NAMED.lastIndex = 0;
  for (let m = NAMED.exec(text); m !== null; m = NAMED.exec(text)) {
    const token = named(text, m);
    if (token === null) {
      NAMED.lastIndex = m.index + (m[1] === undefined ? 3 : m[1].length);
      continue;
    }
    NAMED.lastIndex = token.end;
    if (!found.some((other) => other.start < token.end && token.start < other.end)) found.push(token);
  }
  found.sort((one, other) => one.start - other.start);
  const first = LEADING.exec(text);
  if (first !== null && (found[0] === undefined || found[0].start >= first[0].length)) {
    const token = leading(first, 0);
    // A second date without its last dot: only where an amount is left behind it.
    const second =
      token === null || token.year !== null
        ? null
        : /^\s{1,12}(\d{2})\.(\d{2})(?=\s.*\d[.,]\d{2}(?!\d))/.exec(text.slice(token.end, token.end + 400));
    const valued = second === null || token === null ? null : leading(second, token.end);
    if (token !== null) found.unshift(token, ...(valued === null ? [] : [valued]));
  }
  return found;
}

function numeric(m: RegExpExecArray): DateToken | null {
  const start = m.index;
  const end = start + m[0].length;
  if (m[1] !== undefined) {
    const [year, b, a] = [Number(m[1]), Number(m[3]), Number(m[4])];
    if (dayNumber(year, b, a) === NO_DAY || year < 1900 || year > 2100) return null;
    return { start, end, a, b, year, order: 'ymd', style: `yyyy${m[2]}MM${m[2]}dd` };
  }
  if (m[5] !== undefined) {
    const [a, b, year] = [Number(m[5]), Number(m[7]), fullYear(m[8]!)];
    const order = orderOf(a, b, year, m[6]!);
    const y = m[8]!.length === 4 ? 'yyyy' : 'yy';
    if (order === null || year < 1900 || year > 2100) return null;
    return { start, end, a, b, year, order, style: order === 'mdy' ? `MM${m[6]}dd${m[6]}${y}` : `dd${m[6]}MM${m[6]}${y}` };
  }
  if (m[9] !== undefined) {
    const [a, b] = [Number(m[9]), Number(m[10])];
    return orderOf(a, b, 2000, '.') === null ? null : { start, end, a, b, year: null, order: 'dmy', style: 'dd.MM.' };
  }
  const [a, b] = [Number(m[11]), Number(m[13])];
  const order = orderOf(a, b, 2000, m[12]!);
  return order === null ? null : { start, end, a, b, year: null, order, style: `dd${m[12]}MM` };
}

/** Dots stand between day and month in this order everywhere; slashes and dashes leave it open. */
function orderOf(a: number, b: number, year: number, separator: string): DateToken['order'] | null {
  const dmy = dayNumber(year, b, a) !== NO_DAY;
  if (separator === '.') return dmy ? 'dmy' : null;
  const mdy = dayNumber(year, a, b) !== NO_DAY;
  return dmy && mdy ? (a === b ? 'dmy' : 'open') : dmy ? 'dmy' : mdy ? 'mdy' : null;
}

function named(text: string, m: RegExpExecArray): DateToken | null {
  const dayFirst = m[1] !== undefined;
  const name = dayFirst ? m[3]! : m[5]!;
  const month = monthOfName(name);
  const day = Number(dayFirst ? m[1] : m[7]);
  if (month === 0 || day < 1 || day > 31) return null;
  // "you may 30 days": a month before its day is written with a capital.
  if (!dayFirst && name[0] === name[0]!.toLowerCase()) return null;
  let end = m.index + m[0].length;
  let year: number | null = null;
  const printed = YEAR_AFTER.exec(text.slice(end, end + 12));
  let yearText = '';
  if (printed !== null && !followedByMonth(text, end + printed[0].length, printed[1]!)) {
    year = fullYear(printed[1]!);
    yearText = printed[1]!;
    end += printed[0].length;
  }
  if (dayNumber(year ?? 2000, month, day) === NO_DAY) return null;
  const y = yearText === '' ? '' : yearText.length === 4 ? 'yyyy' : 'yy';
  const separator = dayFirst ? (m[2] === '' ? '' : m[2]![0] === '-' || m[2]![0] === '/' ? m[2]![0] : ' ') : ' ';
  const style = dayFirst ? `dd${separator}MMM${y === '' ? '' : separator + y}` : `MMM dd${y === '' ? '' : ` ${y}`}`;
  return { start: m.index, end, a: day, b: month, year, order: 'dmy', style };
}

/** `02 JUL 03 JUL`: the 03 is the next date's day, not a year. */
function followedByMonth(text: string, at: number, yearText: string): boolean {
  if (yearText.length === 4) return false;
  const next = /^[ ./-]{0,2}([A-Za-z\u00c0-\u017f]{3,10})/.exec(text.slice(at, at + 14));
  return next !== null && monthOfName(next[1]!) !== 0;
}

function leading(m: RegExpExecArray, at: number): DateToken | null {
  const start = at + m[0].search(/\d/);
  const end = at + m[0].length;
  // 10/2: one figure has one digit, as it may at the beginning of a line only.
  if (m[6] !== undefined) {
    const [a, b] = [Number(m[6]), Number(m[7])];
    const order = orderOf(a, b, 2000, '/');
    return order === null ? null : { start, end, a, b, year: null, order, style: 'dd/MM' };
  }
  const [a, b] = [Number(m[1] ?? m[3]), Number(m[2] ?? m[4])];
  const year = m[5] === undefined ? null : Number(m[5]);
  if (dayNumber(year ?? 2000, b, a) === NO_DAY) return null;
  return { start, end, a, b, year, order: 'dmy', style: year === null ? 'dd.MM.' : 'dd MM yyyy' };
}

/**
 * Dates at the beginning of a line whose year is printed on the line below it: `25.08. 25.08.` above `2025 2025`, `01 Aug.`
 * above `2024 …`. The tokens keep their places and get the year.
 */
export function withYearsBelow(text: string, dates: readonly DateToken[], below: string): readonly DateToken[] {
  const years = /^\s*((?:19|20)\d\d)(?:\s+((?:19|20)\d\d))?(?=\s|$)/.exec(below);
  if (years === null || dates.length === 0 || dates.some((date) => date.year !== null) || text.slice(0, dates[0]!.start).trim() !== '')
    return dates;
  const alone = text.slice(dates.at(-1)!.end).replace(/^\./, '').trim() === '';
  const count = years[2] === undefined ? 1 : 2;
  if (!alone && (count < 2 || dates.length < 2)) return dates;
  return dates.map((date, i) => {
    const year = Number((i === 1 ? years[2] : undefined) ?? years[1]);
    const separator = /[./ -]/.exec(date.style)?.[0] ?? '';
    return i >= 2 ? date : { ...date, year, style: date.style.endsWith('.') ? `${date.style}yyyy` : `${date.style}${separator}yyyy` };
  });
}
