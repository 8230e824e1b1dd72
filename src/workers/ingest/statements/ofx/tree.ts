/**
 * Turns tags into aggregates with their values. In OFX 1 a value has no end tag and in practice an aggregate loses its own
 * now and then, so what is closed is decided by the vocabulary and not by counting. No recursion: depth is an array with a limit.
 */
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { ProblemPlace } from '../../problem-sink.ts';
import { isMerged, isValueTag, rankOf } from './grammar.ts';
import type { TagEvents, TagScanner } from './scan.ts';

/** A value with its place: characters from the beginning of the text, blanks around it left out. */
export interface Value {
  /** Name, behind that of the aggregates it was merged from: `PAYEE.NAME`. */
  readonly path: string;
  /** As in the file: one character per byte, entities not resolved. */
  readonly runs: readonly Run[];
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** 1-based character in the line, of the tag. */
  readonly column: number;
  /** A tag follows: false where the file ended inside the value. */
  ended: boolean;
}

export interface Run {
  text: string;
  /** From a CDATA section. */
  readonly literal: boolean;
}

export interface Frame {
  readonly name: string;
  /** -1: not a name of the vocabulary; perhaps only an empty value without an end tag. */
  readonly rank: number;
  readonly start: number;
  readonly line: number;
  readonly column: number;
  values: Value[];
}

interface Tag {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

export interface TreeEvents {
  opened(frame: Frame): void;
  /** @param end place behind the end tag; @param whole false where the end tag is missing; @param over the file has ended */
  closed(frame: Frame, end: number, whole: boolean, over: boolean): void;
  problem(code: ProblemCode, place: number, more?: ProblemPlace): void;
}

const MOST_DEPTH = 200;
const MOST_VALUES = 500;
/** Characters of one value that are kept; the file keeps all. */
const MOST_CHARACTERS = 64 * 1024;

/** Where the text begins. Blanks are those of ASCII only: a no-break space is half a letter in UTF-8. */
function leadOf(text: string): number {
  let i = 0;
  while (i < text.length && text.charCodeAt(i) <= 32) i++;
  return i;
}

function endOf(text: string): number {
  let i = text.length;
  while (i > 0 && text.charCodeAt(i - 1) <= 32) i--;
  return i;
}

export class Tree implements TagEvents {
  readonly stack: Frame[] = [];
  readonly #events: TreeEvents;
  readonly #scanner: () => TagScanner;
  #started = false;
  /** Inside a list of investment movements, where more names are known. */
  #investing = false;
  #tooDeep = false;
  #strayLine = 0;
  /** The tag whose text is being gathered. */
  #tag: Tag | null = null;
  #runs: Run[] = [];
  #characters = 0;
  #first = -1;
  #last = -1;
  /** Name of the value that was read last, whose end tag may follow. */
  #before = '';

  constructor(events: TreeEvents, scanner: () => TagScanner) {
    this.#events = events;
    this.#scanner = scanner;
  }

  /** Whether anything of OFX was seen. */
  get started(): boolean {
    return this.#started;
  }

