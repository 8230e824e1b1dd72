import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { Readable } from './connection.ts';

/** One row of `txn` as stored, columns in the order of the table without `id` and `source_id`. */
export interface DigestRow {
  readonly row_no: number;
  readonly line: number;
  readonly byte_start: number;
  readonly byte_length: number;
  readonly date: string | null;
  readonly amount_minor: number;
  readonly currency: string;
  readonly description: string;
  readonly reference: string;
  readonly counterparty: string;
  readonly category: string;
  readonly balance_minor: number | null;
  readonly row_key: number;
  /** The rest is zero or null in rows of delimited files, and then leaves no trace in the digest. */
  readonly statement?: number;
  readonly value_date?: string | null;
  readonly amount_exact?: string | null;
  readonly spans?: Uint8Array | null;
  readonly place?: string | null;
}

/** Characters collected before they are hashed: few large updates are several times faster than many small ones. */
const FLUSH_CHARACTERS = 64 * 1024;
const SLICE = 20_000;

/**
 * SHA-256 over transactions in the order of their ids, as kept in `source.rows_digest` and checked by the audit.
 * Each text is preceded by its length, so that no two different rows give the same bytes. `duplicate_of` is left out:
 * a later import may set it.
 */
export class RowsDigest {
  #hash: Hash = createHash('sha256');
  #pending = '';

  add(r: DigestRow): void {
    const { description: d, reference: f, counterparty: c, category: g } = r;
    this.#pending +=
      `${r.row_no},${r.line},${r.byte_start},${r.byte_length},${r.date},${r.amount_minor},${r.currency},${r.balance_minor},${r.row_key},` +
      `${d.length}:${d},${f.length}:${f},${c.length}:${c},${g.length}:${g}\n`;
    const { statement = 0, value_date: v = null, amount_exact: e = null, spans = null, place = null } = r;
    if (statement !== 0 || v !== null || e !== null || spans !== null || place !== null) {
      const packed = spans === null ? '' : Buffer.from(spans.buffer, spans.byteOffset, spans.byteLength).toString('base64');
      this.#pending += `+${statement},${v},${e},${packed},${place?.length ?? 0}:${place ?? ''}\n`;
    }
    if (this.#pending.length > FLUSH_CHARACTERS) this.#flush();
  }

  #flush(): void {
    this.#hash.update(this.#pending, 'utf8');
    this.#pending = '';
  }

  /** The digest in hex. The object can not be used afterwards. */
  finish(): string {
    this.#flush();
    return this.#hash.digest('hex');
  }
}

const COLUMNS =
  'row_no, line, byte_start, byte_length, date, amount_minor, currency, description, reference, counterparty, category, balance_minor, row_key, statement, value_date, amount_exact, spans, place';

/** Digest of the stored transactions `firstId` to `lastId`; yields `done` plus the rows read so far. */
export function* rowsDigestOf(
  readable: Pick<Readable, 'all'>,
  firstId: number,
  lastId: number,
  done = 0,
  slice = SLICE,
): Generator<number, string> {
  const digest = new RowsDigest();
  for (let from = firstId; from <= lastId; from += slice) {
    const to = Math.min(from + slice - 1, lastId);
    for (const row of readable.all<DigestRow>(`SELECT ${COLUMNS} FROM txn WHERE id BETWEEN ? AND ? ORDER BY id`, from, to)) digest.add(row);
    yield (done += to - from + 1);
  }
  return digest.finish();
}
