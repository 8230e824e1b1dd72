import { NO_DAY, type TransactionColumns } from '../../shared/columns.ts';
import { identity, radixByAmount, radixByInt, radixByKey } from './argsort.ts';
import type { Bags } from './bags.ts';
import { signatures } from './signature.ts';
import { RowTokens } from './tokens.ts';
import { Vocabulary, type Words } from './vocabulary.ts';

/**
 * One side as the engine reads it: rows in an order made from their content (day, amount, text, then id), so that the
 * order of the input cannot change the outcome. Every array lies in shared memory.
 */
export interface Side {
  readonly rows: number;
  /** order[position] = row index of the input. */
  readonly order: Int32Array;
  readonly amount: Float64Array;
  readonly day: Int32Array;
  readonly currency: Uint8Array;
  /** Words of the description (with the counterparty's where only one side names one). */
  readonly text: Bags;
  /** Word that stands last in the description, -1 if none. */
  readonly lastWord: Int32Array;
  /** Words of the counterparty, empty where they were put with the text. */
  readonly name: Bags;
  readonly numbers: Bags;
  /** See `signatures`: what the text could share with another. */
  readonly textSet: Int32Array;
  /** Digests of the words, and of words and numbers: equal texts have equal digests. */
  readonly textDigest: Int32Array;
  readonly fullDigest: Int32Array;
}

export interface Sides {
  readonly left: Side;
  readonly right: Side;
  readonly words: Words;
  readonly nameSeparate: boolean;
  /** Words beyond the limit of a row, both sides. */
  readonly wordsDropped: number;
}

interface Raw {
  bags: { text: Bags; name: Bags; numbers: Bags };
  last: Int32Array;
}

class BagBuilder {
  private items = new Int32Array(1 << 14);
  private used = 0;
  private readonly starts: Uint32Array;

  constructor(rows: number) {
    this.starts = new Uint32Array(rows + 1);
  }

  push(row: number, source: Int32Array, count: number): void {
    if (this.used + count > this.items.length) {
      const items = new Int32Array(this.items.length * 2);
      items.set(this.items);
      this.items = items;
    }
    for (let i = 0; i < count; i++) this.items[this.used++] = source[i]!;
    this.starts[row + 1] = this.used;
  }

  finish(): Bags {
    return { starts: this.starts, items: this.items };
  }
}

/** Share of rows with any text in a column, over a sample of at most 1,000 rows. */
function filled(ends: Uint32Array): number {
  const step = Math.max(1, Math.floor(ends.length / 1000));
  let seen = 0;
  let full = 0;
  for (let i = 0; i < ends.length; i += step) {
    seen++;
    if (ends[i]! > (i === 0 ? 0 : ends[i - 1]!)) full++;
  }
  return seen ? full / seen : 0;
}

function readSide(
  columns: TransactionColumns,
  vocabulary: Vocabulary,
  rowBase: number,
  nameSeparate: boolean,
  tick: (row: number) => void,
) {
  const tokens = new RowTokens(vocabulary);
  const text = new BagBuilder(columns.rows);
  const name = new BagBuilder(columns.rows);
  const numbers = new BagBuilder(columns.rows);
  const last = new Int32Array(columns.rows);
  for (let row = 0; row < columns.rows; row++) {
    if ((row & 16383) === 0) tick(row);
    tokens.clear();
    if (nameSeparate) {
      tokens.read(columns.counterparty, row);
      name.push(row, tokens.words, tokens.wordCount);
      for (let i = 0; i < tokens.wordCount; i++) vocabulary.countRow(tokens.words[i]!, rowBase + row);
      tokens.wordCount = 0;
    } else {
      tokens.read(columns.counterparty, row);
      name.push(row, tokens.words, 0);
    }
    tokens.read(columns.reference, row);
    tokens.last = -1;
    tokens.read(columns.description, row);
    last[row] = tokens.last;
    text.push(row, tokens.words, tokens.wordCount);
    numbers.push(row, tokens.numbers, tokens.numberCount);
    for (let i = 0; i < tokens.wordCount; i++) vocabulary.countRow(tokens.words[i]!, rowBase + row);
    for (let i = 0; i < tokens.numberCount; i++) vocabulary.countRow(tokens.numbers[i]!, rowBase + row);
  }
  return { raw: { bags: { text: text.finish(), name: name.finish(), numbers: numbers.finish() }, last } as Raw, dropped: tokens.dropped };
}

