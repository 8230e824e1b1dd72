/**
 * Walks through markup token by token: XML parts of spreadsheets, and HTML that calls itself one. Every step looks at each
 * character once, so no text makes it slow. Nothing is resolved: entity declarations are passed over, unknown entities stay text.
 */

export const TOKEN = { end: 0, open: 1, close: 2, text: 3 } as const;

/** Named entities that XML itself knows, and those of HTML that statements use. Latin-1 names stand in the order of their codes. */
const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", euro: '\u20ac', ndash: '\u2013', mdash: '\u2014', minus: '\u2212' },
  ...Object.fromEntries(
    (
      'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil ' +
      'sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute ' +
      'Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc ' +
      'atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide ' +
      'oslash ugrave uacute ucirc uuml yacute thorn yuml'
    )
      .split(' ')
      .map((name, index) => [name, String.fromCharCode(160 + index)]),
  ),
};

/** How far a tag with quotes in it is followed, and how often in vain before the first `>` is taken at once: keeps it linear. */
const TAG_CHARACTERS = 65_536;
const LOOSE_QUOTES = 100;

export class XmlCursor {
  readonly text: string;
  /** Local name of the last tag, without its prefix. */
  name = '';
  /** Whether the last open tag closed itself. */
  empty = false;
  /** Characters of the last text token, entities not yet decoded. */
  raw = '';
  /** Whether the last text token was a CDATA section. */
  cdata = false;
  /** Set once a document type or an entity declaration was seen. */
  declared = false;
  #at = 0;
  #tagStart = 0;
  #tagEnd = 0;
  #looseQuotes = 0;

  /** Place of the first character at which the text is no well-formed XML, 0 for none; only looked for where it was asked for. */
  broken = 0;
  readonly #open: string[] | null;

  /** @param strict watches that tags close in order, as XML asks and HTML does not */
  constructor(text: string, strict = false) {
    this.text = text;
    this.#open = strict ? [] : null;
  }

  /** The next token, `TOKEN.end` behind the last. Comments and instructions are passed over. */
  next(): number {
    const { text } = this;
    while (this.#at < text.length) {
      if (text.charCodeAt(this.#at) !== 60) {
        const open = text.indexOf('<', this.#at);
        const stop = open < 0 ? text.length : open;
        this.raw = text.slice(this.#at, stop);
        this.cdata = false;
        this.#at = stop;
        return TOKEN.text;
      }
      const second = text.charCodeAt(this.#at + 1);
      if (second === 33 || second === 63) {
        if (text.startsWith('<![CDATA[', this.#at)) {
          const close = text.indexOf(']]>', this.#at);
          this.raw = text.slice(this.#at + 9, close < 0 ? text.length : close);
          this.cdata = true;
          this.#at = close < 0 ? text.length : close + 3;
          return TOKEN.text;
        }
        this.#passDeclaration();
        continue;
      }
      return this.#tag(second === 47);
    }
    if (this.broken === 0 && this.#open !== null && this.#open.length > 0) this.broken = text.length;
    return TOKEN.end;
  }

  /** Value of an attribute of the last open tag by its local name, entities decoded; null where there is none. */
  attribute(local: string): string | null {
    const tag = this.text.slice(this.#tagStart, this.#tagEnd);
    let at = tag.indexOf(local);
    while (at >= 0) {
      const before = tag.charCodeAt(at - 1);
      let i = at + local.length;
      if (before <= 32 || before === 58) {
        while (tag.charCodeAt(i) <= 32) i++;
        if (tag.charCodeAt(i) === 61) {
          i++;
          while (tag.charCodeAt(i) <= 32) i++;
          const quote = tag.charCodeAt(i);
          if (quote === 34 || quote === 39) {
            const close = tag.indexOf(quote === 34 ? '"' : "'", i + 1);
            return decodeEntities(tag.slice(i + 1, close < 0 ? tag.length : close));
          }
          return /^[^\s>]*/.exec(tag.slice(i))![0];
        }
      }
      at = tag.indexOf(local, at + 1);
    }
    return null;
  }

  /** Passes over everything up to the end of the element whose open tag was last. */
  skipElement(): void {
    if (this.empty) return;
    const { name } = this;
    let depth = 1;
    while (depth > 0) {
      const token = this.next();
      if (token === TOKEN.end) return;
      if (token === TOKEN.text || this.name !== name) continue;
      if (token === TOKEN.close) depth--;
      else if (!this.empty) depth++;
    }
  }

  #tag(closing: boolean): number {
    const { text } = this;
    const start = this.#at + (closing ? 2 : 1);
    let end = text.indexOf('>', start);
    if (end < 0) end = text.length;
    else if (!closing && hasOpenQuote(text, start, end)) end = this.#endBehindQuotes(start, end);
    let stop = start;
    let nameStart = start;
    for (; stop < end; stop++) {
      const code = text.charCodeAt(stop);
      if (code === 58) nameStart = stop + 1;
      else if (code <= 32 || code === 47) break;
    }
    this.name = text.slice(nameStart, stop);
    this.empty = text.charCodeAt(end - 1) === 47;
    this.#tagStart = stop;
    this.#tagEnd = end;
    this.#at = end + 1;
    if (this.#open !== null && this.broken === 0) this.#watch(closing, start, end);
    return closing ? TOKEN.close : TOKEN.open;
  }

  #watch(closing: boolean, start: number, end: number): void {
    const open = this.#open!;
    if (end === this.text.length || this.name === '') this.broken = start;
    else if (closing) {
      if (open.pop() !== this.name) this.broken = start;
    } else if (!this.empty) open.push(this.name);
  }

  /** End of a tag with `>` inside a quoted value; the first `>` where the quotes do not close nearby. */
  #endBehindQuotes(start: number, first: number): number {
    const { text } = this;
    let quote = 0;
    const stop = this.#looseQuotes > LOOSE_QUOTES ? 0 : Math.min(text.length, start + TAG_CHARACTERS);
    for (let i = start; i < stop; i++) {
      const code = text.charCodeAt(i);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === 34 || code === 39) quote = code;
      else if (code === 62) return i;
    }
    this.#looseQuotes++;
    return first;
  }

  #passDeclaration(): void {
    const { text } = this;
    const at = this.#at;
    if (text.startsWith('<!--', at)) {
      const close = text.indexOf('-->', at + 4);
      this.#at = close < 0 ? text.length : close + 3;
      return;
    }
    if (text.charCodeAt(at + 1) === 63) {
      const close = text.indexOf('?>', at);
      this.#at = close < 0 ? text.length : close + 2;
      return;
    }
    // A document type may hold declarations in brackets; they end at `]` and blanks and `>`.
    const close = text.indexOf('>', at);
    const bracket = text.slice(at, close < 0 ? text.length : close).indexOf('[');
    let end = close;
    if (bracket >= 0) {
      this.declared = true;
      const inner = text.indexOf(']', at + bracket);
      end = inner < 0 ? -1 : text.indexOf('>', inner);
    } else if (/^<!ENTITY/i.test(text.slice(at, at + 8))) this.declared = true;
    this.#at = end < 0 ? text.length : end + 1;
  }
}

function hasOpenQuote(text: string, from: number, to: number): boolean {
  let quote = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 34 || code === 39) quote = code;
  }
  return quote !== 0;
}

/** Text with the entities of XML and numeric references resolved; others stay as they are written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|[a-z][a-z\d]{1,7});/gi, (whole, body: string) => {
    if (body[0] !== '#') return NAMED[body] ?? whole;
    const code = body[1] === 'x' || body[1] === 'X' ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code);
  });
}
