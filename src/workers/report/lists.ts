import type { AuditRow } from '../../shared/contract/audit.ts';
import type { TransactionRow } from '../../shared/contract/common.ts';
import type { FlagRow } from '../../shared/contract/flags.ts';
import { table, type Column, type ReportDocument } from './document.ts';
import { headSections } from './head.ts';
import type { AuditReport, FlagsReport, TransactionsReport } from './input.ts';
import { SourceIndex, sourcesTable } from './sources.ts';
import { transactionColumns, words } from './transaction-columns.ts';

/** Printed rows of a list; the workbook and the CSV hold the whole. */
const PAGE_LIMIT = 1_000;

const DISPOSITIONS: Readonly<Record<FlagRow['disposition'], string>> = {
  open: 'Open',
  explained: 'Explained',
  'needs-work': 'Needs work',
  refer: 'Refer',
  'not-an-issue': 'Not an issue',
};

/** Transactions ranked by risk, each with its strongest reason. */
export function flagsDocument(report: FlagsReport): ReportDocument {
  const { head, summary, rows } = report;
  const index = new SourceIndex(head.sources);
  const columns: Column<FlagRow>[] = [
    { title: 'Risk', kind: 'integer', value: (f) => f.risk, sheet: 7, page: 26 },
    { title: 'Strongest reason', kind: 'text', value: (f) => f.topReason, sheet: 60, page: 160 },
    { title: 'Reasons', kind: 'text', value: (f) => f.codes.join(' '), sheet: 24 },
    { title: 'Finding', kind: 'text', value: (f) => DISPOSITIONS[f.disposition], sheet: 14, page: 50 },
    { title: 'Date', kind: 'date', value: (f) => f.date, page: 50 },
    { title: 'Description', kind: 'text', value: words, page: 130 },
    { title: 'Line', kind: 'code', value: (f) => index.place(f), page: 40 },
    { title: 'Amount', kind: 'money', value: (f) => f.amountMinor, currency: (f) => f.currency, page: 60 },
    ...transactionColumns<FlagRow>((f) => f, index),
    { title: 'Score', kind: 'number', value: (f) => f.score, sheet: 12 },
  ];
  const list = table(
    { title: 'Transactions by risk', sheetName: 'Flags', pageLimit: PAGE_LIMIT, empty: 'No transaction is flagged.' },
    rows,
    columns,
  );
  return {
    title: 'Indicators of risk',
    head,
    headline: [
      { label: 'Transactions scored', kind: 'integer', value: summary.scored },
      { label: 'Listed here', kind: 'integer', value: rows.length },
      { label: 'Open', kind: 'integer', value: summary.open },
      { label: 'Risk 85 and more', kind: 'integer', value: rows.filter((row) => row.risk >= 85).length },
    ],
    sections: [
      {
        title: 'Scoring',
        facts: [
          { label: 'Run at', kind: 'time', value: summary.ranAt },
          { label: 'Run by', kind: 'text', value: summary.ranBy },
          { label: 'Seed', kind: 'code', value: summary.seed === null ? null : String(summary.seed) },
          {
            label: 'Meaning',
            kind: 'text',
            value:
              'Risk is an order of reading, 0 to 100. An indicator is a reason to look at a transaction, and no finding about anybody.',
          },
        ],
      },
      ...headSections(head),
    ],
    tables: [sourcesTable(head.sources, index), list],
    flat: list,
    signed: false,
  };
}

