import type { StatementSummary } from '../../shared/contract/cases.ts';
import type {
  AccountCoverage,
  ColumnProfile,
  Example,
  FindingGroup,
  QualityLine,
  QualityReport,
  RangeFinding,
  ScorePart,
} from '../../shared/contract/quality.ts';
import { formatMinor } from '../../shared/money.ts';
import { table, type Column, type ReportTable } from './document.ts';

const BALANCES: Readonly<Record<StatementSummary['balance'], string>> = { proved: 'Proved', differs: 'Differs', none: 'None given' };
const SEVERITIES: Readonly<Record<FindingGroup['severity'], string>> = { info: 'Note', warning: 'Check', error: 'Error' };
const FIELDS: Readonly<Record<string, string>> = {
  date: 'Date',
  valueDate: 'Value date',
  amount: 'Amount',
  balance: 'Balance',
  currency: 'Currency',
  description: 'Description',
  counterparty: 'Counterparty',
  reference: 'Reference',
  category: 'Category',
};

/** A stored field as pages name it. */
export const fieldName = (field: string): string => FIELDS[field] ?? field;

export function scoreTable(parts: readonly ScorePart[], score: number): ReportTable {
  const rows = [...parts, { name: 'Score', points: score, of: 100, because: 'The sum of the parts.' }];
  const columns: Column<ScorePart>[] = [
    { title: 'Part', kind: 'text', value: (p) => p.name, sheet: 20, page: 90 },
    { title: 'Points', kind: 'integer', value: (p) => p.points, sheet: 9, page: 40 },
    { title: 'Of', kind: 'integer', value: (p) => p.of, sheet: 9, page: 40 },
    { title: 'Why', kind: 'text', value: (p) => p.because, sheet: 90, page: 330 },
  ];
  return table({ title: 'Score', sheetName: 'Score' }, rows, columns);
}

export function filesTable(files: readonly QualityLine[]): ReportTable {
  const columns: Column<QualityLine>[] = [
    { title: 'File', kind: 'text', value: (f) => f.source.name, sheet: 44, page: 180 },
    { title: 'Score', kind: 'integer', value: (f) => f.score, sheet: 8, page: 34 },
    { title: 'Read', kind: 'integer', value: (f) => f.source.rowsRead, sheet: 10, page: 44 },
    { title: 'Kept', kind: 'integer', value: (f) => f.source.rowsKept, sheet: 10, page: 44 },
    { title: 'Rejected', kind: 'integer', value: (f) => f.source.rowsRejected, sheet: 10, page: 42 },
    { title: 'Repeats', kind: 'integer', value: (f) => f.repeats, sheet: 10, page: 42 },
    { title: 'To check', kind: 'integer', value: (f) => f.warnings, sheet: 10, page: 42 },
    { title: 'Unlikely values', kind: 'integer', value: (f) => f.outOfRange, sheet: 12, page: 46, pageTitle: 'Unlikely' },
    { title: 'Proved', kind: 'text', value: (f) => `${f.statementsProved} of ${f.statementsTotal}`, sheet: 12, page: 50 },
  ];
  return table({ title: 'Files side by side', sheetName: 'Files', empty: 'The case holds no file.' }, files, columns);
}

