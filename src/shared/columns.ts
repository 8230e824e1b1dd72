/**
 * How tables travel between the vault thread and the engines: columns, never rows of objects. Numeric columns are typed
 * arrays (on SharedArrayBuffers where both sides read them), text is packed into one buffer with end offsets.
 */

/** Text of `n` rows as UTF-8 bytes; row i is bytes[ends[i-1] ?? 0 .. ends[i]). Shareable between threads. */
export interface TextBytes {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** Text of `n` rows in one string; row i is text.slice(ends[i-1] ?? 0, ends[i]). Cheap to post between threads. */
export interface PackedText {
  readonly text: string;
  readonly ends: Uint32Array;
}

/** The value of a missing date in a day column. Days count from 1970-01-01, as in `calendar.ts`. */
export const NO_DAY = -2147483648;

/** Transactions as the reconciliation and scoring engines read them. Every array has `rows` entries. */
export interface TransactionColumns {
  readonly rows: number;
  /** Identifier handed back with results: the transaction id in a case, the 1-based row number in a file. */
  readonly id: Int32Array;
  /** Signed integer minor units, exact (|x| <= 2^53 - 1). Money into the account is positive. */
  readonly amountMinor: Float64Array;
  /** Days since 1970-01-01, or NO_DAY. */
  readonly day: Int32Array;
  /** Index into `currencies`. */
  readonly currency: Uint8Array;
  readonly currencies: readonly string[];
  readonly description: TextBytes;
  readonly reference: TextBytes;
  readonly counterparty: TextBytes;
  /** Spending category or account code of the source, where there is one. */
  readonly category: TextBytes;
}

/** Row `row` of a packed text column. */
export function packedAt(column: PackedText, row: number): string {
  return column.text.slice(row === 0 ? 0 : column.ends[row - 1], column.ends[row]);
}

/** Packs an array of strings. */
export function packText(values: readonly string[]): PackedText {
  const ends = new Uint32Array(values.length);
  let length = 0;
  for (let i = 0; i < values.length; i++) ends[i] = length += values[i]!.length;
  return { text: values.join(''), ends };
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Encodes strings into shared UTF-8 bytes with end offsets. */
export function textBytesOf(values: readonly string[]): TextBytes {
  let capacity = 64;
  for (const value of values) capacity += value.length * 3;
  const scratch = new Uint8Array(capacity);
  const ends = new Uint32Array(new SharedArrayBuffer(values.length * 4));
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    at += encoder.encodeInto(values[i]!, scratch.subarray(at)).written;
    ends[i] = at;
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(Math.max(at, 1)));
  bytes.set(scratch.subarray(0, at));
  return { bytes, ends };
}

/** Decodes row `row`. TextDecoder refuses shared memory, hence the copy of these few bytes. */
export function textAt(column: TextBytes, row: number): string {
  return decoder.decode(column.bytes.slice(row === 0 ? 0 : column.ends[row - 1], column.ends[row]));
}
