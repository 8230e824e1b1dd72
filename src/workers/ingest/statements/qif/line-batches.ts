/** Lines of a file as `sound-lines.ts` gives them, a piece of the file at a time: QIF has ten lines to a movement. */
import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBytes } from '../../dialect.ts';
import type { Survey } from '../../encoding.ts';
import type { ByteSource } from '../../source.ts';
import { LINE_BYTES } from '../lines.ts';
import type { StatementSink } from '../reader.ts';
import type { SoundLine } from '../sound-lines.ts';

const CHUNK_BYTES = 256 * 1024;
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/;

type Problems = Pick<StatementSink, 'problem'>;

/** Lines ended by LF, CR LF or CR. A line longer than `LINE_BYTES` is reported and given without its text. */
export async function* lineBatches(source: ByteSource, survey: Survey, sink: Problems): AsyncGenerator<SoundLine[]> {
  const unit = survey.encoding.startsWith('utf-16') ? 2 : 1;
  let offset = survey.markBytes;
  let number = 1;
  let carry: Uint8Array = new Uint8Array(0);
  /** First byte of a line that is too long and not over yet. */
  let long = -1;
  let skipLf = false;
  while (offset < source.size) {
    const chunk = await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset));
    if (chunk.length === 0) break;
    const bytes = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
    const start = offset - carry.length;
    offset += chunk.length;
    const over = offset >= source.size;
    const text = unit === 2 ? decodeBytes(bytes, survey.encoding) : latin1(bytes);
    const plain = unit === 1 && isAscii(bytes) && !text.includes('\0');
    const lines: SoundLine[] = [];
    const emit = (from: number, end: number): void => {
      const byteStart = long < 0 ? start + from * unit : long;
      const place = { number: number++, byteStart, byteLength: start + end * unit - byteStart };
      if (place.byteLength > LINE_BYTES) {
        sink.problem('DIA-RECORD-LONG', place.number, { values: [LINE_BYTES] });
        lines.push({ ...place, text: '', encoding: survey.encoding, cut: true, damaged: true });
      } else {
        const written = text.slice(from, end);
        const line = { ...place, text: written, encoding: survey.encoding, cut: false, damaged: false };
        lines.push(plain ? line : sound(line, bytes.subarray(from * unit, end * unit), survey, sink));
      }
      long = -1;
    };
    let from = skipLf && text.startsWith('\n') ? 1 : 0;
    skipLf = false;
    let lf = text.indexOf('\n', from);
    let cr = text.indexOf('\r', from);
    while (lf >= 0 || cr >= 0) {
      const end = lf < 0 ? cr : cr < 0 ? lf : Math.min(lf, cr);
      emit(from, end);
      from = end + 1;
      if (end === cr) {
        if (lf === end + 1) from++;
        else if (from === text.length) skipLf = true;
        cr = text.indexOf('\r', from);
      }
      if (lf >= 0 && lf < from) lf = text.indexOf('\n', from);
    }
    if (over && (from < text.length || long >= 0)) {
      emit(from, text.length);
      from = text.length;
    }
    // A copy: the source may use its buffer again.
    carry = Uint8Array.from(bytes.subarray(from * unit));
    if (carry.length > LINE_BYTES || (long >= 0 && carry.length > 0)) {
      if (long < 0) long = start + from * unit;
      carry = new Uint8Array(0);
    }
    if (lines.length > 0) yield lines;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Letters beyond ASCII, with damage mended as far as it can be and reported. `line.text` is one character per byte or unit. */
function sound(line: SoundLine, bytes: Uint8Array, survey: Survey, sink: Problems): SoundLine {
  const { number } = line;
  let { encoding } = survey;
  let damaged = false;
  let text = encoding.startsWith('utf-16') || isAscii(bytes) ? line.text : decodeBytes(bytes, encoding);
  if (text.includes('\ufffd')) {
    if (encoding !== 'utf-8') {
      sink.problem('ENC-INVALID', number, { values: [encoding], raw: text });
      damaged = true;
    } else if (isUtf8(bytes)) sink.problem('ENC-REPLACEMENT', number, { raw: text });
    else {
      encoding = survey.fallback;
      text = decodeBytes(bytes, encoding);
      damaged = text.includes('\ufffd');
      sink.problem('ENC-MIXED', number, { values: [encoding], raw: text });
    }
  }
  if (text.includes('\0')) {
    sink.problem('ENC-NUL', number, { raw: text });
    text = text.replaceAll('\0', ' ');
  }
  if (DIRECTION.test(text)) sink.problem('TXT-DIRECTION', number, { raw: text });
  return { ...line, text, encoding, damaged };
}
