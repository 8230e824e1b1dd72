/** Cuts an MT940 or MT942 file into fields with the exact place of every line. */
import type { StatementSink } from '../reader.ts';
import { byteAt, type SoundLine } from '../sound-lines.ts';
import { kindOf, LONG_FIELDS, looksDamaged } from './tags.ts';

/** One line of a field's value. */
export interface Piece {
  readonly line: SoundLine;
  /** First character of the value in the line. */
  readonly from: number;
  readonly text: string;
}

export interface Field {
  readonly tag: string;
  readonly line: number;
  readonly byteStart: number;
  byteEnd: number;
  readonly pieces: Piece[];
}

export type MessageEvent =
  | { readonly kind: 'field'; readonly field: Field }
  | { readonly kind: 'end' }
  /** Header of a FIN message; `type` is 940, 942 …, where it says so; `opens`: the fields follow, up to `-}`. */
  | { readonly kind: 'block'; readonly type: string | null; readonly opens: boolean };

/** The format allows 6 lines of 65 characters; banks send some dozen. What is beyond stays in the file. */
const PIECES = 200;
const CHARACTERS = 65_536;
/** Blank lines looked past for the line that follows a hyphen. */
const PEEKED = 64;

/** Takes lines in batches and gives the fields that are complete. */
export class FieldCutter {
  readonly #sink: Pick<StatementSink, 'problem'>;
  #lines: readonly SoundLine[] = [];
  #at = 0;
  #field: Field | null = null;
  #characters = 0;
  /** Behind a field nobody knows: its further lines are not reported one by one. */
  #skipping = false;
  /** The line behind the one that is looked at, where that was asked for; null at the end of the file. */
  #next: string | null = null;

  constructor(sink: Pick<StatementSink, 'problem'>) {
    this.#sink = sink;
  }

  /** @param last no more lines will come */
  *push(lines: readonly SoundLine[], last: boolean): Generator<MessageEvent> {
    this.#lines = this.#at < this.#lines.length ? [...this.#lines.slice(this.#at), ...lines] : lines;
    this.#at = 0;
    while (this.#at < this.#lines.length) {
      const line = this.#lines[this.#at]!;
      if (this.#needsNext(line) && !this.#look(last)) return;
      this.#at++;
      yield* this.#take(line);
    }
    if (last) yield* this.#flush();
  }

  /** A hyphen, or what may be a new message or the minutes of a time, is judged by what follows. */
  #needsNext({ text }: SoundLine): boolean {
    return (text.length < 16 && text.includes('-')) || (text.includes(':20:') && this.#inText);
  }

  get #inText(): boolean {
    return this.#field !== null && LONG_FIELDS.has(this.#field.tag);
  }

  /** @returns false where the next line isn't there yet */
  #look(last: boolean): boolean {
    this.#next = null;
    for (let i = this.#at + 1; i <= this.#at + PEEKED; i++) {
      if (i >= this.#lines.length) return last;
      const { text } = this.#lines[i]!;
      if (text.trim() === '') continue;
      this.#next = text;
      return true;
    }
    return true;
  }

  *#flush(): Generator<MessageEvent> {
    if (this.#field !== null) yield { kind: 'field', field: this.#field };
    this.#field = null;
    this.#skipping = false;
  }

  *#take(line: SoundLine): Generator<MessageEvent> {
    for (let from = 0; ;) {
      const inText = this.#inText;
      const before = inText ? this.#field!.pieces.at(-1)!.text : '';
      const kind = kindOf(line.text, { inText, before, next: () => this.#next }, from);
      if (kind.kind === 'end' || kind.kind === 'block') {
        yield* this.#flush();
        yield kind.kind === 'end' ? { kind: 'end' } : { kind: 'block', type: kind.type, opens: kind.opens };
        // Behind the end of a message, or behind its header, the line may go on.
        if (kind.from >= line.text.length) return;
        from = kind.from;
        continue;
      }
      if (kind.kind === 'field') {
        yield* this.#flush();
        this.#begin(line, kind.tag, kind.from);
      } else if (kind.kind === 'stray') this.#report('REC-MISPLACED', line, '-');
      else if (kind.kind === 'unknown') {
        this.#report('REC-UNKNOWN', line, `:${kind.tag}:`);
        if (inText) this.#append(line);
        else this.#skipping = true;
      } else if (kind.kind === 'text') this.#text(line, from);
      return;
    }
  }

  #begin(line: SoundLine, tag: string, from: number): void {
    const text = line.text.slice(from, from + CHARACTERS);
    this.#characters = text.length;
    const byteStart = byteAt(line, from - tag.length - 2);
    this.#field = { tag, line: line.number, byteStart, byteEnd: line.byteStart + line.byteLength, pieces: [{ line, from, text }] };
  }

  #text(line: SoundLine, from: number): void {
    if (this.#inText) {
      if (looksDamaged(line.text)) this.#report('REC-UNKNOWN', line, line.text.slice(0, 12));
      this.#append(line);
    } else if (!this.#skipping && from === 0) this.#report('REC-UNKNOWN', line, line.text.trim().slice(0, 40));
  }

  #append(line: SoundLine): void {
    const { pieces } = this.#field!;
    this.#field!.byteEnd = line.byteStart + line.byteLength;
    if (pieces.length > PIECES || this.#characters > CHARACTERS) return;
    this.#characters += line.text.length;
    if (pieces.length < PIECES && this.#characters <= CHARACTERS) pieces.push({ line, from: 0, text: line.text });
    else {
      const what = `a text has more than ${PIECES} lines or ${CHARACTERS} characters; the rest stays in the file only`;
      this.#sink.problem('FILE-LIMIT', line.number, { values: [what] });
      this.#characters = Infinity;
    }
  }

  #report(code: 'REC-UNKNOWN' | 'REC-MISPLACED', line: SoundLine, value: string): void {
    this.#sink.problem(code, line.number, { values: [value], raw: line.text });
  }
}
