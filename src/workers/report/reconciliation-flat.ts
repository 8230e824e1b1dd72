import type { TransactionRow } from '../../shared/contract/common.ts';
import type { MatchRow } from '../../shared/contract/reconcile.ts';
import { table, type Column, type ReportTable } from './document.ts';
import type { ReconciliationReport, UnmatchedRow } from './input.ts';
import type { SourceIndex } from './sources.ts';
import { transactionColumns } from './transaction-columns.ts';

interface FlatRow {
  readonly side: 'left' | 'right';
  readonly transaction: TransactionRow;
  readonly match: MatchRow | null;
  readonly unmatched: UnmatchedRow | null;
}

/**
 * One row per transaction that took part: both sides of each accepted or suggested match one after the other, then what is
 * unmatched. A rejected match has no row of its own, since its two transactions stand among the unmatched.
 */
export function flatReconciliation(report: ReconciliationReport, index: SourceIndex): ReportTable {
  const rows: FlatRow[] = [];
  for (const match of report.matches) {
    if (match.state === 'rejected') continue;
    rows.push(
      { side: 'left', transaction: match.left, match, unmatched: null },
      { side: 'right', transaction: match.right, match, unmatched: null },
    );
  }
  for (const unmatched of report.unmatchedLeft) rows.push({ side: 'left', transaction: unmatched, match: null, unmatched });
  for (const unmatched of report.unmatchedRight) rows.push({ side: 'right', transaction: unmatched, match: null, unmatched });
  const columns: Column<FlatRow>[] = [
    { title: 'State', kind: 'text', value: (r) => r.match?.state ?? 'unmatched' },
    { title: 'Side', kind: 'text', value: (r) => r.side },
    { title: 'Match', kind: 'integer', value: (r) => r.match?.id ?? null },
    { title: 'Confidence', kind: 'integer', value: (r) => (r.match ? Math.floor(r.match.confidence) : null) },
    { title: 'Difference', kind: 'money', value: (r) => r.match?.differenceMinor ?? null, currency: (r) => r.transaction.currency },
    { title: 'Days apart', kind: 'integer', value: (r) => r.match?.differenceDays ?? null },
    { title: 'Category of difference', kind: 'text', value: (r) => r.unmatched?.kind ?? null },
    { title: 'Why', kind: 'text', value: (r) => r.unmatched?.because ?? null },
    ...transactionColumns<FlatRow>((r) => r.transaction, index),
    { title: 'Origin', kind: 'text', value: (r) => r.match?.origin ?? null },
    { title: 'Decided by', kind: 'text', value: (r) => r.match?.decidedBy ?? null },
    { title: 'Decided at', kind: 'time', value: (r) => r.match?.decidedAt ?? null },
    { title: 'Reason', kind: 'text', value: (r) => r.match?.reason ?? null },
  ];
  return table({ title: 'Reconciliation', sheetName: 'Reconciliation' }, rows, columns);
}
