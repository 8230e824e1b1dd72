import type { TransactionRow } from '../../shared/contract/common.ts';
import type { ReadableCase } from '../vault/connection.ts';
import type { ColumnExpressions } from './filter.ts';

/** The columns of `t` (txn) that lists show, with the name of the source joined as `s`. */
export const TRANSACTION_COLUMNS = `t.id, t.source_id AS sourceId, s.name AS sourceName, t.row_no AS row, t.line, t.date, t.amount_minor AS amountMinor,
  t.currency, t.description, t.reference, t.counterparty, t.category, t.balance_minor AS balanceMinor, t.duplicate_of AS duplicateOf`;

/** What lists of transactions can be filtered and sorted by. */
export const TRANSACTION_EXPRESSIONS: ColumnExpressions = {
  id: 't.id',
  sourceName: 's.name',
  sourceId: 't.source_id',
  row: 't.row_no',
  line: 't.line',
  date: 't.date',
  amountMinor: 't.amount_minor',
  currency: 't.currency',
  description: 't.description',
  reference: 't.reference',
  counterparty: 't.counterparty',
  category: 't.category',
  balanceMinor: 't.balance_minor',
  duplicateOf: 't.duplicate_of',
};

/** Transactions by id, in the order asked. Ids without a row are left out. */
export function transactionsByIds(db: ReadableCase, ids: readonly number[]): TransactionRow[] {
  if (ids.length === 0) return [];
  const rows = db.all<TransactionRow>(
    `SELECT ${TRANSACTION_COLUMNS} FROM json_each(?) j CROSS JOIN txn t ON t.id = j.value JOIN source s ON s.id = t.source_id ORDER BY j.key`,
    JSON.stringify(ids),
  );
  return rows;
}

/** One transaction, or undefined. */
export function transactionById(db: ReadableCase, id: number): TransactionRow | undefined {
  return transactionsByIds(db, [id])[0];
}

/** The id ranges of visible sources: the transactions of a source are exactly first_id..last_id. */
export function visibleRanges(db: ReadableCase, sourceId?: number): { first: number; last: number }[] {
  return db.all<{ first: number; last: number }>(
    `SELECT first_id AS first, last_id AS last FROM source WHERE state = 'ready' AND first_id IS NOT NULL ${sourceId === undefined ? '' : 'AND id = ?'} ORDER BY first_id`,
    ...(sourceId === undefined ? [] : [sourceId]),
  );
}
