import { formatMinor } from '../../shared/money.ts';
import { t } from './t.ts';

/** U+2212: as wide as a plus, unlike the hyphen, so that columns of figures stay straight. */
export const MINUS = '\u2212';
const numbers = new Map<number, Intl.NumberFormat>();

function grouped(digits: number): Intl.NumberFormat {
  let format = numbers.get(digits);
  if (!format) {
    format = new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
    numbers.set(digits, format);
  }
  return format;
}

export type Negatives = 'minus' | 'parentheses';

/**
 * Money in full: grouped, with the currency's own decimals, never abbreviated and without the currency's code.
 * @param amountMinor integer minor units (pence, cents)
 */
export function formatMoney(amountMinor: number, currency: string, negatives: Negatives = 'minus'): string {
  return formatMinor(amountMinor, currency, { negatives });
}

/** Money as a screen reader should say it: "minus 3,150.00 GBP". */
export function speakMoney(amountMinor: number, currency: string): string {
  const text = formatMoney(Math.abs(amountMinor), currency);
  return amountMinor < 0 ? t('minus {amount}', { amount: text }) : text;
}

/** A count, grouped: 1,293. */
export function formatCount(count: number): string {
  return grouped(0).format(count).replace('-', MINUS);
}

/** A count in words and figures of the design guide: zero is "none". */
export function countOrNone(count: number): string {
  return count === 0 ? t('none') : formatCount(count);
}

/** A number with at most `digits` decimals, grouped. */
export function formatNumber(value: number, digits = 2): string {
  return grouped(digits).format(value).replace('-', MINUS);
}

/** A share of 0 to 1 as percent with one decimal: 93.4 %. Never rounds up to 100 what is not whole. */
export function formatPercent(share: number): string {
  const percent = share < 1 ? Math.floor(share * 1000) / 10 : 100;
  return `${percent.toFixed(percent === 100 || percent === 0 ? 0 : 1)} %`;
}

/** Bytes in the unit a person reads: 812 bytes, 4.2 MB (powers of ten, as file managers on most systems show). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return t('{n, plural, one {# byte} other {# bytes}}', { n: bytes });
  const units = ['kB', 'MB', 'GB', 'TB'];
  const step = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  return `${formatNumber(bytes / 1000 ** step, 1)} ${units[step - 1]}`;
}

/** Seconds as a rough span: "12 s", "3 min", "1 h 20 min". */
export function formatSpan(seconds: number): string {
  if (seconds < 90) return t('{n} s', { n: Math.max(1, Math.round(seconds)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return t('{n} min', { n: minutes });
  return t('{h} h {m} min', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** A hash as `9f2c…e1`; the full value is always a copy away. */
export function shortHash(hash: string): string {
  return hash.length <= 8 ? hash : `${hash.slice(0, 4)}…${hash.slice(-2)}`;
}
