import { MessageChannel, Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { CommandName } from '../../shared/contract/table.ts';
import { fromErrorData, OperatingError } from '../../shared/errors.ts';
import type { Answer } from '../../workers/vault/answer.ts';
import type { VaultThread } from '../../workers/vault/thread.ts';
import { PendingCalls } from './pending-calls.ts';
import type { DownloadFile, HostedApplication, LockReason } from '../http/application.ts';

export interface ApplicationOptions {
  readonly vaultDir: string;
  readonly appVersion: string;
  /** The folder that holds `sample/` and the other files that come with the program. */
  readonly resourcesDir: string;
  /** The vault thread's entry; packaged programs name the bundled file. */
  readonly threadUrl?: URL;
}

/** The application with its vault thread running. */
export interface RunningApplication extends HostedApplication {
  /** Waits until no job runs or waits. */
  idle(): Promise<void>;
  /** The longest pause of the vault thread since the last call, in milliseconds. */
  longestPauseMs(): Promise<number>;
}

/** Starts the vault thread and puts the application in front of it. Nothing of the case is ever held in this thread. */
export async function createApplication(options: ApplicationOptions): Promise<RunningApplication> {
  const { port1, port2 } = new MessageChannel();
  const { vaultDir, appVersion, resourcesDir } = options;
  const worker = new Worker(options.threadUrl ?? new URL('../../workers/vault/thread.ts', import.meta.url), {
    workerData: { vaultDir, appVersion, resourcesDir, events: port2 },
    transferList: [port2],
    name: 'vault',
  });
  const thread = Comlink.wrap<VaultThread>(nodeEndpoint(worker));
  const listeners = new Set<(event: AppEvent) => void>();
  let state: 'none' | 'locked' | 'unlocked' = 'locked';
  const calls = new PendingCalls();
  worker.once('error', (error) => calls.fail(error as Error));
  worker.once('exit', () => calls.fail(new OperatingError('cancelled', 'The application was closed before it answered.')));
  port1.on('message', (event: AppEvent) => {
    if (event.type === 'locked') state = 'locked';
    if (event.type === 'unlocked') state = 'unlocked';
    for (const listener of listeners) listener(event);
  });
  port1.unref();
  state = await calls.orGone(thread.state());

  const ask = async <T>(call: Promise<Answer<T>>): Promise<T> => {
    const answer = await calls.orGone(call);
    if (!answer.ok) throw fromErrorData(answer.error);
    return answer.value;
  };

  return {
    state: () => state,
    execute: (name: CommandName, input: unknown) => ask(thread.execute(name, input) as Promise<Answer<unknown>>),
    upload: (uploadId, slice, bytes) => {
      // Transferred, not copied: the request's buffer is not used again.
      const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
      return ask(thread.upload(uploadId, slice, Comlink.transfer(own, [own.buffer as ArrayBuffer])));
    },
    download: async (ticket): Promise<DownloadFile | null> => {
      const held = await calls.orGone(thread.download(ticket));
      if (!held) return null;
      const stream = new Blob([held.bytes as Uint8Array<ArrayBuffer>]).stream() as ReadableStream<Uint8Array>;
      return { fileName: held.fileName, contentType: held.contentType, bytes: held.bytes.byteLength, stream };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    lock: (reason: LockReason) => ask(thread.lock(reason) as Promise<Answer<void>>),
    idle: () => calls.orGone(thread.idle()),
    longestPauseMs: () => calls.orGone(thread.longestPauseMs()),
    close: async () => {
      try {
        if (!calls.failed) await ask(thread.lock('exit') as Promise<Answer<void>>);
      } finally {
        port1.close();
        await worker.terminate();
      }
    },
  };
}
