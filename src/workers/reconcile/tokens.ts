import type { TextBytes } from '../../shared/columns.ts';
import { textAt } from '../../shared/columns.ts';
import { NUMBER_MARK, type Vocabulary } from './vocabulary.ts';

/** Words of one row that are read; statements seen in practice stay under twelve, longer texts repeat themselves. */
export const WORDS_PER_ROW = 24;
/** A run of at least this many digits is a reference number rather than a word. */
const NUMBER_DIGITS = 3;

const encoder = new TextEncoder();
const COMBINING = /\p{M}+/gu;

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;
const JOIN = 3;
const CLASS = new Uint8Array(256);
const LOWER = new Uint8Array(256);
for (let b = 0; b < 256; b++) {
  LOWER[b] = b >= 65 && b <= 90 ? b + 32 : b;
  if ((b >= 65 && b <= 90) || (b >= 97 && b <= 122) || b >= 128) CLASS[b] = LETTER;
  else if (b >= 48 && b <= 57) CLASS[b] = DIGIT;
  else if (b === 39) CLASS[b] = JOIN;
  else CLASS[b] = OTHER;
}

/** Collects the words and the reference numbers of one row; reused from row to row. */
export class RowTokens {
  readonly words = new Int32Array(WORDS_PER_ROW);
  readonly numbers = new Int32Array(WORDS_PER_ROW);
  wordCount = 0;
  numberCount = 0;
  /** The word that stands last in the text: the one a column of limited width cuts. -1 if none. */
  last = -1;
  /** Words or numbers beyond the limit: counted, never silent. */
  dropped = 0;
  private scratch = new Uint8Array(256);
  private readonly vocabulary: Vocabulary;

  constructor(vocabulary: Vocabulary) {
    this.vocabulary = vocabulary;
  }

  clear(): void {
    this.wordCount = 0;
    this.numberCount = 0;
    this.last = -1;
  }

  /** Reads row `row` of a text column: letters to words, runs of digits to reference numbers. */
  read(column: TextBytes, row: number): void {
    let from = row === 0 ? 0 : column.ends[row - 1]!;
    let to = column.ends[row]!;
    if (from >= to) return;
    let source = column.bytes;
    for (let i = from; i < to; i++) {
      if (source[i]! < 128) continue;
      // Accents are folded, so that "Müller" and "MULLER" are one word; rows of plain ASCII never come here.
      source = encoder.encode(textAt(column, row).normalize('NFKD').replace(COMBINING, '').toLowerCase());
      from = 0;
      to = source.length;
      break;
    }
    this.split(source, from, to);
  }

  private split(source: Uint8Array, from: number, to: number): void {
    if (this.scratch.length < to - from) this.scratch = new Uint8Array((to - from) * 2);
    const { scratch } = this;
    let i = from;
    while (i < to) {
      if (CLASS[source[i]!] === OTHER || CLASS[source[i]!] === JOIN) {
        i++;
        continue;
      }
      let length = 0;
      let digits = 0;
      let run = 0;
      let longest = 0;
      for (; i < to; i++) {
        const kind = CLASS[source[i]!]!;
        if (kind === OTHER) break;
        if (kind === JOIN) continue;
        scratch[length++] = LOWER[source[i]!]!;
        if (kind === DIGIT) {
          digits++;
          if (++run > longest) longest = run;
        } else run = 0;
      }
      if (longest >= NUMBER_DIGITS) this.addRuns(length);
      else if (digits >= NUMBER_DIGITS && digits < length) this.addNumber(0, length);
      else this.addWord(length);
    }
  }

  /** "INV-0012345" and "inv12345" give the same number: each long run of digits, without leading zeros. */
  private addRuns(length: number): void {
    const { scratch } = this;
    for (let i = 0; i < length;) {
      if (CLASS[scratch[i]!] !== DIGIT) {
        i++;
        continue;
      }
      let end = i;
      while (end < length && CLASS[scratch[end]!] === DIGIT) end++;
      if (end - i >= NUMBER_DIGITS) {
        while (i < end - 1 && scratch[i] === 48) i++;
        this.addNumber(i, end);
      }
      i = end;
    }
  }

  private addNumber(from: number, to: number): void {
    if (this.numberCount >= WORDS_PER_ROW) {
      this.dropped++;
      return;
    }
    this.numbers[this.numberCount++] = this.vocabulary.add(this.scratch, from, to, NUMBER_MARK);
  }

  private addWord(length: number): void {
    if (this.wordCount >= WORDS_PER_ROW) {
      this.dropped++;
      return;
    }
    this.last = this.vocabulary.add(this.scratch, 0, length, 0);
    this.words[this.wordCount++] = this.last;
  }
}
