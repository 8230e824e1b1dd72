/** One ACH file after the other: the order of its records, its header and its control. */
import type { ControlTotal, StatementSink } from '../reader.ts';
import { Batch, checkRouting } from './batch.ts';
import { RECORD_LENGTH, type AchRecord } from './record.ts';
import { compareFigures, fileFigures, Totals } from './totals.ts';
import { parseDate } from '../../../../shared/date-format.ts';
import { NO_DAY } from '../../../../shared/columns.ts';

export class AchFile {
  readonly #sink: StatementSink;
  #batch: Batch | null = null;
  #totals = new Totals();
  #batches = 0;
  #lastNumber = NaN;
  #records = 0;
  #wide = false;
  #header = false;
  #control: AchRecord | null = null;
  #statements = 0;
  #line = 0;

  constructor(sink: StatementSink) {
    this.#sink = sink;
  }

  record(record: AchRecord): void {
    this.#line = record.line;
    const { type } = record;
    if (/^9{80,}\s*$/.test(record.text)) {
      this.#records++;
      return;
    }
    if (type === '1' && (this.#header || this.#records > 0)) this.#endFile();
    this.#records++;
    this.#checkText(record);
    if (type === '1') this.#fileHeader(record);
    else if (type === '5') this.#batchHeader(record);
    else if (type === '6') this.#entry(record);
    else if (type === '7') this.#addenda(record);
    else if (type === '8') this.#batchControl(record);
    else if (type === '9') this.#fileControl(record);
    else {
      this.#records--;
      this.#sink.problem('REC-UNKNOWN', record.line, { column: 1, values: [record.text.slice(0, 40).trim()], raw: record.text });
    }
  }

  #checkText(record: AchRecord): void {
    const { text, line } = record;
    if (text.length > RECORD_LENGTH && text.slice(RECORD_LENGTH).trim() !== '') {
      this.#sink.problem('FLD-UNREADABLE', line, {
        column: RECORD_LENGTH + 1,
        values: [text.slice(RECORD_LENGTH).trim(), 'end of a record of 94 characters'],
        raw: text,
      });
    }
    const odd = /[^\x20-\x7e]/.exec(text);
    if (odd !== null) {
      const code = odd[0].codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
      this.#sink.problem('FLD-UNREADABLE', line, { column: odd.index + 1, values: [`U+${code}`, 'character of this format'], raw: text });
    }
    if (this.#control !== null) this.#sink.problem('REC-MISPLACED', line, { values: [record.type], raw: text });
  }

  #fileHeader(record: AchRecord): void {
    this.#header = true;
    const expect = (from: number, to: number, value: string, what: string) => {
      if (record.raw(from, to) !== value)
        this.#sink.problem('FLD-UNREADABLE', record.line, { column: from, values: [record.raw(from, to), what] });
    };
    expect(2, 3, '01', 'priority code');
    expect(35, 37, '094', 'record size');
    expect(38, 39, '10', 'blocking factor');
    expect(40, 40, '1', 'format code');
    checkRouting(record, 4, 13, 'routing number of the destination', this.#sink);
    // The origin is a routing number, or a company's number by agreement.
    if (!/^\d{9,10}$/.test(record.field(14, 23)))
      this.#sink.problem('FLD-UNREADABLE', record.line, { column: 14, values: [record.field(14, 23), 'number of the origin'] });
    if (parseDate(record.raw(24, 29), 'yyMMdd') === NO_DAY)
      this.#sink.problem('FLD-UNREADABLE', record.line, { column: 24, values: [record.raw(24, 29), 'date of creation (YYMMDD)'] });
  }

  #batchHeader(record: AchRecord): void {
    this.#endBatch([]);
    this.#needHeader(record);
    const batch = this.#open(record, record);
    if (batch.number <= this.#lastNumber)
      this.#sink.problem('FLD-UNREADABLE', record.line, {
        column: 88,
        values: [record.raw(88, 94), 'batch number here: it does not ascend'],
      });
    this.#lastNumber = batch.number;
  }

  #needHeader(record: AchRecord): void {
    if (!this.#header) this.#sink.problem('REC-MISSING', record.line, { values: ['a file header record (1)'] });
    this.#header = true;
  }

  #open(header: AchRecord | null, record: AchRecord): Batch {
    this.#batch = new Batch(header, record.line, this.#sink);
    this.#batches++;
    this.#statements++;
    this.#wide ||= this.#batch.entryClass === 'ADV';
    return this.#batch;
  }

  /** The batch that is open; one without a header where none is. */
  #current(record: AchRecord): Batch {
    if (this.#batch !== null && !this.#batch.closed) return this.#batch;
    this.#endBatch([]);
    this.#needHeader(record);
    this.#sink.problem('REC-MISSING', record.line, { values: ['a batch header record (5)'] });
    return this.#open(null, record);
  }

  #entry(record: AchRecord): void {
    this.#current(record).entry(record);
  }

  #addenda(record: AchRecord): void {
    if (!this.#current(record).addenda(record)) this.#sink.problem('REC-MISPLACED', record.line, { values: ['7'], raw: record.text });
  }

  #batchControl(record: AchRecord): void {
    const batch = this.#current(record);
    batch.control(record);
    this.#totals.add(batch.totals);
  }

  #fileControl(record: AchRecord): void {
    this.#needHeader(record);
    this.#control = record;
  }

  #endBatch(controls: readonly ControlTotal[]): void {
    const batch = this.#batch;
    this.#batch = null;
    if (batch === null) return;
    if (!batch.closed) {
      this.#sink.problem('REC-MISSING', this.#line, { values: ['a batch control record (8)'] });
      this.#totals.add(batch.totals);
    }
    batch.end(controls);
  }

  /** The figures of the file are known when its last record, filling included, is counted. */
  #endFile(): void {
    const control = this.#control;
    if (this.#batch !== null && !this.#batch.closed) this.#closeOpen();
    let controls: ControlTotal[] = [];
    if (control === null) this.#sink.problem('FILE-TRUNCATED', this.#line, { values: ['its file control record (9)'] });
    else {
      const blocks = Math.ceil(this.#records / 10);
      controls = compareFigures(control, fileFigures(this.#totals, this.#batches, blocks, this.#wide), this.#sink);
    }
    if (this.#batch === null && this.#statements === 0) {
      this.#sink.begin({ account: null, currency: 'USD', line: control?.line ?? this.#line });
      this.#sink.end({ opening: null, closing: null, controls });
    } else this.#endBatch(controls);
    this.#totals = new Totals();
    this.#batches = this.#records = this.#statements = 0;
    this.#lastNumber = NaN;
    this.#wide = this.#header = false;
    this.#control = null;
  }

  #closeOpen(): void {
    const batch = this.#batch!;
    this.#sink.problem('REC-MISSING', this.#line, { values: ['a batch control record (8)'] });
    this.#totals.add(batch.totals);
    batch.closed = true;
  }

  /** The source has ended. */
  finish(): void {
    if (this.#records > 0) this.#endFile();
    else this.#sink.problem('FILE-DAMAGED', Math.max(1, this.#line), { values: ['it holds no record of this format'] });
  }
}
