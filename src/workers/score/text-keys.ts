/**
 * Keys of text values, read straight from UTF-8 bytes. Two texts have the same key when they agree after folding: ASCII
 * case, blanks and punctuation are ignored. Keys are 64-bit digests: among a million different texts the odds of a single
 * collision are below one in 30 million.
 */
import type { TextBytes } from '../../shared/columns.ts';

/** `name`: letters and digits count. `letters`: digits are ignored too (terminal numbers, dates). `stem`: a line suffix is cut. */
export type Fold = 'name' | 'letters' | 'stem';

/** Two 32-bit words of the last key made, and how many characters it was made of. Reused: the hot loop allocates nothing. */
export interface TextKey {
  a: number;
  b: number;
  length: number;
  hasDigit: boolean;
}

const CLASS = new Uint8Array(256);
for (let c = 48; c <= 57; c++) CLASS[c] = 2;
for (let c = 65; c <= 90; c++) CLASS[c] = 1;
for (let c = 97; c <= 122; c++) CLASS[c] = 1;
for (let c = 128; c <= 255; c++) CLASS[c] = 1;

/** Shortest stem that counts as a document number of its own once its line suffix is cut. */
const STEM_DIGITS = 5;

/** Where row `row` ends once a line suffix such as "_2" or " - 14" is cut; its own end where there is none. */
export function stemEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && CLASS[bytes[at - 1]!] === 2) at--;
  if (at === end || end - at > 3) return end;
  let cut = at;
  while (cut > start && (bytes[cut - 1] === 32 || bytes[cut - 1] === 45 || bytes[cut - 1] === 95 || bytes[cut - 1] === 47)) cut--;
  if (cut === at) return end;
  let digits = 0;
  for (let i = start; i < cut; i++) if (CLASS[bytes[i]!] === 2) digits++;
  return digits >= STEM_DIGITS ? cut : end;
}

/** Computes the folded key of one row into `key`. An empty fold has length 0. */
export function keyOf(column: TextBytes, row: number, fold: Fold, key: TextKey): void {
  const { bytes, ends } = column;
  const start = row === 0 ? 0 : ends[row - 1]!;
  const end = fold === 'stem' ? stemEnd(bytes, start, ends[row]!) : ends[row]!;
  const digits = fold !== 'letters';
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  let length = 0;
  let hasDigit = false;
  for (let i = start; i < end; i++) {
    let c = bytes[i]!;
    const kind = CLASS[c]!;
    if (kind === 0) continue;
    if (kind === 2) {
      if (!digits) continue;
      hasDigit = true;
    } else if (c < 91) c += 32;
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ c, 0x5bd1e995);
    b ^= b >>> 13;
    length++;
  }
  key.a = a;
  key.b = b;
  key.length = length;
  key.hasDigit = hasDigit;
}

/** Calls `each` with a 32-bit digest of every word (two letters or more, ASCII case folded) of a row. */
export function eachWord(column: TextBytes, row: number, each: (hash: number) => void): void {
  const { bytes, ends } = column;
  const end = ends[row]!;
  let hash = 0x811c9dc5;
  let length = 0;
  for (let i = row === 0 ? 0 : ends[row - 1]!; i <= end; i++) {
    let c = i < end ? bytes[i]! : 32;
    if (CLASS[c] === 1) {
      if (c < 91) c += 32;
      hash = Math.imul(hash ^ c, 0x01000193);
      length++;
    } else if (length > 0) {
      if (length >= 2) each(hash ^ (hash >>> 15));
      hash = 0x811c9dc5;
      length = 0;
    }
  }
}
