/** Amounts and dates of ISO 20022 as XML Schema writes them. */
import { dayOfIso } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { LIMITS } from '../../../../shared/limits.ts';

export type Decimal =
  | { readonly minor: number; /** Plain decimal, set where digits behind the minor unit were rounded away. */ readonly exact?: string }
  | { readonly problem: 'AMT-UNREADABLE' | 'AMT-RANGE' | 'AMT-EMPTY' };

/**
 * Reads an `xs:decimal` as minor units, rounded half away from zero where it has more decimals than the currency.
 * Nothing but digits, one dot and a sign is a decimal: `1,250` could be either of two amounts.
 */
export function readDecimal(text: string, exponent: number): Decimal {
  const plain = text.trim();
  if (plain === '') return { problem: 'AMT-EMPTY' };
  const match = plain.length > 60 ? null : /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(plain);
  if (match === null) return { problem: 'AMT-UNREADABLE' };
  const [, sign = '', whole = '', decimals = ''] = match;
  if (whole === '' && decimals === '') return { problem: 'AMT-UNREADABLE' };
  const kept = BigInt(whole + decimals.slice(0, exponent).padEnd(exponent, '0'));
  const rest = decimals.slice(exponent);
  const rounded = rest !== '' && rest.charCodeAt(0) >= 53 ? kept + 1n : kept;
  if (rounded > BigInt(LIMITS.amountMinor)) return { problem: 'AMT-RANGE' };
  const minor = sign === '-' && rounded !== 0n ? -Number(rounded) : Number(rounded);
  if (!/[1-9]/.test(rest)) return { minor };
  return { minor, exact: `${sign === '-' ? '-' : ''}${whole.replace(/^0+(?=\d)/, '') || '0'}.${decimals}` };
}

/**
 * Calendar date of an `xs:date` or `xs:dateTime` as written, whatever its time zone: a bank's day is the day it names.
 * @returns days since 1970-01-01, or NO_DAY
 */
export function readDay(text: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,12})?)?)?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  return match === null ? NO_DAY : dayOfIso(match[1]!);
}
