import type { EXPORT_SUBJECTS } from '../../../shared/contract/exports.ts';
import type { FlagRow } from '../../../shared/contract/flags.ts';
import type { MatchRow } from '../../../shared/contract/reconcile.ts';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import { OperatingError } from '../../../shared/errors.ts';
import type { ReportInput } from '../../../workers/report/input.ts';
import { nextTurn } from '../../jobs/runner.ts';
import { currentScoreRun, flagsByIds } from '../../listing/flags.ts';
import { currentRun, matchesByIds } from '../../listing/matches.ts';
import { reconcileSummaryOf } from '../../listing/reconcile-summary.ts';
import { transactionsByIds, visibleRanges } from '../../listing/transactions.ts';
import { unmatchedByIds, type UnmatchedRow } from '../../listing/unmatched.ts';
import { collectCertificate } from './certificate.ts';
import { collectQuality } from './quality.ts';
import { collectRejected } from './rejected.ts';
import { inSlices, reportHead, SLICE_ROWS, type CollectOptions } from './frame.ts';

/** All that stands in one export, read in slices. The log is verified first, so that the export can say whether it holds. */
export async function collect(o: CollectOptions, subject: (typeof EXPORT_SUBJECTS)[number], sourceId?: number): Promise<ReportInput> {
  const verdict = await o.checkLog(o.store.id);
  const head = reportHead(o, verdict.holds, sourceId);
  if (sourceId !== undefined && head.sources.length === 0) throw new OperatingError('not-found', 'There is no such file in this case.');
  switch (subject) {
    case 'quality':
      return await collectQuality(o, head, sourceId);
    case 'certificate':
      return await collectCertificate(o, head);
    case 'rejected':
      return await collectRejected(o, head);
    case 'reconciliation': {
      const runId = o.store.read((db) => currentRun(db)?.id ?? 0);
      const ids = (sql: string): number[] => o.store.read((db) => db.all<{ id: number }>(sql, runId)).map((row) => row.id);
      const matchIds = ids(`SELECT id FROM match WHERE state <> 'suggested' OR run_id = ? ORDER BY state, confidence DESC, id`);
      const unmatched = async (side: 'left' | 'right'): Promise<UnmatchedRow[]> =>
        await inSlices(o, ids(`SELECT txn_id AS id FROM unmatched WHERE run_id = ? AND side = '${side}' ORDER BY txn_id`), (db, page) =>
          unmatchedByIds(db, runId, side, page),
        );
      return {
        subject,
        head,
        summary: o.store.read((db) => reconcileSummaryOf(db)),
        matches: await inSlices<MatchRow>(o, matchIds, (db, page) => matchesByIds(db, page)),
        unmatchedLeft: await unmatched('left'),
        unmatchedRight: await unmatched('right'),
      };
    }
    case 'flags': {
      const run = o.store.read((db) => currentScoreRun(db));
      const ids = o.store
        .read((db) => db.all<{ id: number }>(`SELECT txn_id AS id FROM score WHERE run_id = ? ORDER BY score DESC, txn_id`, run?.id ?? 0))
        .map((row) => row.id);
      const rows = await inSlices<FlagRow>(o, ids, (db, page) => flagsByIds(db, run?.id ?? 0, page));
      return {
        subject,
        head,
        summary: {
          ranAt: run?.ran_at ?? null,
          ranBy: run?.ran_by ?? null,
          seed: run?.seed ?? null,
          scored: run?.scored ?? 0,
          open: rows.filter((row) => row.disposition === 'open').length,
        },
        rows,
      };
    }
    case 'transactions': {
      const ids = o.store
        .read((db) => visibleRanges(db))
        .flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
      return { subject, head, rows: await inSlices<TransactionRow>(o, ids, (db, page) => transactionsByIds(db, page)) };
    }
    case 'audit': {
      const total = o.store.audit.head().entries;
      const rows = [];
      for (let offset = 0; offset < total; offset += SLICE_ROWS) {
        rows.push(...o.store.audit.page({ filter: [], offset, limit: SLICE_ROWS }).rows);
        await nextTurn();
      }
      return { subject, head, verdict, rows };
    }
  }
}
