/**
 * Words as small integers. One vocabulary serves both sides, so that equal words have equal numbers and a word's
 * rarity is counted over all rows. Reference numbers live in it too, apart from words by their first byte.
 */

import { identity, radixByKey } from './argsort.ts';

/** First byte of a reference number's entry; no word can start with it. */
export const NUMBER_MARK = 0x23;
/** Bytes of a word that are kept; longer runs are damage or codes, and their beginning identifies them. */
const WORD_BYTES = 40;

export interface Words {
  readonly count: number;
  readonly bytes: Uint8Array;
  /** Word w is bytes[ends[w-1] ?? 0 .. ends[w]). */
  readonly ends: Uint32Array;
  /** Bit set of the word's letter pairs: two words within one edit differ in few bits. */
  readonly pairs: Int32Array;
  /** First three bytes and (from bit 24) the length: most word pairs are told apart by this alone. */
  readonly heads: Int32Array;
  /** Rarity in sixteenths of a bit: 16 × log2(rows / rows with the word), at most 255. */
  readonly rarity: Uint8Array;
}

/** Builds a vocabulary: an open-addressed table over one growing byte buffer. */
export class Vocabulary {
  private slots = new Int32Array(1 << 14).fill(-1);
  private bytes = new Uint8Array(1 << 17);
  private ends = new Uint32Array(1 << 13);
  private hashes = new Int32Array(1 << 13);
  private rowsWith = new Uint32Array(1 << 13);
  private seenIn = new Int32Array(1 << 13).fill(-1);
  private used = 0;
  private count = 0;

  /** The number of the word in `source[from..to)`, new or known; `mark` is 0 or NUMBER_MARK. */
  add(source: Uint8Array, from: number, to: number, mark: number): number {
    const end = to - from > WORD_BYTES ? from + WORD_BYTES : to;
    let hash = 0x811c9dc5 ^ mark;
    for (let i = from; i < end; i++) hash = Math.imul(hash ^ source[i]!, 0x01000193);
    hash ^= hash >>> 15;
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const word = this.slots[slot]!;
      if (word < 0) break;
      if (this.hashes[word] === hash && this.same(word, source, from, end, mark)) return word;
      slot = (slot + 1) & mask;
    }
    const word = this.count++;
    if (word >= this.ends.length) this.growWords();
    const extra = mark ? 1 : 0;
    while (this.used + end - from + extra > this.bytes.length) {
      const bytes = new Uint8Array(this.bytes.length * 2);
      bytes.set(this.bytes);
      this.bytes = bytes;
    }
    if (mark) this.bytes[this.used++] = mark;
    for (let i = from; i < end; i++) this.bytes[this.used++] = source[i]!;
    this.ends[word] = this.used;
    this.hashes[word] = hash;
    this.slots[slot] = word;
    if (this.count * 2 > this.slots.length) this.growSlots();
    return word;
  }

  /** Counts a row for a word's rarity; `row` numbers must differ between the two sides. */
  countRow(word: number, row: number): void {
    if (this.seenIn[word] === row) return;
    this.seenIn[word] = row;
    this.rowsWith[word]!++;
  }

  /**
   * Ends the building; `rows` is the number of rows of both sides. Words are renumbered by content, so that nothing
   * later depends on the order in which rows arrived; `renamed[old]` is the new number.
   */
  finish(rows: number): { words: Words; renamed: Int32Array } {
    const { count } = this;
    const order = radixByKey(identity(count), (word) => this.hashes[word]!);
    const renamed = new Int32Array(count);
    const bytes = new Uint8Array(new SharedArrayBuffer(Math.max(1, this.used)));
    const ends = new Uint32Array(new SharedArrayBuffer(count * 4));
    const pairs = new Int32Array(new SharedArrayBuffer(count * 4));
    const heads = new Int32Array(new SharedArrayBuffer(count * 4));
    const rarity = new Uint8Array(new SharedArrayBuffer(count));
    let at = 0;
    for (let rank = 0; rank < count; rank++) {
      const word = order[rank]!;
      renamed[word] = rank;
      const from = word === 0 ? 0 : this.ends[word - 1]!;
      const to = this.ends[word]!;
      bytes.set(this.bytes.subarray(from, to), at);
      ends[rank] = at += to - from;
      pairs[rank] = letterPairs(this.bytes, from, to);
      const long = to - from;
      const byte = (k: number): number => (k < long ? this.bytes[from + k]! : 0);
      heads[rank] = byte(0) | (byte(1) << 8) | (byte(2) << 16) | (long << 24);
      const bits = Math.log2((rows + 1) / Math.max(1, this.rowsWith[word]!));
      rarity[rank] = Math.max(1, Math.min(255, Math.round(bits * 16)));
    }
    return { words: { count, bytes, ends, pairs, heads, rarity }, renamed };
  }

  private same(word: number, source: Uint8Array, from: number, end: number, mark: number): boolean {
    let at = word === 0 ? 0 : this.ends[word - 1]!;
    const length = this.ends[word]! - at;
    if (mark) {
      if (length !== end - from + 1 || this.bytes[at++] !== mark) return false;
    } else if (length !== end - from) return false;
    for (let i = from; i < end; i++, at++) if (this.bytes[at] !== source[i]) return false;
    return true;
  }

  private growWords(): void {
    const size = this.ends.length * 2;
    const grow = <T extends Uint32Array | Int32Array>(fresh: T, old: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.ends = grow(new Uint32Array(size), this.ends);
    this.hashes = grow(new Int32Array(size), this.hashes);
    this.rowsWith = grow(new Uint32Array(size), this.rowsWith);
    this.seenIn = grow(new Int32Array(size).fill(-1), this.seenIn);
  }

  private growSlots(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1);
    const mask = this.slots.length - 1;
    for (let word = 0; word < this.count; word++) {
      let slot = this.hashes[word]! & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = word;
    }
  }
}

/** Bits of the letter pairs of a word, its first and last letter counted as pairs with the edge. */
function letterPairs(bytes: Uint8Array, from: number, to: number): number {
  let set = 0;
  let before = 1;
  for (let i = from; i < to; i++) {
    const letter = bytes[i]!;
    set |= 1 << ((Math.imul(before * 31 + letter, 0x9e3779b1) >>> 27) & 31);
    before = letter;
  }
  return set;
}
