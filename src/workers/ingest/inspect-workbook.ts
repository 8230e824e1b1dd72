/** Spreadsheets by the road of delimited files: one sheet is rendered as plain CSV with the same row numbers, and read as such. */
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import { OperatingError } from '../../shared/errors.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { RowBatch } from './batch.ts';
import { surveySource } from './encoding.ts';
import { inspectTable } from './inspect-table.ts';
import { problemOf, unreadable, type InspectOptions } from './inspection.ts';
import type { PassOptions, ReadReport } from './pass.ts';
import { readTable } from './read-table.ts';
import { bytesSource, type ByteSource } from './source.ts';
import { BOUNDS } from './workbook/bounds.ts';
import { renderWorkbook, type RenderedWorkbook } from './workbook/render.ts';

/** What the rendition is written in; nothing of it is to be found out. */
const RENDITION = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"' } as const;

export async function inspectWorkbook(source: ByteSource, options: InspectOptions): Promise<Inspection> {
  const told = options.layout ?? {};
  if (source.size > BOUNDS.fileBytes) return unreadable(source.size, [problemOf('FILE-TOO-LARGE', `${BOUNDS.fileBytes / 1024 / 1024} MB`)]);
  const book = await rendered(source, told.sheet, options.signal);
  if (book.format === null || book.csv.length === 0) return unreadable(source.size, book.problems);
  const table = bytesSource(book.csv);
  const survey = await surveySource(table, RENDITION.encoding, options.signal);
  const inspection = await inspectTable(table, survey, { ...options, layout: { ...book.hint, ...told, ...RENDITION } });
  const sheet = book.sheets[book.chosen]!.name;
  const problemCounts = { ...inspection.problemCounts };
  for (const [code, count] of Object.entries(book.problemCounts)) problemCounts[code] = (problemCounts[code] ?? 0) + count;
  return {
    ...inspection,
    format: book.format,
    layout: { ...inspection.layout, format: book.format, sheet },
    fileBytes: source.size,
    reasons: [
      { about: 'format', decision: book.format, because: 'the content says so', confidence: 100 },
      {
        about: 'sheet',
        decision: `“${sheet}”`,
        because: told.sheet === sheet ? 'chosen by hand' : book.because,
        confidence: told.sheet === sheet ? 100 : 90,
      },
      ...inspection.reasons.filter(({ about }) => about !== 'encoding' && about !== 'dialect'),
    ],
    problems: [...book.problems, ...inspection.problems].slice(0, LIMITS.problemsKept + 1),
    problemCounts,
    sheets: book.sheets.map(({ name, rows, columns, hidden }) => ({ name, rows, columns, hidden })),
  };
}

/** Throws `file-unreadable` where the workbook can't be opened any more as it was. */
export async function readWorkbook(
  source: ByteSource,
  layout: Layout,
  options: PassOptions,
  onBatch: (batch: RowBatch) => void | Promise<void>,
): Promise<ReadReport> {
  const book = await rendered(source, layout.sheet, options.signal);
  if (book.csv.length === 0)
    throw new OperatingError('file-unreadable', book.problems[0]?.message ?? 'The workbook holds no sheet with rows.');
  const report = await readTable(bytesSource(book.csv), { ...layout, ...RENDITION }, options, onBatch);
  const problemCounts = { ...report.problemCounts };
  for (const [code, count] of Object.entries(book.problemCounts)) problemCounts[code] = (problemCounts[code] ?? 0) + count;
  return { ...report, problems: [...report.problems, ...book.problems], problemCounts };
}

/** The delimited text of the sheet that a layout names. */
export async function sheetTable(source: ByteSource, layout: Layout): Promise<ByteSource> {
  return bytesSource((await rendered(source, layout.sheet)).csv);
}

async function rendered(source: ByteSource, sheet: string | undefined, signal?: AbortSignal): Promise<RenderedWorkbook> {
  return await renderWorkbook(await wholeFile(source), { sheet, signal });
}

const CHUNK_BYTES = 4 * 1024 * 1024;

async function wholeFile(source: ByteSource): Promise<Uint8Array> {
  const bytes = new Uint8Array(source.size);
  for (let at = 0; at < source.size;) {
    const chunk = await source.read(at, Math.min(CHUNK_BYTES, source.size - at));
    if (chunk.length === 0) break;
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