/** One line per equation, so that each has its own verdict; a statement without any says so. */
export function proofTable(statements: readonly StatementSummary[], total: number): ReportTable {
  type Line = { readonly s: StatementSummary; readonly equation: StatementSummary['equations'][number] | null };
  const rows = statements.flatMap((s): Line[] =>
    s.equations.length === 0 ? [{ s, equation: null }] : s.equations.map((equation) => ({ s, equation })),
  );
  const columns: Column<Line>[] = [
    { title: 'Statement', kind: 'text', value: ({ s }) => s.number || String(s.seq + 1), sheet: 12, page: 44, pageTitle: 'No.' },
    { title: 'Account', kind: 'text', value: ({ s }) => s.account, sheet: 26, page: 94 },
    { title: 'From', kind: 'date', value: ({ s }) => s.periodFrom ?? s.firstDate, sheet: 12, page: 50 },
    { title: 'To', kind: 'date', value: ({ s }) => s.periodTo ?? s.lastDate, sheet: 12, page: 50 },
    { title: 'Opening', kind: 'money', value: ({ s }) => s.openingMinor, currency: ({ s }) => s.currency, sheet: 16, page: 66 },
    { title: 'Closing', kind: 'money', value: ({ s }) => s.closingMinor, currency: ({ s }) => s.currency, sheet: 16, page: 66 },
    { title: 'Rows', kind: 'integer', value: ({ s }) => s.rows, sheet: 9 },
    { title: 'Money in', kind: 'money', value: ({ s }) => s.inMinor, currency: ({ s }) => s.currency, sheet: 16 },
    { title: 'Money out', kind: 'money', value: ({ s }) => s.outMinor, currency: ({ s }) => s.currency, sheet: 16 },
    { title: 'Equation', kind: 'text', value: ({ equation }) => equation?.name ?? 'No balances are given', sheet: 44, page: 124 },
    { title: 'Verdict', kind: 'text', value: ({ s, equation }) => (equation === null ? BALANCES[s.balance] : equation.holds ? 'Holds' : 'Differs'), sheet: 11, page: 44 },
    { title: 'Difference', kind: 'money', value: ({ equation }) => (equation === null || equation.holds ? null : equation.differenceMinor), currency: ({ s }) => s.currency, sheet: 16, page: 58 },
    { title: 'Line', kind: 'integer', value: ({ equation }) => equation?.line ?? null, sheet: 9 },
  ]; // prettier-ignore
  const title = total > statements.length ? `Balance proof, the first ${statements.length} of ${total} statements` : 'Balance proof';
  return table({ title, sheetName: 'Proof', empty: 'The file holds no statement.' }, rows, columns);
}

/** Examples as one text: line and what stands there. */
function examplesText(examples: readonly Example[]): string {
  return examples
    .map(({ line, raw }) => `${line === 0 ? 'file' : `line ${line}`}${raw === '' ? '' : `: ${raw.slice(0, 100)}`}`)
    .join(' · ');
}

export function findingsTable(findings: readonly FindingGroup[]): ReportTable {
  const columns: Column<FindingGroup>[] = [
    { title: 'Code', kind: 'code', value: (f) => f.code, sheet: 22, page: 90 },
    { title: 'Effect', kind: 'text', value: (f) => (f.rejects ? 'No transaction' : SEVERITIES[f.severity]), sheet: 16, page: 62 },
    { title: 'Count', kind: 'integer', value: (f) => f.count, sheet: 9, page: 36 },
    { title: 'First finding', kind: 'text', value: (f) => f.examples[0]?.message ?? null, sheet: 70, page: 160 },
    { title: 'Examples', kind: 'text', value: (f) => examplesText(f.examples), sheet: 70, page: 170 },
  ];
  return table({ title: 'Findings by code', sheetName: 'Findings by code', empty: 'Nothing was found wrong.' }, findings, columns);
}

export function missingTable(missing: QualityReport['missing']): ReportTable {
  return table({ title: 'Missing values', sheetName: 'Missing', empty: 'No field is empty in any row.' }, missing, [
    { title: 'Field', kind: 'text', value: (m) => fieldName(m.field), sheet: 20, page: 160 },
    { title: 'Rows without', kind: 'integer', value: (m) => m.rows, sheet: 14, page: 90 },
    { title: 'Of', kind: 'integer', value: (m) => m.of, sheet: 12, page: 90 },
    { title: 'Share', kind: 'share', value: (m) => (m.of === 0 ? 0 : m.rows / m.of), sheet: 10, page: 90 },
  ]);
}

export function rangesTable(ranges: readonly RangeFinding[]): ReportTable {
  const columns: Column<RangeFinding>[] = [
    { title: 'What', kind: 'text', value: (r) => r.title, sheet: 32, page: 110 },
    { title: 'Rows', kind: 'integer', value: (r) => r.rows, sheet: 9, page: 34 },
    { title: 'Rule', kind: 'text', value: (r) => r.rule, sheet: 70, page: 180 },
    { title: 'Examples', kind: 'text', value: (r) => examplesText(r.examples), sheet: 70, page: 190 },
  ];
  return table({ title: 'Unlikely values', sheetName: 'Unlikely values', empty: 'None by any rule.' }, ranges, columns);
}

