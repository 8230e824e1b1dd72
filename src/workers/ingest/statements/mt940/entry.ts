/**
 * Field 61, one movement: value date, entry date, mark, funds code, amount, transaction type, references, details.
 * Source: SWIFT Standards MT, MT940, field 61: `6!n[4!n]2a[1!a]15d1!a3!c16x[//16x]` and `[34x]` on a second line.
 * The mark RC is a reversed credit, money out; RD a reversed debit, money in: the only reading under which statements close.
 */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf } from '../../../../shared/currency.ts';
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { Span } from '../reader.ts';
import { spanOf } from '../sound-lines.ts';
import { swiftAmount } from './amount.ts';
import { entryDay, swiftDay } from './dates.ts';
import type { Field, Piece } from './fields.ts';

export interface Deviation {
  readonly code: ProblemCode;
  readonly values: readonly string[];
}

export interface Entry {
  /** The entry date where there is one, else the value date. */
  readonly day: number;
  readonly valueDay: number;
  readonly amountMinor: number;
  readonly amountExact?: string;
  /** Announced, not booked (marks EC and ED). */
  readonly expected: boolean;
  /** `NTRF`: one letter for the kind, three characters for the type. */
  readonly type: string;
  /** Reference for the account owner; empty for NONREF. */
  readonly reference: string;
  readonly bankReference: string;
  readonly supplementary: readonly Piece[];
  readonly dateSpan: Span | undefined;
  readonly signSpan: Span | undefined;
  readonly amountSpan: Span | undefined;
  readonly deviations: readonly Deviation[];
}

export interface Refusal {
  readonly code: ProblemCode;
  readonly values: readonly string[];
}

const HEAD = /^(\s*)(\d{6})(\d{4}|\s{4})?(\s*)(EC|ED|RC|RD|C|D)([A-Z])?(?=[\s\d-]|$)/;
/** Date damaged: the mark and the amount are looked for where they could stand. */
const LOOSE = /(EC|ED|RC|RD|C|D)([A-Z])?(?=-?\d+[.,]\d*\s*[NSF/])/;

