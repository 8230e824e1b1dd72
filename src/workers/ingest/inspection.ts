/** What every inspection is made of, whatever the format. */
import type { Problem } from '../../shared/contract/common.ts';
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import { problemText, severityOf, type ProblemCode } from '../../shared/problems.ts';
import type { RowBatch } from './batch.ts';
import type { ReadReport } from './pass.ts';

export interface InspectOptions {
  readonly fileName?: string | undefined;
  /** What a person decided; it wins over what was understood. */
  readonly layout?: Partial<Layout> | undefined;
  readonly previewRows?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { bytes: number; rows: number }) => void) | undefined;
  /** Hears every batch of the pass: for callers that want the rows and the inspection in one go. */
  readonly onBatch?: ((batch: RowBatch) => void) | undefined;
}

/** Statements shown in an inspection; the import keeps all of them. */
const STATEMENTS_SHOWN = 1000;

export function figuresOf(report: ReadReport) {
  const { rowsRead, rowsKept, rowsRejected, firstDate, lastDate, inMinor, outMinor, openingMinor, closingMinor, balance, account } = report;
  return {
    ...{ rowsRead, rowsKept, rowsRejected, firstDate, lastDate, inMinor, outMinor, openingMinor, closingMinor, balance, account },
    equations: [...report.equations],
    statements: report.statements.slice(0, STATEMENTS_SHOWN),
    statementsTotal: report.statements.length,
  };
}

/** A finding of the file as a whole. */
export function problemOf(code: ProblemCode, ...values: string[]): Problem {
  return { code, severity: severityOf(code), line: 0, message: problemText(code, ...values) };
}

/** The layout of a file that no columns are known of. */
export const BARE_LAYOUT: Layout = {
  ...{ format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', preambleRows: 0, hasHeader: false, columns: [] },
  ...{ dateFormat: 'yyyy-MM-dd', decimalMark: '.', signRule: 'signed', currency: '' },
};

/** An inspection of a file that no row can be read from. */
export function unreadable(fileBytes: number, problems: readonly Problem[]): Inspection {
  const problemCounts: Record<string, number> = {};
  for (const { code } of problems) problemCounts[code] = (problemCounts[code] ?? 0) + 1;
  return {
    ...{ format: 'unknown', layout: BARE_LAYOUT, reasons: [], questions: [], fileBytes, rowsRead: 0, rowsKept: 0, rowsRejected: 0 },
    ...{ firstDate: null, lastDate: null, inMinor: 0, outMinor: 0, openingMinor: null, closingMinor: null, balance: 'none' },
    ...{ equations: [], account: null, statements: [], statementsTotal: 0, sheets: [], preview: [], fingerprint: '' },
    ...{ problems: [...problems], problemCounts },
  };
}
