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
  const unit = encoding.startsWith('utf-16') ? 2 : 1;
  const low = encoding === 'utf-16be' ? 1 : 0;
  let number = 1;
  let lineStart = start;
  let kept: Uint8Array[] = [];
  let keptBytes = 0;
  let skipLf = false;
  const flush = (end: number): Line => {
    const bytes = kept.length === 1 ? kept[0]! : Buffer.concat(kept);
    const line = {
      number,
      byteStart: lineStart,
      byteLength: end - lineStart,
      text: decodeBytes(bytes, encoding),
      cut: end - lineStart > keptBytes,
    };
    kept = [];
    keptBytes = 0;
    number++;
    return line;
  };
  const keep = (bytes: Uint8Array): void => {
    const room = LINE_BYTES - keptBytes;
    if (room <= 0 || bytes.length === 0) return;
    const part = bytes.length > room ? bytes.subarray(0, room) : bytes;
    kept.push(part);
    keptBytes += part.length;
  };
  let offset = start;
  while (offset < source.size) {
    const chunk = await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset));
    if (chunk.length === 0) break;
    const whole = chunk.length - (chunk.length % unit);
    let from = 0;
    for (let i = 0; i < whole; i += unit) {
      const code = chunk[i + low]!;
      if ((code !== 10 && code !== 13) || (unit === 2 && chunk[i + 1 - low] !== 0)) {
        skipLf = false;
        continue;
      }
      if (code === 10 && skipLf) {
        skipLf = false;
        from = i + unit;
        lineStart = offset + from;
        continue;
      }
      keep(chunk.subarray(from, i));
      yield flush(offset + i);
      from = i + unit;
      lineStart = offset + from;
      skipLf = code === 13;
    }
    // A copy: the source may use its buffer again.
    keep(chunk.slice(from, whole === 0 ? chunk.length : whole));
    offset += whole === 0 ? chunk.length : whole;
  }
  if (offset > lineStart) yield flush(offset);
}