export function profileTable(columnsOf: readonly ColumnProfile[]): ReportTable {
  const shown = (c: ColumnProfile, value: string | number | null): string =>
    value === null ? '' : typeof value === 'number' ? formatMinor(value, c.currency ?? '') : value;
  const columns: Column<ColumnProfile>[] = [
    { title: 'Field', kind: 'text', value: (c) => fieldName(c.field), sheet: 16, page: 62 },
    { title: 'Type', kind: 'text', value: (c) => c.type, sheet: 9, page: 34 },
    { title: 'Filled', kind: 'integer', value: (c) => c.filled, sheet: 12, page: 42 },
    { title: 'Different', kind: 'text', value: (c) => (c.distinctExact ? String(c.distinct) : `over ${c.distinct}`), sheet: 14, page: 50 },
    { title: 'Least or shortest', kind: 'text', value: (c) => shown(c, c.min ?? c.shortest), sheet: 24, page: 84 },
    { title: 'Most or longest', kind: 'text', value: (c) => shown(c, c.max ?? c.longest), sheet: 40, page: 110 },
    { title: 'Most frequent', kind: 'text', value: (c) => c.top.map(({ value, count }) => `${shown(c, value)} (${count})`).join(' · '), sheet: 60, page: 140 },
  ]; // prettier-ignore
  return table({ title: 'Profile of the stored fields', sheetName: 'Profile' }, columnsOf, columns);
}

/** Everything an account's strip shows, as rows in order of time. */
export function coverageTable(accounts: readonly AccountCoverage[]): ReportTable {
  interface Line {
    readonly account: string;
    readonly currency: string;
    readonly what: string;
    readonly from: string;
    readonly to: string;
    readonly days: number | null;
    readonly source: string;
    readonly difference: number | null;
  }
  const rows = accounts.flatMap((a): Line[] => {
    const base = { account: a.account, currency: a.currency };
    const name = (at: number): string => {
      const held = a.held[at];
      return held === undefined ? '' : `${held.sourceName}, statement ${held.number || held.seq + 1}`;
    };
    const lines: Line[] = [
      ...a.held.map((h, i) => ({ ...base, what: h.stated ? 'Held' : 'Held, by its rows', from: h.from, to: h.to, days: null, source: name(i), difference: null })),
      ...a.gaps.map((g) => ({ ...base, what: 'Gap', from: g.from, to: g.to, days: g.days, source: `${name(g.before)} → ${name(g.after)}`, difference: g.differenceMinor })),
      ...a.overlaps.map((o) => ({ ...base, what: 'Held twice', from: o.from, to: o.to, days: o.days, source: `${name(o.before)}; ${name(o.after)}`, difference: o.differenceMinor })),
      ...a.breaks.map((b) => ({ ...base, what: 'Balances do not join', from: b.at, to: b.at, days: null, source: `${name(b.before)} → ${name(b.after)}`, difference: b.differenceMinor })),
    ]; // prettier-ignore
    return lines.sort((x, y) => (x.from < y.from ? -1 : x.from > y.from ? 1 : 0));
  });
  return table({ title: 'Coverage in words', sheetName: 'Coverage', pageLimit: 500, empty: 'No statement has a date.' }, rows, [
    { title: 'Account', kind: 'text', value: (r) => r.account, sheet: 28, page: 92 },
    { title: 'What', kind: 'text', value: (r) => r.what, sheet: 20, page: 78 },
    { title: 'From', kind: 'date', value: (r) => r.from, sheet: 12, page: 50 },
    { title: 'To', kind: 'date', value: (r) => r.to, sheet: 12, page: 50 },
    { title: 'Days', kind: 'integer', value: (r) => r.days, sheet: 8, page: 30 },
    { title: 'Difference of balances', kind: 'money', value: (r) => r.difference, currency: (r) => r.currency, sheet: 18, page: 66, pageTitle: 'Difference' },
    { title: 'Statements', kind: 'text', value: (r) => r.source, sheet: 70, page: 170 },
  ]); // prettier-ignore
}
