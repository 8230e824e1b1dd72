import { UNMATCHED_KINDS, type ReconcileSettings, type UnmatchedKind } from '../../shared/contract/reconcile.ts';
import type { OutputOf } from '../../shared/contract/table.ts';
import type { ReadableCase } from '../vault/connection.ts';
import { currentRun } from './matches.ts';

/** Bands of the confidence (design guide 7.5), and their lower part, which a low threshold can bring. */
const BANDS = [
  [90, 100],
  [70, 89],
  [50, 69],
  [0, 49],
] as const;

/** The figures of the latest run. Every figure is a count or a sum over the stored rows that the lists show. */
export function reconcileSummaryOf(db: ReadableCase): OutputOf<'reconcile.summary'> {
  const run = currentRun(db);
  const runId = run?.id ?? 0;
  const count = (sql: string, ...params: (string | number)[]): number =>
    db.get<{ n: number }>(`SELECT count(*) AS n FROM match WHERE ${sql}`, ...params)!.n;
  const suggested = count(`state = 'suggested' AND run_id = ?`, runId);
  const accepted = count(`state = 'accepted'`);
  // Rows that were matched for good before this run took no part in it and count all the same.
  const before = run ? count(`state = 'accepted' AND run_id < ?`, runId) : 0;
  const leftTotal = (run?.left_total ?? 0) + before;
  const rightTotal = (run?.right_total ?? 0) + before;
  const total = leftTotal + rightTotal;
  const kinds = db.all<{ kind: UnmatchedKind; side: 'left' | 'right'; count: number; sumMinor: number }>(
    `SELECT u.kind, u.side, count(*) AS count, sum(t.amount_minor) AS sumMinor FROM unmatched u JOIN txn t ON t.id = u.txn_id WHERE u.run_id = ? GROUP BY u.kind, u.side`,
    runId,
  );
  const unmatchedOf = (side: 'left' | 'right'): number => kinds.filter((kind) => kind.side === side).reduce((n, kind) => n + kind.count, 0);
  return {
    runId: run?.id ?? null,
    ranAt: run?.ran_at ?? null,
    ranBy: run?.ran_by ?? null,
    seconds: run?.seconds ?? null,
    settings: run ? (JSON.parse(run.settings) as ReconcileSettings) : null,
    leftTotal,
    rightTotal,
    suggested,
    accepted,
    rejected: count(`state = 'rejected'`),
    rate: total > 0 ? ((suggested + accepted) * 2) / total : null,
    acceptedRate: total > 0 ? (accepted * 2) / total : null,
    unmatchedLeft: unmatchedOf('left'),
    unmatchedRight: unmatchedOf('right'),
    unexplainedMinor:
      db.get<{ s: number | null }>(
        `SELECT sum(abs(t.amount_minor)) AS s FROM unmatched u JOIN txn t ON t.id = u.txn_id WHERE u.run_id = ? AND u.kind = 'unexplained'`,
        runId,
      )?.s ?? 0,
    bands: BANDS.map(([from, to]) => {
      const band = db.get<{ n: number; s: number | null }>(
        `SELECT count(*) AS n, sum(t.amount_minor) AS s FROM match m JOIN txn t ON t.id = m.left_id WHERE m.state = 'suggested' AND m.run_id = ? AND m.confidence BETWEEN ? AND ?`,
        runId,
        from,
        to,
      )!;
      return { from, to, count: band.n, sumMinor: band.s ?? 0 };
    }),
    unmatchedKinds: kinds.toSorted((a, b) => UNMATCHED_KINDS.indexOf(a.kind) - UNMATCHED_KINDS.indexOf(b.kind)),
  };
}
