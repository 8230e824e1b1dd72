/** One digest over the values of all rows, so that two readings of a file can be compared. */
import { createHash, type Hash } from 'node:crypto';
import type { RowBatch } from './batch.ts';

/** One running hash per column, so that batch borders leave no trace. */
export class RowsDigest {
  readonly #hashes: Hash[] = Array.from({ length: 8 }, () => createHash('sha256'));

  add(batch: RowBatch): void {
    const columns = [batch.day, batch.amountMinor, batch.balanceMinor, batch.rowKey];
    columns.forEach((column, i) => this.#hashes[i]!.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength)));
    [batch.description, batch.counterparty, batch.category].forEach((column, i) => this.#hashes[4 + i]!.update(column.text));
    if (batch.more === null) return;
    this.#hashes[7]!.update(batch.more.spans.bytes);
    this.#hashes[7]!.update(batch.more.amountExact.text);
  }

  finish(): string {
    const all = createHash('sha256');
    for (const hash of this.#hashes) all.update(hash.digest());
    return all.digest('hex');
  }
}