/** Reads a movement, or says why it can't be. */
export function readEntry(field: Field, currency: string): Entry | Refusal {
  const deviations: Deviation[] = [];
  const first = field.pieces[0]!;
  const strict = HEAD.exec(first.text);
  const loose = strict ? null : LOOSE.exec(first.text.slice(0, 60));
  if (!strict && !loose) {
    const sign = /^\s*\d{6}(?:\d{4})?([^\d\s]{1,3})\d+,/.exec(first.text)?.[1];
    return sign === undefined ? { code: 'AMT-UNREADABLE', values: [first.text] } : { code: 'SIGN-UNKNOWN', values: [sign] };
  }
  const mark = strict ? strict[5]! : loose![1]!;
  const markAt = strict ? strict[1]!.length + 6 + (strict[3]?.length ?? 0) + strict[4]!.length : loose!.index;
  const dates = readDates(first, strict, markAt, deviations);
  const amountFrom = strict ? strict[0].length : loose!.index + loose![0].length;
  // Some banks break the line between mark and amount.
  const broken = first.text.slice(amountFrom).trim() === '' && field.pieces.length > 1;
  const piece = broken ? field.pieces[1]! : first;
  const at = broken ? 0 : amountFrom;
  const amount = /^(\s*)(-?)(\d[\d.,']*)/.exec(piece.text.slice(at));
  if (!amount) return { code: 'AMT-UNREADABLE', values: [piece.text.slice(at)] };
  const digitsAt = at + amount[1]!.length + amount[2]!.length;
  const digitsEnd = digitsAt + amount[3]!.length;
  const tail = readTail(piece.text.slice(digitsEnd), deviations);
  const read = tail === null ? null : swiftAmount(amount[3]!, exponentOf(currency));
  if (read === 'range') return { code: 'AMT-RANGE', values: [amount[3]!] };
  if (read === null || tail === null) return { code: 'AMT-UNREADABLE', values: [piece.text.slice(digitsAt, digitsAt + 40)] };
  if (read.deviation !== undefined) deviations.push({ code: 'FLD-UNREADABLE', values: [amount[3]!, read.deviation] });
  if (read.exact !== undefined) deviations.push({ code: 'AMT-PRECISION', values: [amount[3]!] });
  if (amount[2] === '-') deviations.push({ code: 'AMT-MINUS', values: [`${mark}-${amount[3]!}`] });
  if (digitsEnd - digitsAt > 15)
    deviations.push({ code: 'FLD-UNREADABLE', values: [amount[3]!, 'amount (it is longer than 15 characters)'] });
  const out = (mark === 'D' || mark === 'RC' || mark === 'ED') !== (amount[2] === '-');
  return {
    ...dates,
    amountMinor: out && read.minor !== 0 ? -read.minor : read.minor,
    ...(read.exact === undefined ? {} : { amountExact: (out ? '-' : '') + read.exact }),
    expected: mark.startsWith('E'),
    ...tail,
    supplementary: field.pieces.slice(broken ? 2 : 1),
    signSpan: spanOf(first.line, first.from + markAt, first.from + markAt + mark.length),
    amountSpan: spanOf(piece.line, piece.from + digitsAt, piece.from + digitsEnd),
    deviations,
  };
}

function readDates(
  first: Piece,
  strict: RegExpExecArray | null,
  markAt: number,
  deviations: Deviation[],
): Pick<Entry, 'day' | 'valueDay' | 'dateSpan'> {
  const text = first.text.slice(0, markAt).trim();
  const at = first.text.indexOf(text);
  // A few banks write the year with four digits.
  const digits = strict === null && /^(?:19|20)\d{6}(?:\d{4})?$/.test(text) ? 8 : 6;
  const valueText = text.slice(0, digits);
  const entryText = text.slice(digits).trim();
  const valueDay = swiftDay(valueText);
  // Dates of another length could be cut anywhere.
  if (valueDay === NO_DAY || (entryText !== '' && entryText.length !== 4)) {
    deviations.push({ code: 'DATE-UNREADABLE', values: [text, 'yyMMdd'] });
    return { day: NO_DAY, valueDay: NO_DAY, dateSpan: undefined };
  }
  const valueSpan = spanOf(first.line, first.from + at, first.from + at + digits);
  if (digits === 8 && entryText !== '') deviations.push({ code: 'FLD-UNREADABLE', values: [valueText, 'value date (YYMMDD)'] });
  if (entryText === '') {
    if (strict === null) deviations.push({ code: 'FLD-UNREADABLE', values: [text, 'value date (YYMMDD)'] });
    return { day: valueDay, valueDay, dateSpan: valueSpan };
  }
  const day = entryDay(entryText, valueDay);
  if (day === NO_DAY) {
    deviations.push({ code: 'FLD-UNREADABLE', values: [entryText, 'entry date (MMDD)'] });
    return { day: valueDay, valueDay, dateSpan: valueSpan };
  }
  const entryAt = first.from + first.text.indexOf(entryText, at + digits);
  return { day, valueDay, dateSpan: spanOf(first.line, entryAt, entryAt + 4) };
}

/** What follows the amount on its line; null where it can't be the end of an amount. */
function readTail(text: string, deviations: Deviation[]): Pick<Entry, 'type' | 'reference' | 'bankReference'> | null {
  const rest = text.trimStart();
  let type = '';
  if (rest === '' || rest.startsWith('//') || /^NONREF(?![A-Z0-9])/.test(rest))
    deviations.push({ code: 'FLD-MISSING', values: ['transaction type'] });
  else {
    if (!/^[A-Z][A-Z0-9 ]{3}/.test(rest)) return null;
    type = rest.slice(0, 4).trimEnd();
    // Letters or digits: a mixture is what a damaged decimal mark leaves behind.
    if (!/^[NSF](?:[A-Z]{2}[A-Z0-9 ]|[A-Z]  |\d{3}| {3})/.test(rest))
      deviations.push({ code: 'FLD-UNREADABLE', values: [rest.slice(0, 4), 'transaction type'] });
  }
  const references = rest.slice(type === '' ? 0 : 4);
  const slashes = references.indexOf('//');
  return {
    type,
    reference: withoutNone(slashes < 0 ? references : references.slice(0, slashes)),
    bankReference: withoutNone(slashes < 0 ? '' : references.slice(slashes + 2)),
  };
}

function withoutNone(text: string): string {
  const trimmed = text.trim();
  return trimmed === 'NONREF' ? '' : trimmed;
}
