/**
 * Logical records of a BAI2 file: a record with its continuations (88), however they lie in physical lines.
 * Source: Cash Management Balance Reporting Specifications, version 2 (BAI, now ASC X9), record formats and delimiters.
 */
import type { StatementSink } from '../reader.ts';
import { byteAt, type SoundLine } from '../sound-lines.ts';

/** A stretch of one line that belongs to one record, without code and delimiter. */
export interface Segment {
  readonly line: SoundLine;
  readonly from: number;
  readonly to: number;
  /** The line before was as long as a physical record may be: a word may go on here. */
  readonly wrapped: boolean;
}

export interface Bai2Record {
  readonly code: string;
  readonly line: number;
  readonly byteStart: number;
  byteEnd: number;
  readonly segments: Segment[];
  /** Physical records: the record itself and its continuations. */
  count: number;
}

const CODES = new Set(['01', '02', '03', '16', '49', '88', '98', '99']);

/** What a record looks like that begins inside a line: text may hold `/16,` too. */
const BEGINS: Readonly<Record<string, RegExp>> = {
  '01': /^01,[^,]*,[^,]*,\d{6},/,
  '02': /^02,[^,]*,[^,]*,\d?,\d{6},/,
  '03': /^03,[^,/]*,(?:[A-Z]{3})?[,/]/,
  '16': /^16,\d{3},[+-]?\d*[,/]/,
  '49': /^49,[+-]?\d*,\d+\s*(?:\/|$)/,
  '88': /^88,/,
  '98': /^98,[+-]?\d*,\d*,\d+\s*(?:\/|$)/,
  '99': /^99,[+-]?\d*,\d*,\d+\s*(?:\/|$)/,
};

/** Continuations kept of one record; a text of this length is damage. */
const SEGMENTS = 2_000;
const CHARACTERS = 262_144;
/** The customary physical record. */
const PHYSICAL = 80;

/** Takes lines in batches and gives the records that are complete. */
export class RecordCutter {
  readonly #sink: Pick<StatementSink, 'problem'>;
  #record: Bai2Record | null = null;
  #characters = 0;
  #lastLength = 0;

  constructor(sink: Pick<StatementSink, 'problem'>) {
    this.#sink = sink;
  }

  /** @param last no more lines will come */
  *push(lines: readonly SoundLine[], last: boolean): Generator<Bai2Record> {
    for (const line of lines) {
      if (line.text.trim() === '') continue;
      for (const part of pieces(line.text, this.#record?.code === '16')) yield* this.#take(line, part);
      this.#lastLength = line.text.trimEnd().length;
    }
    if (last) yield* this.#flush();
  }

  *#flush(): Generator<Bai2Record> {
    if (this.#record !== null) yield this.#record;
    this.#record = null;
  }

  *#take(line: SoundLine, { code, from, to, end }: Part): Generator<Bai2Record> {
    const byteEnd = byteAt(line, end);
    if (code !== null && code !== '88' && CODES.has(code)) {
      yield* this.#flush();
      this.#characters = to - from;
      const segments = [{ line, from, to, wrapped: false }];
      this.#record = { code, line: line.number, byteStart: byteAt(line, from - 3), byteEnd, segments, count: 1 };
      return;
    }
    const record = this.#record;
    if (record === null || (code !== null && code !== '88' && record.code !== '16')) {
      this.#sink.problem('REC-UNKNOWN', line.number, { values: [line.text.trim().slice(0, 20)], raw: line.text });
      return;
    }
    if (code === '88') record.count++;
    else this.#sink.problem('REC-WRAPPED', line.number, { raw: line.text });
    record.byteEnd = byteEnd;
    if (this.#characters > CHARACTERS) return;
    // What was taken for a code that does not exist is text.
    const start = code === null || code === '88' ? from : from - 3;
    this.#characters += to - start;
    if (record.segments.length < SEGMENTS && this.#characters <= CHARACTERS) {
      record.segments.push({ line, from: start, to, wrapped: this.#lastLength >= PHYSICAL - 2 });
    } else {
      const what = `a record has more than ${SEGMENTS} continuations or ${CHARACTERS} characters; the rest stays in the file only`;
      this.#sink.problem('FILE-LIMIT', line.number, { values: [what] });
      this.#characters = Infinity;
    }
  }
}

interface Part {
  readonly code: string | null;
  /** First character behind the code. */
  readonly from: number;
  /** Behind the last character before the delimiter. */
  readonly to: number;
  /** Behind the delimiter. */
  readonly end: number;
}

/** Cuts a line at the delimiters behind which another record begins. */
function* pieces(text: string, inText: boolean): Generator<Part> {
  const last = text.trimEnd().length;
  let start = /^[\s\x00-\x1f\ufeff]*/.exec(text)![0].length;
  let code = codeAt(text, start);
  let carriesText = code === '16' || ((code === '88' || code === null) && inText);
  for (let slash = text.indexOf('/', start); slash >= 0; slash = text.indexOf('/', slash + 1)) {
    let next = slash + 1;
    while (next < last && text.charCodeAt(next) <= 32) next++;
    const nextCode = next >= last ? null : codeAt(text, next);
    if (nextCode === null || !(BEGINS[nextCode]?.test(text.slice(next, next + 400)) ?? false)) continue;
    // Directly behind a slash in a text, 88 is more likely a number.
    if (nextCode === '88' && carriesText && next === slash + 1) continue;
    yield { code, from: code === null ? start : start + 3, to: slash, end: slash + 1 };
    start = next;
    code = nextCode;
    carriesText = code === '16' || (code === '88' && carriesText);
  }
  const closed = text.charCodeAt(last - 1) === 47;
  const from = code === null ? start : start + 3;
  yield { code, from, to: Math.max(from, closed ? last - 1 : last), end: last };
}

function codeAt(text: string, at: number): string | null {
  return /^\d\d,/.test(text.slice(at, at + 3)) ? text.slice(at, at + 2) : null;
}
