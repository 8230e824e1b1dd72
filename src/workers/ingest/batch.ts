/** Rows on their way out of the reader: columns, some ten thousand rows at a time. */
import type { Problem } from '../../shared/contract/common.ts';
import { NO_DAY, packText, type PackedText } from '../../shared/columns.ts';

/** Every array has `rows` entries. Typed arrays own their buffers, so a batch can be transferred between threads. */
export interface RowBatch {
  readonly rows: number;
  /** 1-based number of the data record: the first one behind the header is 1, blank lines are not counted. */
  readonly rowNo: Int32Array;
  /** 1-based physical line on which the record begins. */
  readonly line: Int32Array;
  /** Byte range of the record in the file, its line end not included. */
  readonly byteStart: Float64Array;
  readonly byteLength: Int32Array;
  /** Days since 1970-01-01, or NO_DAY where the row has no readable date. */
  readonly day: Int32Array;
  /** Integer minor units, money into the account positive. */
  readonly amountMinor: Float64Array;
  /** Running balance as printed; NaN where the row has none. */
  readonly balanceMinor: Float64Array;
  /** 53-bit digest of date, amount, currency, description and reference (`row-key.ts`). */
  readonly rowKey: Float64Array;
  /** One code for all rows, or one per row. Empty where the file doesn't say. */
  readonly currency: string | PackedText;
  readonly description: PackedText;
  readonly reference: PackedText;
  readonly counterparty: PackedText;
  readonly category: PackedText;
  /** Index of the row's statement in the report; one number for all rows, or one per row. */
  readonly statement: number | Int32Array;
  /** What only statement formats know of a row; null for delimited files. */
  readonly more: RowDetails | null;
  /** Findings since the batch before, in file order. */
  readonly problems: readonly Problem[];
}

/** What statement formats know of a row beside its values. */
export interface RowDetails {
  /** Days since 1970-01-01, or NO_DAY. */
  readonly valueDay: Int32Array;
  /** Signed plain decimal where the amount has more decimals than its currency, else empty. */
  readonly amountExact: PackedText;
  /** Byte ranges of the values, packed (`statements/spans.ts`); row i is bytes[ends[i-1] ?? 0 .. ends[i]). */
  readonly spans: { readonly bytes: Uint8Array; readonly ends: Uint32Array };
  /** Place on a page as JSON, else empty. */
  readonly place: PackedText;
}

/** Collects rows until `finish`. */
export class BatchBuilder {
  rows = 0;
  readonly rowNo: Int32Array<ArrayBuffer>;
  readonly line: Int32Array<ArrayBuffer>;
  readonly byteStart: Float64Array<ArrayBuffer>;
  readonly byteLength: Int32Array<ArrayBuffer>;
  readonly day: Int32Array<ArrayBuffer>;
  readonly amountMinor: Float64Array<ArrayBuffer>;
  readonly balanceMinor: Float64Array<ArrayBuffer>;
  readonly rowKey: Float64Array<ArrayBuffer>;
  readonly currency: string[] = [];
  readonly description: string[] = [];
  readonly reference: string[] = [];
  readonly counterparty: string[] = [];
  readonly category: string[] = [];
  statement: number | Int32Array = 0;
  more: RowDetails | null = null;
  /** Exact amounts by row, of delimited rows whose amount has more decimals than its currency. */
  readonly exact = new Map<number, string>();

  constructor(capacity: number) {
    this.rowNo = new Int32Array(capacity);
    this.line = new Int32Array(capacity);
    this.byteStart = new Float64Array(capacity);
    this.byteLength = new Int32Array(capacity);
    this.day = new Int32Array(capacity).fill(NO_DAY);
    this.amountMinor = new Float64Array(capacity);
    this.balanceMinor = new Float64Array(capacity).fill(NaN);
    this.rowKey = new Float64Array(capacity);
  }

  finish(problems: readonly Problem[]): RowBatch {
    const n = this.rows;
    const first = this.currency[0] ?? '';
    return {
      rows: n,
      rowNo: this.rowNo.slice(0, n),
      line: this.line.slice(0, n),
      byteStart: this.byteStart.slice(0, n),
      byteLength: this.byteLength.slice(0, n),
      day: this.day.slice(0, n),
      amountMinor: this.amountMinor.slice(0, n),
      balanceMinor: this.balanceMinor.slice(0, n),
      rowKey: this.rowKey.slice(0, n),
      currency: this.currency.every((code) => code === first) ? first : packText(this.currency),
      description: packText(this.description),
      reference: packText(this.reference),
      counterparty: packText(this.counterparty),
      category: packText(this.category),
      statement: typeof this.statement === 'number' ? this.statement : this.statement.slice(0, n),
      more: this.more ?? (this.exact.size === 0 ? null : exactOnly(n, this.exact)),
      problems,
    };
  }
}

function exactOnly(rows: number, exact: ReadonlyMap<number, string>): RowDetails {
  const none = packText(Array.from({ length: rows }, () => ''));
  return {
    valueDay: new Int32Array(rows).fill(NO_DAY),
    amountExact: packText(Array.from({ length: rows }, (_, i) => exact.get(i) ?? '')),
    spans: { bytes: new Uint8Array(0), ends: new Uint32Array(rows) },
    place: none,
  };
}

/** The buffers of a batch, for `postMessage`'s transfer list. */
export function transferOf(batch: RowBatch): ArrayBuffer[] {
  const buffers: ArrayBuffer[] = [];
  const arrays = [
    batch.rowNo,
    batch.line,
    batch.byteStart,
    batch.byteLength,
    batch.day,
    batch.amountMinor,
    batch.balanceMinor,
    batch.rowKey,
    batch.description.ends,
    batch.reference.ends,
    batch.counterparty.ends,
    batch.category.ends,
  ];
  if (typeof batch.currency !== 'string') arrays.push(batch.currency.ends);
  if (typeof batch.statement !== 'number') arrays.push(batch.statement);
  if (batch.more !== null) {
    const { valueDay, amountExact, spans, place } = batch.more;
    arrays.push(valueDay, amountExact.ends, spans.ends, place.ends);
    buffers.push(spans.bytes.buffer as ArrayBuffer);
  }
  return [...arrays.map((array) => array.buffer as ArrayBuffer), ...buffers];
}
