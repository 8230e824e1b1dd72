import { TABLE_FORMATS } from '../../../shared/contract/import.ts';
import type { BlobId } from '../../../shared/ids.ts';
import { linesOf } from '../../../workers/ingest/statements/lines.ts';
import type { RejectedExport, RejectedRow, ReportHead } from '../../../workers/report/input.ts';
import { nextTurn } from '../../jobs/runner.ts';
import { findingsOf, rejects, type StoredFinding } from '../../listing/findings.ts';
import { scanSource } from '../../listing/quality-scan.ts';
import type { CollectOptions } from './frame.ts';

/** Formats whose lines are no places in the file. */
const WITHOUT_LINES: readonly string[] = [...TABLE_FORMATS.filter((format) => format !== 'csv'), 'pdf'];

/** The findings that rejected rows, each with the place of its line in the sealed file where that is certain. */
export async function collectRejected(o: CollectOptions, head: ReportHead): Promise<RejectedExport> {
  const source = head.sources[0]!;
  const { findings, complete } = findingsOf(o.store, source.id);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const scan = await scanSource(o.store, o.orders, o.store.id, source, new Set(errors.map(({ line }) => line)), o.context.signal);
  const refused = errors.filter((finding) => rejects(finding, scan.exactLines));
  const places = WITHOUT_LINES.includes(source.format) ? new Map<number, Place>() : await placesOf(o, source.id, refused);
  const rows = refused.map(({ line, code, message, field, raw, seq }): RejectedRow => {
    const place = places.get(seq);
    const text = place?.text ?? raw ?? '';
    return { line, code, reason: message, field, byteStart: place?.start ?? null, byteLength: place?.length ?? null, raw: text };
  });
  return { subject: 'rejected', head, fileName: source.fileName, rejected: source.rowsRejected, complete, rows };
}

interface Place {
  readonly start: number;
  readonly length: number;
  /** The line as the file has it. */
  readonly text: string;
}

/** Characters of a raw line written out; a spreadsheet's cell takes 32,767. The byte range leads to all of it. */
const RAW_CHARACTERS = 10_000;

/** Letters and digits alone: the text kept with a finding has its cells joined without their quotes. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Whether a line is the one of a finding: it holds the finding's text, or begins a record over several lines. */
function isLineOf(line: string, raw: string): boolean {
  const [there, wanted] = [letters(line), letters(raw)];
  return wanted !== '' && (there.includes(wanted) || (there.length >= 8 && wanted.startsWith(there)));
}

/**
 * Reads the sealed file line by line up to the last line wanted. A place is given only where the line holds the raw text of its
 * finding: lines are counted by more than one rule in the wild, and a wrong place would be worse than none.
 */
async function placesOf(o: CollectOptions, sourceId: number, findings: readonly StoredFinding[]): Promise<Map<number, Place>> {
  const wanted = Map.groupBy(findings, ({ line }) => line);
  const last = Math.max(0, ...wanted.keys());
  const file = o.store.read((db) =>
    db.get<{ blob: BlobId; bytes: number; encoding: string }>(
      `SELECT blob_id AS blob, file_bytes AS bytes, encoding FROM source WHERE id = ?`,
      sourceId,
    )!,
  );
  const places = new Map<number, Place>();
  if (last === 0) return places;
  const read = async (offset: number, length: number): Promise<Uint8Array> => {
    o.context.signal.throwIfAborted();
    o.context.progress('Finding the lines', offset, file.bytes, 'bytes');
    await nextTurn();
    return o.store.blobs.read(file.blob, offset, length);
  };
  for await (const line of linesOf({ size: file.bytes, read }, file.encoding)) {
    for (const { seq, raw } of wanted.get(line.number) ?? []) {
      if (!isLineOf(line.text, raw ?? '')) continue;
      places.set(seq, { start: line.byteStart, length: line.byteLength, text: line.text.slice(0, RAW_CHARACTERS) });
    }
    if (line.number >= last) break;
  }
  return places;
}
