/** An entry with its addenda as one movement. */
import { LIMITS } from '../../../../shared/limits.ts';
import { isRoutingNumber } from '../../../../shared/aba.ts';
import type { Span, StatementRow, StatementSink } from '../reader.ts';
import { addendaText } from './addenda.ts';
import { transactionCode } from './codes.ts';
import { layoutOf } from './layout.ts';
import type { AchRecord } from './record.ts';

/** What entries take from the header of their batch. */
export interface BatchFacts {
  readonly entryClass: string;
  readonly entryClassSpan: Span | undefined;
  /** Effective entry date, or NO_DAY. */
  readonly day: number;
  readonly daySpan: Span | undefined;
  /** Company and what it calls the entries; with the settlement day where one is set. */
  readonly about: string;
  readonly aboutSpan: Span | undefined;
}

/** The entry under way; addenda come to it until the next record of another type. */
export class Entry {
  readonly record: AchRecord;
  readonly #batch: BatchFacts;
  readonly #sink: StatementSink;
  readonly #texts: string[] = [];
  #textSpan: readonly [start: number, end: number] | null = null;
  #characters = 0;
  #last: AchRecord;
  #name: { text: string; span: Span } | null = null;
  addenda = 0;
  readonly #types = new Set<string>();
  /** NaN where it can not be read: then the entry is rejected. */
  readonly amountMinor: number;
  readonly routing: number;
  readonly credit: boolean;

  constructor(record: AchRecord, batch: BatchFacts, sink: StatementSink) {
    this.record = record;
    this.#last = record;
    this.#batch = batch;
    this.#sink = sink;
    const code = transactionCode(record.raw(2, 3));
    const { amount } = layoutOf(batch.entryClass, record);
    const size = record.number(...amount);
    this.credit = code?.credit ?? false;
    this.amountMinor = code === null ? NaN : code.credit || size === 0 ? size : -size;
    this.routing = record.number(4, 11);
    if (code === null) this.#reject('SIGN-UNKNOWN', 2, record.raw(2, 3));
    else if (Number.isNaN(size))
      this.#reject(record.field(...amount) === '' ? 'AMT-MISSING' : 'AMT-UNREADABLE', amount[0], record.raw(...amount));
    else this.#check(code.use, size, amount[0]);
  }

  #reject(code: 'SIGN-UNKNOWN' | 'AMT-UNREADABLE' | 'AMT-MISSING', column: number, value: string): void {
    this.#sink.reject(code, this.record.line, { column, values: [value], raw: this.record.text });
  }

  #check(use: string, size: number, column: number): void {
    const { record } = this;
    const routing = record.raw(4, 12);
    if (!isRoutingNumber(routing)) this.#sink.problem('ACC-CHECKDIGIT', record.line, { column: 4, values: [routing] });
    if ((use === 'prenote' || use === 'zero') && size !== 0) {
      this.#sink.problem('FLD-UNREADABLE', record.line, {
        column,
        values: [record.raw(30, 39), 'amount: this transaction code moves no money'],
      });
    }
    const trace = record.raw(80, 94);
    if (!/^\d{15}$/.test(trace)) this.#sink.problem('FLD-UNREADABLE', record.line, { column: 80, values: [trace, 'trace number'] });
  }

  /** A record of type 7 that belongs here. */
  add(record: AchRecord): void {
    this.addenda++;
    this.#last = record;
    const found = addendaText(record, this.addenda, this.record, this.#types, this.#sink);
    if (found.name !== undefined) this.#name ??= { text: record.field(...found.name), span: record.span(...found.name) };
    if (found.text === '' || this.#characters > LIMITS.textCharacters) return;
    this.#texts.push(found.text);
    this.#characters += found.text.length;
    const [start, length] = record.span(...found.place);
    this.#textSpan = [this.#textSpan?.[0] ?? start, start + length];
  }

  /** @returns null where the entry was rejected */
  finish(): StatementRow | null {
    const { record } = this;
    const batch = this.#batch;
    if (Number.isNaN(this.amountMinor)) return null;
    this.#checkAddenda();
    const layout = layoutOf(batch.entryClass, record);
    const name =
      this.#name ??
      (layout.name === undefined
        ? { text: '', span: undefined }
        : { text: record.field(...layout.name), span: record.span(...layout.name) });
    const id = layout.id === undefined ? '' : record.field(...layout.id);
    const account = record.field(...layout.account);
    // Text that is cut into pieces of eighty goes on in the next piece.
    const parts = [batch.about, this.#texts.join(' '), id === '' ? '' : `ID ${id}`, account === '' ? '' : `account ${account}`];
    const spans = {
      date: batch.daySpan,
      amount: record.span(...layout.amount),
      description: this.#textSpan === null ? batch.aboutSpan : ([this.#textSpan[0], this.#textSpan[1] - this.#textSpan[0]] as const),
      reference: record.span(80, 94),
      counterparty: name.text === '' ? undefined : name.span,
      category: batch.entryClassSpan,
      sign: record.span(2, 3),
    };
    return {
      line: record.line,
      byteStart: record.byteStart,
      byteLength: this.#last.byteEnd - record.byteStart,
      day: batch.day,
      amountMinor: this.amountMinor,
      description: parts.filter(Boolean).join(' / '),
      reference: record.field(80, 94),
      counterparty: name.text,
      category: batch.entryClass,
      spans: Object.fromEntries(Object.entries(spans).filter(([, span]) => span !== undefined)),
    };
  }

  #checkAddenda(): void {
    const { record, addenda } = this;
    const { entryClass } = this.#batch;
    const mark = record.raw(79, 79);
    if ((mark !== '0' && mark !== '1') || (mark === '1') !== addenda > 0) {
      this.#sink.problem('FLD-UNREADABLE', record.line, {
        column: 79,
        values: [mark, `addenda indicator where ${addenda} addenda records follow`],
      });
    }
    const use = transactionCode(record.raw(2, 3))?.use;
    const returned = this.#types.has('98') || this.#types.has('99');
    if (returned && use !== 'return') {
      this.#sink.problem('FLD-UNREADABLE', record.line, {
        column: 2,
        values: [record.raw(2, 3), 'transaction code of a return or a notification of change'],
      });
    }
    const counted = layoutOf(entryClass, record).addenda;
    // Many files count the seven addenda that every IAT entry has and leave the optional ones out.
    const seven = entryClass === 'IAT' && addenda > 7 && record.number(13, 16) === 7;
    if (counted !== undefined && !returned && !seven && record.number(...counted) !== addenda) {
      this.#sink.problem('CTRL-TOTAL', record.line, {
        column: counted[0],
        values: [record.raw(...counted), 'addenda records of the entry', addenda],
      });
    }
    if (entryClass !== 'IAT' || returned) return;
    const missing = ['10', '11', '12', '13', '14', '15', '16'].filter((type) => !this.#types.has(type));
    if (missing.length > 0)
      this.#sink.problem('REC-MISSING', record.line, { values: [`the addenda records ${missing.join(', ')} of an IAT entry`] });
  }
}
