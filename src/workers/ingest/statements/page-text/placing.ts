/** Places of values: bytes of a file of text, or boxes on a page. */
import type { Span, SpanField } from '../reader.ts';

/** Where a part of a line stands in the file or on its page. */
export interface Placing {
  /** Bytes of characters `[start, end)` of line `index`, for files of text. */
  readonly span?: (index: number, start: number, end: number) => Span;
  /** Points from the top left of the page, for PDF. */
  readonly box?: (index: number, start: number, end: number) => readonly [x: number, y: number, width: number, height: number];
}

export type Boxes = Partial<Record<SpanField, readonly [number, number, number, number]>>;
