/** Takes the text out of the pages of a PDF with pdf.js, in this thread, without its worker, fonts, scripts or the network. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Pdfjs from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Piece } from './lines.ts';

export interface PdfPage {
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly pieces: readonly Piece[];
}

export type Stopped = 'time' | 'pieces' | 'pages';

export interface PdfText {
  readonly pages: number;
  readonly stopped: Stopped | null;
  /** Pages that could not be read. */
  readonly damaged: readonly number[];
}

export class PdfRefused extends Error {
  readonly reason: 'encrypted' | 'damaged' | 'time';
  constructor(reason: 'encrypted' | 'damaged' | 'time', message: string) {
    super(message);
    this.reason = reason;
  }
}

const MAX_PAGES = 3_000;
const MAX_PIECES = 60_000;

let loaded: Promise<typeof Pdfjs> | null = null;

/** pdf.js finds its own worker's code in a global and then runs it in this thread. It is loaded once, when first needed. */
function load(): Promise<typeof Pdfjs> {
  loaded ??= (async () => {
    const surroundings = globalThis as { pdfjsWorker?: object; DOMMatrix?: object; Path2D?: object };
    // Needed to draw only; without them the package looks for a native canvas.
    surroundings.DOMMatrix ??= function DOMMatrix() {};
    surroundings.Path2D ??= function Path2D() {};
    surroundings.pdfjsWorker ??= await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
    return import('pdfjs-dist/legacy/build/pdf.mjs');
  })();
  return loaded;
}

/**
 * Reads page after page.
 * @param bytes the whole file; a copy is handed to pdf.js, which may keep it
 * @param until time by `performance.now()` at which to stop
 * @throws PdfRefused where the file cannot be opened
 */
export async function readPdfPages(bytes: Uint8Array, until: number, each: (page: PdfPage) => Promise<void>): Promise<PdfText> {
  const { getDocument, Util } = await load();
  // On damage pdf.js also rejects promises that nobody holds: they would end the thread. What they mean is met below, as a
  // page that can't be read.
  process.on('unhandledRejection', nobodyHolds);
  const task = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    // Tables of Asian letters, from the package's own folder; without them such text would be missing.
    cMapUrl: `${join(dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')), 'cmaps')}/`,
    cMapPacked: true,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    disableRange: true,
    disableStream: true,
    disableAutoFetch: true,
    maxImageSize: 1,
  });
  try {
    const document = await timed(task.promise, until).catch((error: unknown) => {
      throw refusal(error);
    });
    const pages = document.numPages;
    const damaged: number[] = [];
    let stopped: Stopped | null = pages > MAX_PAGES ? 'pages' : null;
    let total = 0;
    for (let number = 1; number <= Math.min(pages, MAX_PAGES); number++) {
      if (performance.now() > until) {
        stopped = 'time';
        break;
      }
      const page = await timed(document.getPage(number), until).catch(() => null);
      const content =
        page === null
          ? null
          : await timed(page.getTextContent({ includeMarkedContent: false, disableNormalization: false }), until).catch(() => null);
      if (page === null || content === null) {
        damaged.push(number);
        continue;
      }
      const view = page.getViewport({ scale: 1 });
      const pieces: Piece[] = [];
      for (const item of content.items) {
        if (!('str' in item) || item.str.trim() === '') continue;
        const matrix = Util.transform(view.transform, item.transform) as number[];
        const [a, b, c, d, x, y] = matrix as [number, number, number, number, number, number];
        const height = Math.hypot(c, d) || item.height || 1;
        // Text that runs up or down the page stands in no line: it is kept apart, below the page.
        const upright = Math.abs(b) <= Math.abs(a) * 0.2;
        pieces.push({ text: item.str, x, y: upright ? y : view.height + x + y / 10_000, width: item.width, height });
      }
      total += pieces.length;
      if (total > MAX_PIECES * 10 || pieces.length > MAX_PIECES) {
        stopped = 'pieces';
        break;
      }
      await each({ number, width: view.width, height: view.height, pieces });
      page.cleanup();
    }
    return { pages, stopped, damaged };
  } finally {
    await task.destroy();
    // A turn later: the last of them may be told after the document is gone.
    setImmediate(() => process.off('unhandledRejection', nobodyHolds));
  }
}

function nobodyHolds(): void {
  // Nothing to do: see where it is set.
}

function refusal(error: unknown): PdfRefused {
  if (error instanceof PdfRefused) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return new PdfRefused(name === 'PasswordException' ? 'encrypted' : 'damaged', message);
}

async function timed<T>(work: Promise<T>, until: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PdfRefused('time', 'reading took too long')), Math.max(1, until - performance.now()));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