  text(text: string, start: number, literal: boolean): void {
    const lead = this.#first < 0 ? leadOf(text) : 0;
    if (lead === text.length && this.#first < 0) return;
    if (this.#tag === null) return this.#stray(text, start);
    if (this.#first < 0) this.#first = start + lead;
    const end = endOf(text);
    if (end > 0) this.#last = start + end;
    if (this.#characters >= MOST_CHARACTERS) return;
    const kept = text.slice(lead, lead + MOST_CHARACTERS - this.#characters);
    this.#characters += kept.length;
    // Joined: a piece of the file may end in the middle of a letter.
    const before = this.#runs[this.#runs.length - 1];
    if (before !== undefined && before.literal === literal) before.text += kept;
    else this.#runs.push({ text: kept, literal });
  }

  open(name: string, start: number, end: number, empty: boolean): void {
    this.#started = true;
    this.#settle(start, false);
    const scanner = this.#scanner();
    this.#tag = { name, start, end, line: scanner.lineAt(start), column: scanner.columnAt(start) };
    if (empty) this.#settle(end, true);
  }

  close(name: string, start: number, end: number): void {
    this.#started = true;
    const tag = this.#tag;
    if (tag !== null && tag.name === name && rankOf(name, this.#investing) < 0) {
      this.#settle(start, true);
      this.#before = '';
      return;
    }
    this.#settle(start, false);
    for (let i = this.stack.length - 1; i >= 0; i--) {
      if (this.stack[i]!.name !== name) continue;
      while (this.stack.length > i + 1) this.#pop(start, false);
      this.#pop(end, true);
      this.#before = '';
      return;
    }
    if (this.#before === name) this.#before = '';
    else this.#events.problem('REC-MISPLACED', start, { values: [`</${name}>`] });
  }

  stray(start: number): void {
    // Once for a line: a file of nothing else would have millions.
    const line = this.#scanner().lineAt(start);
    if (line !== this.#strayLine) this.#events.problem('TAG-STRAY', start);
    this.#strayLine = line;
  }

  comment(start: number): void {
    if (this.stack.length > 1) this.#events.problem('TAG-COMMENT', start);
  }

  declaration(start: number): void {
    this.#events.problem('SEC-BLOCKED', start, { values: ['a document type or another declaration'] });
  }

  /** The text is over: closes what is open. Returns the names of the vocabulary that had no end tag, outermost first. */
  end(place: number): string[] {
    this.#settle(place, false, true);
    const open = this.stack.filter((frame) => frame.rank >= 0).map((frame) => frame.name);
    while (this.stack.length > 0) this.#pop(place, false, true);
    return open;
  }

  /** The tag read last is followed by another one: now it is known whether it is a value or an aggregate. */
  #settle(place: number, closed: boolean, over = false): void {
    const tag = this.#tag;
    if (tag === null) return;
    this.#tag = null;
    const runs = this.#runs;
    const [first, last] = [this.#first, this.#last];
    this.#runs = [];
    this.#characters = 0;
    this.#first = -1;
    this.#last = -1;
    if (runs.length === 1) runs[0]!.text = runs[0]!.text.slice(0, endOf(runs[0]!.text));
    const rank = rankOf(tag.name, this.#investing);
    // Some banks write `<PAYEE>name</PAYEE>`: a small aggregate used as a value.
    if (rank >= 0 && !(rank === 7 && runs.length > 0)) {
      this.#push(tag, rank, place);
      if (runs.length > 0) this.#stray(runs.map((run) => run.text).join(''), first);
    } else if (runs.length > 0 || closed || isValueTag(tag.name)) {
      const at = first < 0 ? tag.end : first;
      this.#value({ path: tag.name, runs, start: at, end: first < 0 ? at : last, line: tag.line, column: tag.column, ended: !over });
      this.#before = closed ? '' : tag.name;
    } else this.#push(tag, -1, place);
  }

  #value(value: Value): void {
    const frame = this.stack[this.stack.length - 1];
    if (frame === undefined) this.#events.problem('REC-MISPLACED', value.start, { values: [`<${value.path}>`] });
    else if (frame.values.length < MOST_VALUES) frame.values.push(value);
  }

  #push(tag: Tag, rank: number, place: number): void {
    if (rank >= 0) {
      let from = this.stack.findIndex((frame) => frame.rank >= rank);
      if (rank >= 7) from = this.stack.findIndex((frame) => frame.name === tag.name);
      if (from >= 0) while (this.stack.length > from) this.#pop(tag.start, false);
    }
    if (this.stack.length >= MOST_DEPTH) {
      if (!this.#tooDeep) this.#events.problem('FILE-DAMAGED', place, { values: [`tags stand more than ${MOST_DEPTH} deep`] });
      this.#tooDeep = true;
      return;
    }
    const frame: Frame = { name: tag.name, rank, start: tag.start, line: tag.line, column: tag.column, values: [] };
    this.stack.push(frame);
    if (tag.name === 'INVTRANLIST') this.#investing = true;
    if (rank >= 0) this.#events.opened(frame);
  }

  #pop(end: number, whole: boolean, over = false): void {
    const frame = this.stack.pop()!;
    const outer = this.stack[this.stack.length - 1];
    if (frame.rank < 0) {
      // With an end tag it was somebody's own aggregate, to be ignored with all it holds; without one an empty value.
      if (!whole && outer !== undefined) outer.values.push(...frame.values.slice(0, MOST_VALUES - outer.values.length));
      return;
    }
    if (frame.name === 'INVTRANLIST') this.#investing = false;
    if (!whole && !over) this.#events.problem('REC-MISSING', end, { values: [`</${frame.name}>`] });
    this.#events.closed(frame, end, whole, over);
    if (isMerged(frame.name) && outer !== undefined) {
      const room = Math.max(0, MOST_VALUES - outer.values.length);
      const prefix = frame.rank > 7 ? '' : `${frame.name}.`;
      for (const value of frame.values.slice(0, room)) outer.values.push({ ...value, path: prefix + value.path });
    }
  }

  #stray(text: string, start: number): void {
    // Before the first tag stands the header.
    if (!this.#started || leadOf(text) === text.length) return;
    // A second file behind the first one brings its own header.
    if (this.stack.length === 0 && /OFXHEADER/i.test(text)) return;
    this.#events.problem('TAG-TEXT', start + leadOf(text), { raw: text.slice(leadOf(text), endOf(text)) });
  }
}
