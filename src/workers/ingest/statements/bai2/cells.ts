/** Walks the fields of one logical record over its continuations. */
import type { Span } from '../reader.ts';
import { spanOf } from '../sound-lines.ts';
import type { Bai2Record, Segment } from './records.ts';

export interface Cell {
  readonly text: string;
  readonly segment: Segment;
  readonly from: number;
  /** The field stands first in a continuation. */
  readonly begins: boolean;
}

export class Cells {
  readonly #segments: readonly Segment[];
  #index = 0;
  #at: number;

  constructor(record: Pick<Bai2Record, 'segments'>) {
    this.#segments = record.segments;
    this.#at = record.segments[0]!.from;
  }

  /** The next field without surrounding blanks; null behind the last one. */
  next(): Cell | null {
    if (this.#at < 0) {
      if (this.#index + 1 >= this.#segments.length) return null;
      this.#index++;
      this.#at = this.#segments[this.#index]!.from;
    }
    const segment = this.#segments[this.#index]!;
    const begins = this.#index > 0 && this.#at === segment.from;
    const comma = segment.line.text.indexOf(',', this.#at);
    const end = comma < 0 || comma >= segment.to ? segment.to : comma;
    const raw = segment.line.text.slice(this.#at, end);
    const from = this.#at + (raw.length - raw.trimStart().length);
    this.#at = end === segment.to ? -1 : end + 1;
    return { text: raw.trim(), segment, from, begins };
  }

  /** Texts of the next `count` fields without moving; fewer where the segment ends. */
  peek(count: number): string[] {
    const [index, at] = [this.#index, this.#at];
    const texts: string[] = [];
    for (let i = 0; i < count; i++) {
      const cell = this.next();
      if (cell === null || (i > 0 && cell.begins)) break;
      texts.push(cell.text);
    }
    this.#index = index;
    this.#at = at;
    return texts;
  }

  /** Whether the next field stands first in a continuation. */
  get atContinuation(): boolean {
    return this.#at < 0 && this.#index + 1 < this.#segments.length;
  }

  /** What is left as text, one entry for each stretch of a line. */
  rest(): { readonly text: string; readonly segment: Segment; readonly from: number }[] {
    const left: { text: string; segment: Segment; from: number }[] = [];
    if (this.#at >= 0) {
      const segment = this.#segments[this.#index]!;
      left.push({ text: segment.line.text.slice(this.#at, segment.to), segment, from: this.#at });
    }
    for (const segment of this.#segments.slice(this.#index + 1))
      left.push({ text: segment.line.text.slice(segment.from, segment.to), segment, from: segment.from });
    return left;
  }
}

export function cellSpan(cell: Cell | null): Span | undefined {
  return cell === null ? undefined : spanOf(cell.segment.line, cell.from, cell.from + cell.text.length);
}
