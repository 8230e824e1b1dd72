/** One batch: a statement of the company whose entries it holds. */
import { isRoutingNumber } from '../../../../shared/aba.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { parseDate } from '../../../../shared/date-format.ts';
import type { ControlTotal, StatementSink } from '../reader.ts';
import { ENTRY_CLASSES, transactionCode } from './codes.ts';
import { Entry, type BatchFacts } from './entry.ts';
import type { AchRecord } from './record.ts';
import { batchFigures, compareFigures, Totals } from './totals.ts';

export class Batch {
  readonly #sink: StatementSink;
  readonly #header: AchRecord | null;
  readonly #facts: BatchFacts;
  readonly totals = new Totals();
  #entry: Entry | null = null;
  #lastTrace = '';
  #controls: ControlTotal[] = [];
  /** Its control record was read. */
  closed = false;

  /** @param header null where entries stand without one */
  constructor(header: AchRecord | null, line: number, sink: StatementSink) {
    this.#sink = sink;
    this.#header = header;
    this.#facts = header === null ? NOTHING : this.#read(header);
    const company = header?.field(41, 50) ?? '';
    const originator = header?.field(80, 87) ?? '';
    const account = (company === '' ? originator : company).replace(/\s/g, '');
    const number = header?.field(88, 94) ?? '';
    sink.begin({ account: account === '' ? null : account, currency: 'USD', line, ...(number === '' ? {} : { number }) });
  }

  get entryClass(): string {
    return this.#facts.entryClass;
  }

  get number(): number {
    return this.#header?.number(88, 94) ?? NaN;
  }

  #read(header: AchRecord): BatchFacts {
    const entryClass = header.raw(51, 53);
    const bad = (column: number, value: string, what: string) =>
      this.#sink.problem('FLD-UNREADABLE', header.line, { column, values: [value, what] });
    if (!ENTRY_CLASSES.has(entryClass)) bad(51, entryClass, 'entry class');
    if (!/^(?:200|220|225|280)$/.test(header.raw(2, 4))) bad(2, header.raw(2, 4), 'service class');
    if (Number.isNaN(header.number(88, 94))) bad(88, header.raw(88, 94), 'batch number');
    if (Number.isNaN(header.number(80, 87))) bad(80, header.raw(80, 87), 'originating bank');
    const date = header.raw(70, 75);
    const day = /^\d{6}$/.test(date) ? parseDate(date, 'yyMMdd') : NO_DAY;
    if (day === NO_DAY) {
      if (date.trim() === '' || date === '000000')
        this.#sink.problem('FLD-MISSING', header.line, { column: 70, values: ['effective entry date; its entries have no date'] });
      else this.#sink.problem('DATE-UNREADABLE', header.line, { column: 70, values: [date, 'YYMMDD'] });
    }
    const settled = header.raw(76, 78);
    const about = [entryClass === 'IAT' ? '' : header.field(5, 20), header.field(54, 63)].filter(Boolean).join(' ');
    return {
      entryClass: ENTRY_CLASSES.has(entryClass) ? entryClass : entryClass.trim(),
      entryClassSpan: entryClass.trim() === '' ? undefined : header.span(51, 53),
      day,
      daySpan: day === NO_DAY ? undefined : header.span(70, 75),
      about: /^\d{3}$/.test(settled) && settled !== '000' ? `${about} / settlement day ${settled}` : about,
      aboutSpan: header.field(54, 63) === '' ? undefined : header.span(54, 63),
    };
  }

  entry(record: AchRecord): void {
    this.#flush();
    const entry = new Entry(record, this.#facts, this.#sink);
    this.#entry = entry;
    this.totals.entry(entry.routing, Number.isNaN(entry.amountMinor) ? 0 : entry.amountMinor);
    this.#checkPlace(record, entry);
  }

  #checkPlace(record: AchRecord, entry: Entry): void {
    const code = record.raw(2, 3);
    const service = this.#header?.raw(2, 4);
    const wrong = (service === '220' && !entry.credit) || (service === '225' && entry.credit);
    if (wrong && transactionCode(code) !== null) {
      this.#sink.problem('FLD-UNREADABLE', record.line, {
        column: 2,
        values: [code, `transaction code in a batch of service class ${service}`],
      });
    }
    if (/^8\d$/.test(code) !== (this.entryClass === 'ADV')) {
      this.#sink.problem('FLD-UNREADABLE', record.line, {
        column: 2,
        values: [code, `transaction code of the entry class ${this.entryClass}`],
      });
    }
    const trace = record.raw(80, 94);
    // Advices carry the operator's own numbering in this place.
    if (this.entryClass !== 'ADV' && this.#lastTrace !== '' && trace <= this.#lastTrace) {
      this.#sink.problem('FLD-UNREADABLE', record.line, { column: 80, values: [trace, 'trace number here: it does not ascend'] });
    }
    this.#lastTrace = trace;
  }

  /** @returns false where it belongs to no entry */
  addenda(record: AchRecord): boolean {
    this.totals.records++;
    this.#entry?.add(record);
    return this.#entry !== null;
  }

  control(record: AchRecord): void {
    this.#flush();
    this.closed = true;
    this.#controls = compareFigures(record, batchFigures(this.totals, this.entryClass === 'ADV'), this.#sink);
    const header = this.#header;
    if (header === null) return;
    const same: readonly (readonly [number, number, number, number, string])[] = [
      [2, 4, 2, 4, 'service class'],
      ...(this.entryClass === 'ADV' ? [] : [[45, 54, 41, 50, 'company identification'] as const]),
      [80, 87, 80, 87, 'originating bank'],
      [88, 94, 88, 94, 'batch number'],
    ];
    for (const [from, to, headFrom, headTo, what] of same) {
      const value = record.field(from, to);
      // The control of an IAT batch has no company of its own in many files.
      if (value === '' && from === 45 && this.entryClass === 'IAT') continue;
      if (value !== header.field(headFrom, headTo)) {
        this.#sink.problem('FLD-UNREADABLE', record.line, {
          column: from,
          values: [value, `${what}: the batch header has ${header.field(headFrom, headTo)}`],
        });
      }
    }
  }

  #flush(): void {
    const row = this.#entry?.finish() ?? null;
    this.#entry = null;
    if (row !== null) this.#sink.row(row);
  }

  /** @param controls of the file, where this is its last batch */
  end(controls: readonly ControlTotal[]): void {
    this.#flush();
    this.#sink.end({ opening: null, closing: null, controls: [...this.#controls, ...controls] });
  }
}

const NOTHING: BatchFacts = { entryClass: '', entryClassSpan: undefined, day: NO_DAY, daySpan: undefined, about: '', aboutSpan: undefined };

/** The routing number in a field of ten characters, which is filled with a blank or a zero in front. */
export function checkRouting(record: AchRecord, from: number, to: number, what: string, sink: StatementSink): void {
  const value = record.field(from, to);
  const digits = value.length === 10 && value.startsWith('0') ? value.slice(1) : value;
  if (!/^\d{9}$/.test(digits)) sink.problem('FLD-UNREADABLE', record.line, { column: from, values: [value, what] });
  else if (!isRoutingNumber(digits)) sink.problem('ACC-CHECKDIGIT', record.line, { column: from, values: [value] });
}
