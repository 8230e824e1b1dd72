import type { SourceSummary } from '../../shared/contract/cases.ts';
import { table, type Column, type ReportTable } from './document.ts';

const KINDS: Readonly<Record<SourceSummary['kind'], string>> = { bank: 'Bank', ledger: 'Ledger', payments: 'Payments' };
const BALANCES: Readonly<Record<SourceSummary['balance'], string>> = { proved: 'Proved', differs: 'Differs', none: 'None given' };

/** Finds the file behind a transaction: its short mark (S1, S2 … in the order of the list), name and sha256. */
export class SourceIndex {
  private readonly byId: ReadonlyMap<number, { readonly mark: string; readonly source: SourceSummary }>;

  constructor(sources: readonly SourceSummary[]) {
    this.byId = new Map(sources.map((source, i) => [source.id, { mark: `S${i + 1}`, source }]));
  }

  /** `S1:1204`: line 1204 of the first file in the list of sources. */
  place(transaction: { readonly sourceId: number; readonly line: number }): string {
    return `${this.byId.get(transaction.sourceId)?.mark ?? 'S?'}:${transaction.line}`;
  }

  mark(sourceId: number): string {
    return this.byId.get(sourceId)?.mark ?? '';
  }

  fileName(sourceId: number): string {
    return this.byId.get(sourceId)?.source.fileName ?? '';
  }

  sha256(sourceId: number): string {
    return this.byId.get(sourceId)?.source.sha256 ?? '';
  }
}

/** The list of files a report rests on, each with its full hash. */
export function sourcesTable(sources: readonly SourceSummary[], index: SourceIndex): ReportTable {
  const money = (source: SourceSummary): string => source.currency;
  const columns: Column<SourceSummary>[] = [
    { title: 'No.', kind: 'code', value: (s) => index.mark(s.id), sheet: 6, page: 24 },
    { title: 'Source', kind: 'text', value: (s) => s.name, sheet: 44, page: 150 },
    { title: 'Kind', kind: 'text', value: (s) => KINDS[s.kind], sheet: 16, page: 62 },
    { title: 'Account', kind: 'text', value: (s) => s.account, sheet: 22 },
    { title: 'File', kind: 'text', value: (s) => s.fileName, sheet: 42 },
    { title: 'SHA-256', kind: 'code', value: (s) => s.sha256, sheet: 68 },
    { title: 'Bytes', kind: 'integer', value: (s) => s.fileBytes, sheet: 12 },
    { title: 'First date', kind: 'date', value: (s) => s.firstDate, sheet: 12, page: 58, pageTitle: 'From' },
    { title: 'Last date', kind: 'date', value: (s) => s.lastDate, sheet: 12, page: 58, pageTitle: 'To' },
    { title: 'Records read', kind: 'integer', value: (s) => s.rowsRead, sheet: 13 },
    { title: 'Kept', kind: 'integer', value: (s) => s.rowsKept, sheet: 10, page: 40 },
    { title: 'Rejected', kind: 'integer', value: (s) => s.rowsRejected, sheet: 10, page: 42 },
    { title: 'Repeated from another source', kind: 'integer', value: (s) => s.duplicates, sheet: 14, page: 46, pageTitle: 'Repeated' },
    { title: 'Opening balance', kind: 'money', value: (s) => s.openingMinor, currency: money, sheet: 17 },
    { title: 'Closing balance', kind: 'money', value: (s) => s.closingMinor, currency: money, sheet: 17 },
    { title: 'Money in', kind: 'money', value: (s) => s.inMinor, currency: money, sheet: 17 },
    { title: 'Money out', kind: 'money', value: (s) => s.outMinor, currency: money, sheet: 17 },
    { title: 'Currency', kind: 'text', value: (s) => s.currency, sheet: 9 },
    { title: 'Balances', kind: 'text', value: (s) => BALANCES[s.balance], sheet: 12, page: 52 },
    { title: 'Problems noted', kind: 'integer', value: (s) => s.problems, sheet: 12 },
    { title: 'Imported', kind: 'time', value: (s) => s.importedAt, sheet: 20 },
    { title: 'Imported by', kind: 'text', value: (s) => s.importedBy, sheet: 20 },
    { title: 'Encoding', kind: 'text', value: (s) => s.encoding, sheet: 12 },
  ];
  const frame = { title: 'Sources', sheetName: 'Sources', empty: 'This report rests on no source file.' };
  return table(frame, sources, columns, (s) => `${s.fileName} · SHA-256 ${s.sha256}`);
}
