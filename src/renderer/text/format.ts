import { t } from './t.ts';

/** U+2212: as wide as a plus, unlike the hyphen, so that columns of figures stay straight. */
export const MINUS = '\u2212';
const digitsOf = new Map<string, number>();
const numbers = new Map<number, Intl.NumberFormat>();

/** Decimals a currency is written with (ISO 4217 as the runtime knows it): 2 for GBP, 0 for JPY, 3 for KWD. */
export function decimalsOf(currency: string): number {
  let digits = digitsOf.get(currency);
  if (digits === undefined) {
    digits = /^[A-Z]{3}$/.test(currency)
      ? (new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2)
      : 2;
    digitsOf.set(currency, digits);
  }
  return digits;
}

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
 * Money in full: grouped, with the currency's own decimals, never abbreviated.
 * @param amountMinor integer minor units (pence, cents)
 * @returns e.g. `3,150.00`, `−3,150.00`, or `(3,150.00)` where parentheses are chosen; without the currency's code
 */
export function formatMoney(amountMinor: number, currency: string, negatives: Negatives = 'minus'): string {
  const digits = decimalsOf(currency);
  // Whole and fraction are formatted apart: dividing 2^53 - 1 minor units as a double would round the pence.
  const unit = 10 ** digits;
  const absolute = Math.abs(amountMinor);
  const whole = grouped(0).format(Math.floor(absolute / unit));
  const text = digits === 0 ? whole : `${whole}.${String(absolute % unit).padStart(digits, '0')}`;
  if (amountMinor >= 0) return text;
  return negatives === 'parentheses' ? `(${text})` : MINUS + text;
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
