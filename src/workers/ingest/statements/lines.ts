/** Lines of a file with their exact place in it: what the readers of line-oriented formats stand on. */
import { decodeBytes } from '../dialect.ts';
import type { ByteSource } from '../source.ts';

export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly byteStart: number;
  /** Without the line end. */
  readonly byteLength: number;
  readonly text: string;
  /** The line is longer than the limit; `text` holds its beginning only. */
  readonly cut: boolean;
}

const CHUNK_BYTES = 256 * 1024;
/** No honest line of a statement comes near this. */
export const LINE_BYTES = 1024 * 1024;

/**
 * Lines ended by LF, CR LF or CR, read in chunks. For encodings that keep ASCII bytes as they are (UTF-8, the ISO and Windows
 * code pages) and for UTF-16. A line end inside a longer line than `LINE_BYTES` is still found; the rest of its text is not kept.
 * @param start first byte, behind a byte order mark
 */
export async function* linesOf(source: ByteSource, encoding: string, start = 0): AsyncGenerator<Line> {
  for await (const batch of lineBatchesOf(source, encoding, start)) yield* batch;
}

/** The same in batches, one for every piece of the file: waiting once for each line would cost more than cutting it. */
export async function* lineBatchesOf(source: ByteSource, encoding: string, start = 0): AsyncGenerator<Line[]> {
  const cutter = new LineCutter(encoding, start);
  for (let offset = start; offset < source.size;) {
    const chunk = await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset));
    if (chunk.length === 0) break;
    // Half a character of UTF-16 is read again with its other half, except at the very end.
    const whole = chunk.length < cutter.unit ? chunk.length : chunk.length - (chunk.length % cutter.unit);
    const lines = cutter.cut(chunk.subarray(0, whole), offset);
    offset += whole;
    if (lines.length > 0) yield lines;
  }
  const last = cutter.end();
  if (last !== null) yield [last];
}

class LineCutter {
  readonly unit: number;
  readonly #encoding: string;
  #number = 1;
  #lineStart: number;
  #end: number;
  /** Of the line under way: what stood in earlier pieces, up to the limit. */
  #kept: Uint8Array[] = [];
  #keptBytes = 0;
  /** A CR ended the line before: an LF right behind it belongs to it. */
  #skipLf = false;

  constructor(encoding: string, start: number) {
    this.#encoding = encoding;
    this.unit = encoding.startsWith('utf-16') ? 2 : 1;
    this.#lineStart = this.#end = start;
  }

  cut(chunk: Uint8Array, offset: number): Line[] {
    const lines: Line[] = [];
    const search = new EndSearch(chunk, this.#encoding);
    let from = 0;
    if (this.#skipLf && search.isAt(0, LF)) {
      from = this.unit;
      this.#lineStart = offset + from;
    }
    this.#skipLf = false;
    for (let at = search.next(from); at >= 0; at = search.next(from)) {
      lines.push(this.#line(chunk.subarray(from, at), offset + at));
      from = at + this.unit;
      if (search.isAt(at, CR)) {
        if (search.isAt(from, LF)) from += this.unit;
        else this.#skipLf = from >= chunk.length;
      }
      this.#lineStart = offset + from;
    }
    this.#keep(chunk.subarray(from));
    this.#end = offset + chunk.length;
    return lines;
  }

  /** The last line, where the file does not end with a line end. */
  end(): Line | null {
    return this.#end > this.#lineStart ? this.#line(new Uint8Array(0), this.#end) : null;
  }

  #line(rest: Uint8Array, end: number): Line {
    let bytes = rest;
    const byteLength = end - this.#lineStart;
    if (this.#kept.length > 0) {
      this.#keep(rest);
      bytes = Buffer.concat(this.#kept);
      this.#kept = [];
      this.#keptBytes = 0;
    } else if (bytes.length > LINE_BYTES) bytes = bytes.subarray(0, LINE_BYTES);
    const text = decodeBytes(bytes, this.#encoding);
    return { number: this.#number++, byteStart: this.#lineStart, byteLength, text, cut: byteLength > bytes.length };
  }

  #keep(bytes: Uint8Array): void {
    const room = LINE_BYTES - this.#keptBytes;
    if (room <= 0 || bytes.length === 0) return;
    // A copy: the source may use its buffer again.
    const part = bytes.slice(0, room);
    this.#kept.push(part);
    this.#keptBytes += part.length;
  }
}

const LF = 10;
const CR = 13;

/** Where the next line end stands in a piece, found by the engine's own search: most files hold no CR, or nothing else. */
class EndSearch {
  readonly #chunk: Uint8Array;
  readonly #unit: number;
  readonly #low: number;
  #lf = -2;
  #cr = -2;

  constructor(chunk: Uint8Array, encoding: string) {
    this.#chunk = chunk;
    this.#unit = encoding.startsWith('utf-16') ? 2 : 1;
    this.#low = encoding === 'utf-16be' ? 1 : 0;
  }

  isAt(at: number, code: number): boolean {
    if (at + this.#unit > this.#chunk.length) return false;
    return this.#chunk[at + this.#low] === code && (this.#unit === 1 || this.#chunk[at + 1 - this.#low] === 0);
  }

  /** Byte of the first line end from `from` on, or -1. */
  next(from: number): number {
    if (this.#lf !== -1 && this.#lf < from) this.#lf = this.#find(LF, from);
    if (this.#cr !== -1 && this.#cr < from) this.#cr = this.#find(CR, from);
    if (this.#lf < 0) return this.#cr;
    return this.#cr < 0 ? this.#lf : Math.min(this.#lf, this.#cr);
  }

  #find(code: number, from: number): number {
    for (let at = this.#chunk.indexOf(code, from); at >= 0; at = this.#chunk.indexOf(code, at + 1)) {
      const start = at - this.#low;
      if (start >= from && start % this.#unit === 0 && this.isAt(start, code)) return start;
    }
    return -1;
  }
}
