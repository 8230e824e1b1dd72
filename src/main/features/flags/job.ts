import { createHash } from 'node:crypto';
import { OperatingError } from '../../../shared/errors.ts';
import { ENGINE_VERSION } from '../../../workers/score/engine.ts';
import { scoreInWorkers } from '../../../workers/score/pool.ts';
import { nextTurn, type JobHandler } from '../../jobs/runner.ts';
import { loadColumns } from '../../listing/columns.ts';
import { excludedIds } from '../../listing/excluded.ts';
import type { OrderCache } from '../../listing/order.ts';
import type { CaseStore } from '../../vault/store.ts';

/** Rows written per transaction: about 30 ms. */
const SLICE_ROWS = 8_000;

export interface FlagDependencies {
  case(id: string): CaseStore;
  readonly orders: OrderCache;
  changed(caseId: string, topics: readonly ('flag' | 'audit')[]): void;
  readonly workers: number;
}

/** The job that scores the transactions of some sources, or of all where none is named. */
export function flagsJob(d: FlagDependencies): JobHandler {
  return {
    async run(context, rawInput) {
      const input = rawInput as { sourceIds: number[]; seed: number };
      const store = d.case(context.caseId!);
      const startedMs = performance.now();
      const sourceIds =
        input.sourceIds.length > 0
          ? input.sourceIds
          : store.read((db) => db.all<{ id: number }>(`SELECT id FROM source WHERE state = 'ready' ORDER BY id`)).map((row) => row.id);
      const leftOut = store.read(excludedIds);
      const columns = await loadColumns(store, sourceIds, {
        skip: leftOut,
        signal: context.signal,
        onProgress: (done, total) => context.progress('Reading transactions', done, total, 'rows'),
      });
      if (columns.rows === 0) throw new OperatingError('nothing-to-do', 'There are no transactions to score. Import a statement first.');
      const result = await scoreInWorkers(
        columns,
        { seed: input.seed, group: columns.group },
        { workers: d.workers, signal: context.signal, onProgress: ({ stage, done, total }) => context.progress(stage, done, total) },
      );

      const runId = store.stage((tx) =>
        Number(
          tx.run(
            `INSERT INTO score_run (state, seed, source_ids, engine, scored, report, job_id, ran_at, ran_by) VALUES ('loading', ?, ?, ?, ?, ?, ?, ?, ?)`,
            input.seed,
            JSON.stringify(sourceIds),
            ENGINE_VERSION,
            columns.rows,
            JSON.stringify({ ruleHits: result.ruleHits, ...result.report }),
            context.jobId,
            new Date().toISOString(),
            context.actor.name,
          ).lastInsertRowid,
        ),
      );
      const digest = createHash('sha256');
      for (let from = 0; from < columns.rows; from += SLICE_ROWS) {
        if (context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
        const to = Math.min(columns.rows, from + SLICE_ROWS);
        store.stage((tx) => {
          const insert = tx.prepare(`INSERT INTO score (run_id, txn_id, risk, score, reasons) VALUES (?, ?, ?, ?, ?)`);
          for (let row = from; row < to; row++) {
            const start = row === 0 ? 0 : result.reasons.ends[row - 1]!;
            const end = result.reasons.ends[row]!;
            insert.run(
              runId,
              columns.id[row]!,
              result.risk[row]!,
              result.score[row]!,
              end > start ? Buffer.from(result.reasons.bytes.subarray(start, end)) : null,
            );
          }
        });
        digest.update(result.score.slice(from, to));
        context.progress('Storing scores', to, columns.rows, 'rows');
        await nextTurn();
      }
      const resultDigest = digest.digest('hex');
      store.write(
        context.actor,
        'analysis.run',
        {
          action: 'flags.finished',
          object: `score run ${runId}`,
          summary: `${columns.rows} transactions were scored.`,
          detail: { sourceIds, leftOut: leftOut.size, seed: input.seed, engine: ENGINE_VERSION, resultDigest },
        },
        (tx) => {
          tx.run(`UPDATE score_run SET state = 'superseded' WHERE state = 'ready'`);
          tx.run(
            `UPDATE score_run SET state = 'ready', seconds = ?, result_digest = ? WHERE id = ?`,
            (performance.now() - startedMs) / 1000,
            resultDigest,
            runId,
          );
        },
      );
      for (const old of store.read((db) => db.all<{ id: number }>(`SELECT id FROM score_run WHERE state = 'superseded'`)))
        await dropScores(store, old.id);
      d.orders.invalidate(`${context.caseId}/flag`);
      d.changed(context.caseId!, ['flag', 'audit']);
      return { runId, scored: columns.rows };
    },

    async clear({ jobId, caseId }) {
      const store = d.case(caseId!);
      for (const run of store.read((db) =>
        db.all<{ id: number }>(`SELECT id FROM score_run WHERE job_id = ? AND state = 'loading'`, jobId),
      )) {
        await dropScores(store, run.id);
        store.stage((tx) => tx.run(`DELETE FROM score_run WHERE id = ?`, run.id));
      }
    },
  };
}

async function dropScores(store: CaseStore, runId: number): Promise<void> {
  const slice = (): number =>
    store.stage(
      (tx) =>
        tx.run(`DELETE FROM score WHERE (run_id, txn_id) IN (SELECT run_id, txn_id FROM score WHERE run_id = ? LIMIT ${SLICE_ROWS})`, runId)
          .changes,
    );
  while (slice() > 0) await nextTurn();
}
