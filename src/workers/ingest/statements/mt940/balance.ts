/** Balances (60, 62, 64, 65) and totals (90C, 90D, and those that banks put into the last field 86). */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import type { StatedBalance, StatementSink } from '../reader.ts';
import { swiftAmount } from './amount.ts';
import { swiftDay } from './dates.ts';
import type { Field } from './fields.ts';

export interface Balance extends StatedBalance {
  readonly currency: string;
}

/** `1!a6!n3!a15d`: mark, date, currency, amount. Reports what is wrong; null where no balance can be read. */
export function readBalance(field: Field, sink: Pick<StatementSink, 'problem'>): Balance | null {
  // The end of the message may stick to its last field.
  const text = field.pieces[0]!.text.trim().replace(/-?\}?$/, '');
  const report = (value: string, what: string) => sink.problem('FLD-UNREADABLE', field.line, { values: [value, what], raw: text });
  const parts = /^(C|D|RC|RD)\s*(\d{8}|[0-9A-Za-z]{6})\s*([A-Z]{3})\s*(-?)(\d[\d.,']*)$/.exec(text);
  const amount = parts === null ? null : swiftAmount(parts[5]!, exponentOf(parts[3]!));
  if (parts === null || amount === null || amount === 'range') {
    sink.problem('BAL-UNREADABLE', field.line, { values: [text], raw: text });
    return null;
  }
  const [, mark, date, currency, minus] = parts;
  const day = swiftDay(date!);
  if (day === NO_DAY || date!.length !== 6) report(date!, 'date (YYMMDD)');
  if (!isCurrency(currency!)) sink.problem('CUR-UNKNOWN', field.line, { values: [currency!], raw: text });
  if (amount.deviation !== undefined) report(parts[5]!, amount.deviation);
  if (amount.exact !== undefined) sink.problem('AMT-PRECISION', field.line, { values: [parts[5]!], raw: text });
  if (minus === '-') sink.problem('AMT-MINUS', field.line, { values: [`${mark!}…-${parts[5]!}`], raw: text });
  if (mark!.length === 2) report(mark!, 'mark of a balance');
  const negative = (mark === 'D' || mark === 'RC') !== (minus === '-');
  return {
    minor: negative && amount.minor !== 0 ? -amount.minor : amount.minor,
    day,
    line: field.line,
    currency: isCurrency(currency!) ? currency! : '',
  };
}

export interface Total {
  readonly count: number;
  readonly minor: number;
  readonly currency: string;
  readonly line: number;
}

/** Fields 90C and 90D, `5n3!a15d`: number and sum of the entries. */
export function readTotal(field: Field, sink: Pick<StatementSink, 'problem'>): Total | null {
  const text = field.pieces[0]!.text.trim();
  const parts = /^(\d{1,10})\s*([A-Z]{3})\s*(\d[\d.,']*)$/.exec(text);
  const amount = parts === null ? null : swiftAmount(parts[3]!, exponentOf(parts[2]!));
  if (parts === null || amount === null || amount === 'range') {
    sink.problem('FLD-UNREADABLE', field.line, { values: [text, 'number and sum of entries'], raw: text });
    return null;
  }
  return { count: Number(parts[1]), minor: amount.minor, currency: parts[2]!, line: field.line };
}

/** Counts and sums that Dutch banks state behind the balances: `D000002C000001D10,00C5,00` or `/SUM/2/1/10,00/5,00/`. */
export function totalsInText(text: string, currency: string, line: number): { debit: Total; credit: Total } | null {
  const parts =
    /^D(?<dn>\d{1,8})C(?<cn>\d{1,8})D(?<ds>\d+,\d*)C(?<cs>\d+,\d*)/.exec(text)?.groups ??
    /^\/SUM\/(?<dn>\d{1,8})\/(?<cn>\d{1,8})\/(?<ds>\d+,\d*)\/(?<cs>\d+,\d*)\//.exec(text)?.groups;
  if (parts === undefined) return null;
  const debit = swiftAmount(parts['ds']!, exponentOf(currency));
  const credit = swiftAmount(parts['cs']!, exponentOf(currency));
  if (debit === null || debit === 'range' || credit === null || credit === 'range') return null;
  return {
    debit: { count: Number(parts['dn']), minor: debit.minor, currency, line },
    credit: { count: Number(parts['cn']), minor: credit.minor, currency, line },
  };
}
