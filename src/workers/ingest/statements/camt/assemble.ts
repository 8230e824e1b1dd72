/** Puts the events of the scanner together into elements and hands each finished part to the reader of the message. */
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { ProblemPlace } from '../../problem-sink.ts';
import type { XmlNode } from './node.ts';
import { XmlLimit, type XmlEvents, type XmlTag } from './xml-events.ts';
import type { TextPlace } from './text-place.ts';

/** What hears the parts of a message. */
export interface MessageParts {
  root(name: string, namespace: string): void;
  header(node: XmlNode): void;
  statementBegins(node: XmlNode): void;
  /** A direct child of the statement that is no entry. */
  statementPart(node: XmlNode): void;
  statementEnds(byteEnd: number): void;
  /** @param placed whether it stands inside a statement */
  entryBegins(node: XmlNode, placed: boolean): void;
  /** The details of one payment inside an entry. */
  payment(node: XmlNode): void;
  /** The group of payments that were told last. */
  paymentGroup(node: XmlNode): void;
  entryEnds(node: XmlNode): void;
  /** Something inside the entry under way is not well-formed. */
  entryDamaged(): void;
  problem(code: ProblemCode, line: number, place?: ProblemPlace): void;
}

const STATEMENT = /^(?:Stmt|Rpt|Ntfctn)$/;
const MESSAGE = /^BkToCstmr/;
/** Elements held at a time: one entry without the details of its payments, or those of one payment. */
const MOST_NODES = 50_000;

export class Assembler implements XmlEvents {
  readonly #parts: MessageParts;
  readonly #unit: number;
  readonly #stack: XmlNode[] = [];
  /** The outermost element that is kept whole. */
  #kept: XmlNode | null = null;
  #nodes = 0;
  /** Count of nodes before the payment and the group of payments under way. */
  readonly #nodesBefore = { TxDtls: 0, NtryDtls: 0 };
  #contentStart = 0;
  #badLine = 0;
  /** Line of the last tag. */
  #line = 1;

  /** @param unit bytes of a blank in the file's encoding */
  constructor(parts: MessageParts, unit: number) {
    this.#parts = parts;
    this.#unit = unit;
  }

  open(tag: XmlTag): void {
    const parent = this.#stack.at(-1);
    const node = nodeOf(tag);
    this.#contentStart = tag.contentStart;
    this.#line = tag.line;
    if (++this.#nodes > MOST_NODES) throw new XmlLimit(`one record has more than ${MOST_NODES} elements`);
    parent?.children.push(node);
    this.#stack.push(node);
    const { name } = node;
    if (this.#kept !== null) {
      if (name === 'TxDtls' || name === 'NtryDtls') this.#nodesBefore[name] = this.#nodes - 1;
      return;
    }
    if (name === 'Document' || MESSAGE.test(name)) this.#parts.root(name, namespaceOf(tag));
    else if (name === 'Ntry') {
      this.#kept = node;
      this.#parts.entryBegins(node, parent !== undefined && STATEMENT.test(parent.name));
    } else if (STATEMENT.test(name)) this.#parts.statementBegins(node);
    else if (name === 'GrpHdr' || (parent !== undefined && STATEMENT.test(parent.name))) this.#kept = node;
  }

  text(text: string): void {
    const node = this.#stack.at(-1);
    if (node === undefined) {
      const junk = text.replace(/\s+/g, ' ').trim();
      if (junk !== '') this.#parts.problem('REC-UNKNOWN', this.#line, { values: [junk.slice(0, 80)], raw: junk });
    } else if (this.#kept === null) {
      const stray = STATEMENT.test(node.name) || MESSAGE.test(node.name) ? text.trim() : '';
      if (stray !== '') this.#strayText(stray);
    } else if (node.children.length === 0 || text.trim() !== '') node.text += text;
  }

  #strayText(text: string): void {
    this.#parts.problem('FILE-DAMAGED', this.#line, { values: ['text stands between the elements'], raw: text });
  }

  close(contentEnd: number, byteEnd: number, raw: string | null): void {
    const node = this.#stack.pop();
    if (node === undefined) return;
    node.byteEnd = byteEnd;
    if (node.children.length === 0) this.#place(node, contentEnd, raw);
    else {
      node.plain = false;
      if (node.text.trim() !== '') this.#strayText(node.text.trim());
    }
    const parent = this.#stack.at(-1);
    if (node === this.#kept) {
      this.#kept = null;
      if (node.name === 'Ntry') this.#parts.entryEnds(node);
      else if (node.name === 'GrpHdr') this.#parts.header(node);
      else this.#parts.statementPart(node);
    } else if (this.#kept === null) {
      if (STATEMENT.test(node.name)) this.#parts.statementEnds(byteEnd);
    } else {
      if ((node.name !== 'TxDtls' && node.name !== 'NtryDtls') || this.#kept.name !== 'Ntry') return;
      if (node.name === 'TxDtls') this.#parts.payment(node);
      else this.#parts.paymentGroup(node);
      this.#nodes = this.#nodesBefore[node.name];
    }
    parent?.children.pop();
    if (this.#kept === null) this.#nodes = this.#stack.length;
  }

  #place(node: XmlNode, contentEnd: number, raw: string | null): void {
    const blank = (pattern: RegExp) => (pattern.exec(node.text)?.[0].length ?? 0) * this.#unit;
    if (raw === null || raw !== node.text) {
      node.span = [Math.min(this.#contentStart, contentEnd), Math.max(0, contentEnd - this.#contentStart)];
      return;
    }
    node.plain = true;
    const start = this.#contentStart + blank(/^[ \t\r\n]+/);
    node.span = [start, Math.max(0, contentEnd - blank(/[ \t\r\n]+$/) - start)];
  }

  damage(what: string, place: TextPlace, lost: boolean): void {
    this.#parts.problem('FILE-DAMAGED', place.line, { column: place.column, values: [what] });
    if (lost && this.#kept?.name === 'Ntry') this.#parts.entryDamaged();
  }

  blocked(what: string, place: TextPlace): void {
    this.#parts.problem('SEC-BLOCKED', place.line, { column: place.column, values: [what] });
  }

  badBytes(line: number): void {
    if (line !== this.#badLine) this.#parts.problem('ENC-INVALID', line, { values: ['UTF-8'] });
    this.#badLine = line;
  }
}

function nodeOf(tag: XmlTag): XmlNode {
  const currency = tag.attributes['Ccy'];
  const found = currency === undefined ? null : /\sCcy\s*=\s*["']/.exec(tag.raw);
  const index = found === null ? -1 : found.index + found[0].length;
  const from = tag.byteOf(index);
  return {
    name: tag.name,
    currency,
    currencySpan: index < 0 ? undefined : [from, tag.byteOf(index + currency!.length) - from],
    line: tag.line,
    byteStart: tag.byteStart,
    byteEnd: tag.byteStart,
    text: '',
    span: [tag.contentStart, 0],
    plain: false,
    children: [],
  };
}

/** The namespace that names the message, whatever prefix it is bound to. */
function namespaceOf(tag: XmlTag): string {
  const names = Object.entries(tag.attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  return names.map(([, uri]) => uri).find((uri) => uri.includes('camt.')) ?? '';
}
