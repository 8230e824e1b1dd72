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

/** Letters, digits, `_ . : -`. */
function isNameCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 58 && code !== 47) || code === 95;
}

function nameEnd(text: string, from: number): number {
  let i = from;
  while (isNameCode(text.charCodeAt(i))) i++;
  return i;
}

/** Place behind the tag that begins at `open`, attributes and all; -1 where there is none, or not all of it. */
function tagEnd(text: string, open: number): number {
  const from = text.charCodeAt(open + 1) === 47 ? open + 2 : open + 1;
  const first = text.charCodeAt(from);
  if (!((first >= 97 && first <= 122) || (first >= 65 && first <= 90))) return -1;
  let i = nameEnd(text, from);
  if (text.charCodeAt(i) === 62) return i - open < TAG_CHARACTERS ? i + 1 : -1;
  const behind = text.charCodeAt(i);
  if (behind !== 47 && behind !== 32 && (behind < 9 || behind > 13)) return -1;
  const most = Math.min(text.length, open + TAG_CHARACTERS);
  for (; i < most; i++) {
    const code = text.charCodeAt(i);
    if (code === 62) return behind === 47 && text.charCodeAt(i - 1) !== 47 ? -1 : i + 1;
    if (code === 60) return -1;
  }
  return -1;
}

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
  /** Place of the next line end; -1 where it is not known. */
  #nextEnd = -1;
  /** Up to here line ends were looked for. */
  #searched = 0;

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
    for (;;) {
      if (this.#nextEnd < 0) {
        const at = this.#buffer.indexOf(this.#newline, Math.max(0, this.#searched - this.#base));
        // Not looked through again: in a file of one line every tag would.
        this.#searched = this.#base + (at < 0 ? this.#buffer.length : at + 1);
        if (at < 0) return;
        this.#nextEnd = this.#base + at;
      }
      if (this.#nextEnd >= place) return;
      this.#line++;
      this.#lineStart = this.#nextEnd + 1;
      this.#nextEnd = -1;
    }
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
    const end = tagEnd(text, open);
    if (end > 0) {
      const closing = text.charCodeAt(open + 1) === 47;
      const name = this.#name(text.slice(closing ? open + 2 : open + 1, nameEnd(text, closing ? open + 2 : open + 1)));
      const start = this.#base + open;
      if (closing) this.#events.close(name, start, this.#base + end);
      else this.#events.open(name, start, this.#base + end, text.charCodeAt(end - 2) === 47);
      return end;
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
    // A namespace prefix (`ofx:STMTTRN`) says nothing here.
    const name = written.slice(written.lastIndexOf(':') + 1).toUpperCase();
    if (this.#names.size < 5000) this.#names.set(written, name);
    return name;
  }
}
