/** What the scanner tells, and why it may stop. */
import type { TextPlace } from './text-place.ts';

export interface XmlTag {
  /** Without prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The whole tag as written; empty where it has no attributes. */
  readonly raw: string;
  readonly line: number;
  /** Byte of the `<`, and of each character of `raw` from there. */
  readonly byteStart: number;
  byteOf(index: number): number;
  /** Byte behind the `>`. */
  readonly contentStart: number;
}

export interface XmlEvents {
  open(tag: XmlTag): void;
  text(text: string): void;
  /** @param contentEnd byte of the closing tag; @param byteEnd byte behind it; @param raw the content as written, where it is at hand */
  close(contentEnd: number, byteEnd: number, raw: string | null): void;
  /** Not well-formed. `lost`: what stands between here and the next record is not read. */
  damage(what: string, place: TextPlace, lost: boolean): void;
  /** Something that may not be followed. */
  blocked(what: string, place: TextPlace): void;
  badBytes(line: number): void;
}

/** Reading ends for good: a bound is reached. */
export class XmlLimit {
  readonly what: string;
  constructor(what: string) {
    this.what = what;
  }
}
