import { createHash } from 'node:crypto';
import { UNMATCHED_KINDS, type ReconcileSettings } from '../../../shared/contract/reconcile.ts';
import { OperatingError } from '../../../shared/errors.ts';
import type { ReconcileResult } from '../../../workers/reconcile/engine.ts';
import { PART_NAMES } from '../../../workers/reconcile/engine.ts';
import type { Stage } from '../../../workers/reconcile/result.ts';
import { reconcileInWorkers } from '../../../workers/reconcile/pool.ts';
import { nextTurn, type JobContext, type JobHandler } from '../../jobs/runner.ts';
import { loadColumns } from '../../listing/columns.ts';
import type { OrderCache } from '../../listing/order.ts';
import type { CaseStore } from '../../vault/store.ts';

/** Rows written per transaction. Measured: about 40 ms with the three indexes of `match`, well under the 100 ms bar. */
const SLICE_ROWS = 4_000;

const STAGE_TITLES: Readonly<Record<Stage, string>> = {
  read: 'Reading words',
  index: 'Indexing',
  learn: 'Learning what agreement means here',
  score: 'Comparing',
  assign: 'Assigning pairs',
};

/** Named on every run, so that a third party knows what produced it. Raised with every change that can change a result. */
const ENGINE_VERSION = 'reconcile-1';

/** Same seed for every run: equal data give equal matches, whoever runs it. */
const SEED = 1;

export interface ReconcileDependencies {
  case(id: string): CaseStore;
  readonly orders: OrderCache;
  changed(caseId: string, topics: readonly ('match' | 'audit')[]): void;
  readonly workers: number;
}

/** The job that matches two sides of a case. Decisions already taken stand: what is accepted takes no part, what was rejected is not proposed again. */
export function reconcileJob(d: ReconcileDependencies): JobHandler {
  return {
    async run(context, rawInput) {
      const settings = rawInput as ReconcileSettings;
      const store = d.case(context.caseId!);
      const startedMs = performance.now();
      const decided = store.read((db) => ({
        matched: new Set(
          db
            .all<{ id: number }>(
              `SELECT left_id AS id FROM match WHERE state = 'accepted' UNION SELECT right_id FROM match WHERE state = 'accepted'`,
            )
            .map((row) => row.id),
        ),
        rejected: new Set(
          db.all<{ pair: string }>(`SELECT left_id || ':' || right_id AS pair FROM match WHERE state = 'rejected'`).map((row) => row.pair),
        ),
      }));
      const side = (ids: readonly number[]) =>
        loadColumns(store, ids, {
          skip: decided.matched,
          signal: context.signal,
          onProgress: (done, total) => context.progress('Reading transactions', done, total, 'rows'),
        });
      const left = await side(settings.leftSources);
      const right = await side(settings.rightSources);
      if (left.rows === 0 || right.rows === 0) {
        throw new OperatingError('nothing-to-do', 'One of the two sides has no open transactions, so there is nothing to match.');
      }
      const result = await reconcileInWorkers(
        left,
        right,
        { toleranceMinor: settings.toleranceMinor, windowDays: settings.windowDays, threshold: settings.threshold, seed: SEED },
        {
          workers: d.workers,
          signal: context.signal,
          onProgress: (stage, done, total) => context.progress(STAGE_TITLES[stage as Stage], done, total),
        },
      );
      const kept = dropRejected(result, left.id, right.id, decided.rejected);
      const runId = await storeRun(context, store, settings, kept, left.id, right.id, (performance.now() - startedMs) / 1000);
      d.orders.invalidate(`${context.caseId}/match`);
      d.changed(context.caseId!, ['match', 'audit']);
      return { runId, pairs: kept.pairs, unmatchedLeft: kept.unmatchedLeft.length, unmatchedRight: kept.unmatchedRight.length };
    },

    async clear({ jobId, caseId }) {
      const store = d.case(caseId!);
      const runs = store.read((db) => db.all<{ id: number }>(`SELECT id FROM reconcile_run WHERE job_id = ? AND state = 'loading'`, jobId));
      for (const run of runs) await dropRun(store, run.id);
    },
  };
}

/** Takes pairs out that a person has rejected before; their rows become unmatched again. */
function dropRejected(result: ReconcileResult, leftIds: Int32Array, rightIds: Int32Array, rejected: ReadonlySet<string>): ReconcileResult {
  if (rejected.size === 0) return result;
  const keep: number[] = [];
  const freedLeft: number[] = [];
  const freedRight: number[] = [];
  for (let p = 0; p < result.pairs; p++) {
    if (rejected.has(`${leftIds[result.left[p]!]}:${rightIds[result.right[p]!]}`)) {
      freedLeft.push(result.left[p]!);
      freedRight.push(result.right[p]!);
    } else keep.push(p);
  }
  if (freedLeft.length === 0) return result;
  const unexplained = UNMATCHED_KINDS.indexOf('unexplained');
  const width = PART_NAMES.length;
  const parts = new Int8Array(keep.length * width);
  keep.forEach((p, i) => parts.set(result.parts.subarray(p * width, (p + 1) * width), i * width));
  return {
    ...result,
    pairs: keep.length,
    left: Int32Array.from(keep, (p) => result.left[p]!),
    right: Int32Array.from(keep, (p) => result.right[p]!),
    confidence: Uint8Array.from(keep, (p) => result.confidence[p]!),
    runnerUp: Int32Array.from(keep, (p) => result.runnerUp[p]!),
    runnerUpConfidence: Uint8Array.from(keep, (p) => result.runnerUpConfidence[p]!),
    parts,
    unmatchedLeft: Int32Array.from([...result.unmatchedLeft, ...freedLeft]),
    unmatchedRight: Int32Array.from([...result.unmatchedRight, ...freedRight]),
    unmatchedLeftKind: Uint8Array.from([...result.unmatchedLeftKind, ...freedLeft.map(() => unexplained)]),
    unmatchedRightKind: Uint8Array.from([...result.unmatchedRightKind, ...freedRight.map(() => unexplained)]),
  };
}

