import { dayOfIso } from '../../../shared/calendar.ts';
import { NO_DAY, textBytesOf, type TransactionColumns } from '../../../shared/columns.ts';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import type { ReconcileSettings } from '../../../shared/contract/reconcile.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import { TRANSACTION_COLUMNS } from '../../listing/transactions.ts';

/** Rows looked at for candidates of one transaction: the nearest amounts first, in the sources of the other side. */
const POOL_ROWS = 400;

/** Transactions of the other side that could be this one: near in amount or equal in reference, whatever the window. */
export function nearby(db: ReadableCase, one: TransactionRow, settings: ReconcileSettings): TransactionRow[] {
  const other = settings.leftSources.includes(one.sourceId) ? settings.rightSources : settings.leftSources;
  return db.all<TransactionRow>(
    `SELECT ${TRANSACTION_COLUMNS} FROM source s JOIN txn t ON t.id BETWEEN s.first_id AND s.last_id
     WHERE s.state = 'ready' AND s.id IN (SELECT value FROM json_each(?)) AND t.duplicate_of IS NULL AND t.currency = ?
     ORDER BY abs(abs(t.amount_minor) - abs(?)) + CASE WHEN ? <> '' AND t.reference = ? THEN -1000000000000 ELSE 0 END, abs(julianday(t.date) - julianday(?)), t.id
     LIMIT ${POOL_ROWS}`,
    JSON.stringify(other),
    one.currency,
    one.amountMinor,
    one.reference,
    one.reference,
    one.date ?? '1970-01-01',
  );
}

/** A few transactions in the engine's form. */
export function pairColumns(rows: readonly TransactionRow[]): TransactionColumns {
  const currencies = [...new Set(rows.map((row) => row.currency))];
  return {
    rows: rows.length,
    id: Int32Array.from(rows, (row) => row.id),
    amountMinor: Float64Array.from(rows, (row) => row.amountMinor),
    day: Int32Array.from(rows, (row) => (row.date === null ? NO_DAY : dayOfIso(row.date))),
    currency: Uint8Array.from(rows, (row) => currencies.indexOf(row.currency)),
    currencies,
    description: textBytesOf(rows.map((row) => row.description)),
    reference: textBytesOf(rows.map((row) => row.reference)),
    counterparty: textBytesOf(rows.map((row) => row.counterparty)),
    category: textBytesOf(rows.map((row) => row.category)),
  };
}
