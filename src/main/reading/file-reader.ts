import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import { fromErrorData, OperatingError, type ErrorData } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { RowBatch } from '../../workers/ingest/batch.ts';
import type { ReadReport } from '../../workers/ingest/pass.ts';
import { problemOf, unreadable } from '../../workers/ingest/inspection.ts';
import type { RecordPlace } from '../../workers/ingest/record-place.ts';
import type { InspectJson } from '../../workers/ingest/to-json.ts';
import type { IngestApi } from '../../workers/ingest/worker.ts';

/** Heap of the reading thread: a hostile file ends the thread, not the program. Honest files need a tenth of it. */
const HEAP_MB = 1024;
/** A reader that neither asks for bytes nor tells of progress for this long is stuck: honest files report every few thousand rows. */
const STALL_MS = 30_000;

/** Pieces of a file: from the vault, decrypted as they are asked for, or from a disk. */
export type BytesOf = (offset: number, length: number) => Uint8Array | Promise<Uint8Array>;

export interface FileReader {
  /** A file that breaks the reader (memory, time) gives an inspection with the finding FILE-LIMIT. */
  inspect(o: { fileName: string; layout: Partial<Layout> | undefined; onProgress?: (bytes: number) => void }): Promise<Inspection>;
  /** The same as one object with every movement in it. */
  inspectJson(o: { fileName: string; explain: boolean }): Promise<InspectJson>;
  /** Streams every row; `onBatch` is awaited, so that reading never runs more than one batch ahead of storing. */
  read(layout: Layout, onBatch: (batch: RowBatch) => Promise<void>): Promise<ReadReport>;
  /** Writes the table that was understood as plain CSV. Returns its data rows. */
  clean(o: { fileName: string; layout?: Partial<Layout> }, write: (text: string) => Promise<void>): Promise<number>;
  /** Where a record stands, for files whose bytes alone don't show it: workbooks and PDFs. */
  placeOf(layout: Layout, line: number): Promise<RecordPlace>;
  close(): Promise<void>;
}

/** The reader was ended because of what the file made it do. */
class FileLimit extends OperatingError {
  readonly why: string;
  constructor(why: string) {
    super('file-unreadable', `The file could not be read: ${why}. It stays as evidence; nothing was imported.`);
    this.why = why;
  }
}

/** Starts the reader on a file. It asks for pieces as it goes; no key and no path ever reaches it. */
export function startReader(bytesOf: BytesOf, size: number, signal?: AbortSignal): FileReader {
  const worker = new Worker(new URL('../../workers/ingest/worker.ts', import.meta.url), {
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
    stopped.reject(heap ? new FileLimit('it needs more memory than is allowed') : error);
  });
  worker.once('exit', () => stopped.reject(new Error('the reader ended before it answered')));
  const watch = new StallWatch(() => {
    stopped.reject(new FileLimit(`no progress for ${STALL_MS / 1000} seconds`));
    void worker.terminate();
  });
  /** An error of the vault must come back as itself, not as what comlink makes of it. */
  const readOrStop = async (offset: number, length: number): Promise<Uint8Array> => {
    try {
      return await bytesOf(offset, length);
    } catch (error) {
      stopped.reject(error);
      throw error;
    }
  };
  const ask = Comlink.proxy(async (offset: number, length: number) => {
    watch.alive();
    const bytes = await readOrStop(offset, length);
    // A Buffer's own slice would be a view of a pool that can't be handed over.
    const own = bytes.byteLength === bytes.buffer.byteLength ? bytes : new Uint8Array(bytes);
    return Comlink.transfer(own, [own.buffer as ArrayBuffer]);
  });
  const answered = async <T>(call: Promise<{ ok: true; value: T } | { ok: false; error: ErrorData }>): Promise<T> => {
    watch.alive();
    try {
      const answer = await Promise.race([call, stopped.promise]);
      if (!answer.ok) throw fromErrorData(answer.error);
      return answer.value;
    } finally {
      watch.rest();
    }
  };
  const progress = (tell?: (bytes: number) => void) =>
    Comlink.proxy((bytes: number) => {
      watch.alive();
      tell?.(bytes);
    });
  /** An error of ours while taking must come back as itself, not as what comlink makes of it. */
  const guarded = <T>(take: (value: T) => Promise<void>) => {
    const taking = Promise.withResolvers<never>();
    taking.promise.catch(() => undefined);
    const proxy = Comlink.proxy(async (value: T) => {
      watch.rest();
      await take(value).catch((error: unknown) => {
        taking.reject(error);
        throw error;
      });
      watch.alive();
    });
    return { proxy, failed: taking.promise };
  };
  return {
    inspect: async ({ fileName, layout, onProgress }) => {
      const options = { fileName, previewRows: LIMITS.previewRows, ...(layout === undefined ? {} : { layout }) };
      try {
        return await answered(engine.inspect(size, ask, options, progress(onProgress)));
      } catch (error) {
        if (error instanceof FileLimit) return unreadable(size, [problemOf('FILE-LIMIT', error.why)]);
        throw error;
      }
    },
    inspectJson: async (options) => {
      try {
        return await answered(engine.inspectJson(size, ask, options, progress()));
      } catch (error) {
        if (!(error instanceof FileLimit)) throw error;
        const { code, line, message } = problemOf('FILE-LIMIT', error.why);
        return { format: 'unknown', encoding: '', accounts: [], problems: [{ code, line, message }], questions: [] };
      }
    },
    read: async (layout, onBatch) => {
      const { proxy, failed } = guarded(onBatch);
      return await Promise.race([answered(engine.read(size, ask, layout, proxy)), failed]);
    },
    clean: async (options, write) => {
      const { proxy, failed } = guarded(write);
      return await Promise.race([answered(engine.clean(size, ask, options, proxy, progress())), failed]);
    },
    placeOf: (layout, line) => answered(engine.placeOf(size, ask, layout, line)),
    close: async () => {
      watch.rest();
      signal?.removeEventListener('abort', cancel);
      await worker.terminate();
    },
  };
}

/** Calls `stalled` when nothing was heard for too long while something was awaited. */
class StallWatch {
  readonly #stalled: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(stalled: () => void) {
    this.#stalled = stalled;
  }

  alive(): void {
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(this.#stalled, STALL_MS).unref();
  }

  rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
