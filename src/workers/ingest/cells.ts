/** From a segment's bytes to cells: decoded in one go and read by papaparse, record by record only where something is odd. */
import { isAscii, isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import { LIMITS } from '../../shared/limits.ts';
import { decodeBytes, type Dialect, unitBytes } from './dialect.ts';
import type { ProblemSink } from './problem-sink.ts';
import { cutFixed, cutsOf } from './fixed-width.ts';
import { FLAG, type Segment } from './scanner.ts';
import { splitRecord } from './split-record.ts';

export interface SegmentRows {
  readonly rows: string[][];
  /** Whether every byte is ASCII, so that checks for unusual characters can be left out. */
  readonly ascii: boolean;
}

/** How the bytes of a file become text. */
export interface Decoding {
  readonly encoding: string;
  /** What a record is read as that isn't valid UTF-8 in a UTF-8 file. */
  readonly fallback: string;
}

/**
 * Cells of every record of a segment: `rows[i]` belongs to `segment.starts[i]`. Odd bytes are reported by line.
 * A record beyond the limit gives an empty row.
 */
export function segmentRows(segment: Segment, dialect: Dialect, decoding: Decoding, problems: ProblemSink): SegmentRows {
  const { bytes, count } = segment;
  const region = bytes.subarray(segment.starts[0], segment.ends[count - 1]);
  const ascii = unitBytes(decoding.encoding) === 1 && isAscii(region);
  const mixed = decoding.encoding === 'utf-8' && !ascii && !isUtf8(region);
  const nuls = decoding.encoding.startsWith('utf-16') ? false : region.includes(0);
  if (segment.special || mixed) return { rows: oneByOne(segment, dialect, decoding, problems), ascii };
  let text = ascii ? latin1(region) : decodeBytes(region, decoding.encoding);
  if (nuls) {
    reportNuls(segment, problems);
    text = text.replaceAll('\0', '');
  }
  if (!ascii && text.includes('\ufffd')) reportReplacements(segment, decoding, problems);
  const rows = parse(text, dialect);
  if (rows.length !== count) return { rows: oneByOne(segment, dialect, decoding, problems, true), ascii };
  for (let i = 0; i < count; i++) {
    const row = rows[i]!;
    if ((segment.flags[i]! & (FLAG.crlf | FLAG.quotedEnd)) === FLAG.crlf && i < count - 1) {
      const last = row[row.length - 1]!;
      if (last.endsWith('\r')) row[row.length - 1] = last.slice(0, -1);
    }
    if (row.length > LIMITS.csvColumns) cutColumns(rows, i, segment.lines[i]!, problems);
  }
  return { rows, ascii };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function parse(text: string, dialect: Dialect): string[][] {
  if (text === '') return [['']];
  const cuts = cutsOf(dialect.delimiter);
  if (cuts !== null) return text.split(dialect.newline).map((line) => cutFixed(line, cuts));
  const quoted = dialect.quote !== '' && text.includes(dialect.quote);
  // papaparse takes a leading U+FEFF for a byte order mark; a second one keeps the first.
  const result = Papa.parse<string[]>(text.charCodeAt(0) === 0xfeff ? `\ufeff${text}` : text, {
    delimiter: dialect.delimiter,
    newline: dialect.newline,
    header: false,
    skipEmptyLines: false,
    fastMode: !quoted,
    ...(quoted ? { quoteChar: dialect.quote, escapeChar: dialect.escape } : {}),
  });
  return result.data;
}

function oneByOne(segment: Segment, dialect: Dialect, decoding: Decoding, problems: ProblemSink, nulsKnown = false): string[][] {
  const rows: string[][] = [];
  for (let i = 0; i < segment.count; i++) {
    const flag = segment.flags[i]!;
    const line = segment.lines[i]!;
    if (flag & FLAG.long) {
      problems.add('DIA-RECORD-LONG', line, { values: [LIMITS.csvRecordBytes] });
      rows.push([]);
      continue;
    }
    const raw = segment.bytes.subarray(segment.starts[i], segment.ends[i]);
    let encoding = decoding.encoding;
    if (encoding === 'utf-8' && !isUtf8(raw)) {
      encoding = decoding.fallback;
      problems.add('ENC-MIXED', line, { values: [encoding] });
    }
    let text = decodeBytes(raw, encoding);
    if (!encoding.startsWith('utf-16') && raw.includes(0)) {
      if (!nulsKnown) problems.add('ENC-NUL', line);
      text = text.replaceAll('\0', '');
    }
    if (text.includes('\ufffd')) problems.add(raw.includes(0xef) || encoding !== 'utf-8' ? 'ENC-REPLACEMENT' : 'ENC-INVALID', line);
    if (flag & FLAG.literal) problems.add('DIA-QUOTE-OPEN', line, { raw: text });
    rows.push(splitRecord(text, dialect, (flag & FLAG.literal) === 0));
    if (rows[i]!.length > LIMITS.csvColumns) cutColumns(rows, i, line, problems);
  }
  return rows;
}

function cutColumns(rows: string[][], index: number, line: number, problems: ProblemSink): void {
  problems.add('DIA-COLUMNS-MANY', line, { values: [LIMITS.csvColumns] });
  rows[index] = rows[index]!.slice(0, LIMITS.csvColumns);
}

function reportNuls(segment: Segment, problems: ProblemSink): void {
  for (let i = 0; i < segment.count; i++) {
    if (segment.bytes.subarray(segment.starts[i], segment.ends[i]).includes(0)) problems.add('ENC-NUL', segment.lines[i]!);
  }
}

function reportReplacements(segment: Segment, decoding: Decoding, problems: ProblemSink): void {
  for (let i = 0; i < segment.count; i++) {
    const text = decodeBytes(segment.bytes.subarray(segment.starts[i], segment.ends[i]), decoding.encoding);
    if (text.includes('\ufffd')) problems.add('ENC-REPLACEMENT', segment.lines[i]!);
  }
}
