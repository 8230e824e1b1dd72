import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { wrap, type Remote } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { OperatingError } from '../../shared/errors.ts';
import type { ReportApi, ReportPage, ReportStart } from './api.ts';
import type { ReportInput } from './input.ts';
import type { ReportFormat } from './render.ts';

/** Rows handed over per message: a page is copied in a few milliseconds, so the calling thread never stops for long. */
const PAGE_ROWS = 1_000;

/** Where the fonts lie in a checkout and in a package that keeps the layout of the checkout. */
const FONT_FOLDER = fileURLToPath(new URL('../../../resources/fonts/', import.meta.url));

interface RenderOptions {
  readonly signal?: AbortSignal;
  readonly fontFolder?: string;
}

const cancelled = (): OperatingError => new OperatingError('cancelled', 'The export was stopped. No file was written.');

function split(input: ReportInput): { readonly start: ReportStart; readonly lists: readonly ReportPage[] } {
  // These two are small as a whole.
  if (input.subject === 'quality' || input.subject === 'certificate') return { start: input, lists: [] };
  if (input.subject !== 'reconciliation') {
    const { rows, ...start } = input;
    return { start, lists: [{ list: 'rows', rows }] };
  }
  const { matches, unmatchedLeft, unmatchedRight, ...start } = input;
  return {
    start,
    lists: [
      { list: 'matches', rows: matches },
      { list: 'unmatchedLeft', rows: unmatchedLeft },
      { list: 'unmatchedRight', rows: unmatchedRight },
    ],
  };
}

async function send(api: Remote<ReportApi>, input: ReportInput, format: ReportFormat, fontFolder: string): Promise<Uint8Array> {
  const { start, lists } = split(input);
  const report = await api.begin(start);
  for (const { list, rows } of lists) {
    for (let from = 0; from < rows.length; from += PAGE_ROWS)
      await api.add(report, { list, rows: rows.slice(from, from + PAGE_ROWS) } as ReportPage);
  }
  return api.finish(report, format, fontFolder);
}

/**
 * Writes a report in a thread of its own, which ends with it.
 * @returns the bytes of the file
 * @throws OperatingError `cancelled` where the signal aborts; the thread is stopped at once
 */
export async function renderInWorker(input: ReportInput, format: ReportFormat, options: RenderOptions = {}): Promise<Uint8Array> {
  if (options.signal?.aborted) throw cancelled();
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  const stopped = Promise.withResolvers<never>();
  const cancel = (): void => stopped.reject(cancelled());
  options.signal?.addEventListener('abort', cancel, { once: true });
  worker.once('error', (error) => stopped.reject(error));
  worker.once('exit', () => stopped.reject(new Error('The report engine ended before the report was written.')));
  try {
    return await Promise.race([
      send(wrap<ReportApi>(nodeEndpoint(worker)), input, format, options.fontFolder ?? FONT_FOLDER),
      stopped.promise,
    ]);
  } finally {
    options.signal?.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}
