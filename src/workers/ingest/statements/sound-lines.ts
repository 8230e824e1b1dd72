/** Lines of a statement file as its readers want them: damage of the encoding mended and reported, every character with its byte. */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { decodeBytes } from '../dialect.ts';
import type { Survey } from '../encoding.ts';
import type { ByteSource } from '../source.ts';
import { LINE_BYTES, lineBatchesOf, type Line } from './lines.ts';
import type { Span, StatementSink } from './reader.ts';

export interface SoundLine extends Line {
  /** What this line was decoded with. */
  readonly encoding: string;
  /** Characters were lost: places inside the line are not to be trusted. */
  readonly damaged: boolean;
}

/** Marks that turn the writing direction unseen. */
const DIRECTION = /[\u202a-\u202e\u2066-\u2069\u200e\u200f]/;

/**
 * Reads lines as `linesOf` does. A line that isn't valid UTF-8 in a file that is gets the survey's other encoding (ENC-MIXED);
 * lost characters, NULs (they become blanks) and direction marks are reported; a line that is too long is given empty.
 * Lines come in batches.
 */
export async function* soundLines(source: ByteSource, survey: Survey, sink: Pick<StatementSink, 'problem'>): AsyncGenerator<SoundLine[]> {
  for await (const lines of lineBatchesOf(source, survey.encoding, survey.markBytes)) {
    const batch: SoundLine[] = [];
    for (const line of lines) batch.push(await soundLine(line, source, survey, sink));
    yield batch;
  }
}

async function soundLine(line: Line, source: ByteSource, survey: Survey, sink: Pick<StatementSink, 'problem'>): Promise<SoundLine> {
  if (line.cut) sink.problem('DIA-RECORD-LONG', line.number, { values: [LINE_BYTES], raw: line.text.slice(0, 500) });
  let text = line.cut ? '' : line.text;
  let encoding = survey.encoding;
  let damaged = line.cut;
  if (text.includes('\ufffd')) {
    const bytes = encoding === 'utf-8' ? await source.read(line.byteStart, line.byteLength) : new Uint8Array(0);
    if (encoding !== 'utf-8') {
      sink.problem('ENC-INVALID', line.number, { values: [encoding], raw: text });
      damaged = true;
    } else if (isUtf8(bytes)) sink.problem('ENC-REPLACEMENT', line.number, { raw: text });
    else {
      encoding = survey.fallback;
      text = decodeBytes(bytes, encoding);
      damaged = text.includes('\ufffd');
      sink.problem('ENC-MIXED', line.number, { values: [encoding], raw: text });
    }
  }
  if (text.includes('\0')) {
    sink.problem('ENC-NUL', line.number, { raw: text });
    text = text.replaceAll('\0', ' ');
  }
  if (text.length !== line.byteLength && DIRECTION.test(text)) sink.problem('TXT-DIRECTION', line.number, { raw: text });
  const { number, byteStart, byteLength, cut } = line;
  return { number, byteStart, byteLength, text, cut, encoding, damaged };
}

/** Byte offset in the file of a character of the line. */
export function byteAt(line: SoundLine, index: number): number {
  if (line.encoding.startsWith('utf-16')) return line.byteStart + index * 2;
  // One byte for each character: ASCII and the single-byte code pages.
  if (line.text.length === line.byteLength) return line.byteStart + index;
  if (line.text.length <= STEP) return line.byteStart + bytesOf(line.text.slice(0, index), line.encoding);
  let steps = STEPS.get(line);
  if (steps === undefined) {
    steps = [0];
    for (let at = 0; at < line.text.length; at += STEP) steps.push(steps.at(-1)! + bytesOf(line.text.slice(at, at + STEP), line.encoding));
    STEPS.set(line, steps);
  }
  const step = Math.floor(Math.min(index, line.text.length) / STEP);
  return line.byteStart + steps[step]! + bytesOf(line.text.slice(step * STEP, index), line.encoding);
}

/** Long lines know the bytes before every so many characters, so that asking for many places stays linear. */
const STEP = 1_024;
const STEPS = new WeakMap<SoundLine, number[]>();

function bytesOf(text: string, encoding: string): number {
  if (encoding !== 'utf-8') return iconv.encode(text, encoding).length;
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Half of a pair is half of four bytes.
    bytes += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return bytes;
}

/** Bytes of the characters `from` to `to` of a line; undefined where they can't be told. */
export function spanOf(line: SoundLine, from: number, to: number): Span | undefined {
  if (line.damaged || to <= from) return undefined;
  const start = byteAt(line, from);
  return [start, byteAt(line, to) - start];
}
