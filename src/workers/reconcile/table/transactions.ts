import { NO_DAY } from '../../../shared/columns.ts';
import { columnsOf } from '../columns-of.ts';
import { PART_NAMES, reconcile } from '../engine.ts';
import type { ColumnPair, Table } from './columns.ts';
import { dateOrder, dayOfText, minorOfText } from './parse.ts';

/** Which columns of two tables play which part in a transaction. */
export interface TransactionRoles {
  readonly date: ColumnPair;
  readonly amount: ColumnPair;
  readonly description: readonly ColumnPair[];
  readonly reference: readonly ColumnPair[];
  readonly counterparty: readonly ColumnPair[];
}

/** Most columns of a table that is taken for transactions; wider ones are records that happen to hold an amount. */
const MOST_COLUMNS = 8;
/** Limits for tables: nothing is known of them, so they are wide, and what is likely within them is learned. */
const TABLE_LIMITS = { toleranceMinor: 100, toleranceShare: 0.3, windowDays: 31 } as const;

/** Recognises transactions: one date, one amount, and something to read beside them. */
export function transactionRoles(columns: readonly ColumnPair[]): TransactionRoles | null {
  const dates = columns.filter((column) => column.kind === 'date');
  const amounts = columns.filter((column) => column.kind === 'amount');
  const rest = columns.filter((column) => column.kind !== 'date' && column.kind !== 'amount');
  if (dates.length === 0 || amounts.length !== 1 || rest.length === 0 || columns.length > MOST_COLUMNS) return null;
  const is = (pattern: RegExp) => (column: ColumnPair) => pattern.test(column.name);
  const party = rest.filter(is(/payee|payer|counterpart|beneficiary|vendor|merchant|customer|supplier/i));
  const reference = rest.filter(
    (column) => !party.includes(column) && (column.kind === 'code' || is(/\bref|reference|invoice|cheque|check/i)(column)),
  );
  return {
    date: dates.find(is(/value|book|post|transaction|date/i)) ?? dates[0]!,
    amount: amounts[0]!,
    description: rest.filter((column) => !party.includes(column) && !reference.includes(column)),
    reference,
    counterparty: party,
  };
}

/** Matches two tables of transactions; answers with row indices. */
export function matchAsTransactions(left: Table, right: Table, roles: TransactionRoles, threshold: number, seed: number) {
  const read = (table: Table, side: 'left' | 'right') => {
    const at = (row: readonly string[], column: ColumnPair): string => (row[column[side]] ?? '').trim();
    const order = dateOrder(table.rows.map((row) => at(row, roles.date)));
    return columnsOf(
      table.rows.map((row, index) => {
        const day = dayOfText(at(row, roles.date), order);
        const join = (columns: readonly ColumnPair[]): string =>
          columns
            .map((column) => at(row, column))
            .join(' ')
            .trim();
        return {
          id: index + 1,
          amountMinor: minorOfText(at(row, roles.amount)) ?? 0,
          day: day === NO_DAY ? null : day,
          description: join(roles.description),
          reference: join(roles.reference),
          counterparty: join(roles.counterparty),
        };
      }),
    );
  };
  const result = reconcile(read(left, 'left'), read(right, 'right'), { ...TABLE_LIMITS, threshold, seed });
  const width = PART_NAMES.length;
  return Array.from({ length: result.pairs }, (_, k) => ({
    left: result.left[k]!,
    right: result.right[k]!,
    confidence: result.confidence[k]!,
    parts: PART_NAMES.map((name, part) => ({ name, points: result.parts[k * width + part]! })),
  }));
}
