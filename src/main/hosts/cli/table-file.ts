import { readFile } from 'node:fs/promises';
import papaparse from 'papaparse';
import { OperatingError } from '../../../shared/errors.ts';
import { decodeBytes } from '../../../workers/ingest/dialect.ts';
import { surveySource } from '../../../workers/ingest/encoding.ts';
import { sniffDialect } from '../../../workers/ingest/sniff.ts';
import { bytesSource } from '../../../workers/ingest/source.ts';
import { findTable } from '../../../workers/ingest/table.ts';

/** A delimited file as header and rows of text, whatever it is about. */
export interface TableFile {
  readonly header: string[];
  readonly rows: string[][];
}

/**
 * Reads a table of any dialect and encoding. Lines above the header are passed over, blank lines left out, short rows padded.
 * @param named columns the caller names; a first row that holds one of them is the header whatever it looks like
 */
export async function readTableFile(path: string, named: readonly string[] = []): Promise<TableFile> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatingError(error.code === 'ENOENT' ? 'not-found' : 'file-unreadable', `“${path}” could not be read (${error.code}).`);
  });
  if (bytes.length === 0) throw new OperatingError('file-empty', `“${path}” is empty.`);
  const source = bytesSource(bytes);
  const survey = await surveySource(source);
  if (survey.binary !== null) throw new OperatingError('file-unreadable', `“${path}” is not a table of text but ${survey.binary}.`);
  const { dialect } = await sniffDialect(survey, survey.head.length >= bytes.length, {});
  const text = decodeBytes(bytes.subarray(survey.markBytes), survey.encoding);
  const parsed = papaparse.parse<string[]>(text, {
    delimiter: dialect.delimiter,
    quoteChar: dialect.quote || '\u0000',
    escapeChar: dialect.escape || dialect.quote || '\u0000',
    skipEmptyLines: true,
  });
  const found = findTable(parsed.data);
  const start = headerAt(parsed.data, found.hasHeader ? found.preambleRows : 0, named);
  const header = (parsed.data[start] ?? []).map((name, i) => name.trim() || `column ${i + 1}`);
  const rows = parsed.data.slice(start + 1).map((row) => (row.length === header.length ? row : header.map((_, i) => row[i] ?? '')));
  return { header, rows };
}

function headerAt(rows: readonly string[][], found: number, named: readonly string[]): number {
  const holds = rows.slice(0, 50).findIndex((row) => named.length > 0 && named.every((name) => row.some((cell) => cell.trim() === name)));
  return holds >= 0 ? holds : Math.min(found, Math.max(0, rows.length - 1));
}
