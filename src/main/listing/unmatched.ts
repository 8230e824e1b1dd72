import type { TransactionRow } from '../../shared/contract/common.ts';
import type { UnmatchedKind } from '../../shared/contract/reconcile.ts';
import type { ReadableCase } from '../vault/connection.ts';
import { TRANSACTION_COLUMNS } from './transactions.ts';

/** The sentence behind an unmatched category. Left is the statement side, right the ledger side. */
export function becauseOf(kind: UnmatchedKind, side: 'left' | 'right'): string {
  switch (kind) {
    case 'timing':
      return 'Close to the end of the period the other side covers: it may appear there in the next period.';
    case 'fee':
      return 'Its words and size are those of a bank charge or interest, which ledgers often book in one sum or later.';
    case 'missing-left':
      return 'The ledger has it, the statement has nothing of this amount near this date.';
    case 'missing-right':
      return 'The statement has it, the ledger has nothing of this amount near this date.';
    case 'duplicate':
      return `An equal ${side === 'left' ? 'statement' : 'ledger'} line was matched; this one is left over.`;
    case 'amount-differs':
      return 'The other side has the same text or reference near this date, with another amount.';
    case 'unexplained':
      return 'Nothing on the other side is close enough, and no known reason fits.';
  }
}

export type UnmatchedRow = TransactionRow & { kind: UnmatchedKind; because: string };

/** Unmatched transactions by id, in the order asked. */
export function unmatchedByIds(db: ReadableCase, runId: number, side: 'left' | 'right', ids: readonly number[]): UnmatchedRow[] {
  const rows = db.all<TransactionRow & { kind: UnmatchedKind }>(
    `SELECT ${TRANSACTION_COLUMNS}, u.kind FROM json_each(?) j CROSS JOIN txn t ON t.id = j.value JOIN source s ON s.id = t.source_id
     JOIN unmatched u ON u.run_id = ? AND u.txn_id = t.id ORDER BY j.key`,
    JSON.stringify(ids),
    runId,
  );
  return rows.map((row) => ({ ...row, because: becauseOf(row.kind, side) }));
}
