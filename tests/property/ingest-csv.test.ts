import { parse as oracle } from 'csv-parse/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { segmentRows } from '../../src/workers/ingest/cells.ts';
import { decodeBytes, type Dialect } from '../../src/workers/ingest/dialect.ts';
import { inspectSource } from '../../src/workers/ingest/inspect.ts';
import { ProblemSink } from '../../src/workers/ingest/problem-sink.ts';
import { FLAG, RecordScanner } from '../../src/workers/ingest/scanner.ts';
import { bytesSource } from '../../src/workers/ingest/source.ts';
import { splitRecord } from '../../src/workers/ingest/split-record.ts';

const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

interface Written {
  readonly bytes: Buffer;
  readonly dialect: Dialect;
  readonly encoding: string;
  readonly table: string[][];
}

/** Any table in any dialect, as bytes. Cells may hold delimiters, quotes and line breaks; quoting follows RFC 4180. */
const written: fc.Arbitrary<Written> = fc
  .record({
    delimiter: fc.constantFrom(',', ';', '\t', '|', '^'),
    quote: fc.constantFrom('"', "'"),
    encoding: fc.constantFrom(...ENCODINGS),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    always: fc.boolean(),
    endless: fc.boolean(),
    width: fc.integer({ min: 1, max: 5 }),
  })
  .chain((shape) => {
    const pieces = [
      'a',
      'Ä',
      '€',
      ' ',
      'x y',
      '0',
      shape.delimiter,
      shape.quote,
      shape.quote + shape.quote,
      shape.lineEnd,
      '\r',
      '=',
      '-1',
    ];
    const cell = fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((parts) => parts.join(''));
    return fc.array(fc.array(cell, { minLength: shape.width, maxLength: shape.width }), { minLength: 1, maxLength: 8 }).map((table) => {
      const { delimiter, quote, lineEnd } = shape;
      const needs = (text: string) => shape.always || /[\r\n]/.test(text) || text.includes(delimiter) || text.includes(quote);
      const cellText = (text: string) => (needs(text) ? quote + text.replaceAll(quote, quote + quote) + quote : text);
      const text = table.map((row) => row.map(cellText).join(delimiter)).join(lineEnd) + (shape.endless ? '' : lineEnd);
      const bytes = iconv.encode(text, shape.encoding);
      const dialect: Dialect = { delimiter, quote, escape: quote, newline: lineEnd === '\r' ? '\r' : '\n' };
      // A last row of one empty cell without a line end is no row; everything before it is.
      const kept = shape.endless && text.endsWith(lineEnd) ? table.slice(0, -1) : text === '' ? [] : table;
      return { bytes, dialect, encoding: shape.encoding, table: kept };
    });
  });

async function cut({ bytes, dialect, encoding }: Written, chunkBytes: number) {
  const source = bytesSource(bytes);
  const scanner = new RecordScanner(source, dialect, { encoding, start: 0, chunkBytes, segmentRecords: 3 });
  const rows: string[][] = [];
  const ranges: { start: number; length: number; line: number }[] = [];
  const problems = new ProblemSink();
  for (let segment = await scanner.next(); segment !== null; segment = await scanner.next()) {
    rows.push(...segmentRows(segment, dialect, { encoding, fallback: 'windows-1252' }, problems).rows);
    for (let i = 0; i < segment.count; i++) {
      ranges.push({ start: segment.offset + segment.starts[i]!, length: segment.ends[i]! - segment.starts[i]!, line: segment.lines[i]! });
      expect(segment.flags[i]! & FLAG.long).toBe(0);
    }
  }
  return { rows, ranges, problems };
}

describe('any table in any dialect and encoding', () => {
  test('is read back exactly, for any size of chunk, and each byte range gives its record again', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom(2, 7, 64, 4096), async (file, chunkBytes) => {
        const { rows, ranges } = await cut(file, chunkBytes);
        expect(rows).toEqual(file.table);
        let line = 1;
        ranges.forEach((range, i) => {
          const raw = decodeBytes(file.bytes.subarray(range.start, range.start + range.length), file.encoding);
          expect(splitRecord(raw, file.dialect, true)).toEqual(file.table[i]);
          expect(range.line).toBe(line);
          line += 1 + raw.split(file.dialect.newline).length - 1;
        });
      }),
      { numRuns: 1500 },
    );
  });

  test('byte ranges agree with csv-parse', async () => {
    await fc.assert(
      fc.asyncProperty(
        written.filter((file) => file.encoding === 'utf-8'),
        async (file) => {
          const { ranges } = await cut(file, 4096);
          const { delimiter, quote } = file.dialect;
          const records = oracle(file.bytes, { delimiter, quote, escape: quote, relax_column_count: true, info: true }) as unknown as {
            info: { bytes: number };
          }[];
          expect(ranges.length).toBe(records.length);
          records.forEach(({ info }, i) => {
            const end = ranges[i]!.start + ranges[i]!.length;
            // csv-parse counts the line end with the record.
            expect(info.bytes - end).toBeGreaterThanOrEqual(0);
            expect(info.bytes - end).toBeLessThanOrEqual(2);
          });
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('damaged files', () => {
  const statement = Buffer.from(
    'Date,Description,Amount,Balance\r\n2024-01-31,"Opening, of account",100.00,100.00\r\n2024-02-01,Caf\u00e9,-4.50,95.50\r\n2024-02-02,"Two\nlines",10.00,105.50\r\n',
  );

  test('never crash, and every row is counted once', async () => {
    const edit = fc.record({
      at: fc.nat(statement.length - 1),
      byte: fc.constantFrom(0, 10, 13, 34, 44, 59, 92, 128, 195, 239, 255),
      kind: fc.constantFrom('put', 'cut', 'insert'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        let bytes: Buffer = Buffer.from(statement);
        for (const { at, byte, kind } of edits) {
          const place = Math.min(at, bytes.length);
          if (kind === 'put' && place < bytes.length) bytes[place] = byte;
          else if (kind === 'cut') bytes = bytes.subarray(0, place);
          else bytes = Buffer.concat([bytes.subarray(0, place), Buffer.of(byte), bytes.subarray(place)]);
        }
        const result = await inspectSource(bytesSource(bytes));
        expect(result.rowsKept + result.rowsRejected).toBeLessThanOrEqual(result.rowsRead);
        for (const problem of result.problems) expect(problem.message).not.toMatch(/\{\d\}/);
        expect(result.inMinor).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 400 },
    );
  });
});
