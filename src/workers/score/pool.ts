/** Scoring in worker threads: the caller only starts, watches and stops them. */
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { TextBytes, TransactionColumns } from '../../shared/columns.ts';
import { fromErrorData, toErrorData, type ErrorData } from '../../shared/errors.ts';
import { cancel, cancelled, newControl, progressOf, type ScoreProgress } from './control.ts';
import type { ScoreParams, ScoreResult } from './engine.ts';
import type { ThreadData } from './worker.ts';

export interface WorkerHooks {
  /** Threads that compute, the leader included. The result does not depend on it. */
  readonly workers?: number;
  readonly signal?: AbortSignal;
  /** Called ten times a second while the run lasts. */
  readonly onProgress?: (progress: ScoreProgress) => void;
}

/** Progress calls per second are at least 4 even if a timer is late: asked for 10. */
const PROGRESS_MS = 100;

function shareArray<T extends Int32Array | Float64Array | Uint8Array | Uint32Array>(array: T): T {
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const make = array.constructor as unknown as new (buffer: SharedArrayBuffer, offset: number, length: number) => T;
  const shared = new make(new SharedArrayBuffer(Math.max(1, array.byteLength)), 0, array.length);
  shared.set(array);
  return shared;
}

const shareText = ({ bytes, ends }: TextBytes): TextBytes => ({ bytes: shareArray(bytes), ends: shareArray(ends) });

/** Lets the caller's other work run: copying and starting threads take some milliseconds each. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Columns on shared memory, so that posting them copies nothing; arrays that are shared already stay as they are. */
async function shareColumns(columns: TransactionColumns): Promise<TransactionColumns> {
  const id = shareArray(columns.id);
  await turn();
  const amountMinor = shareArray(columns.amountMinor);
  await turn();
  const day = shareArray(columns.day);
  const currency = shareArray(columns.currency);
  await turn();
  const description = shareText(columns.description);
  await turn();
  const reference = shareText(columns.reference);
  await turn();
  const counterparty = shareText(columns.counterparty);
  await turn();
  return { ...columns, id, amountMinor, day, currency, description, reference, counterparty, category: shareText(columns.category) };
}

/**
 * Scores transactions in worker threads. Same columns, parameters and seed give the same bytes for any number of threads.
 * Stopping through `signal` ends the threads at once; nothing of the run remains.
 * @throws OperatingError `cancelled`, or `internal` where a thread failed
 */
export async function scoreInWorkers(columns: TransactionColumns, params: ScoreParams, hooks: WorkerHooks = {}): Promise<ScoreResult> {
  const { signal, onProgress } = hooks;
  if (signal?.aborted) throw cancelled();
  const helpers = Math.max(0, Math.floor(hooks.workers ?? 2) - 1);
  const control = newControl();
  const url = new URL('./worker.ts', import.meta.url);
  const start = (data: ThreadData, transfer: MessagePort[]) => new Worker(url, { workerData: data, transferList: transfer });
  const channels = Array.from({ length: helpers }, () => new MessageChannel());
  const shared = await shareColumns(columns);
  const threads: Worker[] = [];
  for (const { port2 } of channels) {
    threads.push(start({ role: 'helper', control, ports: [port2] }, [port2]));
    await turn();
  }
  const ports = channels.map(({ port1 }) => port1);
  const leader = start({ role: 'leader', control, ports, columns: shared, params }, ports);
  threads.push(leader);
  let furthest = 0;
  const tell = () => {
    const now = progressOf(control);
    // Between two stages the counters may be read half changed; progress is never shown going back.
    furthest = Math.max(furthest, now.done);
    onProgress?.({ ...now, done: furthest });
  };
  const timer = onProgress ? setInterval(tell, PROGRESS_MS) : undefined;
  let stop: (() => void) | undefined;
  try {
    return await new Promise<ScoreResult>((resolve, reject) => {
      stop = () => {
        cancel(control);
        reject(cancelled());
      };
      signal?.addEventListener('abort', stop, { once: true });
      if (signal?.aborted) stop();
      leader.on('message', (message: { result?: ScoreResult; error?: ErrorData }) =>
        message.result ? resolve(message.result) : reject(fromErrorData(message.error ?? toErrorData(null))),
      );
      for (const thread of threads) {
        thread.on('error', (error) => reject(fromErrorData(toErrorData(error))));
        thread.on('exit', (code) => {
          if (code !== 0) reject(fromErrorData(toErrorData(null)));
        });
      }
    });
  } finally {
    clearInterval(timer);
    if (stop) signal?.removeEventListener('abort', stop);
    // Not waited for: a thread in the middle of a computation ends at its next interrupt check, within milliseconds.
    for (const thread of threads) void thread.terminate();
  }
}
