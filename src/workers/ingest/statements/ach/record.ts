/** One record of 94 characters, its fields by position, and the bytes of each. */
import { encodedLength } from './encoded-length.ts';
import type { Span } from '../reader.ts';

export const RECORD_LENGTH = 94;

export class AchRecord {
  readonly line: number;
  readonly byteStart: number;
  readonly byteLength: number;
  /** As in the file; shorter where blanks at its end were left out. */
  readonly text: string;
  readonly #encoding: string;

  constructor(text: string, line: number, byteStart: number, byteLength: number, encoding: string) {
    this.text = text;
    this.line = line;
    this.byteStart = byteStart;
    this.byteLength = byteLength;
    this.#encoding = encoding;
  }

  get type(): string {
    return this.text.charAt(0);
  }

  get byteEnd(): number {
    return this.byteStart + this.byteLength;
  }

  /** Characters `from` to `to`, 1-based and inclusive as the format's tables count them. */
  raw(from: number, to: number): string {
    return this.text.slice(from - 1, to);
  }

  /** The same without the blanks around. */
  field(from: number, to: number): string {
    return this.raw(from, to).trim();
  }

  /** Value of a number field; NaN where it is not made of digits alone. A field of blanks counts as zero only if told so. */
  number(from: number, to: number): number {
    const text = this.raw(from, to);
    return /^\d+$/.test(text) && text.length === to - from + 1 ? Number(text) : NaN;
  }

  /** Bytes of the field without the blanks around. */
  span(from: number, to: number): Span {
    const text = this.raw(from, to);
    const lead = text.length - text.trimStart().length;
    const start = this.byteStart + encodedLength(this.text.slice(0, from - 1 + lead), this.#encoding);
    return [start, encodedLength(text.trim(), this.#encoding)];
  }
}
