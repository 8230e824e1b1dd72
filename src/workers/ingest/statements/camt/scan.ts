/** Walks through XML with saxes, one piece after the other, and finds its way back into it behind every damage. */
import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Piece } from './pieces.ts';
import {
  CONTAINERS,
  RECORDS,
  RESUME,
  RESUME_IN_ENTRY,
  XINCLUDE,
  NO_ATTRIBUTES,
  NOWHERE,
  MOST_DEPTH,
  MOST_TEXT,
  MOST_BREAKS,
  DECLARATION,
  SOFT,
  local,
} from './scan-rules.ts';
import { XmlLimit, type XmlEvents } from './xml-events.ts';
import { hideStrays, meantBy, showStrays } from './repair.ts';
import { Lines, type TextPlace } from './text-place.ts';

type Parser = SaxesParser<{ xmlns: true; fragment: true; additionalNamespaces: Record<string, string> }>;

/** Thrown out of the parser to leave it; where to go on, and inside which elements. */
class Break {
  readonly index: number;
  readonly stack: readonly string[] | null;
  constructor(index: number, stack: readonly string[] | null) {
    this.index = index;
    this.stack = stack;
  }
}

export class XmlScanner {
  readonly #events: XmlEvents;
  #parser: Parser | null = null;
  /** Qualified names of the open elements. */
  #open: string[] = [];
  readonly #prefixes: Record<string, string> = {};
  #piece: Piece = { text: '', bytes: new Uint8Array(0), byteStart: 0, byteLength: 0, byteAt: () => 0, bad: [] };
  readonly #lines = new Lines();
  /** Index in the piece = the parser's position + this. */
  #shift = 0;
  /** Characters since the last tag. */
  #quiet = 0;
  #resumed = -1;
  /** Text of the piece as the parser gets it. */
  #safe = '';
  #contentIndex = -1;
  #first = true;
  #breaks = 0;
  #unfinished = false;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  /** Line that was reached. */
  get line(): number {
    return this.#lines.at(this.#piece.text.length).line;
  }

