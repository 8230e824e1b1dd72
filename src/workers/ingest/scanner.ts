/**
 * Cuts a byte stream into records without decoding it, so that every row keeps its exact byte range. papaparse then reads
 * the cells; its row count is compared with ours for every segment. Quotes follow papaparse's rules: a field is quoted where
 * its first character is the quote, and ends at a quote that a delimiter or a line end follows (blanks between allowed).
 */
import { LIMITS } from '../../shared/limits.ts';
import { type Dialect, unitBytes, unitsOf } from './dialect.ts';
import type { ByteSource } from './source.ts';

/** Bits of `Segment.flags`. */
export const FLAG = {
  /** A quote opens here and never closes: quotes in this record are text. */
  literal: 1,
  /** Longer than the limit: no bytes kept, only its place. */
  long: 2,
  /** Ended by CR LF. */
  crlf: 4,
  /** The last field was quoted, so a CR before the line end is not part of it. */
  quotedEnd: 8,
} as const;

/** Some thousand whole records. Positions are bytes relative to `bytes`, which starts at `offset` of the file. */
export interface Segment {
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly starts: Int32Array;
  /** Behind the last byte of the record, its line end not included. */
  readonly ends: Int32Array;
  /** 1-based physical line on which the record begins. */
  readonly lines: Int32Array;
  readonly flags: Uint8Array;
  /** Whether any record is literal or long, so that the segment can't be read in one go. */
  readonly special: boolean;
  /** Full length of a long record, by its index; its bytes are not here. */
  readonly longBytes: ReadonlyMap<number, number>;
}

export interface ScanOptions {
  readonly encoding: string;
  readonly start: number;
  /** Field count of a normal row; 0 where unknown. Tells a stray quote from a field with line breaks. */
  readonly width?: number;
  readonly chunkBytes?: number;
  readonly recordBytes?: number;
  readonly segmentRecords?: number;
  readonly signal?: AbortSignal | undefined;
}

/** Bytes read again because of quotes that never close, before quotes are taken for text in the whole rest. Keeps it linear. */
const RESCAN_BYTES = 64 * 1024 * 1024;

type Units = Uint8Array | Uint16Array;

export class RecordScanner {
  readonly #source: ByteSource;
  readonly #unit: 1 | 2;
  readonly #swap: boolean;
  readonly #delimiter: readonly number[];
  readonly #newline: number;
  readonly #escape: number;
  readonly #width: number;
  readonly #chunkBytes: number;
  readonly #recordBytes: number;
  readonly #segmentRecords: number;
  readonly #signal: AbortSignal | undefined;
  #quote: number;
  #buffer = new Uint8Array(0);
  /** File offset of the buffer's first byte. */
  #offset: number;
  #line = 1;
  #rescanned = 0;
  /** Set while a record beyond the limit is passed over. */
  #skip: { start: number; line: number } | null = null;
  #done = false;

  constructor(source: ByteSource, dialect: Dialect, options: ScanOptions) {
    this.#source = source;
    this.#unit = unitBytes(options.encoding);
    this.#swap = options.encoding === 'utf-16be';
    this.#delimiter = unitsOf(dialect.delimiter, options.encoding);
    this.#newline = dialect.newline === '\n' ? 10 : 13;
    this.#quote = dialect.quote === '' ? -1 : unitsOf(dialect.quote, options.encoding)[0]!;
    this.#escape = dialect.escape === '' ? -2 : unitsOf(dialect.escape, options.encoding)[0]!;
    this.#width = options.width ?? 0;
    this.#chunkBytes = options.chunkBytes ?? 1024 * 1024;
    this.#recordBytes = options.recordBytes ?? LIMITS.csvRecordBytes;
    this.#segmentRecords = options.segmentRecords ?? 10_000;
    this.#signal = options.signal;
    this.#offset = options.start;
  }

