import { table, type Column, type ReportDocument } from './document.ts';
import { headSections } from './head.ts';
import type { RejectedExport, RejectedRow } from './input.ts';
import { SourceIndex, sourcesTable } from './sources.ts';

/** The lines of a file that gave no transaction, each with the reason and its raw text. */
export function rejectedDocument(report: RejectedExport): ReportDocument {
  const { head, rows } = report;
  const columns: Column<RejectedRow>[] = [
    { title: 'File', kind: 'text', value: () => report.fileName, sheet: 36 },
    { title: 'Line', kind: 'integer', value: (r) => r.line, sheet: 9, page: 36 },
    { title: 'Code', kind: 'code', value: (r) => r.code, sheet: 20, page: 84 },
    { title: 'Reason', kind: 'text', value: (r) => r.reason, sheet: 50, page: 180 },
    { title: 'Field', kind: 'integer', value: (r) => r.field, sheet: 8 },
    { title: 'First byte', kind: 'integer', value: (r) => r.byteStart, sheet: 12 },
    { title: 'Bytes', kind: 'integer', value: (r) => r.byteLength, sheet: 9 },
    { title: 'Raw text', kind: 'text', value: (r) => r.raw, sheet: 90, page: 220 },
  ];
  const list = table({ title: 'Rejected rows', sheetName: 'Rejected', empty: 'No row was rejected.' }, rows, columns);
  return {
    title: 'Rejected rows',
    head,
    headline: [
      { label: 'Rows rejected', kind: 'integer', value: report.rejected },
      { label: 'Listed here', kind: 'integer', value: rows.length },
    ],
    sections: [
      {
        title: 'List',
        facts: [
          { label: 'Complete', kind: 'text', value: report.complete ? 'Yes' : 'No: the file had more findings than are kept in full.' },
        ],
      },
      ...headSections(head),
    ],
    tables: [sourcesTable(head.sources, new SourceIndex(head.sources)), list],
    flat: list,
    signed: false,
  };
}
