/** A layout made ready for the row loop: columns by number, the currency's exponent. */
import type { ColumnRole, Layout } from '../../shared/contract/import.ts';
import { exponentOf } from '../../shared/currency.ts';
import { isStatusName } from './row-status.ts';
import type { DecimalMark } from '../../shared/money.ts';

/** Field numbers from 0; -1 where the layout has no such column. */
export interface Plan {
  readonly date: number;
  readonly amount: number;
  readonly debit: number;
  readonly credit: number;
  readonly sign: number;
  readonly balance: number;
  readonly description: readonly number[];
  readonly reference: number;
  readonly counterparty: number;
  readonly category: number;
  readonly currency: number;
  readonly account: number;
  /** Column that says whether a row was booked; told by its name. */
  readonly status: number;
  readonly dateFormat: string;
  readonly decimalMark: DecimalMark;
  readonly signRule: Layout['signRule'];
  readonly currencyCode: string;
  readonly exponent: number;
  /** Number of columns that the layout names; rows with another count are reported. */
  readonly width: number;
}

export function planOf(layout: Layout): Plan {
  const all = (role: ColumnRole) => layout.columns.filter((column) => column.role === role).map((column) => column.index);
  const one = (role: ColumnRole) => all(role)[0] ?? -1;
  const date = one('date');
  return {
    date: date < 0 ? one('valueDate') : date,
    amount: one('amount'),
    debit: one('debit'),
    credit: one('credit'),
    sign: one('sign'),
    balance: one('balance'),
    description: all('description'),
    reference: one('reference'),
    counterparty: one('counterparty'),
    category: one('category'),
    currency: one('currency'),
    account: one('account'),
    status: layout.columns.find((column) => column.role === 'ignore' && isStatusName(column.name))?.index ?? -1,
    dateFormat: layout.dateFormat,
    decimalMark: layout.decimalMark,
    signRule: layout.signRule,
    currencyCode: layout.currency,
    exponent: exponentOf(layout.currency),
    width: layout.columns.length,
  };
}
