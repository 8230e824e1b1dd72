/** Columns for tests, from rows as they would be written down. Not used by the product. */
import { NO_DAY, textBytesOf, type TransactionColumns } from '../../shared/columns.ts';
import { dayOfIso } from '../../shared/calendar.ts';

export interface WrittenRow {
  readonly minor: number;
  readonly date?: string;
  readonly party?: string;
  readonly ref?: string;
  readonly text?: string;
  readonly category?: string;
}

/** Builds columns; ids are 100, 101, … so that a row number taken for an id is noticed. */
export function written(rows: readonly WrittenRow[], currency = 'GBP'): TransactionColumns {
  return {
    rows: rows.length,
    id: Int32Array.from(rows, (_, i) => 100 + i),
    amountMinor: Float64Array.from(rows, (row) => row.minor),
    day: Int32Array.from(rows, (row) => (row.date ? dayOfIso(row.date) : NO_DAY)),
    currency: new Uint8Array(rows.length),
    currencies: [currency],
    description: textBytesOf(rows.map((row) => row.text ?? '')),
    reference: textBytesOf(rows.map((row) => row.ref ?? '')),
    counterparty: textBytesOf(rows.map((row) => row.party ?? '')),
    category: textBytesOf(rows.map((row) => row.category ?? '')),
  };
}
