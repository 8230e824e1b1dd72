import type { MatchRow } from '../../shared/contract/reconcile.ts';
import { table, type Column, type Fact, type ReportDocument, type ReportTable } from './document.ts';
import type { ReconciliationReport, UnmatchedRow } from './input.ts';
import { headSections } from './head.ts';
import { flatReconciliation } from './reconciliation-flat.ts';
import { SourceIndex, sourcesTable } from './sources.ts';
import { transactionColumns, words } from './transaction-columns.ts';
import { sideNames, unmatchedWord, type SideNames } from './words.ts';

/** Printed rows per schedule: about 25 pages at most; the workbook holds the whole. */
const PAGE_LIMIT = 500;

const ORIGINS: Readonly<Record<MatchRow['origin'], string>> = { engine: 'Proposed', manual: 'By hand' };

function matchTable(title: string, sheetName: string, rows: readonly MatchRow[], index: SourceIndex, sides: SideNames): ReportTable {
  const currency = (m: MatchRow): string => m.left.currency;
  const columns: Column<MatchRow>[] = [
    { title: 'Match', kind: 'integer', value: (m) => m.id, sheet: 9 },
    { title: 'Confidence', kind: 'integer', value: (m) => Math.floor(m.confidence), sheet: 12 },
    { title: `${sides.left} date`, kind: 'date', value: (m) => m.left.date, page: 50 },
    { title: sides.left, kind: 'text', value: (m) => words(m.left), page: 116 },
    { title: `${sides.left} line`, kind: 'code', value: (m) => index.place(m.left), page: 40, pageTitle: 'Line' },
    { title: `${sides.right} date`, kind: 'date', value: (m) => m.right.date, page: 50 },
    { title: sides.right, kind: 'text', value: (m) => words(m.right), page: 116 },
    { title: `${sides.right} line`, kind: 'code', value: (m) => index.place(m.right), page: 40, pageTitle: 'Line' },
    { title: 'Amount', kind: 'money', value: (m) => m.left.amountMinor, currency, page: 56 },
    { title: 'Difference', kind: 'money', value: (m) => m.differenceMinor, currency, sheet: 14, page: 44, pageTitle: 'Diff.' },
    { title: 'Confidence', kind: 'integer', value: (m) => Math.floor(m.confidence), page: 26, pageTitle: 'Conf.' },
    { title: 'Days apart', kind: 'integer', value: (m) => m.differenceDays, sheet: 11 },
    ...transactionColumns<MatchRow>((m) => m.left, index, sides.left),
    ...transactionColumns<MatchRow>((m) => m.right, index, sides.right),
    { title: 'Origin', kind: 'text', value: (m) => ORIGINS[m.origin], sheet: 11 },
    { title: 'Decided by', kind: 'text', value: (m) => m.decidedBy, sheet: 20 },
    { title: 'Decided at', kind: 'time', value: (m) => m.decidedAt, sheet: 20 },
    { title: 'Reason', kind: 'text', value: (m) => m.reason, sheet: 30 },
  ];
  return table({ title, sheetName, pageLimit: PAGE_LIMIT, empty: 'None.' }, rows, columns);
}

function unmatchedTable(
  title: string,
  sheetName: string,
  rows: readonly UnmatchedRow[],
  index: SourceIndex,
  sides: SideNames,
): ReportTable {
  const columns: Column<UnmatchedRow>[] = [
    { title: 'Category', kind: 'text', value: (u) => unmatchedWord(u.kind, sides), sheet: 20 },
    { title: 'Why', kind: 'text', value: (u) => u.because, sheet: 50 },
    { title: 'Date', kind: 'date', value: (u) => u.date, page: 50 },
    { title: 'Description', kind: 'text', value: words, page: 152 },
    { title: 'Line', kind: 'code', value: (u) => index.place(u), page: 40 },
    { title: 'Category', kind: 'text', value: (u) => unmatchedWord(u.kind, sides), page: 68 },
    { title: 'Why', kind: 'text', value: (u) => u.because, page: 148 },
    { title: 'Amount', kind: 'money', value: (u) => u.amountMinor, currency: (u) => u.currency, page: 62 },
    ...transactionColumns<UnmatchedRow>((u) => u, index),
  ];
  return table({ title, sheetName, pageLimit: PAGE_LIMIT, empty: 'Every transaction of this side is matched.' }, rows, columns);
}

