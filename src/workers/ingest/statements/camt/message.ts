/** The messages of a file: statements, reports or notifications one after the other, told to the sink as they come. */
import type { ProblemCode } from '../../../../shared/problems.ts';
import type { ProblemPlace } from '../../problem-sink.ts';
import type { StatementFormat, StatementSink } from '../reader.ts';
import type { MessageParts } from './assemble.ts';
import type { Page } from './balances.ts';
import { movementOf } from './entry.ts';
import { all, at, textOf, type XmlNode } from './node.ts';
import { Payments } from './payments.ts';
import { CamtStatement, pageOf } from './statement.ts';

const MESSAGES: readonly (readonly [RegExp, StatementFormat])[] = [
  [/camt\.052\.|^BkToCstmrAcctRpt/, 'camt052'],
  [/camt\.053\.|^BkToCstmrStmt/, 'camt053'],
  [/camt\.054\.|^BkToCstmrDbtCdtNtfctn/, 'camt054'],
];

/** Format of a message by its element, or by the name space of its document. */
export function messageFormat(name: string): StatementFormat | null {
  return MESSAGES.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

export class MessageReader implements MessageParts {
  readonly #sink: StatementSink;
  /** Format of the first message. */
  format: StatementFormat | null = null;
  #current: StatementFormat = 'camt053';
  statements = 0;
  #statement: CamtStatement | null = null;
  #page: Page | null = null;
  #payments = new Payments();
  #entry: XmlNode | null = null;
  #damaged = false;
  /** First characters of the entry under way; asked for when it has to be rejected. */
  readonly #rawOf: (entry: XmlNode) => string;

  constructor(sink: StatementSink, rawOf: (entry: XmlNode) => string) {
    this.#sink = sink;
    this.#rawOf = rawOf;
  }

  /** Byte at which the entry under way begins, or -1. */
  get entryStart(): number {
    return this.#entry?.byteStart ?? -1;
  }

  root(name: string, namespace: string): void {
    const format = messageFormat(name) ?? messageFormat(namespace);
    if (format === null) return;
    this.#current = format;
    this.format ??= format;
    this.#page = null;
  }

  header(node: XmlNode): void {
    const page = at(node, 'MsgPgntn');
    this.#page = page === undefined ? null : pageOf(page);
  }

  statementBegins(node: XmlNode): void {
    this.#endStatement(false);
    this.statements++;
    this.#statement = new CamtStatement(this.#sink, this.#current, node.line, this.#page);
  }

  statementPart(node: XmlNode): void {
    this.#statement?.take(node);
  }

  statementEnds(): void {
    this.#endStatement(true);
  }

  entryBegins(node: XmlNode, placed: boolean): void {
    if (!placed || this.#statement === null) this.#sink.problem('REC-MISPLACED', node.line, { values: [node.name] });
    if (this.#statement === null) this.statementBegins(node);
    this.#payments = new Payments();
    this.#entry = node;
    this.#damaged = false;
  }

  paymentGroup(node: XmlNode): void {
    this.#payments.endGroup(node);
  }

  payment(node: XmlNode): void {
    const entry = this.#entry;
    if (entry === null) return;
    if (this.#payments.count === 0) this.#payments.credit = textOf(at(entry, 'CdtDbtInd')) === 'CRDT';
    this.#payments.add(node);
  }

  entryDamaged(): void {
    this.#damaged = true;
  }

  entryEnds(node: XmlNode): void {
    const statement = this.#statement!;
    this.#entry = null;
    const reject = (code: ProblemCode, line: number, place: ProblemPlace = {}) =>
      this.#sink.reject(code, line, { ...place, raw: this.#rawOf(node) });
    const currency = statement.begin(at(node, 'Amt')?.currency);
    if (this.#damaged && (at(node, 'Amt')?.plain !== true || at(node, 'CdtDbtInd')?.plain !== true)) {
      reject('ROW-REJECTED', node.line, { values: ['the file is damaged here'] });
      return;
    }
    // A movement states its amount once: more of them are entries that have lost what stood between.
    for (const more of all(node, 'Amt').slice(1))
      reject('ROW-REJECTED', more.line, { values: ['it has run together with the entry before it'] });
    const findings = { problem: this.#sink.problem.bind(this.#sink), reject };
    const movement = movementOf(node, this.#payments, currency, findings);
    if (movement !== null) statement.add(movement, textOf(at(node, 'CdtDbtInd')) === 'CRDT');
  }

  /** Ends what is open: the file is over, or reading stops. */
  finish(): void {
    this.#endStatement(false);
  }

  problem(code: ProblemCode, line: number, place?: ProblemPlace): void {
    this.#sink.problem(code, line, place);
  }

  #endStatement(whole: boolean): void {
    this.#statement?.end(whole);
    this.#statement = null;
  }
}
