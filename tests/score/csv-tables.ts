/** A whole file as a table, read by the product's own sniffing and cutting. */
import { inspectSource } from '../../src/workers/ingest/inspect.ts';
import { segmentRows } from '../../src/workers/ingest/cells.ts';
import { surveySource } from '../../src/workers/ingest/encoding.ts';
import { dialectOf } from '../../src/workers/ingest/pass.ts';
import { ProblemSink } from '../../src/workers/ingest/problem-sink.ts';
import { RecordScanner } from '../../src/workers/ingest/scanner.ts';
import { bytesSource } from '../../src/workers/ingest/source.ts';

/** @param plain takes the file for RFC 4180, with a header in its first record or without */
export async function readTable(bytes: Uint8Array, plain?: 'header' | 'rows') {
  const source = bytesSource(bytes);
  const told = { encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', preambleRows: 0, hasHeader: plain === 'header' };
  const inspection = await inspectSource(source, plain ? { layout: told } : {});
  const { layout } = inspection;
  const survey = await surveySource(source, layout.encoding);
  const dialect = dialectOf(layout, survey);
  const scanner = new RecordScanner(source, dialect, { encoding: layout.encoding, start: survey.markBytes, width: layout.columns.length });
  const all: string[][] = [];
  for (let segment = await scanner.next(); segment !== null; segment = await scanner.next()) {
    all.push(...segmentRows(segment, dialect, { encoding: layout.encoding, fallback: survey.fallback }, new ProblemSink(0)).rows);
  }
  const raw = layout.hasHeader ? (all[layout.preambleRows] ?? []) : [];
  // A header of two rows stands joined in the layout only.
  const joined = !plain && raw.some((cell, i) => cell.trim() !== '' && layout.columns[i]?.name !== cell.trim());
  const header = joined ? layout.columns.map(({ name, index }) => (name === `Column ${index + 1}` ? '' : name)) : raw;
  const rows = all.slice(layout.preambleRows + (layout.hasHeader ? 1 : 0)).filter((row) => row.length > 1 || (row[0] ?? '').trim() !== '');
  const because = inspection.reasons
    .filter(({ about }) => about === 'header' || about === 'dialect')
    .map(({ decision }) => decision)
    .join('; ');
  return { header, rows, because };
}

export function fractionOf(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
