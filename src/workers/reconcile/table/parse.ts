import { NO_DAY } from '../../../shared/columns.ts';

const DAY_MS = 86_400_000;

/** How the numbers of a date column stand; found once per column. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';

/** Lower case without accents, blanks made single. */
export function folded(value: string): string {
  return value
    .normalize('NFKD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** Days since 1970-01-01 of a date written with digits, or NO_DAY. Times behind the date are ignored. */
export function dayOfText(value: string, order: DateOrder): number {
  const text = value.trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const parts = compact ?? /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ].*)?$/.exec(text);
  if (!parts) return NO_DAY;
  const [a, b, c] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (compact || parts[1]!.length === 4) return dayOf(a, b, c);
  const year = c < 100 ? c + (c < 70 ? 2000 : 1900) : c;
  return order === 'mdy' ? dayOf(year, a, b) : dayOf(year, b, a);
}

function dayOf(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1800 || year > 2200) return NO_DAY;
  const ms = Date.UTC(year, month - 1, day);
  return new Date(ms).getUTCDate() === day ? ms / DAY_MS : NO_DAY;
}

/** Which order the dates of a column are written in: the one that reads most of them, day first where both do. */
export function dateOrder(values: readonly string[]): DateOrder {
  const reads = (order: DateOrder): number => values.reduce((sum, value) => sum + (dayOfText(value, order) === NO_DAY ? 0 : 1), 0);
  return reads('mdy') > reads('dmy') ? 'mdy' : 'dmy';
}

/** The value in hundredths, or null where it is no number. Reads 1,234.56 · 1.234,56 · (12.00) · 12.00- · currency signs. */
export function minorOfText(value: string): number | null {
  let text = value.replaceAll(/[\s'\u00a0$€£]/g, '');
  if (text === '') return null;
  const negative = /^\(.*\)$/.test(text) || text.startsWith('-') || text.endsWith('-');
  text = text.replaceAll(/[()+-]/g, '');
  if (!/^[\d.,]+$/.test(text) || !/\d/.test(text)) return null;
  const comma = text.lastIndexOf(',');
  const point = text.lastIndexOf('.');
  const mark = comma > point ? ',' : '.';
  const at = Math.max(comma, point);
  const single = at >= 0 && text.indexOf(mark) === at && !(comma >= 0 && point < 0 && text.length - at === 4);
  const whole = (single ? text.slice(0, at) : text).replaceAll(/[.,]/g, '');
  const fraction = single ? text.slice(at + 1) : '';
  const minor = Math.round(Number(`${whole || '0'}.${fraction || '0'}`) * 100);
  if (!Number.isSafeInteger(minor)) return null;
  return negative ? -minor : minor;
}