/** Renames, sorts and deduplicates the rows of a bag in the given order, into shared memory. */
function arrange(bags: Bags, order: Int32Array, renamed: Int32Array): Bags {
  const starts = new Uint32Array(new SharedArrayBuffer((order.length + 1) * 4));
  const items = new Int32Array(new SharedArrayBuffer(Math.max(4, bags.starts[order.length]! * 4)));
  let at = 0;
  for (let position = 0; position < order.length; position++) {
    const row = order[position]!;
    const begin = at;
    for (let i = bags.starts[row]!; i < bags.starts[row + 1]!; i++) {
      const word = renamed[bags.items[i]!]!;
      let slot = at;
      while (slot > begin && items[slot - 1]! > word) slot--;
      if (slot > begin && items[slot - 1] === word) continue;
      for (let k = at; k > slot; k--) items[k] = items[k - 1]!;
      items[slot] = word;
      at++;
    }
    starts[position + 1] = at;
  }
  return { starts, items };
}

function digest(bags: Bags, row: number, from: number): number {
  let hash = from;
  for (let i = bags.starts[row]!; i < bags.starts[row + 1]!; i++) hash = Math.imul(hash ^ (bags.items[i]! + 1), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
}

function buildSide(
  words: Words,
  columns: TransactionColumns,
  raw: Raw,
  renamed: Int32Array,
  currency: Uint8Array,
  sign: (amount: number) => number,
): Side {
  const n = columns.rows;
  const bags = { ...raw.bags };
  const plain = identity(n);
  const unordered = {
    text: arrange(bags.text, plain, renamed),
    name: arrange(bags.name, plain, renamed),
    numbers: arrange(bags.numbers, plain, renamed),
  };
  const textHash = new Int32Array(n);
  const fullHash = new Int32Array(n);
  for (let row = 0; row < n; row++) {
    textHash[row] = digest(unordered.name, row, digest(unordered.text, row, 0x811c9dc5) ^ 0x5bd1e995);
    fullHash[row] = digest(unordered.numbers, row, textHash[row]!);
  }
  const amounts = Float64Array.from(columns.amountMinor, sign);
  let by = radixByInt(plain, columns.id);
  by = radixByKey(by, (row) => fullHash[row]!);
  by = radixByAmount(by, amounts);
  by = radixByInt(by, columns.day);
  const order = new Int32Array(new SharedArrayBuffer(n * 4));
  order.set(by);
  const same = identity(renamed.length);
  const amount = new Float64Array(new SharedArrayBuffer(n * 8));
  const int = (source: Int32Array): Int32Array => {
    const to = new Int32Array(new SharedArrayBuffer(n * 4));
    for (let p = 0; p < n; p++) to[p] = source[order[p]!]!;
    return to;
  };
  const money = new Uint8Array(new SharedArrayBuffer(n));
  for (let p = 0; p < n; p++) {
    amount[p] = amounts[order[p]!]!;
    money[p] = currency[columns.currency[order[p]!]!] ?? 0;
  }
  const text = arrange(unordered.text, order, same);
  return {
    rows: n,
    order,
    amount,
    day: int(columns.day),
    currency: money,
    text,
    textSet: signatures(text, n, words),
    lastWord: int(raw.last.map((word) => (word < 0 ? -1 : renamed[word]!))),
    name: arrange(unordered.name, order, same),
    numbers: arrange(unordered.numbers, order, same),
    textDigest: int(textHash),
    fullDigest: int(fullHash),
  };
}

/** How the amounts of the two sides compare; see `detectSigns`. */
export type Signs = 'same' | 'opposite' | 'absolute';

/**
 * Reads both sides into shared memory with one vocabulary. Currency 0 means "not stated" and agrees with any.
 * @param signs 'opposite' turns the right side's amounts, 'absolute' drops the sign of both
 */
export function readSides(left: TransactionColumns, right: TransactionColumns, signs: Signs, tick: (rowsRead: number) => void): Sides {
  const vocabulary = new Vocabulary();
  const nameSeparate = filled(left.counterparty.ends) >= 0.5 && filled(right.counterparty.ends) >= 0.5;
  const one = readSide(left, vocabulary, 0, nameSeparate, tick);
  const two = readSide(right, vocabulary, left.rows, nameSeparate, (row) => tick(left.rows + row));
  const { words, renamed } = vocabulary.finish(left.rows + right.rows);
  const codes = [...new Set([...left.currencies, ...right.currencies])].filter((code) => code !== '').sort();
  const index = (currencies: readonly string[]): Uint8Array => Uint8Array.from(currencies, (code) => codes.indexOf(code) + 1);
  const leftSign = signs === 'absolute' ? Math.abs : (x: number): number => x;
  const rightSign = signs === 'absolute' ? Math.abs : signs === 'opposite' ? (x: number): number => (x === 0 ? 0 : -x) : leftSign;
  return {
    left: buildSide(words, left, one.raw, renamed, index(left.currencies), leftSign),
    right: buildSide(words, right, two.raw, renamed, index(right.currencies), rightSign),
    words,
    nameSeparate,
    wordsDropped: one.dropped + two.dropped,
  };
}

/**
 * Finds how the sides' signs relate, from equal amounts within the window: a ledger may book money out as positive
 * ('opposite') or state amounts without sign ('absolute').
 */
export function detectSigns(left: TransactionColumns, right: TransactionColumns, windowDays: number): Signs {
  const days = new Map<number, Int32Array | number[]>();
  for (let row = 0; row < right.rows; row++) {
    const amount = Math.abs(right.amountMinor[row]!);
    const list = days.get(amount) as number[] | undefined;
    if (list === undefined) days.set(amount, [row]);
    else if (list.length < 8) list.push(row);
  }
  let same = 0;
  let opposite = 0;
  const step = Math.max(1, Math.floor(left.rows / 20_000));
  for (let row = 0; row < left.rows; row += step) {
    const amount = left.amountMinor[row]!;
    if (amount === 0) continue;
    // A common amount says little about the pairing, and its list was cut.
    const rows = days.get(Math.abs(amount));
    if (!rows || rows.length >= 8) continue;
    let agree = 0;
    let differ = 0;
    for (const other of rows) {
      const gap = left.day[row] === NO_DAY || right.day[other] === NO_DAY ? 0 : Math.abs(left.day[row]! - right.day[other]!);
      if (gap > windowDays) continue;
      if (right.amountMinor[other]! > 0 === amount > 0) agree++;
      else differ++;
    }
    if (agree && !differ) same++;
    else if (differ && !agree) opposite++;
  }
  if (same + opposite < 3 || opposite === 0) return 'same';
  if (opposite >= 9 * same) return 'opposite';
  const mixed = [left, right].map((side) => {
    let negative = 0;
    for (let row = 0; row < side.rows; row++) if (side.amountMinor[row]! < 0) negative++;
    return Math.min(negative, side.rows - negative) / Math.max(1, side.rows);
  });
  const unsigned = Math.min(mixed[0]!, mixed[1]!) === 0 && Math.max(mixed[0]!, mixed[1]!) > 0.02;
  return unsigned && opposite > 0.02 * same ? 'absolute' : 'same';
}
