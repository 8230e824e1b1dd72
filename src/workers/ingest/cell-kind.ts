/** What a single cell looks like, before anything is known about its column. */
import { NO_DAY } from '../../shared/columns.ts';
import { DATE_FORMATS, parseDate, type DateFormat } from '../../shared/date-format.ts';
import { parseAmount } from '../../shared/money.ts';

export type CellKind = 'empty' | 'number' | 'date' | 'text';

const NUMBER_LIKE =
  /^[-+(\u2212\u2013]?\s*(?:[A-Z]{3}|[^\d\s\p{L}(),.;:/-]{1,3}|kr\.?|R\$)?\s*[-+\u2212]?\s*[\d.,][\d.,'\u2019 \u00a0\u202f]*\s*(?:[A-Za-z]{2,3}|[^\d\s\p{L}]{1,2})?\.?\s*\)?[-\u2212+]?$/u;

/** Whether a text could be an amount under either decimal mark, with up to four decimals. */
export function isNumberLike(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length > 40 || !/\d/.test(trimmed)) return false;
  if (/^-?\d+(?:[.,]\d+)?%?$/.test(trimmed)) return true;
  return (
    NUMBER_LIKE.test(trimmed) && (parseAmount(trimmed, '.', 4).problem === undefined || parseAmount(trimmed, ',', 4).problem === undefined)
  );
}

const memory = new Map<string, readonly DateFormat[]>();

/** Every format of the closed list under which a text is a date. Remembered: columns repeat their dates. */
export function dateFormatsOf(text: string): readonly DateFormat[] {
  if (text.length < 5 || text.length > 40 || !/\d/.test(text)) return [];
  const known = memory.get(text);
  if (known) return known;
  const found = DATE_FORMATS.filter((format) => parseDate(text, format) !== NO_DAY);
  if (memory.size > 20_000) memory.clear();
  memory.set(text, found);
  return found;
}

/** Compact digits are dates only where a column says so: `20190311` alone is a number. */
const SEPARATED = /\d[-/. ]|[A-Za-z]/;

export function kindOf(text: string): CellKind {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  if (SEPARATED.test(trimmed) && dateFormatsOf(trimmed).length > 0) return 'date';
  if (/^\d{1,2}:\d{2}(?::\d{2})?$/.test(trimmed)) return 'date';
  return isNumberLike(trimmed) ? 'number' : 'text';
}
