/** One STMTTRN as a row: which values make it, and what is said about those that are missing or odd. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import { plainDecimal, type DecimalMark } from '../../../../shared/money.ts';
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { ProblemPlace } from '../../problem-sink.ts';
import type { Span, SpanField, StatementRow } from '../reader.ts';
import { readLooseAmount } from '../loose-amount.ts';
import { readDate } from './date.ts';
import { isForeignValue } from './grammar.ts';
import type { TextReader } from './text.ts';
import type { Frame, Value } from './tree.ts';

/** 1-based line and character. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface MovementContext {
  readonly text: TextReader;
  /** Currency of the statement, or ''. */
  readonly currency: string;
  readonly provenMark: DecimalMark | null;
  /** 1, or -1 where a person said that positive amounts are money out. */
  readonly sign: 1 | -1;
  /** Hears of an amount like `1,234` that nothing in the file settles. */
  openAmount(text: string, exponent: number): void;
  /** Hears of a value that has no meaning in OFX. */
  foreign(path: string, at: Place): void;
  problem(code: ProblemCode, at: Place, more?: ProblemPlace): void;
}

/** A row, or why there is none. */
export type Movement = { readonly row: StatementRow } | { readonly reject: ProblemCode; readonly values: readonly string[] };

/** @param end character behind the record */
export function readMovement(frame: Frame, end: number, context: MovementContext): Movement {
  const { text } = context;
  const values = new Map<string, Value>();
  for (const value of frame.values) {
    const held = values.get(value.path);
    if (held === undefined || (held.runs.length === 0 && value.runs.length > 0)) values.set(value.path, value);
    else if (value.runs.length > 0 && text.text(held) !== text.text(value)) {
      context.problem('FLD-REPEATED', value, { values: [value.path, text.text(value)] });
    }
    if (isForeignValue(value.path)) context.foreign(value.path, value);
  }
  const of = (path: string): string => {
    const value = values.get(path);
    return value === undefined ? '' : text.text(value);
  };
  const spans: Partial<Record<SpanField, Span>> = {};
  const mark = (field: SpanField, ...paths: string[]): void => {
    const value = paths.map((path) => values.get(path)).find((found) => found !== undefined && found.runs.length > 0);
    if (value !== undefined) spans[field] = text.span(value);
  };

  const amountText = of('TRNAMT');
  if (amountText === '') return { reject: 'AMT-MISSING', values: [] };
  if (!values.get('TRNAMT')!.ended) return { reject: 'ROW-REJECTED', values: ['the file ends inside its amount'] };
  const currency = currencyOf(of('CURRENCY.CURSYM') || of('CURRENCY'), frame, context);
  const exponent = exponentOf(currency || context.currency);
  const amount = readLooseAmount(amountText, context.provenMark, exponent);
  if (amount.problem !== undefined) {
    return { reject: amount.problem === 'AMT-EMPTY' ? 'AMT-MISSING' : amount.problem, values: [amountText] };
  }
  const amountAt = values.get('TRNAMT')!;
  if (amount.exact !== undefined) context.problem('AMT-PRECISION', amountAt, { values: [amountText], raw: amountText });
  if (amount.irregular) {
    const read = amount.exact ?? plainDecimal(amount.minor, currency || context.currency);
    context.problem('AMT-FORM', amountAt, { values: [amountText, read], raw: amountText });
  }
  context.openAmount(amountText, exponent);
  mark('amount', 'TRNAMT');

  const type = of('TRNTYPE');
  if (type === '') context.problem('FLD-MISSING', frame, { values: ['type (TRNTYPE)'] });
  const upper = type.toUpperCase();
  if ((upper === 'DEBIT' && amount.minor > 0) || (upper === 'CREDIT' && amount.minor < 0)) {
    context.problem('SIGN-TYPE', amountAt, { values: [amountText, type] });
  }
  mark('category', 'TRNTYPE');

  const fitid = of('FITID');
  if (fitid === '') context.problem('FLD-MISSING', frame, { values: ['identifier (FITID)'] });
  mark('reference', 'FITID', 'CHECKNUM', 'REFNUM');
  if (of('CORRECTFITID') !== '') {
    context.problem('ROW-CORRECTS', frame, { values: [of('CORRECTACTION') || 'correct', of('CORRECTFITID')] });
  }

  const day = dayOf(values.get('DTPOSTED'), frame, context, true);
  mark('date', 'DTPOSTED');
  const valueDay = values.has('DTAVAIL') ? dayOf(values.get('DTAVAIL'), frame, context, false) : NO_DAY;

  const name = of('NAME') || of('PAYEE.NAME') || of('PAYEE');
  const counterparty = longer(name, of('EXTDNAME'));
  const memo = of('MEMO');
  mark('counterparty', counterparty === name ? 'NAME' : 'EXTDNAME', 'PAYEE.NAME', 'PAYEE', 'EXTDNAME');
  const described = describe(counterparty, memo);
  if (described === memo) mark('description', 'MEMO');
  else if (spans.counterparty !== undefined) spans.description = spans.counterparty;
  mark('currency', 'CURRENCY.CURSYM', 'CURRENCY');

  const start = text.byteOf(frame.start);
  const minor = context.sign === 1 || amount.minor === 0 ? amount.minor : -amount.minor;
  return {
    row: {
      line: frame.line,
      byteStart: start,
      byteLength: text.byteOf(end) - start,
      day,
      ...(valueDay === NO_DAY ? {} : { valueDay }),
      amountMinor: minor,
      ...(amount.exact === undefined ? {} : { amountExact: context.sign === 1 ? amount.exact : negated(amount.exact) }),
      ...(currency === '' || currency === context.currency ? {} : { currency }),
      description: described,
      reference: fitid || of('CHECKNUM') || of('REFNUM'),
      counterparty,
      category: type,
      spans,
    },
  };
}

function negated(exact: string): string {
  return exact.startsWith('-') ? exact.slice(1) : `-${exact}`;
}

function dayOf(value: Value | undefined, frame: Frame, context: MovementContext, needed: boolean): number {
  const written = value === undefined ? '' : context.text.text(value);
  if (written === '') {
    if (needed) context.problem('DATE-MISSING', frame);
    return NO_DAY;
  }
  const { day, regular } = readDate(written);
  // Where the file ends inside the date, what is left of it may be another date.
  if (day === NO_DAY || !value!.ended) {
    context.problem(needed ? 'DATE-UNREADABLE' : 'FLD-UNREADABLE', value!, {
      values: [written, needed ? 'YYYYMMDD' : `date (${value!.path})`],
      raw: written,
    });
    return NO_DAY;
  }
  if (!regular) context.problem('FLD-UNREADABLE', value!, { values: [written, `date and time (${value!.path})`], raw: written });
  return day;
}

/**
 * Currency of the amount, or ''. CURRENCY says in which currency the amount is; ORIGCURRENCY only says from which one the
 * bank has converted it (OFX 2.3, 5.2), so that it changes nothing.
 */
function currencyOf(written: string, at: Place, context: MovementContext): string {
  if (written === '') return '';
  const code = written.toUpperCase();
  if (isCurrency(code)) return code;
  context.problem('CUR-UNKNOWN', at, { values: [written] });
  return '';
}

/** NAME is cut at 32 characters; the extended name or the memo may begin with it and go on. */
function longer(name: string, extended: string): string {
  return extended.length > name.length && extended.startsWith(name) ? extended : name;
}

function describe(name: string, memo: string): string {
  if (memo === '' || name === memo || (name !== '' && name.startsWith(memo))) return name;
  return name === '' || memo.startsWith(name) ? memo : `${name} ${memo}`;
}
