/** Cells of one record by the scanner's own rules: for records that papaparse would cut differently, and literal ones. */
import { cutFixed, cutsOf } from './fixed-width.ts';
import type { Dialect } from './dialect.ts';

/**
 * Cuts one decoded record into cells.
 * @param quoted false takes every quote for text
 */
export function splitRecord(text: string, dialect: Dialect, quoted: boolean): string[] {
  const { delimiter, quote, escape } = dialect;
  const cuts = cutsOf(delimiter);
  if (cuts !== null) return cutFixed(text, cuts);
  if (!quoted || quote === '' || !text.includes(quote)) return text.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const close = text[at] === quote ? closingQuote(text, at, dialect) : -1;
    if (close < 0) {
      const next = text.indexOf(delimiter, at);
      cells.push(text.slice(at, next < 0 ? text.length : next));
      if (next < 0) return cells;
      at = next + delimiter.length;
      continue;
    }
    cells.push(text.slice(at + 1, close).replaceAll(escape + quote, quote));
    at = close + 1;
    while (at < text.length && /[ \t\v\f\r\n]/.test(text[at]!) && !text.startsWith(delimiter, at)) at++;
    if (at >= text.length) return cells;
    at += delimiter.length;
  }
  return cells;
}

function closingQuote(text: string, open: number, { delimiter, quote, escape }: Dialect): number {
  let from = open + 1;
  while (true) {
    const at = text.indexOf(quote, from);
    if (at < 0) return -1;
    if (escape === quote && text[at + 1] === quote) {
      from = at + 2;
      continue;
    }
    if (escape !== quote && text[at - 1] === escape && at - 1 > open) {
      from = at + 1;
      continue;
    }
    let next = at + 1;
    while (next < text.length && /[ \t\v\f\r\n]/.test(text[next]!) && !text.startsWith(delimiter, next)) next++;
    if (next >= text.length || text.startsWith(delimiter, next)) return at;
    from = at + 1;
  }
}
