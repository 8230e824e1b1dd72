import { TABLE_FORMATS, type Layout } from '../../../shared/contract/import.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import type { BlobId } from '../../../shared/ids.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { decodeBytes } from '../../../workers/ingest/dialect.ts';
import type { PageText } from '../../../workers/ingest/record-place.ts';
import { splitRecord } from '../../../workers/ingest/split-record.ts';
import { SPAN_FIELDS, type PagePlace } from '../../../workers/ingest/statements/reader.ts';
import { unpackSpans } from '../../../workers/ingest/statements/spans.ts';
import { cellName } from '../../../workers/ingest/workbook/cell-name.ts';
import { startReader } from '../../reading/file-reader.ts';
import { transactionById } from '../../listing/transactions.ts';
import type { QueryContext } from '../context.ts';

/** Bytes read before and after the record to show it in its surroundings; enough for three lines of an ordinary statement. */
const AROUND_BYTES = 2_000;
const AROUND_LINES = 3;

type Fields = OutputOf<'transaction.source'>['fields'];

interface Place {
  line: number;
  byte_start: number;
  byte_length: number;
  blob_id: BlobId;
  file_name: string;
  file_bytes: number;
  sha256: string;
  encoding: string;
  layout: string;
  spans: Uint8Array | null;
  place: string | null;
}

/** The record of the sealed file that a transaction was read from, decrypted and decoded again at this moment. */
export async function transactionSource(context: QueryContext, caseId: string, id: number): Promise<OutputOf<'transaction.source'>> {
  const store = context.case(caseId);
  const { transaction, place } = store.read((db) => ({
    transaction: transactionById(db, id),
    place: db.get<Place>(
      `SELECT t.line, t.byte_start, t.byte_length, s.blob_id, s.file_name, s.file_bytes, s.sha256, s.encoding, s.layout, t.spans, t.place
       FROM txn t JOIN source s ON s.id = t.source_id WHERE t.id = ?`,
      id,
    ),
  }));
  if (!transaction || !place) throw new OperatingError('not-found', 'There is no such transaction in this case.');
  const layout = JSON.parse(place.layout) as Layout;
  const file = { transaction, fileName: place.file_name, sha256: place.sha256, line: place.line };
  const bytesOf = (offset: number, length: number): Uint8Array => store.blobs.read(place.blob_id, offset, length);
  if (layout.format === 'pdf' || (layout.format !== 'csv' && (TABLE_FORMATS as readonly string[]).includes(layout.format)))
    return { ...file, ...(await readAgain(place, layout, bytesOf)) };
  const read = (from: number, to: number): string => decodeBytes(bytesOf(from, to - from), place.encoding);
  const end = place.byte_start + place.byte_length;
  const raw = read(place.byte_start, end);
  return {
    ...file,
    byteStart: place.byte_start,
    byteLength: place.byte_length,
    raw: raw.replace(/\r?\n$|\r$/, ''),
    before: linesBefore(read(Math.max(0, place.byte_start - AROUND_BYTES), place.byte_start), place.byte_start > AROUND_BYTES),
    after: linesAfter(read(end, Math.min(place.file_bytes, end + AROUND_BYTES))),
    fields: place.spans === null ? cellsOf(raw, layout) : fieldsOf(place, place.spans, read),
    sheet: '',
    page: null,
  };
}

type InTheFile = Omit<OutputOf<'transaction.source'>, 'transaction' | 'fileName' | 'sha256' | 'line'>;

/** Of a workbook or a PDF the bytes show nothing: the file is read again, in a thread with limits, for the sheet's rows or the page. */
async function readAgain(place: Place, layout: Layout, bytesOf: (offset: number, length: number) => Uint8Array): Promise<InTheFile> {
  const reader = startReader(bytesOf, place.file_bytes);
  try {
    const found = await reader.placeOf(layout, place.line);
    const none = { byteStart: 0, byteLength: place.file_bytes, before: [], after: [], sheet: '', page: null };
    if (found.kind === 'page') {
      const { boxes = {} } = JSON.parse(place.place ?? '{}') as Partial<PagePlace>;
      const { number, width, height, texts } = found;
      const fields = SPAN_FIELDS.flatMap((role) => {
        const box = boxes[role];
        return box === undefined
          ? []
          : [{ name: titleOf(role), role, box: [...box] as [number, number, number, number], value: textIn(texts, box) }];
      });
      return { ...none, raw: found.raw, fields, page: { number, width, height, texts: [...texts] } };
    }
    const rowText = (cells: readonly string[]): string => cells.join(' | ').replace(/( \| )+$/, '');
    const own = found.rows.find((row) => row.number === place.line)!;
    return {
      ...none,
      raw: rowText(own.cells),
      before: found.rows.filter((row) => row.number < place.line).map((row) => rowText(row.cells)),
      after: found.rows.filter((row) => row.number > place.line).map((row) => rowText(row.cells)),
      fields: own.cells.map((value, i) => ({
        name: layout.columns.find((column) => column.index === i)?.name || `Column ${i + 1}`,
        value,
        role: layout.columns.find((column) => column.index === i)?.role ?? 'ignore',
        cell: cellName(place.line, i + 1),
      })),
      sheet: found.sheet,
    };
  } finally {
    await reader.close();
  }
}

/** `Amount` for `amount`: a statement format has no headings of its own. */
function titleOf(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}

/** What is printed inside a box, read from left to right. */
function textIn(texts: readonly PageText[], [x, y, width, height]: readonly [number, number, number, number]): string {
  const inside = texts.filter((each) => {
    const middle = each.y + each.height / 2;
    return middle >= y && middle <= y + height && each.x + each.width > x + 0.5 && each.x < x + width - 0.5;
  });
  return inside
    .map(({ text }) => text)
    .join(' ')
    .trim();
}

/** The cells of a delimited record, named and with the meaning that the layout gives them. */
function cellsOf(raw: string, { delimiter, quote, escape, columns }: Layout): Fields {
  return splitRecord(raw, { delimiter, quote, escape, newline: '\n' }, quote !== '').map((value, i) => ({
    name: columns.find((column) => column.index === i)?.name || `Column ${i + 1}`,
    value,
    role: columns.find((column) => column.index === i)?.role ?? 'ignore',
  }));
}

/** The values of a statement record by the bytes they were read from. */
function fieldsOf(place: Place, packed: Uint8Array, read: (from: number, to: number) => string): Fields {
  const spans = unpackSpans(packed, place.byte_start);
  const end = place.byte_start + place.byte_length;
  return SPAN_FIELDS.flatMap((role) => {
    const span = spans[role];
    if (span === undefined) return [];
    const [start, length] = span;
    const inside = start >= place.byte_start && start + length <= end;
    const value = read(start, start + length);
    const field = { name: titleOf(role), value, role };
    return [inside ? { ...field, at: { start: read(place.byte_start, start).length, length: value.length } } : field];
  });
}

/** The last lines of a text that ends where the record starts; its first line may be cut and is then left out. */
function linesBefore(text: string, cut: boolean): string[] {
  const lines = text.replace(/\r?\n$|\r$/, '').split(/\r\n|\n|\r/);
  if (cut) lines.shift();
  return lines.filter((line, i) => i > 0 || line !== '').slice(-AROUND_LINES);
}

/** The first lines of a text that begins with the line end of the record. */
function linesAfter(text: string): string[] {
  const lines = text
    .replace(/^(\r\n|\n|\r)/, '')
    .split(/\r\n|\n|\r/)
    .slice(0, AROUND_LINES);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
