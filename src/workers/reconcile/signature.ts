import type { Bags } from './bags.ts';
import type { Words } from './vocabulary.ts';

/** A word in more than a sixteenth of the rows (under four bits) tells little; beside rarer ones it sets no bit. */
const COMMON = 64;
const LETTERS = 3;

/**
 * Four 32-bit sets per row: the beginnings and the ends of its words, 64 bits each. Two texts whose sets do not meet
 * share no rare word, no cut word and no mistyped word (an error seldom spoils both ends), which four ANDs tell. It is
 * a first look that decides what is compared first and what can be left out beside a far better partner.
 */
export function signatures(bags: Bags, rows: number, words: Words): Int32Array {
  const set = new Int32Array(new SharedArrayBuffer(Math.max(16, rows * 16)));
  const starts = new Uint8Array(words.count);
  const ends = new Uint8Array(words.count);
  for (let w = 0; w < words.count; w++) {
    const from = w === 0 ? 0 : words.ends[w - 1]!;
    const to = words.ends[w]!;
    starts[w] = bitOf(words.bytes, from, Math.min(to, from + LETTERS));
    ends[w] = bitOf(words.bytes, Math.max(from, to - LETTERS), to);
  }
  const mark = (row: number, word: number): void => {
    set[row * 4 + (starts[word]! >>> 5)]! |= 1 << (starts[word]! & 31);
    set[row * 4 + 2 + (ends[word]! >>> 5)]! |= 1 << (ends[word]! & 31);
  };
  for (let row = 0; row < rows; row++) {
    const from = bags.starts[row]!;
    const to = bags.starts[row + 1]!;
    let rare = false;
    for (let k = from; k < to; k++) {
      if (words.rarity[bags.items[k]!]! < COMMON) continue;
      rare = true;
      mark(row, bags.items[k]!);
    }
    // A row of common words only is compared with its like.
    if (!rare) for (let k = from; k < to; k++) mark(row, bags.items[k]!);
  }
  return set;
}

/** Whether two rows certainly share nothing worth comparing. A row without words is never disjoint: it is missing. */
export function disjoint(a: Int32Array, i: number, b: Int32Array, j: number): boolean {
  const p = i * 4;
  const q = j * 4;
  if ((a[p]! & b[q]!) | (a[p + 1]! & b[q + 1]!) | (a[p + 2]! & b[q + 2]!) | (a[p + 3]! & b[q + 3]!)) return false;
  return (a[p]! | a[p + 1]!) !== 0 && (b[q]! | b[q + 1]!) !== 0;
}

function bitOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 3) & 63;
}
