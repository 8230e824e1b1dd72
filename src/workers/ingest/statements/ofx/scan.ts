/**
 * Cuts the text of an OFX file into tags and runs of text, with their places. Made for SGML as banks write it: a `<` that
 * begins no tag is text, comments and instructions are passed over, a document type is never acted on. Fed in pieces; what
 * has to be kept between two pieces is bounded, and no part of the text is looked at more than a constant number of times.
 */

/** Hears what the scanner finds. Places are characters from the beginning of the text. */
export interface TagEvents {
  /** `name` is in upper case. */
  open(name: string, start: number, end: number, empty: boolean): void;
  close(name: string, start: number, end: number): void;
  /** Text between tags, possibly in several runs. `literal`: from a CDATA section, where `&` is no entity. */
  text(text: string, start: number, literal: boolean): void;
  /** A `<` that begins nothing; it is also given as text. */
  stray(start: number): void;
  /** A comment that holds tags: something was taken out of the data. */
  comment(start: number): void;
  /** `<!DOCTYPE …>` and the like, with or without declarations inside. */
  declaration(start: number): void;
}

/** The longest tag, attributes included. OFX's longest name has 32 characters. */
const TAG_CHARACTERS = 512;
/** How much of the past is kept on request, so that a record can be shown as it stands. */
const HOLD_CHARACTERS = 64 * 1024;

const TAG = /<(\/?)([A-Za-z][\w.:-]*)(?:\s[^<>]*)?(\/?)>/y;

type Mode = 'text' | 'comment' | 'cdata' | 'instruction' | 'declaration' | 'subset';
const ENDS: Record<Exclude<Mode, 'text'>, string> = {
  comment: '-->',
  cdata: ']]>',
  instruction: '>',
  declaration: '>',
  subset: ']',
};

export class TagScanner {
  readonly #events: TagEvents;
  readonly #newline: string;
  readonly #names = new Map<string, string>();
  #buffer = '';
  /** Place of the buffer's first character. */
  #base = 0;
  /** What of the buffer is done with. */
  #done = 0;
  #mode: Mode = 'text';
  /** Where the comment begins; -1 where there is none, or it is already known to hold tags. */
  #commentStart = -1;
  #hold = -1;
  #line = 1;
  #lineStart = 0;
  /** Up to here line ends are counted. */
  #counted = 0;

  /** @param newline the character that ends a line */
  constructor(events: TagEvents, newline: string) {
    this.#events = events;
    this.#newline = newline;
  }

  push(piece: string): void {
    this.#buffer = this.#buffer === '' ? piece : this.#buffer + piece;
    this.#run(false);
    const held = this.#hold < 0 ? this.#done : Math.min(this.#done, Math.max(0, this.#hold - this.#base));
    const keep = this.#done - held > HOLD_CHARACTERS ? this.#done : held;
    this.#count(this.#base + keep);
    this.#buffer = this.#buffer.slice(keep);
    this.#base += keep;
    this.#done -= keep;
  }

  /** @returns what stands open at the end of the text: a comment, a section; null where nothing does */
  end(): string | null {
    this.#run(true);
    return this.#mode === 'text' ? null : this.#mode === 'cdata' ? 'the end of a CDATA section' : `the end of a ${this.#mode}`;
  }

  /** Keeps the text from this place on at hand for `slice`, as far as memory allows; -1 ends it. */
  hold(place: number): void {
    this.#hold = place;
  }

  /** Text between two places, as far as it is still at hand. */
  slice(start: number, end: number): string {
    return this.#buffer.slice(Math.max(0, start - this.#base), Math.max(0, end - this.#base));
  }

  /** 1-based line of a place; places must not go back. */
  lineAt(place: number): number {
    this.#count(place);
    return this.#line;
  }

