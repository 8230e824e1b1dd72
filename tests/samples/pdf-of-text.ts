/** Makes PDF files for tests: lines of text set in columns, as a bank's printing program places them. */
import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A page is a list of lines; a line a list of texts with their left edge, or with `right` their right edge. */
export type SampleLine = readonly { readonly text: string; readonly x?: number; readonly right?: number }[];

export async function samplePdf(
  pages: readonly (readonly SampleLine[])[],
  change?: (document: PDFDocument) => Promise<void> | void,
): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = document.addPage([595, 842]);
    lines.forEach((line, i) => {
      for (const { text, x, right } of line)
        page.drawText(text, { x: x ?? right! - font.widthOfTextAtSize(text, 9), y: 800 - i * 14, size: 9, font });
    });
  }
  await change?.(document);
  return document.save({ useObjectStreams: false });
}

/** One line per text line, words at the places of their characters. */
export function typewritten(text: string): SampleLine[] {
  return text.split('\n').map((line) => [...line.matchAll(/\S+(?: \S+)*/g)].map((m) => ({ text: m[0], x: 30 + m.index * 4.6 })));
}