function kindsTable(report: ReconciliationReport, sides: SideNames): ReportTable {
  type Kind = ReconciliationReport['summary']['unmatchedKinds'][number];
  const columns: Column<Kind>[] = [
    { title: 'Side', kind: 'text', value: (k) => sides[k.side], sheet: 10, page: 60 },
    { title: 'Category', kind: 'text', value: (k) => unmatchedWord(k.kind, sides), sheet: 26, page: 220 },
    { title: 'Transactions', kind: 'integer', value: (k) => k.count, sheet: 14, page: 90 },
    { title: 'Sum', kind: 'money', value: (k) => k.sumMinor, currency: () => report.head.currency, sheet: 18, page: 116 },
  ];
  const rows = report.summary.unmatchedKinds.filter((kind) => kind.count > 0);
  return table({ title: 'Unmatched by category', sheetName: 'Categories', empty: 'Nothing is unmatched.' }, rows, columns);
}

function bandsTable(report: ReconciliationReport): ReportTable {
  type Band = ReconciliationReport['summary']['bands'][number];
  const columns: Column<Band>[] = [
    { title: 'Confidence', kind: 'text', value: (b) => `${b.from} to ${b.to}`, sheet: 14, page: 280 },
    { title: 'Matches', kind: 'integer', value: (b) => b.count, sheet: 12, page: 90 },
    { title: 'Sum', kind: 'money', value: (b) => b.sumMinor, currency: () => report.head.currency, sheet: 18, page: 116 },
  ];
  return table({ title: 'Matches by confidence', sheetName: 'Confidence', empty: 'There are no matches.' }, report.summary.bands, columns);
}

function settingsFacts(report: ReconciliationReport, index: SourceIndex, names: SideNames): Fact[] {
  const { settings, ranAt, ranBy, seconds, runId } = report.summary;
  if (!settings) return [{ label: 'Run', kind: 'text', value: 'The case has not been reconciled yet.' }];
  const sides = (ids: readonly number[]): string => ids.map((id) => `${index.mark(id)} ${index.fileName(id)}`.trim()).join('; ');
  return [
    { label: `Sources, ${names.left.toLowerCase()}`, kind: 'text', value: sides(settings.leftSources) },
    { label: `Sources, ${names.right.toLowerCase()}`, kind: 'text', value: sides(settings.rightSources) },
    { label: 'Amount tolerance', kind: 'money', value: settings.toleranceMinor, currency: report.head.currency },
    { label: 'Date window, days either way', kind: 'integer', value: settings.windowDays },
    { label: 'Least confidence suggested', kind: 'integer', value: settings.threshold },
    { label: 'Run', kind: 'integer', value: runId },
    { label: 'Run at', kind: 'time', value: ranAt },
    { label: 'Run by', kind: 'text', value: ranBy },
    { label: 'Seconds', kind: 'number', value: seconds },
  ];
}

