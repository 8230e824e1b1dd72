import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { read, utils, type WorkBook } from 'xlsx';
import { table } from '../document.ts';
import { exampleAudit, exampleFlags, exampleReconciliation, HOSTILE } from '../example.ts';
import type { ReportInput } from '../input.ts';
import { renderReport } from '../render.ts';
import { cellXml, columnName } from './cell.ts';
import { partsOf, SHEET_ROWS } from './sheet.ts';
import { xmlText } from './xml.ts';

const noFonts = (): Promise<never> => Promise.reject(new Error('A workbook needs no fonts.'));
const write = (input: ReportInput): Promise<Uint8Array> => renderReport(input, 'xlsx', noFonts);

describe('a workbook read back', async () => {
  const input = exampleReconciliation(200);
  const bytes = await write(input);
  const book: WorkBook = read(bytes, { type: 'array', cellNF: true, cellFormula: true, bookFiles: true });

  it('has the sheets of a reconciliation', () => {
    expect(book.SheetNames.slice(0, 2)).toEqual(['Summary', 'Sources']);
    for (const name of ['Matched', 'Suggested', 'Unmatched left', 'Unmatched right', 'Rejected']) expect(book.SheetNames).toContain(name);
  });

  it('holds amounts as numbers with the decimals of their currency', () => {
    const rows = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['Matched']!);
    expect(rows.length).toBe(200);
    expect(rows.map((row) => row['Bank amount'])).toEqual(
      input.matches.slice(0, 200).map((match) => Number((match.left.amountMinor / 100).toFixed(2))),
    );
    const cell = Object.values(book.Sheets['Matched']!).find((value: { z?: string }) => value.z?.startsWith('#,##0.00'));
    expect(cell).toMatchObject({ t: 'n' });
  });

  it('holds dates as dates', () => {
    const [row] = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['Matched']!, { raw: false, dateNF: 'yyyy-mm-dd' });
    expect(row!['Bank date']).toBe(input.matches[0]!.left.date);
    const [raw] = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['Matched']!);
    expect(raw!['Bank date']).toBeInstanceOf(Date);
  });

  it('holds no formula, and text as it was', () => {
    const cells = book.SheetNames.flatMap((name) => Object.values(book.Sheets[name]!) as { f?: string; v?: unknown }[]);
    expect(cells.filter((cell) => cell && typeof cell === 'object' && cell.f !== undefined)).toEqual([]);
    expect(cells.some((cell) => cell && cell.v === HOSTILE)).toBe(true);
  });

  it('freezes and filters every table, names the files by hash, and has properties', () => {
    const files = (book as WorkBook & { files: Record<string, { content: Uint8Array }> }).files;
    const xml = (name: string): string => new TextDecoder().decode(files[name]!.content);
    const sheets = Object.keys(files).filter((name) => /worksheets\/sheet(?!1\.)\d+\.xml$/.test(name));
    expect(sheets.length).toBe(book.SheetNames.length - 1);
    expect(sheets.filter((name) => !/state="frozen"/.test(xml(name)) || !/<autoFilter ref="A1:/.test(xml(name)))).toEqual([]);
    expect(xml('docProps/core.xml')).toContain('2026-11-20T21:04:33Z');
    const sources = utils.sheet_to_json<Record<string, unknown>>(book.Sheets['Sources']!);
    expect(sources.map((row) => row['SHA-256'])).toEqual(input.head.sources.map((source) => source.sha256));
  });

  it('is the same bytes for the same input', async () => {
    expect(Buffer.compare(Buffer.from(await write(input)), Buffer.from(bytes))).toBe(0);
  });

  it('is written for every other subject', async () => {
    expect(read(await write(exampleFlags(5)), { type: 'array' }).SheetNames).toEqual(['Summary', 'Sources', 'Flags']);
    expect(read(await write(exampleAudit(5)), { type: 'array' }).SheetNames).toEqual(['Summary', 'Sources', 'Audit log']);
  });
});

describe('cells', () => {
  it('writes amounts digit by digit, and as text where a spreadsheet would round', () => {
    expect(cellXml('A1', 'money', -5, 'GBP')).toContain('<v>-0.05</v>');
    expect(cellXml('A1', 'money', 12_345, 'JPY')).toContain('<v>12345</v>');
    expect(cellXml('A1', 'money', 12_345, 'KWD')).toContain('<v>12.345</v>');
    expect(cellXml('A1', 'money', 9_007_199_254_740_991, 'GBP')).toContain('<t xml:space="preserve">90071992547409.91</t>');
  });

  it('keeps dates that a spreadsheet can not count as text', () => {
    expect(cellXml('A1', 'date', '2024-07-01', '')).toContain('<v>45474</v>');
    expect(cellXml('A1', 'date', '1899-01-05', '')).toContain('1899-01-05');
  });

  it('escapes what XML can not hold', () => {
    expect(xmlText('a\u0000b\r<&>"_x0041_\ud800')).toBe('a_x0000_b_x000D_&lt;&amp;&gt;&quot;_x005F_x0041_\ufffd');
  });

  it('names columns past Z and splits what is longer than a sheet', () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
    const long = { ...table({ title: 'T', sheetName: 'Matched' }, [], []), rows: SHEET_ROWS + 1 };
    expect(partsOf(long).map(({ name, from, to }) => [name, from, to])).toEqual([
      ['Matched', 0, SHEET_ROWS],
      ['Matched (2)', SHEET_ROWS, SHEET_ROWS + 1],
    ]);
  });
});

const office = spawnSync('soffice', ['--version']).error === undefined;
if (!office) console.log('skipped reading the workbook with LibreOffice: soffice is not installed');

describe.skipIf(!office)('LibreOffice', () => {
  it('opens the workbook and shows the same cells', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    try {
      writeFileSync(join(folder, 'a.xlsx'), await write(exampleFlags(40)));
      const run = spawnSync(
        'soffice',
        [
          `-env:UserInstallation=file://${folder}/profile`,
          '--headless',
          '--convert-to',
          'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3',
          '--outdir',
          folder,
          join(folder, 'a.xlsx'),
        ],
        { timeout: 110_000 },
      );
      expect(run.status).toBe(0);
      const { data } = Papa.parse<Record<string, string>>(readFileSync(join(folder, 'a-Flags.csv'), 'utf8'), {
        header: true,
        skipEmptyLines: true,
      });
      const wanted = exampleFlags(40).rows;
      expect(data.map((row) => [row['Date'], row['Description'], Math.round(Number(row['Amount']!.replaceAll(',', '')) * 100)])).toEqual(
        wanted.map((row) => [row.date, row.description, row.amountMinor]),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
