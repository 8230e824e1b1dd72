import { PDFName, PDFString } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import { SAMPLES } from '../../../../../tests/samples/printed-statements.ts';
import { looksLikePdf } from './detect.ts';
import { readPdf } from './read.ts';
import { samplePdf, typewritten } from '../../../../../tests/samples/pdf-of-text.ts';

const read = (bytes: Uint8Array): Promise<Collected> => collectStatements(readPdf, bytesSource(bytes));
const codes = (found: Collected): string[] => found.problems.map((each) => each.code);
const listed = (found: Collected): string[][] =>
  found.statements.map((each) => each.rows.map((row) => `${isoOfDay(row.day)} ${row.amountMinor}`));

const HEAD = [
  [{ text: 'Example Bank', x: 40 }],
  [{ text: 'Account number 12345678', x: 40 }],
  [{ text: 'Statement period 1 March 2024 to 31 March 2024', x: 40 }],
];
const TITLES = [
  { text: 'Date', x: 40 },
  { text: 'Details', x: 100 },
  { text: 'Debit', right: 400 },
  { text: 'Credit', right: 480 },
  { text: 'Balance', right: 560 },
];
const PAGE = [
  ...HEAD,
  TITLES,
  [
    { text: 'Opening balance', x: 100 },
    { text: '1,000.00', right: 560 },
  ],
  [
    { text: '04 Mar', x: 40 },
    { text: 'Bakery', x: 100 },
    { text: '12.50', right: 400 },
    { text: '987.50', right: 560 },
  ],
  [{ text: 'invoice 7 of 12.50', x: 100 }],
  [
    { text: '05 Mar', x: 40 },
    { text: 'Acme', x: 100 },
    { text: '500.00', right: 480 },
  ],
  [
    { text: '06 Mar', x: 40 },
    { text: 'Acme', x: 100 },
    { text: '20.00', right: 400 },
    { text: '1,467.50', right: 560 },
  ],
  [
    { text: 'Closing balance', x: 100 },
    { text: '1,467.50', right: 560 },
  ],
];

describe('PDF with columns', () => {
  it('reads movements by the places of their amounts', async () => {
    const found = await read(await samplePdf([PAGE]));
    expect(listed(found)).toEqual([['2024-03-04 -1250', '2024-03-05 50000', '2024-03-06 -2000']]);
    expect(found.statements[0]!.account).toBe('12345678');
    expect(found.statements[0]!.rows[0]!.description).toBe('Bakery invoice 7 of 12.50');
    expect(found.questions).toEqual([]);
    expect(codes(found)).toEqual([]);
  });

  it('names page and box of each value', async () => {
    const found = await read(await samplePdf([HEAD, PAGE]));
    const row = found.statements[0]!.rows[0]!;
    expect(row.place!.page).toBe(2);
    const [x, y, width, height] = row.place!.boxes.amount!;
    expect(x + width).toBeCloseTo(400, 0);
    // The line is the sixth: its baseline stands 42 + 5 * 14 points below the top.
    expect(y).toBeLessThan(42 + 5 * 14);
    expect(y + height).toBeGreaterThan(42 + 5 * 14);
    expect([row.byteStart, row.byteLength]).toEqual([0, 0]);
    expect(row.line).toBe(HEAD.length + 6);
  });

  it('ignores letters printed twice', async () => {
    const twice = PAGE.map((line) => line.flatMap((piece) => [piece, piece]));
    expect(listed(await read(await samplePdf([twice])))).toEqual([['2024-03-04 -1250', '2024-03-05 50000', '2024-03-06 -2000']]);
  });
});

describe.each(SAMPLES)('$name, as PDF', ({ text, rows }) => {
  it('reads the same as from text', async () => {
    const found = await read(await samplePdf([typewritten(text)]));
    expect(listed(found)).toEqual(rows);
    expect(codes(found)).not.toContain('SIGN-UNPROVEN');
  });
});

describe('what is not read', () => {
  it('says that scans hold no text', async () => {
    expect(codes(await read(await samplePdf([[], []])))).toEqual(['PDF-NO-TEXT']);
  });

  it('reports scripts, attachments and actions, and runs none', async () => {
    const bytes = await samplePdf([PAGE], async (document) => {
      document.addJavaScript('main', 'globalThis.ranFromPdf = true');
      await document.attach(Uint8Array.of(1, 2, 3), 'a.bin');
      document.catalog.set(PDFName.of('OpenAction'), document.context.obj({ S: 'Launch', F: PDFString.of('calc.exe') }));
    });
    const found = await read(bytes);
    expect(found.problems.filter((each) => each.code === 'SEC-BLOCKED')).toHaveLength(3);
    expect((globalThis as { ranFromPdf?: boolean }).ranFromPdf).toBeUndefined();
    expect(listed(found)).toHaveLength(1);
  });

  it('reports damage', async () => {
    const bytes = await samplePdf([PAGE]);
    expect(codes(await read(bytes.subarray(0, bytes.length >> 1)))).toContain('FILE-TRUNCATED');
    expect(codes(await read(Buffer.from('%PDF-1.7\nnothing')))).toEqual(expect.arrayContaining(['FILE-TRUNCATED', 'FILE-DAMAGED']));
    const text = Buffer.from(bytes).toString('latin1');
    const at = text.indexOf('stream\n', text.indexOf('FlateDecode')) + 30;
    const broken = Buffer.from(bytes);
    broken.fill(0x55, at, at + 20);
    expect(codes(await read(broken))).toContain('FILE-DAMAGED');
  });

  it('refuses parts that unpack to too much', async () => {
    const { deflateSync } = await import('node:zlib');
    const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024));
    const found = await read(
      Buffer.concat([
        Buffer.from(`%PDF-1.7\n1 0 obj\n<</Length ${bomb.length}/Filter/FlateDecode>>\nstream\n`),
        bomb,
        Buffer.from('\nendstream\nendobj\n%%EOF'),
      ]),
    );
    expect(codes(found)).toContain('FILE-LIMIT');
  });

  it('says that a password is needed', async () => {
    const text = Buffer.from(await samplePdf([PAGE])).toString('latin1');
    const key = '<' + '00'.repeat(32) + '>';
    const locked = text.replace('/Root', `/Encrypt <</Filter/Standard/V 1/R 2/O ${key}/U ${key}/P -4>>/ID [${key}${key}]/Root`);
    expect(codes(await read(Buffer.from(locked, 'latin1')))).toContain('FILE-ENCRYPTED');
  });
});

describe('looksLikePdf', () => {
  it('finds the mark in the first kilobyte only', () => {
    expect(looksLikePdf(Buffer.from('%PDF-1.4'))).toBe('pdf');
    expect(looksLikePdf(Buffer.from('\ufeff\n\n%PDF-2.0'))).toBe('pdf');
    expect(looksLikePdf(Buffer.from(`${' '.repeat(2_000)}%PDF-1.4`))).toBeNull();
    expect(looksLikePdf(Buffer.from('Date,Amount'))).toBeNull();
  });
});
