/** Digits of an amount to minor units, with the exact value kept where the currency has fewer decimals. */
import { LIMITS } from '../../../shared/limits.ts';

export interface Minor {
  /** Rounded half away from zero where `exact` is set. Never negative. */
  readonly minor: number;
  /** Plain decimal with all its digits, where they are more than the currency has. */
  readonly exact?: string;
}

/**
 * @param whole digits before the decimal mark, may be empty
 * @param decimals digits behind it, may be empty
 * @param exponent decimals of the currency
 * @returns null where the amount is larger than an exact integer can be
 */
export function minorUnits(whole: string, decimals: string, exponent: number): Minor | null {
  const significant = whole.replace(/^0+/, '');
  if (significant.length > 16 || decimals.length > 60) return null;
  const kept = decimals.slice(0, exponent).padEnd(exponent, '0');
  const rest = decimals.slice(exponent);
  const lost = /[1-9]/.test(rest);
  const minor = BigInt(`0${significant}${kept}`) + (lost && rest >= '5' ? 1n : 0n);
  if (minor > BigInt(LIMITS.amountMinor)) return null;
  return lost ? { minor: Number(minor), exact: `${significant || '0'}.${decimals}` } : { minor: Number(minor) };
}
