import { Worker } from 'node:worker_threads';
import { wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { OperatingError } from '../../shared/errors.ts';
import { STAGES, type OnProgress, type StandardiseInput, type StandardiseResult } from './result.ts';
import type { StandardiseWorker } from './worker.ts';

export interface ThreadOptions {
  /** Ends the run: its thread is terminated, which takes effect within milliseconds. */
  readonly signal?: AbortSignal;
  /** Called at least four times a second while the run lasts. */
  readonly onProgress?: OnProgress;
}

const PROGRESS_MS = 150;

/**
 * Runs the chain in a thread of its own, so that the calling one never pauses.
 * @throws OperatingError `cancelled` when the signal fires, `internal` when the thread dies
 */
export async function standardiseInThread(input: StandardiseInput, { signal, onProgress }: ThreadOptions = {}): Promise<StandardiseResult> {
  const thread = new Worker(new URL('./worker.ts', import.meta.url), { name: 'standardise' });
  const progress = new Int32Array(new SharedArrayBuffer(12));
  const timer = setInterval(
    () => onProgress?.(STAGES[Atomics.load(progress, 0)]!, Atomics.load(progress, 1), Atomics.load(progress, 2)),
    PROGRESS_MS,
  );
  const { promise: broken, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new OperatingError('cancelled', 'The standardisation was stopped. Nothing was changed.'));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  thread.once('error', () =>
    reject(
      new OperatingError('internal', 'The thread of the standardisation stopped, most likely for want of memory. Nothing was changed.'),
    ),
  );
  try {
    return await Promise.race([broken, wrap<StandardiseWorker>(nodeEndpoint(thread)).run(input, progress)]);
  } finally {
    clearInterval(timer);
    signal?.removeEventListener('abort', onAbort);
    await thread.terminate();
  }
}
