/** Amounts of OFX: digits with one comma or point as decimal mark, no grouping (Open Financial Exchange 2.3, 3.2.9.1). */
import { LIMITS } from '../../../../shared/limits.ts';
import { parseAmount, plainMinor, type AmountProblem, type DecimalMark } from '../../../../shared/money.ts';

/** How often a mark was seen in a place where it can only be the decimal mark. */
export interface MarkEvidence {
  point: number;
  comma: number;
}

export type OfxAmount =
  | {
      readonly minor: number;
      /** Signed plain decimal, where there are more decimals than the currency has. */
      readonly exact?: string;
      /** Not written as the format asks (grouping, blanks inside, a currency sign …). */
      readonly irregular: boolean;
      readonly problem?: undefined;
    }
  | { readonly problem: AmountProblem };

const REGULAR = /^[-+]?(?:\d+[.,]?\d*|[.,]\d+)$/;

/** Which mark one amount shows to be the decimal mark; null where it holds none or could be either. */
function markOf(text: string): DecimalMark | null {
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (point < 0 && comma < 0) return null;
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  const at = Math.max(point, comma);
  const mark = point >= 0 ? '.' : ',';
  const other = mark === '.' ? ',' : '.';
  if (text.indexOf(mark) !== at) return other;
  const behind = /^\d*/.exec(text.slice(at + 1))![0].length;
  const before = /\d*$/.exec(text.slice(0, at))![0].replace(/^0+/, '').length;
  // A group has three digits behind it and one to three before.
  return behind === 3 && before >= 1 && before <= 3 ? null : mark;
}

/** Counts what the amounts in a piece of the file show about the decimal mark. */
export function gatherEvidence(text: string, evidence: MarkEvidence): void {
  for (const match of text.matchAll(/TRNAMT\s*>\s*([^<\r\n]{1,60})/gi)) {
    const mark = markOf(match[1]!.trim());
    if (mark === '.') evidence.point++;
    else if (mark === ',') evidence.comma++;
  }
}

/** The mark that the whole file shows, or null where it shows none or both. */
export function provenMark(evidence: MarkEvidence): DecimalMark | null {
  if (evidence.point > 0 && evidence.comma > 0) return null;
  return evidence.point > 0 ? '.' : evidence.comma > 0 ? ',' : null;
}

/**
 * Whether an amount like `1,234` can be read two ways and nothing in the file settles it. In a currency with three decimals it
 * has just the decimals that are to be expected.
 */
export function isOpenAmount(text: string, proven: DecimalMark | null, exponent: number): boolean {
  return proven === null && exponent !== 3 && /[.,]/.test(text) && markOf(text) === null;
}

/**
 * @param proven decimal mark shown by the whole file or told; an amount like `1,234` follows it, and the format's rule
 * (a single mark is the decimal mark) where there is none
 * @param exponent decimals of the currency
 */
export function readAmount(text: string, proven: DecimalMark | null, exponent: number): OfxAmount {
  const plain = plainMinor(text, '.', exponent);
  if (plain === plain && !(proven === ',' && markOf(text) === null && text.includes('.'))) return { minor: plain, irregular: false };
  const single = text.includes(',') ? ',' : '.';
  const mark = markOf(text) ?? proven ?? single;
  const irregular = !REGULAR.test(text) || (markOf(text) === null && /[.,]/.test(text) && mark !== single);
  const parsed = parseAmount(text, mark, exponent);
  if (parsed.problem === undefined) return { minor: parsed.minor, irregular };
  if (parsed.problem !== 'AMT-PRECISION') return parsed;
  const exact = exactDecimal(text, mark);
  const minor = roundedMinor(exact, exponent);
  return minor === null ? { problem: 'AMT-RANGE' } : { minor, exact, irregular };
}

/** Sign, digits and a point of an amount that `parseAmount` found well formed; decimals as written. */
function exactDecimal(text: string, mark: DecimalMark): string {
  const at = text.lastIndexOf(mark);
  const whole =
    text
      .slice(0, at)
      .replace(/\D/g, '')
      .replace(/^0+(?=\d)/, '') || '0';
  const decimals = /^\d*/.exec(text.slice(at + 1))![0];
  const negative = /[-\u2212\u2012\u2013(]|dr/i.test(text);
  return `${negative ? '-' : ''}${whole}.${decimals}`;
}

/** Minor units of a plain decimal, half away from zero; null beyond what is exact. */
function roundedMinor(exact: string, exponent: number): number | null {
  const [whole, decimals] = exact.replace('-', '').split('.') as [string, string];
  const up = decimals.charCodeAt(exponent) >= 53 ? 1n : 0n;
  const minor = BigInt(whole + decimals.slice(0, exponent).padEnd(exponent, '0')) + up;
  if (minor > BigInt(LIMITS.amountMinor)) return null;
  return exact.startsWith('-') && minor !== 0n ? -Number(minor) : Number(minor);
}
