/** Amounts as exact integers of a currency's minor unit. Read and written by digits: no floating-point value in between. */
import { CURRENCIES, CURRENCY_SIGNS, exponentOf } from './currency.ts';
import { LIMITS } from './limits.ts';

export type DecimalMark = '.' | ',';
export type AmountProblem = 'AMT-EMPTY' | 'AMT-UNREADABLE' | 'AMT-PRECISION' | 'AMT-RANGE';
export type ParsedAmount = { readonly minor: number; readonly problem?: undefined } | { readonly problem: AmountProblem };

const UNREADABLE: ParsedAmount = { problem: 'AMT-UNREADABLE' };
const POWERS = [1, 10, 100, 1000, 10000];

/**
 * Plain numbers only (digits, one decimal mark, a leading minus): the fast road that nearly every cell takes.
 * @returns minor units, or NaN where the text needs `parseAmount`
 */
export function plainMinor(text: string, decimalMark: DecimalMark, exponent: number): number {
  const mark = decimalMark === '.' ? 46 : 44;
  const length = text.length;
  // 15 decimal digits, those of the exponent included, always stay under 2^53.
  if (length === 0 || length + exponent > 15) return NaN;
  let i = text.charCodeAt(0) === 45 ? 1 : 0;
  const negative = i === 1;
  let value = 0;
  let whole = 0;
  let decimals = -1;
  for (; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      value = value * 10 + code - 48;
      if (decimals >= 0) decimals++;
      else whole++;
    } else if (code === mark && decimals < 0) decimals = 0;
    else return NaN;
  }
  if (whole === 0 || decimals > exponent) return NaN;
  const minor = value * POWERS[exponent - (decimals < 0 ? 0 : decimals)]!;
  return negative && minor !== 0 ? -minor : minor;
}

/**
 * Reads one printed amount exactly. Understands a minus before or behind (also U+2212 and dashes), parentheses, CR and DR,
 * an explicit plus, grouping by comma, dot, apostrophe or blank (groups of three, or India's two), currency signs and codes.
 * @param decimalMark which of `.` and `,` is the decimal mark; the other may only group
 * @param exponent decimals of the currency; further digits must be zero, else AMT-PRECISION
 * @returns integer minor units with |minor| ≤ 2^53 − 1, or the problem's code
 */
export function parseAmount(text: string, decimalMark: DecimalMark, exponent: number): ParsedAmount {
  const plain = plainMinor(text, decimalMark, exponent);
  if (plain === plain) return { minor: plain };
  // An amount of 60 characters is not an amount; this also bounds the work below.
  if (text.length > 60) return UNREADABLE;
  let rest = text.replace(/[\s\u00a0\u2007\u202f\u2009]+/g, ' ').trim();
  if (rest === '') return { problem: 'AMT-EMPTY' };
  let signs = 0;
  let negative = false;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    rest = rest.slice(1, -1).trim();
    negative = true;
    signs++;
  }
  // Signs, codes and words stand around the digits in any order, each at most once.
  for (let round = 0; round < 6; round++) {
    const before = rest;
    const minus = /^[-\u2212\u2012\u2013]\s?|\s?[-\u2212\u2012\u2013]$/.exec(rest);
    const plus = minus ? null : /^\+\s?|\s?\+$/.exec(rest);
    const word = /(?<![A-Za-z])\s?(CR|DR|Cr|Dr|cr|dr)\.?$/.exec(rest);
    if (minus || plus) {
      rest = minus?.index === 0 || plus?.index === 0 ? rest.slice((minus ?? plus)![0].length) : rest.slice(0, (minus ?? plus)!.index);
      negative ||= minus !== null;
      signs++;
    } else if (word) {
      rest = rest.slice(0, word.index);
      negative ||= word[1]!.toUpperCase() === 'DR';
      signs++;
    } else rest = withoutCurrency(rest);
    if (rest === before) break;
  }
  if (signs > 1) return UNREADABLE;
  const parts = digitsOf(rest, decimalMark);
  if (!parts) return UNREADABLE;
  const kept = parts.decimals.slice(0, exponent).padEnd(exponent, '0');
  if (/[1-9]/.test(parts.decimals.slice(exponent))) return { problem: 'AMT-PRECISION' };
  const digits = (parts.whole + kept).replace(/^0+(?=\d)/, '');
  if (digits.length > 16) return { problem: 'AMT-RANGE' };
  const minor = Number(digits);
  if (minor > LIMITS.amountMinor) return { problem: 'AMT-RANGE' };
  return { minor: negative && minor !== 0 ? -minor : minor };
}

/** Takes one currency sign or ISO code off either end. */
function withoutCurrency(text: string): string {
  for (const [sign] of CURRENCY_SIGNS) {
    if (text.startsWith(sign)) return text.slice(sign.length).trimStart();
    if (text.endsWith(sign)) return text.slice(0, -sign.length).trimEnd();
  }
  if (CURRENCIES.has(text.slice(0, 3).toUpperCase())) return text.slice(3).trimStart();
  if (CURRENCIES.has(text.slice(-3).toUpperCase())) return text.slice(0, -3).trimEnd();
  return text;
}

/** Splits an unsigned number into whole and decimal digits, or null where its grouping is not a known one. */
function digitsOf(text: string, decimalMark: DecimalMark): { whole: string; decimals: string } | null {
  const at = text.lastIndexOf(decimalMark);
  const whole = at < 0 ? text : text.slice(0, at);
  const decimals = at < 0 ? '' : text.slice(at + 1);
  if (!/^\d*$/.test(decimals) || (whole === '' && decimals === '')) return null;
  if (/^\d*$/.test(whole)) return { whole: whole || '0', decimals };
  const group = /^\d{1,3}([,.'\u2019 ])\d/.exec(whole)?.[1];
  if (group === undefined || group === decimalMark) return null;
  const groups = whole.split(group);
  const last = groups.length - 1;
  if (groups[last]!.length !== 3) return null;
  const inner = groups[1]!.length;
  for (let i = 1; i < last; i++) if (groups[i]!.length !== inner || (inner !== 3 && inner !== 2)) return null;
  return groups.every((part) => /^\d+$/.test(part)) ? { whole: groups.join(''), decimals } : null;
}

export interface MoneyStyle {
  /** How an amount below zero is shown: U+2212 before it, or parentheses around it. */
  readonly negatives?: 'minus' | 'parentheses';
  /** Text between groups of three digits; a comma unless told, empty for none. */
  readonly grouping?: string;
  readonly decimalMark?: DecimalMark;
}

/**
 * An amount as shown to people: grouped, with the currency's own decimals, minus as U+2212. No currency code is added.
 * @param minor integer minor units
 */
export function formatMinor(minor: number, currency: string, style: MoneyStyle = {}): string {
  const plain = decimalText(Math.abs(minor), exponentOf(currency), style.decimalMark ?? '.', style.grouping ?? ',');
  if (minor >= 0) return plain;
  return style.negatives === 'parentheses' ? `(${plain})` : `\u2212${plain}`;
}

/** An amount as programs read it: `-1234.56`, no grouping, ASCII minus. */
export function plainDecimal(minor: number, currency: string): string {
  return (minor < 0 ? '-' : '') + decimalText(Math.abs(minor), exponentOf(currency), '.', '');
}

function decimalText(minor: number, exponent: number, mark: string, grouping: string): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const grouped = grouping === '' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, () => grouping);
  return exponent === 0 ? grouped : grouped + mark + digits.slice(-exponent);
}
