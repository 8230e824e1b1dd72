import type { z } from 'zod';
import type { AuditRow, auditVerdict } from '../../shared/contract/audit.ts';
import type { SourceSummary } from '../../shared/contract/cases.ts';
import type { ImportCertificate } from '../../shared/contract/certificate.ts';
import type { TransactionRow } from '../../shared/contract/common.ts';
import type { FlagRow } from '../../shared/contract/flags.ts';
import type { AccountCoverage, CaseQuality, QualityReport } from '../../shared/contract/quality.ts';
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

/** The quality of one file, or of all files of the case side by side. */
export interface QualityExport {
  readonly subject: 'quality';
  readonly head: ReportHead;
  readonly file: QualityReport | null;
  readonly whole: CaseQuality | null;
  /** Of the file's accounts, or of all. */
  readonly coverage: readonly AccountCoverage[];
}

export interface CertificateExport {
  readonly subject: 'certificate';
  readonly head: ReportHead;
  readonly certificate: ImportCertificate;
}

/** One finding that says that a line gave no transaction. */
export interface RejectedRow {
  readonly line: number;
  readonly code: string;
  readonly reason: string;
  readonly field: number | null;
  /** Place of the physical line in the file; null where it is not known. */
  readonly byteStart: number | null;
  readonly byteLength: number | null;
  readonly raw: string;
}

export interface RejectedExport {
  readonly subject: 'rejected';
  readonly head: ReportHead;
  readonly fileName: string;
  /** Rows the import rejected, and whether all findings about them were kept. */
  readonly rejected: number;
  readonly complete: boolean;
  readonly rows: readonly RejectedRow[];
}

export type ReportInput =
  | ReconciliationReport
  | FlagsReport
  | TransactionsReport
  | AuditReport
  | QualityExport
  | CertificateExport
  | RejectedExport;
