/** Cuts an MT940 or MT942 file into fields with the exact place of every line. */
import type { StatementSink } from '../reader.ts';
import { byteAt, type SoundLine } from '../sound-lines.ts';
import { kindOf, LONG_FIELDS, looksDamaged, type LineKind } from './tags.ts';

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
  /** Header of a FIN message; `type` is 940, 942 …, where it says so. */
  | { readonly kind: 'block'; readonly type: string | null };

/** The format allows 6 lines of 65 characters; banks send some dozen. What is beyond stays in the file. */
const PIECES = 200;
const PEEKED = 64;

export async function* fieldsOf(lines: AsyncGenerator<SoundLine>, sink: Pick<StatementSink, 'problem'>): AsyncGenerator<MessageEvent> {
  const ahead = new Ahead(lines);
  let field: Field | null = null;
  /** Behind a field nobody knows: its further lines are not reported one by one. */
  let skipping = false;
  for (let line = await ahead.take(); line !== null; line = await ahead.take()) {
    let from = 0;
    for (;;) {
      const inText: boolean = field !== null && LONG_FIELDS.has(field.tag);
      const before: string = inText ? field!.pieces.at(-1)!.text : '';
      if (from === 0 && ((inText && line.text.includes(':20:')) || (line.text.length < 16 && line.text.includes('-')))) await ahead.look();
      const kind: LineKind = kindOf(line.text, { inText, before, next: () => ahead.next }, from);
      if (kind.kind === 'field') {
        if (field !== null) yield { kind: 'field', field };
        skipping = false;
        const end = line.byteStart + line.byteLength;
        field = {
          tag: kind.tag,
          line: line.number,
          byteStart: byteAt(line, Math.max(0, kind.from - kind.tag.length - 2)),
          byteEnd: end,
          pieces: [{ line, from: kind.from, text: line.text.slice(kind.from) }],
        };
      } else if (kind.kind === 'end' || kind.kind === 'block') {
        if (field !== null) yield { kind: 'field', field };
        field = null;
        skipping = false;
        yield kind.kind === 'end' ? { kind: 'end' } : { kind: 'block', type: kind.type };
        if (kind.from < line.text.length) {
          from = kind.from;
          // Another block of the same message (`{5:…}`) ends nothing more.
          continue;
        }
      } else if (kind.kind === 'stray') {
        sink.problem('REC-MISPLACED', line.number, { values: ['-'] });
      } else if (kind.kind === 'unknown') {
        sink.problem('REC-UNKNOWN', line.number, { values: [`:${kind.tag}:`], raw: line.text });
        if (inText) push(field!, line, sink);
        else skipping = true;
      } else if (kind.kind === 'text') {
        if (inText) {
          if (looksDamaged(line.text)) sink.problem('REC-UNKNOWN', line.number, { values: [line.text.slice(0, 12)], raw: line.text });
          push(field!, line, sink);
        } else if (!skipping && from === 0)
          sink.problem('REC-UNKNOWN', line.number, { values: [line.text.trim().slice(0, 40)], raw: line.text });
      }
      break;
    }
  }
  if (field !== null) yield { kind: 'field', field };
}

function push(field: Field, line: SoundLine, sink: Pick<StatementSink, 'problem'>): void {
  field.byteEnd = line.byteStart + line.byteLength;
  if (field.pieces.length < PIECES) field.pieces.push({ line, from: 0, text: line.text });
  else if (field.pieces.length === PIECES) {
    sink.problem('FILE-LIMIT', line.number, { values: [`a text has more than ${PIECES} lines; the rest stays in the file only`] });
    field.pieces.push({ line, from: line.text.length, text: '' });
  }
}

/** Lines with a look at the next one that isn't blank. */
class Ahead {
  /** Set by `look`; null at the end of the file. */
  next: string | null = null;
  readonly #lines: AsyncGenerator<SoundLine>;
  #held: SoundLine[] = [];

  constructor(lines: AsyncGenerator<SoundLine>) {
    this.#lines = lines;
  }

  async take(): Promise<SoundLine | null> {
    return this.#held.shift() ?? (await this.#pull());
  }

  async look(): Promise<void> {
    for (let i = 0; i < PEEKED; i++) {
      if (i === this.#held.length) {
        const line = await this.#pull();
        if (line === null) break;
        this.#held.push(line);
      }
      if (this.#held[i]!.text.trim() !== '') {
        this.next = this.#held[i]!.text;
        return;
      }
    }
    this.next = null;
  }

  async #pull(): Promise<SoundLine | null> {
    const { value, done } = await this.#lines.next();
    return done === true ? null : (value as SoundLine);
  }
}
