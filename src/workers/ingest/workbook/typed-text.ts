/** Text of typed cells: exact and the same on every machine, never through a locale or the cell's own format. */
import { isoOfDay } from '../../../shared/calendar.ts';

/**
 * Shortest plain decimal of a number as spreadsheets hold it: 15 significant digits, `.`, no grouping, no exponent.
 * Whole numbers beyond 15 digits are written out in full. '' for what is no number.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return '';
  if (Number.isInteger(value)) return Math.abs(value) < 1e15 ? String(value === 0 ? 0 : value) : BigInt(value).toString();
  const shortest = String(value);
  // At most fifteen digits already: nothing to round.
  if (shortest.length <= 15 && !shortest.includes('e')) return shortest;
  const text = String(Number(value.toPrecision(15)));
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const digits = parts[2]! + (parts[3] ?? '');
  const point = 1 + Number(parts[4]);
  if (point <= 0) return `${parts[1]}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? parts[1] + digits.padEnd(point, '0') : `${parts[1]}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Whether a number is beyond what fifteen digits hold exactly. */
export const isBeyondDigits = (value: number): boolean => Number.isInteger(value) && Math.abs(value) >= 1e15;

export type FormatKind = 'number' | 'date' | 'time';

const kinds = new Map<string, FormatKind>();

/** What a number format (ECMA-376 part 1, 18.8.31) shows: a date, a time of day or a duration, or a number. */
export function formatKind(format: string): FormatKind {
  const known = kinds.get(format);
  if (known !== undefined) return known;
  if (kinds.size > 10_000) kinds.clear();
  const kind = kindOfFormat(format);
  kinds.set(format, kind);
  return kind;
}

function kindOfFormat(format: string): FormatKind {
  const section = withoutLiterals(format).split(';')[0]!;
  if (/general/i.test(section)) return 'number';
  // Placeholders of digits make it a number, whatever letters stand beside it; only seconds have decimals.
  if (/[0#?]/.test(section.replace(/s\.?0+/gi, 's').replace(/\[[hms]+\]/gi, 'h'))) return 'number';
  if (/[yde]/i.test(section) || (/m/i.test(section) && !/[hs]/i.test(section))) return 'date';
  return /[hs]/i.test(section) ? 'time' : 'number';
}

/** Takes quoted texts, escaped characters, padding and bracketed colours and locales away; elapsed hours stay. */
function withoutLiterals(format: string): string {
  let out = '';
  for (let i = 0; i < format.length; i++) {
    const c = format[i]!;
    if (c === '"') {
      const close = format.indexOf('"', i + 1);
      if (close < 0) break;
      i = close;
    } else if (c === '\\' || c === '_' || c === '*') i++;
    else if (c === '[') {
      const close = format.indexOf(']', i);
      if (close < 0) break;
      const inside = format.slice(i, close + 1);
      if (/^\[(?:h+|m+|s+)\]$/i.test(inside)) out += inside;
      i = close;
    } else out += c;
  }
  return out;
}

/** Number formats that are known by their number alone (18.8.30, and the usual reading of the East Asian ones). */
export function builtInKind(id: number): FormatKind {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  return (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) ? 'time' : 'number';
}

/** Days from a spreadsheet's first day to 1970-01-01: 1900-01-01 is day 1 and 1900 a leap year, or 1904-01-01 is day 0. */
const EPOCH = { 1900: 25569, 1904: 24107 } as const;
const LAST_DAY = 2_958_465;
const DAY_MS = 86_400_000;

/**
 * ISO text of a date held as a number: `2024-01-31`, with its time only where it has one. 29 February 1900, which spreadsheets
 * have and the calendar has not, is written as it is shown there. Null where the number is no date.
 */
export function serialText(serial: number, system: 1900 | 1904, kind: FormatKind): string | null {
  if (!Number.isFinite(serial)) return null;
  if (kind === 'time') return durationText(serial);
  if (serial < 0 || serial >= LAST_DAY + 1) return null;
  let whole = Math.floor(serial);
  let ms = Math.round((serial - whole) * DAY_MS);
  if (ms === DAY_MS) [whole, ms] = [whole + 1, 0];
  const time = ms === 0 ? '' : ` ${clockText(ms)}`;
  if (system === 1904) return isoOfDay(whole - EPOCH[1904]) + time;
  if (whole === 0) return `1900-01-00${time}`;
  if (whole === 60) return `1900-02-29${time}`;
  return isoOfDay(whole - EPOCH[1900] + (whole < 60 ? 1 : 0)) + time;
}

function durationText(serial: number): string {
  const ms = Math.round(Math.abs(serial) * DAY_MS);
  return `${serial < 0 && ms > 0 ? '-' : ''}${clockText(ms)}`;
}

/** `HH:mm:ss`, with thousandths only where there are any. Hours go beyond 24. */
function clockText(ms: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const seconds = Math.floor(ms / 1000);
  const rest = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${rest}`;
}

/**
 * ISO text of a date that the file writes in ISO 8601 itself; a time of zero is left out, a zone is kept. Null where it is none.
 */
export function isoDateText(text: string): string | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/.exec(text.trim());
  if (!match) return null;
  const [, date, time, zone] = match;
  if (time === undefined || /^00:00(?::00(?:\.0+)?)?$/.test(time)) return date!;
  return `${date} ${time.replace(/\.0+$/, '')}${zone ?? ''}`;
}
