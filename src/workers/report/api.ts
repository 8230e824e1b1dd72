import { OperatingError } from '../../shared/errors.ts';
import type {
  AuditReport,
  CertificateExport,
  FlagsReport,
  QualityExport,
  ReconciliationReport,
  RejectedExport,
  ReportInput,
  TransactionsReport,
} from './input.ts';
import { loadFonts } from './load-fonts.ts';
import { renderReport, type ReportFormat } from './render.ts';

/** A report without its long lists, which follow in pages. */
export type ReportStart =
  | Omit<ReconciliationReport, 'matches' | 'unmatchedLeft' | 'unmatchedRight'>
  | Omit<FlagsReport, 'rows'>
  | Omit<TransactionsReport, 'rows'>
  | Omit<AuditReport, 'rows'>
  | Omit<RejectedExport, 'rows'>
  | QualityExport
  | CertificateExport;

type ListName = 'matches' | 'unmatchedLeft' | 'unmatchedRight' | 'rows';

/** Rows of one list of a report, as the contract's pages hold them. */
export type ReportPage =
  | { readonly list: 'matches'; readonly rows: ReconciliationReport['matches'] }
  | { readonly list: 'unmatchedLeft' | 'unmatchedRight'; readonly rows: ReconciliationReport['unmatchedLeft'] }
  | {
      readonly list: 'rows';
      readonly rows: FlagsReport['rows'] | TransactionsReport['rows'] | AuditReport['rows'] | RejectedExport['rows'];
    };

interface Session {
  readonly start: ReportStart;
  readonly lists: Record<ListName, object[]>;
}

/**
 * The report engine as other threads call it: rows arrive in pages, so that no other thread ever holds a whole list.
 * `begin` → any number of `add` → `finish`, or `discard` after a cancel.
 */
export interface ReportApi {
  /** Opens a report and returns its number. */
  begin(start: ReportStart): number;
  add(report: number, page: ReportPage): void;
  /** Writes the report and forgets it. `fontFolder` holds the bundled fonts and is read for PDF only. */
  finish(report: number, format: ReportFormat, fontFolder: string): Promise<Uint8Array>;
  discard(report: number): void;
}

export function createReportApi(): ReportApi {
  const sessions = new Map<number, Session>();
  let last = 0;
  const session = (report: number): Session => {
    const found = sessions.get(report);
    if (!found) throw new OperatingError('not-found', 'This export is not being written any more.', { remedy: 'Start the export again.' });
    return found;
  };
  return {
    begin(start) {
      sessions.set(++last, { start, lists: { matches: [], unmatchedLeft: [], unmatchedRight: [], rows: [] } });
      return last;
    },
    add(report, page) {
      const list = session(report).lists[page.list];
      for (const row of page.rows) list.push(row);
    },
    async finish(report, format, fontFolder) {
      const { start, lists } = session(report);
      sessions.delete(report);
      // Pages were typed on the way in; each subject reads only its own lists.
      return renderReport({ ...start, ...lists } as unknown as ReportInput, format, () => loadFonts(fontFolder));
    },
    discard(report) {
      sessions.delete(report);
    },
  };
}
