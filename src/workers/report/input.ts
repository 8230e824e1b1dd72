import type { z } from 'zod';
import type { AuditRow, auditVerdict } from '../../shared/contract/audit.ts';
import type { SourceSummary } from '../../shared/contract/cases.ts';
import type { TransactionRow } from '../../shared/contract/common.ts';
import type { FlagRow } from '../../shared/contract/flags.ts';
import type { MatchRow, reconcileSummary, UnmatchedKind } from '../../shared/contract/reconcile.ts';

/** What stands on every report, whatever it is about. Times are ISO 8601 in UTC. */
export interface ReportHead {
  readonly caseName: string;
  readonly caseReference: string;
  /** Currency of the case's sums (ISO 4217). Each transaction carries its own. */
  readonly currency: string;
  /** The only clock of the report: the same input gives the same bytes. */
  readonly generatedAt: string;
  readonly generatedBy: string;
  readonly programVersion: string;
  readonly sources: readonly SourceSummary[];
  /** State of the audit log when the report was made; null where the caller may not read it. */
  readonly audit: { readonly entries: number; readonly head: string; readonly holds: boolean | null } | null;
}

export type ReconcileSummary = z.infer<typeof reconcileSummary>;
export type AuditVerdict = z.infer<typeof auditVerdict>;
export type UnmatchedRow = TransactionRow & { readonly kind: UnmatchedKind; readonly because: string };

export interface ReconciliationReport {
  readonly subject: 'reconciliation';
  readonly head: ReportHead;
  readonly summary: ReconcileSummary;
  /** In any state; accepted, suggested and rejected ones are told apart by `state`. */
  readonly matches: readonly MatchRow[];
  readonly unmatchedLeft: readonly UnmatchedRow[];
  readonly unmatchedRight: readonly UnmatchedRow[];
}

export interface FlagsReport {
  readonly subject: 'flags';
  readonly head: ReportHead;
  readonly summary: {
    readonly ranAt: string | null;
    readonly ranBy: string | null;
    readonly seed: number | null;
    readonly scored: number;
    readonly open: number;
  };
  /** In the order of the queue: highest risk first. */
  readonly rows: readonly FlagRow[];
}

export interface TransactionsReport {
  readonly subject: 'transactions';
  readonly head: ReportHead;
  readonly rows: readonly TransactionRow[];
}

export interface AuditReport {
  readonly subject: 'audit';
  readonly head: ReportHead;
  readonly verdict: AuditVerdict | null;
  readonly rows: readonly AuditRow[];
}

export type ReportInput = ReconciliationReport | FlagsReport | TransactionsReport | AuditReport;
