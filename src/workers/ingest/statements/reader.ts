/**
 * What a reader of a statement format (OFX, QIF, MT940, CAMT, BAI2, ACH, PDF …) gives. Unlike a delimited file such a
 * format names its own fields: there are no columns to understand, only statements with rows and balances, in file order.
 */
import type { ProblemCode } from '../../../shared/problems.ts';
import type { DecimalMark } from '../../../shared/money.ts';
import type { Question } from '../questions.ts';
import type { ProblemPlace } from '../problem-sink.ts';
import type { ByteSource } from '../source.ts';

export const STATEMENT_FORMATS = [
  'ofx1',
  'ofx2',
  'qif',
  'mt940',
  'mt942',
  'camt052',
  'camt053',
  'camt054',
  'bai2',
  'ach',
  'pdf',
  'text',
] as const;
export type StatementFormat = (typeof STATEMENT_FORMATS)[number];

/** Fields whose place in the file is kept with each row. The order is the order of the stored spans: only ever append. */
export const SPAN_FIELDS = [
  'date',
  'amount',
  'description',
  'reference',
  'counterparty',
  'category',
  'balance',
  'currency',
  'sign',
] as const;
export type SpanField = (typeof SPAN_FIELDS)[number];

/** Bytes `[start, length]` in the file from its beginning, the byte order mark counted. */
export type Span = readonly [start: number, length: number];

/** A place on a page: PDF points from the top left corner of the page, 1-based page number. */
export interface PagePlace {
  readonly page: number;
  readonly boxes: Partial<Record<SpanField, readonly [x: number, y: number, width: number, height: number]>>;
}

export interface StatementHead {
  /** The account as the file writes it, blanks left out; null where the file does not say. */
  readonly account: string | null;
  /** ISO 4217 code, or '' where the file does not say. */
  readonly currency: string;
  /** Name or number of the statement, where there is one. */
  readonly number?: string;
  readonly line: number;
}

export interface StatedBalance {
  /** Minor units of the statement's currency, money owned positive. */
  readonly minor: number;
  /** Days since 1970-01-01, or NO_DAY. */
  readonly day: number;
  readonly line: number;
}

/** A total that the file states about itself, and what was counted. */
export interface ControlTotal {
  /** Plain words: `credits of account 1234`, `records of the file`. */
  readonly name: string;
  readonly stated: number;
  readonly counted: number;
  readonly line: number;
  /** `money`: minor units. `count`: things. */
  readonly unit: 'money' | 'count';
}

export interface StatementTail {
  /** The booked balance before the first row and behind the last one. Only balances that the rows must explain: none that is
   * merely available, expected or of another day. */
  readonly opening: StatedBalance | null;
  readonly closing: StatedBalance | null;
  /** Period the statement says it covers, days or NO_DAY. */
  readonly from?: number;
  readonly to?: number;
  readonly controls?: readonly ControlTotal[];
  /** A balance stated beside rows that need not explain it (OFX ledger balance, intraday balance): shown, not proved. */
  readonly statedOnly?: StatedBalance;
}

export interface StatementRow {
  /** 1-based physical line on which the record begins. */
  readonly line: number;
  /** Byte range of the whole record in the file, trailing line end left out. */
  readonly byteStart: number;
  readonly byteLength: number;
  /** Booking date in days since 1970-01-01, or NO_DAY. */
  readonly day: number;
  readonly valueDay?: number;
  /** Minor units, money into the account positive; rounded half away from zero where `amountExact` is set. */
  readonly amountMinor: number;
  /** Signed plain decimal, set where the amount has more decimals than its currency (with a finding AMT-PRECISION). */
  readonly amountExact?: string;
  /** Only where it differs from the statement's. */
  readonly currency?: string;
  readonly balanceMinor?: number;
  readonly description: string;
  readonly reference: string;
  readonly counterparty: string;
  readonly category: string;
  /** Places of the values in the file. */
  readonly spans?: Partial<Record<SpanField, Span>>;
  readonly place?: PagePlace;
}

/** Hears what a reader finds, in file order. Rows belong to the statement that began last. */
export interface StatementSink {
  begin(head: StatementHead): void;
  row(row: StatementRow): void;
  end(tail: StatementTail): void;
  /** A record that should have been a movement and could not be read: counted as rejected, with its raw text in the finding. */
  reject(code: ProblemCode, line: number, place: ProblemPlace & { readonly raw: string }): void;
  problem(code: ProblemCode, line: number, place?: ProblemPlace): void;
  /** Awaited by readers every few thousand rows or few hundred kilobytes: batches leave here, and a cancel comes in (it throws). */
  breathe(bytesDone: number): Promise<void>;
}

/** What a person decided, or a saved mapping; a reader uses what it needs and decides the rest. */
export interface ReaderOptions {
  readonly encoding?: string | undefined;
  readonly currency?: string | undefined;
  /** Pattern of the calendar module, for formats that do not fix it (QIF, PDF, text). */
  readonly dateFormat?: string | undefined;
  readonly decimalMark?: DecimalMark | undefined;
  readonly signRule?: 'signed' | 'inverted' | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How the file was read; what stays open is asked. */
export interface ReaderOutcome {
  readonly format: StatementFormat;
  readonly encoding: string;
  readonly dateFormat: string;
  readonly decimalMark: DecimalMark;
  readonly reasons: readonly { readonly about: string; readonly decision: string; readonly because: string; readonly confidence: number }[];
  /** `patch` of a choice may set dateFormat, decimalMark, signRule, currency. */
  readonly questions: readonly Question[];
}

/**
 * Reads a whole file. Damage is reported to the sink and never thrown; only the abort signal's reason and errors of the source are.
 * Work is linear in the file's size, memory bounded or refused with a finding (FILE-TOO-LARGE).
 */
export type StatementReader = (source: ByteSource, sink: StatementSink, options: ReaderOptions) => Promise<ReaderOutcome>;
