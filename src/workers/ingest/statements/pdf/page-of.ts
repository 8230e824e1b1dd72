/** The page of a PDF on which a line stands, with all the text on it. */
import type { RecordPlace } from '../../record-place.ts';
import type { ByteSource } from '../../source.ts';
import { linesOfPieces } from './lines.ts';
import { readPdfPages, type PdfPage } from './pages.ts';

/** Time for finding one page, in milliseconds. */
const BUDGET = 8_000;
/** Part of a letter's height that stands above its baseline. */
const ABOVE_BASELINE = 0.8;

/** Ends the reading: the page is found. */
class Found extends Error {
  readonly page: PdfPage;
  readonly text: string;
  constructor(page: PdfPage, text: string) {
    super('found');
    this.page = page;
    this.text = text;
  }
}

/**
 * @param line running number over all pages, 1-based, as the reader counts them
 * @returns null where the file has no such line any more
 */
export async function pageOfLine(source: ByteSource, line: number): Promise<RecordPlace | null> {
  let before = 0;
  try {
    await readPdfPages(await source.read(0, source.size), performance.now() + BUDGET, (page) => {
      const lines = linesOfPieces(page.pieces);
      const here = lines[line - before - 1];
      before += lines.length;
      return here === undefined ? Promise.resolve() : Promise.reject(new Found(page, here.text));
    });
    return null;
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    const { number, width, height, pieces } = error.page;
    const texts = pieces.map((piece) => ({ ...piece, y: piece.y - piece.height * ABOVE_BASELINE }));
    return { kind: 'page', number, raw: error.text, width, height, texts };
  }
}
