/** Lines of QIF gathered to records: each line is one letter and its value, `^` ends a record, `!` begins a list. */
import type { Span, StatementSink } from '../reader.ts';
import { spanOf, type SoundLine } from '../sound-lines.ts';

export interface Field {
  /** The letter (or digit or sign) that names the field. */
  readonly code: string;
  /** Blanks around it left out. */
  readonly value: string;
  readonly line: SoundLine;
  readonly from: number;
}

/** Bytes of a field's value. */
export function fieldSpan(field: Field): Span | undefined {
  return spanOf(field.line, field.from, field.from + field.value.length);
}

export interface Record {
  readonly fields: readonly Field[];
  readonly line: number;
  readonly byteStart: number;
  /** First byte behind the record, its `^` counted. */
  readonly byteEnd: number;
  /** `mark`: ended by `^`. `next`: something else began. `file`: the file ended; `cut`: inside its last line. */
  readonly ended: 'mark' | 'next' | 'file' | 'cut';
  /** Lines that belong to the record but were too many to keep. */
  readonly more: number;
}

export type Piece =
  | { readonly kind: 'header'; readonly text: string; readonly line: SoundLine }
  | { readonly kind: 'record'; readonly record: Record };

/** A record has one line for each split and field; nothing honest comes near this. */
const MOST_FIELDS = 5000;

/**
 * A record is also ended where a second date or amount begins although the first ones are not yet followed by `^`: two
 * movements must never become one.
 */
export class RecordBuilder {
  readonly #sink: Pick<StatementSink, 'problem'>;
  readonly #movements: () => boolean;
  readonly #emit: (piece: Piece) => void;
  #fields: Field[] = [];
  #more = 0;
  #lastEnd = 0;

  /** @param movements whether the list that is being read holds movements, so that the rule above applies */
  constructor(sink: Pick<StatementSink, 'problem'>, movements: () => boolean, emit: (piece: Piece) => void) {
    this.#sink = sink;
    this.#movements = movements;
    this.#emit = emit;
  }

  push(line: SoundLine): void {
    const { text } = line;
    const lead = blanksAt(text, 0);
    if (lead === text.length) return;
    const code = text.charAt(lead);
    if (code === '^') {
      const end = line.byteStart + line.byteLength;
      if (this.#fields.length > 0) this.#take('mark', end);
      else this.#sink.problem('ROW-NOT-A-MOVEMENT', line.number, { raw: text });
      return;
    }
    let end = text.length;
    while (end > lead + 1 && isBlank(text.charCodeAt(end - 1))) end--;
    if (code === '!') {
      if (this.#fields.length > 0) this.#take('next', this.#lastEnd);
      this.#emit({ kind: 'header', text: text.slice(lead + 1, end), line });
      return;
    }
    const from = Math.min(end, blanksAt(text, lead + 1));
    const field: Field = { code, value: text.slice(from, end), line, from };
    if ((code === 'D' || code === 'T') && this.#movements()) {
      const cut = cutBefore(this.#fields, field);
      if (cut > 0) {
        const last = this.#fields[cut - 1]!.line;
        this.#take('next', last.byteStart + last.byteLength, cut);
      }
    }
    if (this.#fields.length < MOST_FIELDS) this.#fields.push(field);
    else if (this.#more++ === 0) {
      this.#sink.problem('FILE-DAMAGED', line.number, { values: [`a record of more than ${MOST_FIELDS} lines`] });
    }
    this.#lastEnd = line.byteStart + line.byteLength;
  }

  /** @param size bytes of the file: a last line without an end may be cut off */
  end(size: number): void {
    if (this.#fields.length > 0) this.#take(this.#lastEnd >= size ? 'cut' : 'file', this.#lastEnd);
  }

  #take(ended: Record['ended'], end: number, count = this.#fields.length): void {
    const fields = this.#fields.slice(0, count);
    const { line } = fields[0]!;
    const record: Record = { fields, line: line.number, byteStart: line.byteStart, byteEnd: end, ended, more: this.#more };
    this.#fields = this.#fields.slice(count);
    this.#more = 0;
    this.#emit({ kind: 'record', record });
  }
}

const isBlank = (code: number): boolean => code === 32 || code === 9;

function blanksAt(text: string, at: number): number {
  let i = at;
  while (i < text.length && isBlank(text.charCodeAt(i))) i++;
  return i;
}

/** A line of text without its letter may begin with a T. */
export function isAmountLike(value: string): boolean {
  return /^[-+(\u2212]?\s*(?:[^\d\s.,]{1,3}\s*)?[-+]?[.,]?\d/.test(value);
}

/** How many of the gathered fields belong to an earlier movement than `next`; 0 where none do. */
function cutBefore(fields: readonly Field[], next: Field): number {
  const counts = (field: Field): boolean => field.code === next.code && (field.code === 'D' || isAmountLike(field.value));
  const first = counts(next) ? fields.findIndex(counts) : -1;
  if (first < 0) return 0;
  const split = fields.findIndex((field) => field.code === 'S');
  // A split may have a date of its own; only a second amount tells then.
  if (next.code === 'D') return split < 0 ? fields.length : 0;
  const date = fields.findIndex((field, index) => field.code === 'D' && index > first && index > split);
  return date > 0 && fields.findIndex((field) => field.code === 'D') < date ? date : fields.length;
}
