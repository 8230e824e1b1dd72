/** One entry of a statement as one movement. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import { plainDecimal } from '../../../../shared/money.ts';
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { ProblemPlace } from '../../problem-sink.ts';
import type { Span, StatementRow } from '../reader.ts';
import { readDay, readDecimal } from './amount.ts';
import { categoryOf, counterpartyOf, descriptionOf, referenceOf } from './describe.ts';
import { at, firstOf, textOf, type XmlNode } from './node.ts';
import type { Payments } from './payments.ts';

export interface Movement {
  readonly row: StatementRow;
  /** Not booked yet: pending, future or for information. */
  readonly pending: boolean;
  readonly reversal: boolean;
}

export interface EntryFindings {
  problem(code: ProblemCode, line: number, place?: ProblemPlace): void;
  /** The entry gives no movement. */
  reject(code: ProblemCode, line: number, place?: ProblemPlace): void;
}

/**
 * @param currency the statement's, '' where it names none
 * @returns null where the entry was rejected
 */
export function movementOf(entry: XmlNode, payments: Payments, currency: string, findings: EntryFindings): Movement | null {
  const amount = at(entry, 'Amt');
  const sign = at(entry, 'CdtDbtInd');
  const own = currencyOf(amount, currency, entry, findings);
  const read = amount === undefined ? undefined : readDecimal(amount.plain ? amount.text : 'markup', exponentOf(own));
  if (read === undefined || !('minor' in read)) {
    const code = read === undefined || read.problem === 'AMT-EMPTY' ? 'AMT-MISSING' : read.problem;
    findings.reject(code, amount?.line ?? entry.line, { values: [amount?.text.trim() ?? ''] });
    return null;
  }
  const mark = textOf(sign);
  const credit = mark === 'CRDT';
  // An amount below zero under a credit mark could mean either; under a debit mark it says the same thing twice.
  if ((!credit && mark !== 'DBIT') || (credit && read.minor < 0) || (sign !== undefined && !sign.plain)) {
    findings.reject('SIGN-UNKNOWN', sign?.line ?? entry.line, { values: [credit ? `${mark} ${amount!.text.trim()}` : mark] });
    return null;
  }
  if (read.minor < 0)
    findings.problem('FLD-UNREADABLE', amount!.line, { values: [amount!.text.trim(), 'amount: it has a sign of its own'] });
  const size = Math.abs(read.minor);
  const amountMinor = credit || size === 0 ? size : -size;
  if (read.exact !== undefined) findings.problem('AMT-PRECISION', amount!.line, { values: [amount!.text.trim()] });
  const reversal = /^(?:true|1)$/i.test(textOf(at(entry, 'RvslInd')));
  if (reversal) findings.problem('SIGN-REVERSED', entry.line, { values: [credit ? 'credit' : 'debit'] });
  const pending = isPending(entry, findings);
  const payment = payments.count === 1 ? payments.first : undefined;
  checkPayments(
    payments,
    amountMinor,
    read.exact === undefined ? null : `${credit ? '' : '-'}${read.exact.replace('-', '')}`,
    own,
    entry.line,
    findings,
  );
  const dates = datesOf(entry, findings);
  const description = descriptionOf(entry, payment);
  const reference = referenceOf(entry, payment, payments.batch);
  const turnedRound = reversal || at(payment, 'RtrInf') !== undefined;
  const counterparty = counterpartyOf(payment, credit, turnedRound);
  const category = categoryOf(entry, payment);
  const spans = {
    date: dates.span,
    amount: amount!.span,
    description: description.span,
    reference: reference.span,
    counterparty: counterparty.span,
    category: category.span,
    currency: amount!.currencySpan,
    sign: sign!.span,
  };
  return {
    row: {
      line: entry.line,
      byteStart: entry.byteStart,
      byteLength: entry.byteEnd - entry.byteStart,
      day: dates.day,
      ...(dates.valueDay === NO_DAY ? {} : { valueDay: dates.valueDay }),
      amountMinor,
      ...(read.exact === undefined ? {} : { amountExact: `${credit ? '' : '-'}${read.exact.replace('-', '')}` }),
      ...(own === currency ? {} : { currency: own }),
      ...{ description: description.text, reference: reference.text, counterparty: counterparty.text, category: category.text },
      spans: Object.fromEntries(Object.entries(spans).filter(([, span]) => span !== undefined)),
    },
    pending,
    reversal,
  };
}

