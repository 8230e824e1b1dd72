/** Reads a file again to show where one of its records stands. */
import { TABLE_FORMATS, type Layout } from '../../shared/contract/import.ts';
import { OperatingError } from '../../shared/errors.ts';
import { segmentRows } from './cells.ts';
import { sheetTable } from './inspect-workbook.ts';
import { ProblemSink } from './problem-sink.ts';
import type { RecordPlace } from './record-place.ts';
import { RecordScanner } from './scanner.ts';
import type { ByteSource } from './source.ts';

/** Rows shown above and below the record. */
const AROUND_ROWS = 3;

/**
 * @param line as the movement carries it: the row number of a sheet, or the running number of a line over all pages
 * Throws OperatingError `not-found` where the file has no such record, or where its bytes show the place themselves.
 */
export async function placeOf(source: ByteSource, layout: Layout, line: number): Promise<RecordPlace> {
  if (layout.format !== 'csv' && (TABLE_FORMATS as readonly string[]).includes(layout.format))
    return await rowOfSheet(source, layout, line);
  if (layout.format === 'pdf') {
    const { pageOfLine } = await import('./statements/pdf/page-of.ts');
    const place = await pageOfLine(source, line);
    if (place === null) throw new OperatingError('not-found', `The file has no line ${line}.`);
    return place;
  }
  throw new OperatingError('not-found', `Line ${line} of a ${layout.format} file is shown by its bytes.`);
}

async function rowOfSheet(source: ByteSource, layout: Layout, line: number): Promise<RecordPlace> {
  const table = await sheetTable(source, layout);
  // The rendition has one physical line for every row of the sheet.
  const dialect = { delimiter: ',', quote: '"', escape: '"', newline: '\n' } as const;
  const scanner = new RecordScanner(table, dialect, { encoding: 'utf-8', start: 0, width: layout.columns.length });
  const rows: { number: number; cells: string[] }[] = [];
  for (let segment = await scanner.next(); segment !== null && segment.lines[0]! <= line + AROUND_ROWS; segment = await scanner.next()) {
    if (segment.lines[segment.count - 1]! < line - AROUND_ROWS) continue;
    const cells = segmentRows(segment, dialect, { encoding: 'utf-8', fallback: 'utf-8' }, new ProblemSink(0)).rows;
    for (let i = 0; i < segment.count; i++) {
      const number = segment.lines[i]!;
      if (Math.abs(number - line) <= AROUND_ROWS) rows.push({ number, cells: cells[i]! });
    }
  }
  if (!rows.some((row) => row.number === line)) throw new OperatingError('not-found', `The sheet has no row ${line}.`);
  return { kind: 'sheet', sheet: layout.sheet ?? '', rows };
}