function resultFacts(report: ReconciliationReport, sides: SideNames): Fact[] {
  const { summary, head } = report;
  const inCase = (row: { readonly currency: string }): boolean => row.currency === head.currency;
  const sum = (rows: readonly { readonly amountMinor: number; readonly currency: string }[]): number =>
    rows.reduce((total, row) => (inCase(row) ? total + row.amountMinor : total), 0);
  const accepted = report.matches.filter((match) => match.state === 'accepted').map((match) => match.left);
  const suggested = report.matches.filter((match) => match.state === 'suggested').map((match) => match.left);
  const foreign = [...accepted, ...suggested, ...report.unmatchedLeft, ...report.unmatchedRight].filter((row) => !inCase(row)).length;
  return [
    { label: 'Reconciliation rate, accepted and suggested', kind: 'share', value: summary.rate },
    { label: 'Reconciliation rate, accepted only', kind: 'share', value: summary.acceptedRate },
    { label: `Transactions, ${sides.left.toLowerCase()}`, kind: 'integer', value: summary.leftTotal },
    { label: `Transactions, ${sides.right.toLowerCase()}`, kind: 'integer', value: summary.rightTotal },
    { label: 'Matches accepted', kind: 'integer', value: summary.accepted },
    { label: 'Net sum of accepted matches', kind: 'money', value: sum(accepted), currency: head.currency },
    { label: 'Matches suggested, not decided', kind: 'integer', value: summary.suggested },
    { label: 'Net sum of suggested matches', kind: 'money', value: sum(suggested), currency: head.currency },
    { label: 'Matches rejected', kind: 'integer', value: summary.rejected },
    { label: `Unmatched, ${sides.left.toLowerCase()}`, kind: 'integer', value: summary.unmatchedLeft },
    { label: `Net sum unmatched, ${sides.left.toLowerCase()}`, kind: 'money', value: sum(report.unmatchedLeft), currency: head.currency },
    { label: `Unmatched, ${sides.right.toLowerCase()}`, kind: 'integer', value: summary.unmatchedRight },
    { label: `Net sum unmatched, ${sides.right.toLowerCase()}`, kind: 'money', value: sum(report.unmatchedRight), currency: head.currency },
    { label: 'Unexplained', kind: 'money', value: summary.unexplainedMinor, currency: head.currency },
    ...(foreign === 0 ? [] : [{ label: 'Transactions in other currencies, in no sum above', kind: 'integer', value: foreign } as const]),
  ];
}

/** The reconciliation as a document: result, sources, settings, unmatched items, matches. */
export function reconciliationDocument(report: ReconciliationReport): ReportDocument {
  const { summary, head } = report;
  const index = new SourceIndex(head.sources);
  const sides = sideNames(head.sources, summary.settings);
  const inState = (state: MatchRow['state']): MatchRow[] => report.matches.filter((match) => match.state === state);
  const rejected = inState('rejected');
  return {
    title: 'Reconciliation report',
    head,
    headline: [
      { label: 'Reconciled', kind: 'share', value: summary.rate },
      { label: 'Matches accepted', kind: 'integer', value: summary.accepted },
      { label: 'Matches to decide', kind: 'integer', value: summary.suggested },
      { label: 'Unmatched', kind: 'integer', value: summary.unmatchedLeft + summary.unmatchedRight },
      { label: `Unexplained, ${head.currency}`, kind: 'money', value: summary.unexplainedMinor, currency: head.currency },
    ],
    sections: [
      { title: 'Result', facts: resultFacts(report, sides) },
      { title: 'Settings', facts: settingsFacts(report, index, sides) },
      ...headSections(head),
    ],
    tables: [
      sourcesTable(head.sources, index),
      kindsTable(report, sides),
      bandsTable(report),
      unmatchedTable(`Unmatched transactions, ${sides.left.toLowerCase()}`, 'Unmatched left', report.unmatchedLeft, index, sides),
      unmatchedTable(`Unmatched transactions, ${sides.right.toLowerCase()}`, 'Unmatched right', report.unmatchedRight, index, sides),
      matchTable('Matches accepted', 'Matched', inState('accepted'), index, sides),
      matchTable('Matches suggested, not decided', 'Suggested', inState('suggested'), index, sides),
      ...(rejected.length > 0 ? [matchTable('Matches rejected', 'Rejected', rejected, index, sides)] : []),
    ],
    flat: flatReconciliation(report, index),
    signed: true,
  };
}
