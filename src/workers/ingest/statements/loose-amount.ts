/**
 * Amounts of formats that do not settle the decimal mark, or whose files do not keep to it: what the whole file shows decides
 * where one amount alone (`1,234`) could be read two ways.
 */
import { parseAmount, plainMinor, type AmountProblem, type DecimalMark } from '../../../shared/money.ts';
import { minorUnits } from './minor-units.ts';

/** How often a mark was seen in a place where it can only be the decimal mark. */
export interface MarkEvidence {
  point: number;
  comma: number;
}

export type LooseAmount =
  | {
      readonly minor: number;
      /** Signed plain decimal, where there are more decimals than the currency has. */
      readonly exact?: string;
      /** Holds more than a sign, digits and one decimal mark: grouping, blanks, a currency sign. */
      readonly irregular: boolean;
      readonly problem?: undefined;
    }
  | { readonly problem: AmountProblem };

const REGULAR = /^[-+]?(?:\d+[.,]?\d*|[.,]\d+)$/;

/** Which mark one amount shows to be the decimal mark; null where it holds none or could be either. */
export function markOf(text: string): DecimalMark | null {
  const point = text.lastIndexOf('.');
  const comma = text.lastIndexOf(',');
  if (point < 0 && comma < 0) return null;
  // Nearly every amount: two digits behind its only mark.
  if (comma < 0 && point === text.length - 3 && text.indexOf('.') === point && isDigits(text, point + 1)) return '.';
  if (point >= 0 && comma >= 0) return point > comma ? '.' : ',';
  const at = Math.max(point, comma);
  const mark = point >= 0 ? '.' : ',';
  if (text.indexOf(mark) !== at) return mark === '.' ? ',' : '.';
  const behind = /^\d*/.exec(text.slice(at + 1))![0].length;
  const before = /\d*$/.exec(text.slice(0, at))![0].replace(/^0+/, '').length;
  // A group has three digits behind it and one to three before.
  return behind === 3 && before >= 1 && before <= 3 ? null : mark;
}

function isDigits(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) if (text.charCodeAt(i) < 48 || text.charCodeAt(i) > 57) return false;
  return true;
}

/** Counts what one amount shows about the decimal mark. */
export function gatherMark(text: string, evidence: MarkEvidence): void {
  const mark = markOf(text);
  if (mark === '.') evidence.point++;
  else if (mark === ',') evidence.comma++;
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
 * @param proven decimal mark shown by the whole file or told; an amount like `1,234` follows it. Where there is none, its single
 * mark is taken for the decimal mark.
 * @param exponent decimals of the currency
 */
export function readLooseAmount(text: string, proven: DecimalMark | null, exponent: number): LooseAmount {
  const plain = plainMinor(text, '.', exponent);
  if (plain === plain && !(proven === ',' && markOf(text) === null && text.includes('.'))) return { minor: plain, irregular: false };
  const own = markOf(text);
  const single = text.includes(',') ? ',' : '.';
  const mark = own ?? proven ?? single;
  const irregular = !REGULAR.test(text) || (own === null && mark !== single && /[.,]/.test(text));
  const parsed = parseAmount(text, mark, exponent);
  if (parsed.problem === undefined) return { minor: parsed.minor, irregular };
  if (parsed.problem !== 'AMT-PRECISION') return parsed;
  // Well formed, or parseAmount would have said so: only the digits are to be gathered.
  const at = text.lastIndexOf(mark);
  const units = minorUnits(text.slice(0, at).replace(/\D/g, ''), /^\d*/.exec(text.slice(at + 1))![0], exponent);
  if (units === null || units.exact === undefined) return { problem: 'AMT-RANGE' };
  const negative = /[-\u2212\u2012\u2013(]|dr/i.test(text);
  return {
    minor: negative && units.minor !== 0 ? -units.minor : units.minor,
    exact: negative ? `-${units.exact}` : units.exact,
    irregular,
  };
}