async function storeRun(
  context: JobContext,
  store: CaseStore,
  settings: ReconcileSettings,
  result: ReconcileResult,
  leftIds: Int32Array,
  rightIds: Int32Array,
  engineSeconds: number,
): Promise<number> {
  const runId = store.stage((tx) =>
    Number(
      tx.run(
        `INSERT INTO reconcile_run (state, settings, engine, left_total, right_total, report, job_id, ran_at, ran_by) VALUES ('loading', ?, ?, ?, ?, ?, ?, ?, ?)`,
        JSON.stringify(settings),
        ENGINE_VERSION,
        leftIds.length,
        rightIds.length,
        JSON.stringify(result.report),
        context.jobId,
        new Date().toISOString(),
        context.actor.name,
      ).lastInsertRowid,
    ),
  );
  const digest = createHash('sha256');
  const width = PART_NAMES.length;
  const total = result.pairs + result.unmatchedLeft.length + result.unmatchedRight.length;
  let done = 0;
  const step = async (count: number): Promise<void> => {
    if (context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
    context.progress('Storing matches', (done += count), total, 'rows');
    await nextTurn();
  };
  for (let from = 0; from < result.pairs; from += SLICE_ROWS) {
    const to = Math.min(result.pairs, from + SLICE_ROWS);
    store.stage((tx) => {
      const insert = tx.prepare(
        `INSERT INTO match (run_id, state, origin, left_id, right_id, confidence, parts, runner_up_id, runner_up_confidence) VALUES (?, 'suggested', 'engine', ?, ?, ?, ?, ?, ?)`,
      );
      for (let p = from; p < to; p++) {
        const runner = result.runnerUp[p]!;
        const parts = result.parts.slice(p * width, (p + 1) * width);
        const left = leftIds[result.left[p]!]!;
        const right = rightIds[result.right[p]!]!;
        insert.run(
          runId,
          left,
          right,
          result.confidence[p]!,
          Buffer.from(parts.buffer),
          runner < 0 ? null : rightIds[runner]!,
          runner < 0 ? null : result.runnerUpConfidence[p]!,
        );
        digest.update(`${left}:${right}:${result.confidence[p]}\n`);
      }
    });
    await step(to - from);
  }
  const sides = [
    { side: 'left', ids: leftIds, rows: result.unmatchedLeft, kinds: result.unmatchedLeftKind },
    { side: 'right', ids: rightIds, rows: result.unmatchedRight, kinds: result.unmatchedRightKind },
  ] as const;
  for (const { side, ids, rows, kinds } of sides) {
    for (let from = 0; from < rows.length; from += SLICE_ROWS) {
      const to = Math.min(rows.length, from + SLICE_ROWS);
      store.stage((tx) => {
        const insert = tx.prepare(`INSERT OR REPLACE INTO unmatched (run_id, txn_id, side, kind) VALUES (?, ?, ?, ?)`);
        for (let i = from; i < to; i++) insert.run(runId, ids[rows[i]!]!, side, UNMATCHED_KINDS[kinds[i]!]!);
      });
      await step(to - from);
    }
  }
  const resultDigest = digest.digest('hex');
  store.write(
    context.actor,
    'analysis.run',
    {
      action: 'reconcile.finished',
      object: `reconcile run ${runId}`,
      summary: `Matching proposed ${result.pairs} pairs; ${result.unmatchedLeft.length} and ${result.unmatchedRight.length} stay unmatched.`,
      detail: { settings, engine: ENGINE_VERSION, resultDigest, pairs: result.pairs },
    },
    (tx) => {
      tx.run(`UPDATE reconcile_run SET state = 'superseded' WHERE state = 'ready'`);
      tx.run(`UPDATE reconcile_run SET state = 'ready', seconds = ?, result_digest = ? WHERE id = ?`, engineSeconds, resultDigest, runId);
    },
  );
  // What earlier runs proposed and nobody decided is replaced by this run.
  for (const old of store.read((db) => db.all<{ id: number }>(`SELECT id FROM reconcile_run WHERE state = 'superseded'`)))
    await dropProposals(store, old.id);
  return runId;
}

async function dropProposals(store: CaseStore, runId: number): Promise<void> {
  const slice = (sql: string) => store.stage((tx) => tx.run(sql, runId).changes);
  while (slice(`DELETE FROM match WHERE id IN (SELECT id FROM match WHERE state = 'suggested' AND run_id = ? LIMIT ${SLICE_ROWS})`) > 0)
    await nextTurn();
  while (
    slice(`DELETE FROM unmatched WHERE (run_id, txn_id) IN (SELECT run_id, txn_id FROM unmatched WHERE run_id = ? LIMIT ${SLICE_ROWS})`) > 0
  )
    await nextTurn();
}

async function dropRun(store: CaseStore, runId: number): Promise<void> {
  await dropProposals(store, runId);
  store.stage((tx) => tx.run(`DELETE FROM reconcile_run WHERE id = ? AND state = 'loading'`, runId));
}
