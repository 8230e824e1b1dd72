import { dayOfIso } from '../../shared/calendar.ts';
import { NO_DAY, type TextBytes, type TransactionColumns } from '../../shared/columns.ts';
import { OperatingError } from '../../shared/errors.ts';
import { nextTurn } from '../jobs/runner.ts';
import type { CaseStore } from '../vault/store.ts';

/** Rows read per turn of the event loop: about 15 ms, so that other requests are answered in between. */
const SLICE_ROWS = 10_000;

interface Row {
  id: number;
  date: string | null;
  amount_minor: number;
  currency: string;
  description: string;
  reference: string;
  counterparty: string;
  category: string;
}

/** The columns of a case's rows, and which rows may be compared with each other. */
export interface CaseColumns extends TransactionColumns {
  /** A small number per kind of source: a ledger repeats the bank account on purpose, so its rows repeat nothing. */
  readonly group: Int32Array;
}

/**
 * The transactions of some sources as the engines read them, in shared memory. Repeats (rows marked as the same movement
 * in an overlapping statement) are left out: they are not further movements.
 * @param skip ids that take no part, e.g. those already matched for good
 * @param repeats true keeps the repeats, where every row is meant and not every movement
 */
export async function loadColumns(
  store: CaseStore,
  sourceIds: readonly number[],
  options: { skip?: ReadonlySet<number>; repeats?: boolean; signal: AbortSignal; onProgress?: (done: number, total: number) => void },
): Promise<CaseColumns> {
  const ranges = store.read((db) =>
    db.all<{ first: number; last: number; kind: string }>(
      `SELECT first_id AS first, last_id AS last, kind FROM source WHERE state = 'ready' AND first_id IS NOT NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY first_id`,
      JSON.stringify(sourceIds),
    ),
  );
  const capacity = ranges.reduce((n, range) => n + range.last - range.first + 1, 0);
  const id = new Int32Array(new SharedArrayBuffer(Math.max(4, capacity * 4)));
  const amountMinor = new Float64Array(new SharedArrayBuffer(Math.max(8, capacity * 8)));
  const day = new Int32Array(new SharedArrayBuffer(Math.max(4, capacity * 4)));
  const currency = new Uint8Array(new SharedArrayBuffer(Math.max(1, capacity)));
  const currencies: string[] = [];
  const description = new TextBuilder(capacity, 32);
  const reference = new TextBuilder(capacity, 12);
  const counterparty = new TextBuilder(capacity, 16);
  const category = new TextBuilder(capacity, 8);
  const group = new Int32Array(new SharedArrayBuffer(Math.max(4, capacity * 4)));
  const kinds: string[] = [];
  let rows = 0;
  let seen = 0;
  // Dates come in runs: remembering the last one saves most of the parsing.
  let lastDate: string | null = null;
  let lastDay = NO_DAY;

  for (const range of ranges) {
    if (!kinds.includes(range.kind)) kinds.push(range.kind);
    const kind = kinds.indexOf(range.kind);
    for (let from = range.first; from <= range.last; from += SLICE_ROWS) {
      if (options.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
      const to = Math.min(range.last, from + SLICE_ROWS - 1);
      store.read((db) => {
        for (const row of db.iterate<Row>(
          `SELECT id, date, amount_minor, currency, description, reference, counterparty, category FROM txn WHERE id BETWEEN ? AND ? ${options.repeats === true ? '' : 'AND duplicate_of IS NULL'} ORDER BY id`,
          from,
          to,
        )) {
          if (options.skip?.has(row.id)) continue;
          if (row.date !== lastDate) {
            lastDate = row.date;
            lastDay = row.date === null ? NO_DAY : dayOfIso(row.date);
          }
          let code = currencies.indexOf(row.currency);
          if (code < 0) code = currencies.push(row.currency) - 1;
          group[rows] = kind;
          id[rows] = row.id;
          amountMinor[rows] = row.amount_minor;
          day[rows] = lastDay;
          currency[rows] = code;
          description.push(row.description);
          reference.push(row.reference);
          counterparty.push(row.counterparty);
          category.push(row.category);
          rows++;
        }
      });
      seen += to - from + 1;
      options.onProgress?.(seen, capacity);
      await nextTurn();
    }
  }
  return {
    rows,
    id: id.subarray(0, rows),
    amountMinor: amountMinor.subarray(0, rows),
    day: day.subarray(0, rows),
    currency: currency.subarray(0, rows),
    currencies,
    description: description.finish(),
    reference: reference.finish(),
    counterparty: counterparty.finish(),
    category: category.finish(),
    group: group.subarray(0, rows),
  };
}

/** Appends strings to shared UTF-8 bytes, growing by half when full. */
class TextBuilder {
  #bytes: Buffer;
  readonly #ends: Uint32Array;
  #length = 0;
  #rows = 0;

  constructor(rows: number, typicalBytes: number) {
    this.#bytes = shared(Math.max(256, rows * typicalBytes));
    this.#ends = new Uint32Array(new SharedArrayBuffer(Math.max(4, rows * 4)));
  }

  push(text: string): void {
    // Three bytes per UTF-16 unit is the most UTF-8 can need.
    if (this.#length + text.length * 3 > this.#bytes.length) {
      const wider = shared(Math.ceil(this.#bytes.length * 1.5) + text.length * 3);
      this.#bytes.copy(wider, 0, 0, this.#length);
      this.#bytes = wider;
    }
    if (text !== '') this.#length += this.#bytes.write(text, this.#length, 'utf8');
    this.#ends[this.#rows++] = this.#length;
  }

  finish(): TextBytes {
    return {
      bytes: new Uint8Array(this.#bytes.buffer, this.#bytes.byteOffset, this.#length),
      ends: this.#ends.subarray(0, this.#rows),
    };
  }
}

function shared(bytes: number): Buffer {
  return Buffer.from(new SharedArrayBuffer(bytes));
}