/** The transactions of a case as a plain list. */
export function transactionsDocument(report: TransactionsReport): ReportDocument {
  const { head, rows } = report;
  const index = new SourceIndex(head.sources);
  const columns: Column<TransactionRow>[] = [
    { title: 'Date', kind: 'date', value: (t) => t.date, page: 50 },
    { title: 'Description', kind: 'text', value: words, page: 250 },
    { title: 'Line', kind: 'code', value: (t) => index.place(t), page: 50 },
    { title: 'Amount', kind: 'money', value: (t) => t.amountMinor, currency: (t) => t.currency, page: 70 },
    { title: 'Balance', kind: 'money', value: (t) => t.balanceMinor, currency: (t) => t.currency, page: 76 },
    ...transactionColumns<TransactionRow>((t) => t, index),
    { title: 'Balance', kind: 'money', value: (t) => t.balanceMinor, currency: (t) => t.currency, sheet: 17 },
    { title: 'Repeats transaction', kind: 'integer', value: (t) => t.duplicateOf, sheet: 12 },
  ];
  const list = table(
    { title: 'Transactions', sheetName: 'Transactions', pageLimit: PAGE_LIMIT, empty: 'The case has no transactions.' },
    rows,
    columns,
  );
  // A movement that two files hold is listed twice and counted once.
  const counted = rows.filter((row) => row.duplicateOf === null);
  const sum = (keep: (minor: number) => boolean): number =>
    counted.reduce((total, row) => (keep(row.amountMinor) && row.currency === head.currency ? total + row.amountMinor : total), 0);
  return {
    title: 'Transactions',
    head,
    headline: [
      { label: 'Rows listed', kind: 'integer', value: rows.length },
      { label: 'Movements counted', kind: 'integer', value: counted.length },
      { label: 'Repeats and rows left out', kind: 'integer', value: rows.length - counted.length },
      { label: `Money in, ${head.currency}`, kind: 'money', value: sum((minor) => minor > 0), currency: head.currency },
      { label: `Money out, ${head.currency}`, kind: 'money', value: sum((minor) => minor < 0), currency: head.currency },
    ],
    sections: headSections(head),
    tables: [sourcesTable(head.sources, index), list],
    flat: list,
    signed: false,
  };
}

/** The audit log of a case with the verdict over its chain. */
export function auditDocument(report: AuditReport): ReportDocument {
  const { head, rows, verdict } = report;
  const index = new SourceIndex(head.sources);
  const columns: Column<AuditRow>[] = [
    { title: 'No.', kind: 'integer', value: (a) => a.seq, sheet: 9, page: 30 },
    { title: 'Time', kind: 'time', value: (a) => a.at, sheet: 21, page: 96 },
    { title: 'Who', kind: 'text', value: (a) => a.actor, sheet: 22, page: 72 },
    { title: 'Role', kind: 'text', value: (a) => a.role, sheet: 14 },
    { title: 'Action', kind: 'text', value: (a) => a.action, sheet: 24, page: 84 },
    { title: 'Object', kind: 'text', value: (a) => a.object, sheet: 26 },
    { title: 'Summary', kind: 'text', value: (a) => a.summary, sheet: 60, page: 180 },
    { title: 'Reason', kind: 'text', value: (a) => a.reason, sheet: 30, page: 70 },
    { title: 'Before', kind: 'code', value: (a) => a.before, sheet: 20 },
    { title: 'After', kind: 'code', value: (a) => a.after, sheet: 20 },
    { title: 'Hash', kind: 'code', value: (a) => a.hash, sheet: 68 },
    { title: 'Previous hash', kind: 'code', value: (a) => a.prev, sheet: 68 },
  ];
  const frame = { title: 'Entries', sheetName: 'Audit log', pageLimit: PAGE_LIMIT, empty: 'The log has no entry.' };
  const list = table(frame, rows, columns, (a) => a.hash);
  const found = verdict?.findings ?? [];
  const findings = table({ title: 'Findings of the check', sheetName: 'Findings', empty: 'None.' }, found, [
    { title: 'Entry', kind: 'integer', value: (f) => f.seq, sheet: 9, page: 40 },
    { title: 'Kind', kind: 'text', value: (f) => f.kind, sheet: 20, page: 110 },
    { title: 'Finding', kind: 'text', value: (f) => f.message, sheet: 80, page: 360 },
  ]);
  return {
    title: 'Audit log',
    head,
    headline: [
      { label: 'Entries', kind: 'integer', value: verdict?.entries ?? rows.length },
      { label: 'Chain', kind: 'text', value: verdict === null ? 'Not checked' : verdict.holds ? 'Holds' : 'Does not hold' },
      { label: 'Findings', kind: 'integer', value: found.length },
    ],
    sections: headSections(head),
    tables: [...(found.length > 0 ? [findings] : []), sourcesTable(head.sources, index), list],
    flat: list,
    signed: false,
  };
}