  /** The next records, or null behind the last. Throws the signal's reason when aborted. */
  async next(): Promise<Segment | null> {
    while (true) {
      this.#signal?.throwIfAborted();
      const atEnd = this.#offset + this.#buffer.length >= this.#source.size;
      if (this.#done) return null;
      if (this.#skip) {
        const segment = this.#passOver(atEnd);
        if (segment) return segment;
        if (!this.#skip) continue;
      } else if (this.#buffer.length > 0) {
        const segment = this.#cut(atEnd);
        if (segment) return segment;
        if (this.#skip) continue;
      }
      if (atEnd) {
        this.#done = true;
        continue;
      }
      await this.#fill();
    }
  }

  async #fill(): Promise<void> {
    const at = this.#offset + this.#buffer.length;
    const chunk = await this.#source.read(at, Math.max(this.#chunkBytes, this.#buffer.length));
    if (chunk.length === 0) throw new Error(`The source ended at byte ${at} of ${this.#source.size}.`);
    if (this.#buffer.length === 0) this.#buffer = new Uint8Array(chunk);
    else {
      const joined = new Uint8Array(this.#buffer.length + chunk.length);
      joined.set(this.#buffer);
      joined.set(chunk, this.#buffer.length);
      this.#buffer = joined;
    }
  }

  #units(): Units {
    if (this.#unit === 1) return this.#buffer;
    const bytes = this.#buffer.slice(0, this.#buffer.length - (this.#buffer.length % 2));
    if (this.#swap) Buffer.from(bytes.buffer).swap16();
    return new Uint16Array(bytes.buffer);
  }

  /** Passes over a record beyond the limit until its line ends. */
  #passOver(atEnd: boolean): Segment | null {
    const units = this.#units();
    const at = units.indexOf(this.#newline);
    if (at < 0 && !atEnd) {
      const kept = this.#buffer.length % this.#unit;
      this.#offset += this.#buffer.length - kept;
      this.#buffer = this.#buffer.slice(this.#buffer.length - kept);
      return null;
    }
    const skip = this.#skip!;
    const end = at < 0 ? this.#buffer.length : at * this.#unit;
    const length = this.#offset + end - skip.start;
    this.#drop(at < 0 ? this.#buffer.length : end + this.#unit);
    this.#skip = null;
    this.#line++;
    return {
      offset: skip.start,
      bytes: new Uint8Array(0),
      count: 1,
      starts: new Int32Array(1),
      ends: new Int32Array(1),
      lines: Int32Array.of(skip.line),
      flags: Uint8Array.of(FLAG.long),
      special: true,
      longBytes: new Map([[0, length]]),
    };
  }

  #drop(bytes: number): void {
    this.#offset += bytes;
    this.#buffer = this.#buffer.subarray(bytes);
  }

  /** Cuts the whole records that stand in the buffer; null where not even one is complete. */
  #cut(atEnd: boolean): Segment | null {
    const units = this.#units();
    const n = units.length;
    const most = this.#segmentRecords;
    const starts = new Int32Array(most);
    const ends = new Int32Array(most);
    const lines = new Int32Array(most);
    const flags = new Uint8Array(most);
    const newline = this.#newline;
    const unit = this.#unit;
    const firstDelimiter = this.#delimiter[0]!;
    let count = 0;
    let special = false;
    let recordStart = 0;
    // Kept over the fields: looking for a line end anew at each of a million fields of one line would be quadratic.
    let nextNewline = -1;
    let nextQuote = this.#quote < 0 ? n : indexOrEnd(units, this.#quote, 0);
    while (recordStart < n && count < most) {
      let flag = 0;
      let end = -1;
      let linesInside = 0;
      if (nextQuote < recordStart) nextQuote = this.#quote < 0 ? n : indexOrEnd(units, this.#quote, recordStart);
      let i = units.indexOf(newline, recordStart);
      if (i < 0) i = n;
      if (nextQuote >= i) end = i;
      else {
        // A quote stands before the next line end: walk the fields.
        let fieldStart = true;
        i = recordStart;
        while (i < n) {
          const c = units[i]!;
          if (fieldStart && c === this.#quote) {
            const close = this.#closing(units, i, n, atEnd);
            if (nextNewline < i) nextNewline = indexOrEnd(units, newline, i);
            if (close === -1) {
              if (!atEnd && (n - recordStart) * unit < this.#recordBytes) {
                end = -2;
                break;
              }
              this.#rescanned += (n - recordStart) * unit;
              flag = FLAG.literal;
            } else if (nextNewline < close && this.#swallowsRows(units, i, close)) flag = FLAG.literal;
            if (flag === FLAG.literal) {
              special = true;
              if (this.#rescanned > RESCAN_BYTES) this.#quote = -1;
              linesInside = 0;
              i = indexOrEnd(units, newline, recordStart);
              break;
            }
            while (nextNewline < close) {
              linesInside++;
              nextNewline = indexOrEnd(units, newline, nextNewline + 1);
            }
            i = close + 1;
            while (i < n && isGap(units[i]!) && !this.#delimiterAt(units, i) && units[i] !== newline) i++;
            flag = FLAG.quotedEnd;
            fieldStart = false;
            continue;
          }
          if (c === newline) break;
          if (c === firstDelimiter && this.#delimiterAt(units, i)) {
            i += this.#delimiter.length;
            fieldStart = true;
            flag = 0;
            continue;
          }
          fieldStart = false;
          i++;
        }
        if (end !== -2) end = i;
      }
      if (end === -2 || (end >= n && !atEnd)) {
        if ((n - recordStart) * unit >= this.#recordBytes) {
          if (count > 0) break;
          this.#skip = { start: this.#offset, line: this.#line };
          return null;
        }
        break;
      }
      if ((end - recordStart) * unit > this.#recordBytes) {
        if (count > 0) break;
        this.#skip = { start: this.#offset, line: this.#line };
        return null;
      }
      let textEnd = end;
      if (newline === 10 && end < n && textEnd > recordStart && units[textEnd - 1] === 13) {
        textEnd--;
        flag |= FLAG.crlf;
      }
      starts[count] = recordStart * unit;
      ends[count] = textEnd * unit;
      lines[count] = this.#line;
      flags[count] = flag;
      count++;
      this.#line += 1 + linesInside;
      recordStart = end + 1;
    }
    if (count === 0) return null;
    const used = Math.min(recordStart * unit, this.#buffer.length);
    const segment: Segment = {
      offset: this.#offset,
      bytes: this.#buffer.subarray(0, used),
      count,
      starts: starts.subarray(0, count),
      ends: ends.subarray(0, count),
      lines: lines.subarray(0, count),
      flags: flags.subarray(0, count),
      special,
      longBytes: new Map(),
    };
    this.#drop(used);
    if (atEnd && this.#unit === 2 && this.#buffer.length === 1) this.#drop(1);
    return segment;
  }

  #delimiterAt(units: Units, at: number): boolean {
    for (let k = 0; k < this.#delimiter.length; k++) if (units[at + k] !== this.#delimiter[k]) return false;
    return true;
  }

  /** Position of the quote that ends the field opened at `open`, or -1. */
  #closing(units: Units, open: number, n: number, atEnd: boolean): number {
    const quote = this.#quote;
    let from = open + 1;
    while (true) {
      const at = units.indexOf(quote, from);
      if (at < 0) return -1;
      if (at + 1 >= n) return atEnd ? at : -1;
      if (this.#escape === quote && units[at + 1] === quote) {
        from = at + 2;
        continue;
      }
      if (this.#escape !== quote && units[at - 1] === this.#escape && at - 1 > open) {
        from = at + 1;
        continue;
      }
      let next = at + 1;
      while (next < n && isGap(units[next]!) && units[next] !== this.#newline && !this.#delimiterAt(units, next)) next++;
      if (next >= n) return atEnd ? at : -1;
      if (units[next] === this.#newline || this.#delimiterAt(units, next)) return at;
      from = at + 1;
    }
  }

  /** Whether a quoted field holds at least three whole lines that look like rows: then its quote is a stray one. */
  #swallowsRows(units: Units, open: number, close: number): boolean {
    if (this.#width < 2) return false;
    let at = units.indexOf(this.#newline, open);
    let rows = 0;
    let whole = 0;
    while (at >= 0 && at < close && whole < 50) {
      const next = units.indexOf(this.#newline, at + 1);
      if (next < 0 || next >= close) break;
      let fields = 1;
      for (let i = at + 1; i < next; i++) if (units[i] === this.#delimiter[0] && this.#delimiterAt(units, i)) fields++;
      whole++;
      if (fields >= this.#width) rows++;
      at = next;
    }
    return whole >= 3 && rows >= whole * 0.8;
  }
}

function indexOrEnd(units: Units, value: number, from: number): number {
  const at = units.indexOf(value, from);
  return at < 0 ? units.length : at;
}

/** Blanks that papaparse allows between a closing quote and what follows. */
function isGap(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}