function currencyOf(amount: XmlNode | undefined, currency: string, entry: XmlNode, findings: EntryFindings): string {
  const code = amount?.currency?.trim();
  if (amount === undefined) return currency;
  if (code === undefined || code === '') {
    findings.problem('FLD-MISSING', entry.line, { values: ['currency'] });
    return currency;
  }
  if (isCurrency(code)) return code;
  findings.problem('CUR-UNKNOWN', amount.line, { values: [code] });
  return currency;
}

/** Status as a text (to version 7) or as a code below it; without one the entry counts as booked. */
function isPending(entry: XmlNode, findings: EntryFindings): boolean {
  const node = firstOf(entry, ['Sts'], ['Sts', 'Cd'], ['Sts', 'Prtry']);
  const status = textOf(node).toUpperCase();
  if (status === 'BOOK') return false;
  if (status === 'PDNG' || status === 'INFO' || status === 'FUTR') {
    findings.problem('ROW-PENDING', node!.line);
    return true;
  }
  if (status === '') findings.problem('FLD-MISSING', entry.line, { values: ['status; it was taken for booked'] });
  else findings.problem('FLD-UNREADABLE', node!.line, { values: [textOf(node), 'status; it was taken for booked'] });
  return false;
}

function datesOf(entry: XmlNode, findings: EntryFindings): { day: number; valueDay: number; span: Span | undefined } {
  const read = (name: string) => {
    const node = firstOf(entry, [name, 'Dt'], [name, 'DtTm'], [name]);
    const day = node === undefined ? NO_DAY : readDay(node.plain ? node.text : '');
    if (node !== undefined && day === NO_DAY) findings.problem('DATE-UNREADABLE', node.line, { values: [textOf(node), 'YYYY-MM-DD'] });
    const span: Span | undefined = node === undefined || day === NO_DAY ? undefined : [node.span[0], dateBytes(node)];
    return { day, span, given: node !== undefined };
  };
  const booking = read('BookgDt');
  const value = read('ValDt');
  if (booking.given) return { day: booking.day, valueDay: value.day, span: booking.span };
  if (value.day === NO_DAY) findings.problem('DATE-MISSING', entry.line);
  else findings.problem('FLD-MISSING', entry.line, { values: ['booking date; its value date was used'] });
  return { day: value.day, valueDay: value.day, span: value.span };
}

/** Bytes of the ten characters of the date, a time behind it left out. */
function dateBytes(node: XmlNode): number {
  return (node.span[1] / node.text.trim().length) * 10;
}

/** The payments of an entry should add up to it, and be as many as their group says. */
function checkPayments(
  payments: Payments,
  amountMinor: number,
  exact: string | null,
  currency: string,
  line: number,
  findings: EntryFindings,
): void {
  if (payments.count > 1) findings.problem('BATCH-SPLIT', line, { values: [payments.count] });
  for (const { stated, counted, line: where } of payments.miscounted) {
    findings.problem('CTRL-TOTAL', where, { values: [stated, 'the number of payments of this entry', counted] });
  }
  const sum = payments.sumIn(currency);
  if (sum === null) return;
  const shown = exact ?? plainDecimal(amountMinor, currency);
  const read = readDecimal(shown, 5);
  if ('minor' in read && BigInt(read.minor) !== sum) findings.problem('BATCH-SUM', line, { values: [decimalOf(sum), shown] });
}

/** A sum in units of 10^-5 as a plain decimal with at least two decimals. */
function decimalOf(sum: bigint): string {
  const digits = String(sum < 0n ? -sum : sum).padStart(6, '0');
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -5)}.${digits.slice(-5).replace(/0{1,3}$/, '')}`;
}
