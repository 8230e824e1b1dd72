import type { CaseSummary } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import type { QueryContext } from '../context.ts';
import { listSources } from '../../listing/sources.ts';

/** Headline figures. Each is a count or a sum over stored rows, so that it equals what the lists behind it show. */
export function caseOverview(context: QueryContext, summary: CaseSummary): OutputOf<'case.overview'> {
  const store = context.case(summary.id);
  return store.read((db) => {
    const count = (sql: string, ...params: (string | number)[]): number => db.get<{ n: number }>(sql, ...params)?.n ?? 0;
    const run = db.get<{ id: number; left_total: number; right_total: number }>(
      `SELECT id, left_total, right_total FROM reconcile_run WHERE state = 'ready' ORDER BY id DESC LIMIT 1`,
    );
    const open = run ? count(`SELECT count(*) AS n FROM match WHERE state = 'suggested' AND run_id = ?`, run.id) : 0;
    const accepted = count(`SELECT count(*) AS n FROM match WHERE state = 'accepted'`);
    const total = run ? run.left_total + run.right_total : 0;
    const scored = db.get<{ id: number }>(`SELECT id FROM score_run WHERE state = 'ready' ORDER BY id DESC LIMIT 1`);
    const flags = (least: number): number =>
      scored
        ? count(
            `SELECT count(*) AS n FROM score c LEFT JOIN disposition d ON d.txn_id = c.txn_id WHERE c.run_id = ? AND c.risk >= ? AND coalesce(d.disposition, 'open') = 'open'`,
            scored.id,
            least,
          )
        : 0;
    return {
      case: summary,
      sources: listSources(db),
      openMatches: open,
      acceptedMatches: accepted,
      unmatched: run ? count(`SELECT count(*) AS n FROM unmatched WHERE run_id = ?`, run.id) : 0,
      reconciliationRate: run && total > 0 ? ((open + accepted) * 2) / total : null,
      flagsOpen: flags(30),
      flagsHigh: flags(60),
      auditEntries: store.audit.head().entries,
    };
  });
}
