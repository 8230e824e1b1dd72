import { NO_DAY, textBytesOf, type TransactionColumns } from '../../shared/columns.ts';

/** A transaction as a plain record: what tables and tests have before it becomes columns. */
export interface PlainTransaction {
  readonly id: number;
  readonly amountMinor: number;
  /** Days since 1970-01-01, null if unknown. */
  readonly day: number | null;
  readonly description: string;
  readonly reference?: string;
  readonly counterparty?: string;
  readonly currency?: string;
}

/** Packs plain records into the engine's columns, in shared memory. */
export function columnsOf(list: readonly PlainTransaction[]): TransactionColumns {
  const n = list.length;
  const currencies = [...new Set(list.map((t) => t.currency ?? ''))];
  const id = new Int32Array(new SharedArrayBuffer(n * 4));
  const amountMinor = new Float64Array(new SharedArrayBuffer(n * 8));
  const day = new Int32Array(new SharedArrayBuffer(n * 4));
  const currency = new Uint8Array(new SharedArrayBuffer(n));
  list.forEach((t, row) => {
    id[row] = t.id;
    amountMinor[row] = t.amountMinor;
    day[row] = t.day ?? NO_DAY;
    currency[row] = currencies.indexOf(t.currency ?? '');
  });
  const text = (pick: (t: PlainTransaction) => string | undefined) => textBytesOf(list.map((t) => pick(t) ?? ''));
  return {
    rows: n,
    id,
    amountMinor,
    day,
    currency,
    currencies,
    description: text((t) => t.description),
    reference: text((t) => t.reference),
    counterparty: text((t) => t.counterparty),
    category: text(() => ''),
  };
}