  /** 1-based character of the place asked for last by `lineAt` or later in its line. */
  columnAt(place: number): number {
    return Math.max(1, place - this.#lineStart + 1);
  }

  #count(place: number): void {
    let from = this.#counted - this.#base;
    const to = Math.min(place - this.#base, this.#buffer.length);
    if (from >= to) return;
    for (;;) {
      const at = this.#buffer.indexOf(this.#newline, from);
      if (at < 0 || at >= to) break;
      this.#line++;
      this.#lineStart = this.#base + at + 1;
      from = at + 1;
    }
    this.#counted = this.#base + to;
  }

  #run(last: boolean): void {
    const text = this.#buffer;
    const length = text.length;
    let at = this.#done;
    while (at < length) {
      if (this.#mode !== 'text') {
        const next = this.#skip(at, last);
        if (next < 0) break;
        at = next;
        continue;
      }
      const open = text.indexOf('<', at);
      if (open < 0) {
        this.#events.text(text.slice(at), this.#base + at, false);
        at = length;
        break;
      }
      if (open > at) this.#events.text(text.slice(at, open), this.#base + at, false);
      at = this.#markup(open, last);
      if (at === open) break;
    }
    this.#done = at;
  }

  /** Reads what begins with the `<` at `open`. Returns where to go on; `open` itself where more text is needed first. */
  #markup(open: number, last: boolean): number {
    const text = this.#buffer;
    TAG.lastIndex = open;
    const match = TAG.exec(text);
    if (match !== null && match[0].length <= TAG_CHARACTERS) {
      const start = this.#base + open;
      const end = start + match[0].length;
      if (match[1] === '/') this.#events.close(this.#name(match[2]!), start, end);
      else this.#events.open(this.#name(match[2]!), start, end, match[3] === '/' || match[0].endsWith('/>'));
      return open + match[0].length;
    }
    const rest = text.length - open;
    const next = text.charCodeAt(open + 1);
    if (next === 33 || next === 63) {
      if (rest < 9 && !last) return open;
      const start = this.#base + open;
      if (next === 63) this.#mode = 'instruction';
      else if (text.startsWith('<!--', open)) {
        this.#mode = 'comment';
        this.#commentStart = start;
        return open + 4;
      } else if (text.startsWith('<![CDATA[', open)) {
        this.#mode = 'cdata';
        return open + 9;
      } else {
        this.#mode = 'declaration';
        this.#events.declaration(start);
      }
      return open + 2;
    }
    if (!last && rest < TAG_CHARACTERS && !/[<>]/.test(text.slice(open + 1, open + TAG_CHARACTERS))) return open;
    this.#events.stray(this.#base + open);
    this.#events.text('<', this.#base + open, false);
    return open + 1;
  }

  /** Passes over a comment, a declaration …; gives the text of a CDATA section. Returns -1 where the text ends first. */
  #skip(at: number, last: boolean): number {
    const text = this.#buffer;
    const mode = this.#mode as Exclude<Mode, 'text'>;
    const ending = ENDS[mode];
    let found = text.indexOf(ending, at);
    if (mode === 'declaration') {
      const subset = text.indexOf('[', at);
      if (subset >= 0 && (found < 0 || subset < found)) {
        this.#mode = 'subset';
        return subset + 1;
      }
    }
    if (mode === 'comment') this.#lookInside(text.slice(at, found < 0 ? text.length : found));
    if (found >= 0) {
      if (mode === 'cdata' && found > at) this.#events.text(text.slice(at, found), this.#base + at, true);
      this.#mode = mode === 'subset' ? 'declaration' : 'text';
      return found + ending.length;
    }
    // All but what may be the beginning of the ending is done with.
    found = last ? text.length : Math.max(at, text.length - ending.length + 1);
    if (mode === 'cdata' && found > at) this.#events.text(text.slice(at, found), this.#base + at, true);
    return found > at ? found : -1;
  }

  #lookInside(comment: string): void {
    if (this.#commentStart < 0 || !/<\/?[A-Za-z]/.test(comment)) return;
    this.#events.comment(this.#commentStart);
    this.#commentStart = -1;
  }

  /** Upper case, each spelling only once. */
  #name(written: string): string {
    const known = this.#names.get(written);
    if (known !== undefined) return known;
    const name = written.toUpperCase();
    if (this.#names.size < 5000) this.#names.set(written, name);
    return name;
  }
}
