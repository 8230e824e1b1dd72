import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFRawStream } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_HEAD, exampleAudit, exampleFlags, exampleReconciliation, exampleTransaction } from '../example.ts';
import type { ReportInput } from '../input.ts';
import { loadFonts } from '../load-fonts.ts';
import { renderReport } from '../render.ts';

const fonts = loadFonts(fileURLToPath(new URL('../../../../resources/fonts/', import.meta.url)));
const write = (input: ReportInput): Promise<Uint8Array> => renderReport(input, 'pdf', () => fonts);

/** TrueType tables of every font embedded in a document. */
async function embeddedFonts(bytes: Uint8Array): Promise<Map<string, DataView>[]> {
  const pdf = await PDFDocument.load(bytes);
  const found: Map<string, DataView>[] = [];
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream)) continue;
    const raw = object.dict.toString().includes('FlateDecode') ? inflateSync(object.contents) : object.contents;
    const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
    if (raw.byteLength < 12 || (view.getUint32(0) !== 0x00010000 && view.getUint32(0) !== 0x74727565)) continue;
    const tables = new Map<string, DataView>();
    for (let i = 0; i < view.getUint16(4); i++) {
      const at = 12 + i * 16;
      const tag = String.fromCharCode(...raw.subarray(at, at + 4));
      tables.set(tag, new DataView(raw.buffer, raw.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)));
    }
    found.push(tables);
  }
  return found;
}

/** Glyphs whose outline does not begin with a plausible header: contours within bounds and a box that is a box. */
function damagedGlyphs(tables: Map<string, DataView>): number[] {
  const [head, loca, glyf] = ['head', 'loca', 'glyf'].map((tag) => tables.get(tag)!) as [DataView, DataView, DataView];
  const long = head.getInt16(50) === 1;
  const offset = (i: number): number => (long ? loca.getUint32(i * 4) : loca.getUint16(i * 2) * 2);
  const count = loca.byteLength / (long ? 4 : 2) - 1;
  const damaged: number[] = [];
  for (let glyph = 0; glyph < count; glyph++) {
    const at = offset(glyph);
    if (offset(glyph + 1) === at) continue;
    const contours = glyf.getInt16(at);
    const [xMin, yMin, xMax, yMax] = [2, 4, 6, 8].map((more) => glyf.getInt16(at + more)) as [number, number, number, number];
    if (contours < -1 || contours > 60 || xMin > xMax || yMin > yMax) damaged.push(glyph);
  }
  return damaged;
}

describe('the printed report', async () => {
  const small = exampleReconciliation(30);
  const bytes = await write(small);

  it('is the same bytes for the same input, with the dates of the input', async () => {
    expect(Buffer.compare(Buffer.from(await write(small)), Buffer.from(bytes))).toBe(0);
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
    expect(pdf.getCreationDate()?.toISOString()).toBe(EXAMPLE_HEAD.generatedAt);
    expect(pdf.getPages().every((page) => Math.round(page.getWidth()) === 595 && Math.round(page.getHeight()) === 842)).toBe(true);
  });

  it('embeds fonts whose letters are whole', async () => {
    const embedded = await embeddedFonts(bytes);
    expect(embedded.length).toBe(4);
    expect(embedded.map(damagedGlyphs)).toEqual([[], [], [], []]);
  });

  it('writes a row that is longer than a page, and text without a single space', async () => {
    const long = { ...exampleTransaction(1, 1, -100), description: 'W'.repeat(4_096) };
    const pdf = await PDFDocument.load(
      await write({ subject: 'transactions', head: EXAMPLE_HEAD, rows: [long, exampleTransaction(2, 1, 5)] }),
    );
    expect(pdf.getPageCount()).toBeGreaterThan(2);
  });

  it('is written where there is nothing to report', async () => {
    const bare = { ...EXAMPLE_HEAD, sources: [], audit: null, generatedAt: 'never' };
    const pdf = await PDFDocument.load(await write({ subject: 'transactions', head: bare, rows: [] }));
    expect(pdf.getPageCount()).toBe(1);
    expect((await PDFDocument.load(await write({ ...exampleAudit(0), head: bare, verdict: null }))).getPageCount()).toBe(1);
  });
});

const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!poppler) console.log('skipped reading the printed report: pdftotext (poppler-utils) is not installed');

/** Text of a document, page by page. */
function pagesOf(bytes: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), bytes);
    return spawnSync('pdftotext', ['-layout', join(folder, 'a.pdf'), '-'], { encoding: 'utf8', maxBuffer: 1 << 28 })
      .stdout.split('\f')
      .slice(0, -1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!poppler)('the printed report read back', async () => {
  const input = exampleReconciliation(620);
  const pages = poppler ? pagesOf(await write(input)) : [];
  const all = pages.join('\n');

  it('numbers every page and names the case on it', () => {
    expect(pages.length).toBeGreaterThan(10);
    for (const [i, page] of pages.entries()) expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    expect(pages.filter((page) => !page.includes('Brindlewick Science Centre')).length).toBe(0);
  });

  it('carries the full hashes, the audit head, and a place to sign', () => {
    for (const { sha256 } of input.head.sources) expect(all).toContain(sha256);
    expect(all).toContain(input.head.audit!.head);
    expect(all).toContain('Prepared by: name and signature');
  });

  it('prints names that are not Latin, and exact amounts', () => {
    expect(all).toContain('ŁÓDŹ PRECISION');
    expect(all).toContain('ΑΘΗΝΑΪΚΉ ΕΤΑΙΡΕΊΑ');
    expect(all).toContain('ООО Северный');
    expect(all).toContain('−12,345.67 GBP');
  });

  it('says what it leaves out, and repeats the head of a table on each of its pages', () => {
    expect(all).toContain('The first 500 of 620 are printed; the whole list is in the XLSX and CSV exports of this report.');
    const matches = pages.filter((page) => /S1:\d+.*S2:\d+/.test(page));
    expect(matches.length).toBeGreaterThan(5);
    expect(matches.filter((page) => !page.includes('Conf.'))).toEqual([]);
  });

  it('counts what its fonts can not show', async () => {
    const odd = { ...exampleTransaction(1, 1, -100), description: '漢字 \u202eevil' };
    const text = pagesOf(await write({ subject: 'transactions', head: EXAMPLE_HEAD, rows: [odd] })).join('\n');
    expect(text).toContain('2 characters are not in the fonts');
    expect(text).toContain('evil');
  });

  it('speaks of indicators, with the reason of each', async () => {
    const text = pagesOf(await write(exampleFlags(3))).join('\n');
    expect(text).toContain('Indicators of risk');
    expect(text).toContain('no finding about anybody');
  });
});
