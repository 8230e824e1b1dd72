import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { Backend } from '../../main/app/backend.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { CommandName } from '../../shared/contract/table.ts';
import { toErrorData } from '../../shared/errors.ts';
import type { Answer } from './answer.ts';

export interface VaultThreadData {
  readonly vaultDir: string;
  readonly appVersion: string;
  readonly resourcesDir: string;
  readonly events: MessagePort;
}

const data = workerData as VaultThreadData;
const backend = new Backend({
  vaultDir: data.vaultDir,
  appVersion: data.appVersion,
  resourcesDir: data.resourcesDir,
  emit: (event: AppEvent) => data.events.postMessage(event),
});

async function answer<T>(use: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await use() };
  } catch (error) {
    const plain = toErrorData(error);
    // A fault of our own is worth its stack on the error channel; it holds no case data, only where it happened.
    if (plain.code === 'internal') console.error(error instanceof Error ? error.stack : error);
    return { ok: false, error: plain };
  }
}

/** Pauses of this thread, so that "other requests are answered meanwhile" is a measured figure. */
const pauses = monitorEventLoopDelay({ resolution: 5 });
pauses.enable();

const thread = {
  state: () => backend.state(),
  execute: (name: CommandName, input: unknown) => answer(() => backend.execute(name, input)),
  upload: (uploadId: string, slice: number, bytes: Uint8Array) => answer(() => backend.receive(uploadId, slice, bytes)),
  download: (ticket: string) => {
    const held = backend.takeDownload(ticket);
    return held
      ? Comlink.transfer({ fileName: held.fileName, contentType: held.contentType, bytes: held.bytes }, [held.bytes.buffer as ArrayBuffer])
      : null;
  },
  lock: (reason: 'user' | 'idle' | 'suspend' | 'exit') => answer(() => backend.lock(reason)),
  idle: () => backend.idle(),
  /** The longest pause since the last call, in milliseconds. */
  longestPauseMs: () => {
    const longest = pauses.max / 1e6;
    pauses.reset();
    return longest;
  },
};
export type VaultThread = typeof thread;

Comlink.expose(thread, nodeEndpoint(parentPort!));
