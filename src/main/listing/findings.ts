import type { FindingGroup } from '../../shared/contract/quality.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { ReaderStore } from '../vault/reader.ts';

/** One stored finding of an import. */
export interface StoredFinding {
  readonly seq: number;
  readonly code: string;
  readonly severity: FindingGroup['severity'];
  readonly line: number;
  readonly field: number | null;
  readonly message: string;
  readonly raw: string | null;
}

const EXAMPLES = 5;

/** The findings of a file as they were kept at import, and whether they are all of them. */
export function findingsOf(store: ReaderStore, sourceId: number): { findings: StoredFinding[]; complete: boolean } {
  const findings = store.read((db) =>
    db.all<StoredFinding>(`SELECT seq, code, severity, line, field, message, raw FROM problem WHERE source_id = ? ORDER BY seq`, sourceId),
  );
  return { findings, complete: findings.length < LIMITS.problemsKept && !findings.some(({ code }) => code === 'LIMIT-PROBLEMS') };
}

/**
 * Whether a finding says that its line gave no transaction. Findings about the whole file are not about a line; an amount with
 * too many decimals rejects the row of a table, while readers of statement formats keep it with its exact text.
 */
export function rejects(finding: StoredFinding, exactLines: ReadonlySet<number>): boolean {
  if (finding.severity !== 'error' || finding.line === 0 || finding.code.startsWith('FILE-')) return false;
  return !(finding.code === 'AMT-PRECISION' && exactLines.has(finding.line));
}

/** Findings by code: those that rejected rows first, then by weight and number. */
export function groupFindings(findings: readonly StoredFinding[], exactLines: ReadonlySet<number>): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const [at, finding] of findings.entries()) {
    const refused = rejects(finding, exactLines);
    const key = `${finding.code} ${refused}`;
    let group = groups.get(key);
    if (!group) {
      const { code, severity } = finding;
      groups.set(key, (group = { code, severity, count: 0, rejects: refused, firstAt: at, examples: [] }));
    }
    group.count++;
    if (group.examples.length < EXAMPLES)
      group.examples.push({ line: finding.line, rowId: null, position: null, raw: finding.raw ?? '', message: finding.message });
  }
  const weight = { error: 0, warning: 1, info: 2 } as const;
  return [...groups.values()].sort(
    (a, b) => Number(b.rejects) - Number(a.rejects) || weight[a.severity] - weight[b.severity] || b.count - a.count,
  );
}
