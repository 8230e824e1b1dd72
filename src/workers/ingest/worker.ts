/** The reader in a thread of its own: no key, no database; bytes come by asking the caller, rows go back in batches. */
import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import { toErrorData, type ErrorData } from '../../shared/errors.ts';
import { transferOf, type RowBatch } from './batch.ts';
import { writeClean } from './clean.ts';
import { inspectSource } from './inspect.ts';
import { placeOf } from './place-of.ts';
import type { ReadReport } from './pass.ts';
import { readSource } from './read.ts';
import type { RecordPlace } from './record-place.ts';
import type { ByteSource } from './source.ts';
import { inspectToJson, type InspectJson } from './to-json.ts';

/** The caller's side of a file: its size, and bytes on request. */
export type AskBytes = (offset: number, length: number) => Promise<Uint8Array> | Uint8Array;
type Told<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: ErrorData };
type OnProgress = (bytes: number) => void;

const api = {
  inspect: (
    size: number,
    ask: AskBytes,
    options: { fileName?: string; layout?: Partial<Layout>; previewRows?: number },
    onProgress: OnProgress,
  ): Promise<Told<Inspection>> =>
    told(() => inspectSource(sourceOf(size, ask), { ...options, onProgress: ({ bytes }) => onProgress(bytes) })),

  inspectJson: (
    size: number,
    ask: AskBytes,
    options: { fileName: string; explain: boolean },
    onProgress: OnProgress,
  ): Promise<Told<InspectJson>> =>
    told(() => inspectToJson(sourceOf(size, ask), { ...options, onProgress: ({ bytes }) => onProgress(bytes) })),

  clean: (
    size: number,
    ask: AskBytes,
    options: { fileName: string; layout?: Partial<Layout> },
    write: (text: string) => Promise<void>,
    onProgress: OnProgress,
  ): Promise<Told<number>> =>
    told(async () => {
      const source = sourceOf(size, ask);
      const inspection = await inspectSource(source, { ...options, onProgress: ({ bytes }) => onProgress(bytes) });
      return await writeClean(source, inspection, write);
    }),

  placeOf: (size: number, ask: AskBytes, layout: Layout, line: number): Promise<Told<RecordPlace>> =>
    told(() => placeOf(sourceOf(size, ask), layout, line)),

  /** Two batches are under way at most: one being stored, one being read. */
  read: (size: number, ask: AskBytes, layout: Layout, onBatch: (batch: RowBatch) => Promise<void>): Promise<Told<ReadReport>> =>
    told(async () => {
      let storing: Promise<void> = Promise.resolve();
      const report = await readSource(sourceOf(size, ask), layout, {}, async (batch) => {
        await storing;
        storing = onBatch(Comlink.transfer(batch, transferOf(batch)));
        // Its failure is met at the next batch, or at the end.
        storing.catch(() => undefined);
      });
      await storing;
      return report;
    }),
};
export type IngestApi = typeof api;

function sourceOf(size: number, ask: AskBytes): ByteSource {
  return { size, read: (offset, length) => ask(offset, Math.max(0, Math.min(length, size - offset))) };
}

async function told<T>(use: () => Promise<T>): Promise<Told<T>> {
  try {
    return { ok: true, value: await use() };
  } catch (error) {
    const data = toErrorData(error);
    if (data.code === 'internal') console.error(error);
    return { ok: false, error: data };
  }
}

if (!parentPort) throw new Error('The reader runs in a worker thread.');
Comlink.expose(api, nodeEndpoint(parentPort));
