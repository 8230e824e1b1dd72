/** A file as pieces of text that know the byte of every character. */
import { isAscii, isUtf8 } from 'node:buffer';
import { decodeBytes, unitBytes } from '../../dialect.ts';
import type { ByteSource } from '../../source.ts';
import { decodeDamagedUtf8, offsetsOf } from './offsets.ts';

export interface Piece {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly byteStart: number;
  readonly byteLength: number;
  /** Byte of the character at `index` (UTF-16 code units, as in a string); clamped to the piece. */
  byteAt(index: number): number;
  /** Characters that stand for bytes which are not valid in the encoding. */
  readonly bad: readonly number[];
}

const CHUNK_BYTES = 256 * 1024;
/** Longest run of bytes without a `>` that is kept together; no tag and no text of a statement comes near. */
const HELD_BYTES = 1024 * 1024;

/**
 * Reads the file in pieces that end behind a `>`, so that no tag is cut in two. Works for UTF-8, UTF-16 and every encoding in which
 * the byte of `>` means nothing else.
 */
export async function* piecesOf(source: ByteSource, encoding: string, start: number): AsyncGenerator<Piece> {
  let held = new Uint8Array(0);
  let heldStart = start;
  for (let offset = start; offset < source.size;) {
    const chunk = await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset));
    if (chunk.length === 0) break;
    offset += chunk.length;
    // A copy: the source may use its buffer again.
    const whole: Uint8Array = held.length === 0 ? new Uint8Array(chunk) : Buffer.concat([held, chunk]);
    let cut = cutBehindTag(whole, encoding);
    if (cut === 0 && whole.length >= HELD_BYTES) cut = cutAnywhere(whole, encoding);
    if (cut > 0) yield pieceOf(whole.subarray(0, cut), heldStart, encoding);
    held = new Uint8Array(whole.subarray(cut));
    heldStart += cut;
  }
  if (held.length > 0) yield pieceOf(held, heldStart, encoding);
}

function cutBehindTag(bytes: Uint8Array, encoding: string): number {
  const unit = unitBytes(encoding);
  for (let at = bytes.lastIndexOf(0x3e); at >= 0; at = at === 0 ? -1 : bytes.lastIndexOf(0x3e, at - 1)) {
    if (unit === 1) return at + 1;
    const first = encoding === 'utf-16be' ? at - 1 : at;
    const other = encoding === 'utf-16be' ? at - 1 : at + 1;
    if (first >= 0 && first % 2 === 0 && bytes[other] === 0) return first + 2;
  }
  return 0;
}

/** Between two characters near the end. */
function cutAnywhere(bytes: Uint8Array, encoding: string): number {
  if (unitBytes(encoding) === 2) return bytes.length - (bytes.length % 2);
  let cut = bytes.length;
  if (encoding !== 'utf-8') return cut;
  for (let back = 1; back <= 4 && back < bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      cut = bytes.length - back;
      break;
    }
  }
  return cut;
}

function pieceOf(bytes: Uint8Array, byteStart: number, encoding: string): Piece {
  const byteLength = bytes.length;
  if (encoding === 'utf-8' && !isAscii(bytes) && !isUtf8(bytes)) {
    const { text, offsets, bad } = decodeDamagedUtf8(bytes);
    return { text, bytes, byteStart, byteLength, bad, byteAt: (index) => byteStart + (offsets[Math.max(0, index)] ?? byteLength) };
  }
  const text = decodeBytes(bytes, encoding);
  const unit = unitBytes(encoding);
  if (unit === 2 || text.length === byteLength) {
    return { text, bytes, byteStart, byteLength, bad: [], byteAt: (index) => byteStart + Math.min(byteLength, Math.max(0, index) * unit) };
  }
  let offsets: Uint32Array | null = null;
  return {
    ...{ text, bytes, byteStart, byteLength, bad: [] },
    byteAt(index) {
      offsets ??= offsetsOf(text, encoding);
      return byteStart + Math.min(byteLength, offsets[Math.min(Math.max(0, index), text.length)]!);
    },
  };
}
