import type { SourceSummary } from '../../shared/contract/cases.ts';
import type { Layout } from '../../shared/contract/import.ts';
import type { CaseQuality, FindingGroup, QualityLine, QualityReport } from '../../shared/contract/quality.ts';
import { caseParts, scoreOf, scoreParts } from '../../workers/quality/score.ts';
import type { ReaderStore } from '../vault/reader.ts';
import { findingsOf, groupFindings } from './findings.ts';
import type { OrderCache } from './order.ts';
import { countRepeats, scanSource } from './quality-scan.ts';
import { listSources, listStatements } from './sources.ts';

/** What computing a report needs, in whichever thread. */
export interface QualityContext {
  readonly store: ReaderStore;
  readonly caseId: string;
  readonly orders: OrderCache;
  readonly signal?: AbortSignal;
}

/** Findings that other parts of the score count already. */
const COUNTED_ELSEWHERE = /^(DATE-|BAL-|CONT-)/;
/** Findings after which a file can not be called whole. */
const DAMAGE: readonly string[] = ['FILE-TRUNCATED', 'FILE-DAMAGED', 'FILE-LIMIT', 'FILE-ENCRYPTED'];

/** The quality of one file: its findings as kept, its rows scanned anew, its statements, and the score made of them. */
export async function qualityOf(context: QualityContext, source: SourceSummary): Promise<QualityReport> {
  const { store, caseId, orders, signal } = context;
  const { findings, complete } = findingsOf(store, source.id);
  const errorLines = new Set(findings.filter(({ severity }) => severity === 'error').map(({ line }) => line));
  const scan = await scanSource(store, orders, caseId, source, errorLines, signal);
  const repeats = await countRepeats(store, orders, caseId, source.id, signal);
  const groups = groupFindings(findings, scan.exactLines);
  const { statements, counts, layout } = store.read((db) => ({
    statements: listStatements(db, source.id),
    counts: db.get<{ total: number; proved: number; differ: number }>(
      `SELECT count(*) AS total, coalesce(sum(balance = 'proved'), 0) AS proved, coalesce(sum(balance = 'differs'), 0) AS differ FROM statement WHERE source_id = ?`,
      source.id,
    )!,
    layout: JSON.parse(db.get<{ layout: string }>(`SELECT layout FROM source WHERE id = ?`, source.id)!.layout) as Layout,
  }));
  const damage = groups.find(({ code }) => DAMAGE.includes(code))?.examples[0]?.message ?? null;
  const parts = scoreParts({
    read: source.rowsRead,
    kept: source.rowsKept,
    rejected: source.rowsRejected,
    statements: counts.total,
    proved: counts.proved,
    differ: counts.differ,
    badDates: scan.badDates,
    worded: scan.worded,
    warnings: warningsOf(groups),
    damage,
  });
  return {
    source,
    score: scoreOf(parts),
    parts,
    repeats,
    findings: groups,
    findingsComplete: complete,
    missing: scan.columns.flatMap(({ field, filled, of }) => (filled < of ? [{ field, rows: of - filled, of }] : [])),
    outOfRange: scan.outOfRange,
    columns: scan.columns,
    unread: layout.columns.filter(({ role }) => role === 'ignore').map(({ name, index }) => name || `Column ${index + 1}`),
    statements,
    statementsTotal: counts.total,
    statementsProved: counts.proved,
    statementsDiffer: counts.differ,
  };
}

function warningsOf(groups: readonly FindingGroup[]): number {
  return groups
    .filter(({ severity, rejects, code }) => severity !== 'info' && !rejects && !COUNTED_ELSEWHERE.test(code))
    .reduce((sum, { count }) => sum + count, 0);
}

/** The files of a case side by side. Imports that were taken out take no part. */
export async function caseQualityOf(context: QualityContext): Promise<CaseQuality> {
  const sources = context.store.read((db) => listSources(db)).filter(({ state }) => state === 'ready');
  const files: QualityLine[] = [];
  for (const source of sources) {
    const { score, parts, repeats, statementsTotal, statementsProved, statementsDiffer, ...report } = await qualityOf(context, source);
    const warnings = warningsOf(report.findings);
    const outOfRange = report.outOfRange.reduce((sum, { rows }) => sum + rows, 0);
    files.push({ source, score, parts, repeats, statementsTotal, statementsProved, statementsDiffer, warnings, outOfRange });
  }
  const parts = caseParts(files.map((file) => ({ parts: file.parts, rows: file.source.rowsRead })));
  return { score: files.length === 0 ? null : scoreOf(parts), parts, files };
}
