/** Amounts of SWIFT messages: digits with one comma, which is asked for even without decimals (`15d`). */
import { minorUnits, type Minor } from '../minor-units.ts';

export interface SwiftAmount extends Minor {
  /** Where the bank wrote it in another way than SWIFT asks for: which. */
  readonly deviation?: string;
}

/**
 * Reads an unsigned amount. Tolerated and named: a dot for the comma, no decimal mark, grouping.
 * @param exponent decimals of the currency
 * @returns null where the text is no amount, or could be two
 */
export function swiftAmount(text: string, exponent: number): SwiftAmount | 'range' | null {
  const strict = /^(\d+),(\d*)$/.exec(text);
  if (strict) return minorUnits(strict[1]!, strict[2]!, exponent) ?? 'range';
  const plain = /^(\d+)(?:\.(\d*))?$/.exec(text);
  if (plain) {
    const decimals = plain[2] ?? '';
    // 1.234 is a thousand or a fraction: both are written somewhere.
    if (decimals.length === 3 && exponent !== 3 && plain[1]!.length <= 3) return null;
    const read = minorUnits(plain[1]!, decimals, exponent);
    return read === null
      ? 'range'
      : { ...read, deviation: plain[2] === undefined ? 'amount (it has no comma)' : 'amount (it has a dot for the comma)' };
  }
  const grouped = /^(\d{1,3}(?:([.' ])\d{3})+),(\d*)$/.exec(text) ?? /^(\d{1,3}(?:([,' ])\d{3})+)\.(\d*)$/.exec(text);
  if (!grouped || text.length > 60) return null;
  const read = minorUnits(grouped[1]!.replaceAll(grouped[2]!, ''), grouped[3]!, exponent);
  return read === null ? 'range' : { ...read, deviation: 'amount (its thousands are grouped)' };
}
