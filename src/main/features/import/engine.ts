import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Inspection, Layout } from '../../../shared/contract/import.ts';
import { fromErrorData, OperatingError, type ErrorData } from '../../../shared/errors.ts';
import type { BlobId } from '../../../shared/ids.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { RowBatch } from '../../../workers/ingest/batch.ts';
import type { ReadReport } from '../../../workers/ingest/pass.ts';
import type { IngestApi } from '../../../workers/ingest/worker.ts';
import type { CaseStore } from '../../vault/store.ts';

/** Heap of the reading thread: a hostile file ends the thread, not the program. Honest files need a tenth of it. */
const HEAP_MB = 1024;

export interface FileReader {
  inspect(o: { fileName: string; layout: Partial<Layout> | undefined; onProgress?: (bytes: number) => void }): Promise<Inspection>;
  /** Streams every row; `onBatch` is awaited, so that reading never runs more than one batch ahead of storing. */
  read(layout: Layout, onBatch: (batch: RowBatch) => Promise<void>): Promise<ReadReport>;
  close(): Promise<void>;
}

/** Starts the reader on a sealed file. It asks for decrypted pieces as it goes; the key never leaves this thread. */
export function startReader(blobs: CaseStore['blobs'], blobId: BlobId, size: number, signal?: AbortSignal): FileReader {
  const worker = new Worker(new URL('../../../workers/ingest/worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    name: 'ingest',
  });
  const engine = Comlink.wrap<IngestApi>(nodeEndpoint(worker));
  const stopped = Promise.withResolvers<never>();
  stopped.promise.catch(() => undefined);
  const cancel = (): void => stopped.reject(new OperatingError('cancelled', 'The job was stopped.'));
  signal?.addEventListener('abort', cancel, { once: true });
  worker.once('error', (error) => {
    const heap = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    stopped.reject(
      heap
        ? new OperatingError(
            'file-unreadable',
            'The file needs more memory to read than is allowed. It stays as evidence; nothing was imported.',
          )
        : error,
    );
  });
  worker.once('exit', () => stopped.reject(new Error('the reader ended before it answered')));
  /** An error of the vault must come back as itself, not as what comlink makes of it. */
  const readOrStop = (offset: number, length: number): Uint8Array => {
    try {
      return blobs.read(blobId, offset, length);
    } catch (error) {
      stopped.reject(error);
      throw error;
    }
  };
  const ask = Comlink.proxy((offset: number, length: number) => {
    const bytes = readOrStop(offset, length);
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice();
    return Comlink.transfer(own, [own.buffer as ArrayBuffer]);
  });
  const answered = async <T>(call: Promise<{ ok: true; value: T } | { ok: false; error: ErrorData }>): Promise<T> => {
    const answer = await Promise.race([call, stopped.promise]);
    if (!answer.ok) throw fromErrorData(answer.error);
    return answer.value;
  };
  return {
    inspect: ({ fileName, layout, onProgress }) => {
      const options = { fileName, previewRows: LIMITS.previewRows, ...(layout === undefined ? {} : { layout }) };
      return answered(engine.inspect(size, ask, options, Comlink.proxy(onProgress ?? (() => undefined))));
    },
    read: async (layout, onBatch) => {
      // An error of ours while storing must come back as itself, not as what comlink makes of it.
      const storing = Promise.withResolvers<never>();
      const guarded = Comlink.proxy(async (batch: RowBatch) => {
        await onBatch(batch).catch((error: unknown) => {
          storing.reject(error);
          throw error;
        });
      });
      return await Promise.race([answered(engine.read(size, ask, layout, guarded)), storing.promise]);
    },
    close: async () => {
      signal?.removeEventListener('abort', cancel);
      await worker.terminate();
    },
  };
}