  /** @throws XmlLimit */
  piece(piece: Piece): void {
    this.#shift -= this.#piece.text.length;
    // A piece often ends between a tag and its text, which then begins here.
    this.#contentIndex = this.#contentIndex >= 0 && this.#contentIndex === this.#piece.text.length ? 0 : -1;
    this.#piece = piece;
    this.#resumed = -1;
    this.#lines.next(piece.text);
    for (const bad of piece.bad) this.#events.badBytes(this.#lines.at(bad).line);
    if (this.#parser !== null && this.#quiet > MOST_TEXT) throw new XmlLimit(`more than ${MOST_TEXT} characters without a tag`);
    this.#quiet += piece.text.length;
    const safe = hideStrays(piece.text);
    this.#safe = safe;
    for (const { index, 1: target } of safe.matchAll(/<\?(?!xml[\s?])([\w.-]{1,40})/g)) {
      this.#events.blocked(`a processing instruction (${target})`, this.#lines.at(index));
    }
    let from = 0;
    while (from < safe.length) {
      if (this.#parser === null) {
        const next = this.#seek(safe, from);
        if (next < 0) break;
        from = next;
        this.#start(this.#open, from);
      }
      from = this.#write(safe, from);
    }
  }

  /** The file has ended. @returns whether in the middle of something */
  finish(): boolean {
    this.#parser?.close();
    const cut = this.#open.length > 0 || this.#unfinished;
    const end = this.#piece.byteStart + this.#piece.byteLength;
    while (this.#open.length > 0) this.#pop(end, end, null);
    return cut;
  }

  #seek(text: string, from: number): number {
    if (this.#first && /^\s*</.test(text)) return this.#begin(0);
    const pattern = this.#open.some((name) => local(name) === 'Ntry') ? RESUME_IN_ENTRY : RESUME;
    pattern.lastIndex = Math.max(from, this.#resumed + 1);
    const found = pattern.exec(text);
    if (this.#first) this.#events.text(text.slice(0, Math.min(found?.index ?? text.length, 200)));
    if (found === null) return -1;
    if (this.#first) return this.#begin(found.index);
    if (found[0].startsWith('<?xml')) this.#popTo(0, found.index);
    else this.#popTo(this.#open.findLastIndex((name) => CONTAINERS.test(local(name))) + 1, found.index);
    this.#resumed = found.index;
    return found.index;
  }

  #begin(index: number): number {
    this.#first = false;
    return index;
  }

  #popTo(depth: number, index: number): void {
    const byte = this.#piece.byteAt(index);
    while (this.#open.length > depth) this.#pop(byte, byte, null);
  }

  #start(stack: readonly string[], index: number): void {
    const parser = new SaxesParser({ xmlns: true, fragment: true, additionalNamespaces: this.#prefixes });
    const ancestors = stack.map((name) => `<${name}>`).join('');
    // Few handlers: saxes adds each by a computed name, and V8 makes an object that gets many of those slow for good (five times).
    // The ancestors' own tags were judged when they were read.
    parser.on('error', () => undefined);
    parser.write(ancestors);
    parser.on('error', (error) => this.#error(parser, error.message));
    this.#shift = index - ancestors.length;
    parser.on('opentag', (tag) => this.#opentag(parser, tag));
    parser.on('closetag', (tag) => this.#closetag(parser, tag));
    parser.on('text', (text) => this.#text(parser, text, true));
    parser.on('cdata', (text) => this.#text(parser, text, false));
    this.#parser = parser;
  }

  /** @returns where to go on */
  #write(text: string, from: number): number {
    try {
      this.#parser!.write(from === 0 ? text : text.slice(from));
      return text.length;
    } catch (thrown) {
      if (!(thrown instanceof Break)) throw thrown;
      this.#parser = null;
      if (++this.#breaks > MOST_BREAKS) throw new XmlLimit(`more than ${MOST_BREAKS} places that are no XML`);
      if (thrown.stack === null) return Math.max(0, thrown.index);
      this.#start(thrown.stack, thrown.index);
      return thrown.index;
    }
  }

  #index(parser: { position: number }): number {
    return parser.position + this.#shift;
  }

  #place(parser: { position: number }): TextPlace {
    return this.#lines.at(Math.max(0, this.#index(parser) - 1));
  }

  /** Called by the parser at every breach of XML's rules. */
  #error(parser: Parser, message: string): void {
    const what = message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
    const index = this.#index(parser);
    if (what === 'an XML declaration must be at the start of the document') {
      if (this.#open.length === 0) return;
      const start = this.#piece.text.lastIndexOf('<?xml', index);
      this.#events.damage('another document begins before this one has ended', this.#place(parser), true);
      this.#popTo(0, Math.max(0, start));
      throw new Break(Math.max(0, start), []);
    }
    if (what.startsWith('unclosed tag')) return;
    if (what === 'unexpected end') {
      this.#unfinished = true;
      return;
    }
    // In a fragment every document type declaration is reported so; its entities stay unknown.
    // saxes knows one declaration a stream; the second of two documents has its own.
    if (this.#open.length === 0 && DECLARATION.test(what)) return;
    if (what.startsWith('inappropriately located doctype')) return this.#events.blocked('a document type declaration', this.#place(parser));
    if (what.startsWith('unexpected close tag') || what.startsWith('unmatched closing tag')) this.#misfit(parser, index);
    const soft = SOFT.test(what) && this.#piece.text[index - 1] !== '<';
    this.#events.damage(what, this.#place(parser), !soft);
    if (soft) return;
    throw new Break(Math.max(0, this.#piece.text.lastIndexOf('<', index - 1)), null);
  }

  /** A closing tag that fits none or not the innermost element. The parser has taken the innermost one for closed; our own list hasn't. */
  #misfit(parser: Parser, index: number): never {
    const start = Math.max(0, this.#piece.text.lastIndexOf('</', index - 1));
    const name = this.#piece.text.slice(start + 2, index - 1).trim();
    const meant = meantBy(name, this.#open);
    const found = `</${name.slice(0, 40)}> closes no open element`;
    const wanted = this.#open.at(-1);
    this.#events.damage(
      wanted === undefined ? found : `</${wanted}> is expected and </${name.slice(0, 40)}> found`,
      this.#place(parser),
      false,
    );
    if (meant >= 0) {
      const byte = this.#piece.byteAt(start);
      while (this.#open.length > meant + 1) this.#pop(byte, byte, null);
      this.#pop(byte, this.#piece.byteAt(index), null);
    }
    throw new Break(index, [...this.#open]);
  }

  #opentag(parser: Parser, tag: SaxesTagNS): void {
    const { name } = tag;
    // Every `<` that is left in the safe text begins markup.
    const start = this.#safe.lastIndexOf('<', this.#index(parser) - 2);
    this.#quiet = this.#safe.length - start;
    if (this.#open.length >= MOST_DEPTH) throw new XmlLimit(`elements nested more than ${MOST_DEPTH} deep`);
    const own = local(name);
    if (RECORDS.has(own)) this.#checkNesting(parser, name, own, start);
    for (const prefix in tag.ns) this.#prefixes[prefix] = tag.ns[prefix]!;
    const end = this.#index(parser);
    const piece = this.#piece;
    let attributes: Record<string, string> | null = null;
    for (const name in tag.attributes) (attributes ??= {})[name] = showStrays(tag.attributes[name]!.value);
    if (tag.uri === XINCLUDE) this.#events.blocked('a reference to another document (XInclude)', this.#place(parser));
    this.#open.push(name);
    this.#contentIndex = end;
    this.#events.open({
      name: own,
      attributes: attributes ?? NO_ATTRIBUTES,
      raw: attributes === null ? '' : piece.text.slice(Math.max(0, start), end),
      line: this.#lines.lineAt(Math.max(0, start)),
      byteStart: piece.byteAt(start),
      byteOf: attributes === null ? NOWHERE : (index) => piece.byteAt(start + index),
      contentStart: piece.byteAt(end),
    });
  }

  /** A record inside of one of its own kind has lost the end of the one before it: reading begins anew with it. */
  #checkNesting(parser: Parser, name: string, own: string, start: number): void {
    const depth = this.#open.findIndex((open) => local(open) === own);
    if (depth < 0) return;
    this.#events.damage(`<${name}> begins inside of another one`, this.#place(parser), true);
    this.#popTo(depth, start);
    throw new Break(start, [...this.#open]);
  }

  #closetag(parser: Parser, tag: SaxesTagNS): void {
    // A closing tag that doesn't fit is `#misfit`'s business: the parser reports it right after this.
    const index = this.#index(parser);
    const text = this.#piece.text;
    if (tag.isSelfClosing) return this.#pop(this.#piece.byteAt(index), this.#piece.byteAt(index), '');
    const start = text.lastIndexOf('</', index - 1);
    if (start < 0 || text.slice(start + 2, index - 1).trim() !== tag.name) return;
    const raw = this.#contentIndex >= 0 ? text.slice(this.#contentIndex, start) : null;
    this.#pop(this.#piece.byteAt(start), this.#piece.byteAt(index), raw);
  }

  #pop(contentEnd: number, byteEnd: number, raw: string | null): void {
    this.#open.pop();
    this.#contentIndex = -1;
    this.#events.close(contentEnd, byteEnd, raw);
  }

  #text(parser: Parser, text: string, markup: boolean): void {
    const shown = showStrays(text);
    if (shown !== text && (markup || shown.includes('\ufffd'))) {
      this.#events.damage('it has a character that XML does not allow, or a bare & or <', this.#place(parser), false);
    }
    this.#events.text(shown);
  }
}
