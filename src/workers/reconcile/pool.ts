import { Worker } from 'node:worker_threads';
import { type Remote, transfer, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { TransactionColumns } from '../../shared/columns.ts';
import { OperatingError } from '../../shared/errors.ts';
import { blocksOf } from './engine.ts';
import { type ReconcileParams, type ReconcileResult, type Stage, STAGES, stopwatch } from './result.ts';
import type { Edges } from './score.ts';
import type { ReconcileWorker } from './worker.ts';

export interface PoolOptions {
  /** Worker threads; the result is the same with any number. */
  readonly workers?: number;
  /** Ends the run: its threads are terminated, which takes effect within milliseconds. */
  readonly signal?: AbortSignal;
  /** Called at least four times a second while the run lasts. */
  readonly onProgress?: (stage: Stage, done: number, total: number) => void;
}

/** How often the shared progress is read. */
const PROGRESS_MS = 150;
/** More threads than this do not help: what is left is not divided. */
const MOST_WORKERS = 16;

/**
 * Runs the engine over worker threads: the first reads, learns and finishes, all of them score. The calling thread
 * only passes messages, so it never pauses.
 * @throws OperatingError `cancelled` when the signal fires, `internal` when a thread dies
 */
export async function reconcileInWorkers(
  left: TransactionColumns,
  right: TransactionColumns,
  params: ReconcileParams,
  options: PoolOptions = {},
): Promise<ReconcileResult> {
  const count = Math.max(1, Math.min(MOST_WORKERS, Math.floor(options.workers ?? 2)));
  const threads = Array.from({ length: count }, () => new Worker(new URL('./worker.ts', import.meta.url)));
  const progress = new Int32Array(new SharedArrayBuffer(12));
  const timer = setInterval(() => {
    options.onProgress?.(STAGES[Atomics.load(progress, 0)]!, Atomics.load(progress, 1), Atomics.load(progress, 2));
  }, PROGRESS_MS);
  const { promise: broken, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new OperatingError('cancelled', 'The reconciliation was cancelled. Nothing was changed.'));
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted) onAbort();
  for (const thread of threads) {
    thread.once('error', () =>
      reject(
        new OperatingError('internal', 'A thread of the reconciliation stopped, most likely for want of memory. Nothing was changed.', {
          remedy: 'Reconcile fewer sources at once, or close other programs.',
        }),
      ),
    );
  }
  try {
    return await Promise.race([broken, run(threads, left, right, params, progress)]);
  } finally {
    clearInterval(timer);
    options.signal?.removeEventListener('abort', onAbort);
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

async function run(
  threads: readonly Worker[],
  left: TransactionColumns,
  right: TransactionColumns,
  params: ReconcileParams,
  progress: Int32Array,
): Promise<ReconcileResult> {
  const workers = threads.map((thread): Remote<ReconcileWorker> => wrap<ReconcileWorker>(nodeEndpoint(thread)));
  const leader = workers[0]!;
  const prepared = await leader.prepare(left, right, params, progress);
  const clock = stopwatch(prepared.seconds);
  const blocks = blocksOf(left.rows);
  const scored: Edges[] = [];
  let next = 0;
  let done = 0;
  const show = (rows: number): void => {
    Atomics.store(progress, 0, STAGES.indexOf('score'));
    Atomics.store(progress, 1, rows);
    Atomics.store(progress, 2, left.rows);
  };
  show(0);
  await Promise.all(
    workers.slice(0, Math.max(1, blocks.length)).map(async (worker) => {
      if (blocks.length === 0) return;
      await worker.load(prepared.scoring);
      for (let mine = next++; mine < blocks.length; mine = next++) {
        const { from, to } = blocks[mine]!;
        scored[mine] = await worker.score(from, to);
        done += to - from;
        show(done);
      }
    }),
  );
  clock('score');
  const buffers = scored.flatMap((e) => [e.left.buffer, e.right.buffer, e.pattern.buffer, e.amountChance.buffer, e.dayChance.buffer]);
  return await leader.finish(prepared, transfer(scored, buffers), params, progress);
}
