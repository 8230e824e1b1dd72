/** One QIF record as a row. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf } from '../../../../shared/currency.ts';
import { plainDecimal, type DecimalMark } from '../../../../shared/money.ts';
import type { ProblemCode } from '../../../../shared/problems.ts';
import { isOpenAmount, readLooseAmount } from '../loose-amount.ts';
import type { SpanField, Span, StatementRow, StatementSink } from '../reader.ts';
import { readQifDate, type DateOrder } from './dates.ts';
import { fieldSpan, isAmountLike, type Field, type Record } from './records.ts';

export interface QifContext {
  readonly sink: Pick<StatementSink, 'problem'>;
  readonly order: DateOrder;
  readonly dateFormat: string;
  readonly provenMark: DecimalMark | null;
  readonly currency: string;
  /** 1, or -1 where a person said that positive amounts are money out. */
  readonly sign: 1 | -1;
  /** Hears of an amount like `1,234` that nothing in the file settles. */
  openAmount(text: string): void;
}

export type QifMovement =
  | { readonly row: StatementRow }
  | { readonly reject: ProblemCode; readonly values: readonly string[] }
  | { readonly none: true };

/** Fields of a movement outside of investments. Source: Quicken's help, "QIF files", with the extensions of its editions. */
const KNOWN = new Set('D T U P M L N C A S E $ % F K X G B R Z 1 2 3 4 5 6 7'.split(' '));
/** Quicken begins an account's list with its opening balance as a movement; programs in other languages do it in theirs. */
const OPENING =
  /^(?:opening balance|starting balance|initial balance|solde (?:initial|d'ouverture)|anfangssaldo|er(?:ö|oe)ffnungssaldo|saldo (?:iniziale|inicial|di apertura|de apertura)|beginsaldo|openingssaldo|startsaldo|ingående saldo|saldo początkowe)$/i;

/** Name of the account that an opening balance names as its own, or ''. */
export function openingAccount(record: Record): string {
  const of = (code: string): string => record.fields.find((field) => field.code === code)?.value ?? '';
  return OPENING.test(of('P')) ? (/^\[(.+)\]$/.exec(of('L'))?.[1] ?? '') : '';
}

export function readQifMovement(record: Record, context: QifContext): QifMovement {
  const { sink } = context;
  const top = topFields(record, sink);
  const textOf = (code: string): string => top.get(code)?.value ?? '';
  const joined = (code: string): string =>
    record.fields
      .filter((field) => field.code === code && field.value !== '')
      .map((field) => field.value)
      .join(' ');
  const amountField = textOf('T') !== '' || !top.has('U') ? top.get('T') : top.get('U');
  const written = amountField?.value ?? '';
  if (amountField === undefined && !top.has('D')) return { none: true };
  if (written === '') return { reject: 'AMT-MISSING', values: [] };
  const last = record.fields[record.fields.length - 1]!;
  const cutOff = record.ended === 'cut' && record.more === 0;
  if (cutOff && (last.code === 'T' || last.code === 'U')) return { reject: 'ROW-REJECTED', values: ['the file ends inside its amount'] };
  const exponent = exponentOf(context.currency);
  const amount = readLooseAmount(written, context.provenMark, exponent);
  if (amount.problem !== undefined) {
    return { reject: amount.problem === 'AMT-EMPTY' ? 'AMT-MISSING' : amount.problem, values: [written] };
  }
  const amountLine = amountField!.line.number;
  if (amount.exact !== undefined) sink.problem('AMT-PRECISION', amountLine, { values: [written], raw: written });
  if (isOpenAmount(written, context.provenMark, exponent)) context.openAmount(written);
  const shown = (minor: number): string => plainDecimal(minor, context.currency);
  if (amountField!.code === 'T' && textOf('U') !== '') {
    const other = readLooseAmount(textOf('U'), context.provenMark, exponent);
    if (other.problem !== undefined || other.minor !== amount.minor || other.exact !== amount.exact) {
      sink.problem('AMT-DIFFERS', top.get('U')!.line.number, { values: [textOf('U'), written] });
    }
  }
  checkSplits(record, amount.minor, context, shown);

  const payee = joined('P');
  const memo = joined('M');
  if (OPENING.test(payee) && /^\[.+\]$/.test(textOf('L'))) sink.problem('ROW-BALANCE', record.line);
  const minor = context.sign === 1 || amount.minor === 0 ? amount.minor : -amount.minor;
  const exact = amount.exact === undefined || context.sign === 1 ? amount.exact : negated(amount.exact);
  return {
    row: {
      line: record.line,
      byteStart: record.byteStart,
      byteLength: record.byteEnd - record.byteStart,
      day: dayOf(top.get('D'), record, cutOff && last.code === 'D', context),
      amountMinor: minor,
      ...(exact === undefined ? {} : { amountExact: exact }),
      description: describe(payee, memo),
      reference: textOf('N'),
      counterparty: payee,
      category: textOf('L'),
      spans: spansOf(record, top, amountField!, payee, memo),
    },
  };
}

function negated(exact: string): string {
  return exact.startsWith('-') ? exact.slice(1) : `-${exact}`;
}

/** The fields of the movement itself: the first of each letter. Behind the first split, a date or memo may be the split's. */
function topFields(record: Record, sink: QifContext['sink']): Map<string, Field> {
  const top = new Map<string, Field>();
  let inSplits = false;
  for (const field of record.fields) {
    if (field.code === 'S') inSplits = true;
    if (!KNOWN.has(field.code)) {
      sink.problem('REC-UNKNOWN', field.line.number, { values: [field.code + field.value], raw: field.line.text });
      continue;
    }
    const held = top.get(field.code);
    if (held === undefined) {
      top.set(field.code, field);
      // It may be the split's own, and the movement's is lost.
      if (inSplits && field.code === 'D') sink.problem('REC-MISPLACED', field.line.number, { values: [field.line.text] });
    } else if (field.code === 'T' && !isAmountLike(held.value) && isAmountLike(field.value)) {
      top.set('T', field);
      sink.problem('REC-UNKNOWN', held.line.number, { values: [held.line.text], raw: held.line.text });
    } else if (!inSplits && 'DTUNL'.includes(field.code) && held.value !== field.value) {
      sink.problem('FLD-REPEATED', field.line.number, { values: [field.code, field.value] });
    }
  }
  return top;
}

function dayOf(field: Field | undefined, record: Record, cutOff: boolean, context: QifContext): number {
  if (field === undefined || field.value === '') {
    context.sink.problem('DATE-MISSING', record.line);
    return NO_DAY;
  }
  const day = cutOff ? NO_DAY : readQifDate(field.value, context.order);
  if (day === NO_DAY) {
    const values = [field.value, context.dateFormat];
    context.sink.problem('DATE-UNREADABLE', field.line.number, { values, raw: field.line.text });
  }
  return day;
}

/** The amounts of the splits must make up the movement's. Splits given by percentage alone prove nothing. */
function checkSplits(record: Record, minor: number, context: QifContext, shown: (minor: number) => string): void {
  let splits = 0;
  let amounts = 0;
  let sum = 0;
  for (const field of record.fields) {
    if (field.code === 'S') splits++;
    if (field.code !== '$' || splits === 0) continue;
    const part = readLooseAmount(field.value, context.provenMark, exponentOf(context.currency));
    if (part.problem !== undefined) {
      context.sink.problem('FLD-UNREADABLE', field.line.number, { values: [field.value, 'amount of a split'], raw: field.line.text });
    } else {
      amounts++;
      sum += part.minor;
    }
  }
  if (splits > 0 && amounts === splits && sum !== minor) {
    context.sink.problem('BATCH-SUM', record.line, { values: [shown(sum), shown(minor)] });
  }
}

function describe(payee: string, memo: string): string {
  if (memo === '' || memo === payee) return payee;
  return payee === '' || memo.startsWith(payee) ? memo : `${payee} ${memo}`;
}

function spansOf(
  record: Record,
  top: ReadonlyMap<string, Field>,
  amount: Field,
  payee: string,
  memo: string,
): Partial<{ [field in SpanField]: Span }> {
  const spans: Partial<{ [field in SpanField]: Span }> = {};
  const mark = (name: SpanField, field: Field | undefined): void => {
    const span = field === undefined || field.value === '' ? undefined : fieldSpan(field);
    if (span !== undefined) spans[name] = span;
  };
  const first = (code: string): Field | undefined => record.fields.find((field) => field.code === code && field.value !== '');
  mark('date', top.get('D'));
  mark('amount', amount);
  mark('description', payee === '' || (memo !== payee && memo.startsWith(payee)) ? first('M') : first('P'));
  mark('counterparty', first('P'));
  mark('reference', top.get('N'));
  mark('category', top.get('L'));
  return spans;
}
