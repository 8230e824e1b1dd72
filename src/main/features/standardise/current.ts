import type { ReadableCase, WritableCase } from '../../vault/connection.ts';
import { STANDS, type StoredOperation } from './acts.ts';

/** The fields of a transaction that operations change. */
export const FIELDS = ['category', 'vendor', 'tags', 'transfer', 'excluded'] as const;
export type Field = (typeof FIELDS)[number];

/** What stands for one transaction on top of its raw values. */
export interface Standing {
  readonly category: StoredOperation | undefined;
  readonly vendor: StoredOperation | undefined;
  readonly tags: StoredOperation | undefined;
  readonly transfer: StoredOperation | undefined;
  readonly excluded: StoredOperation | undefined;
}

/** The newest standing operation of each field. */
export function standingOf(db: ReadableCase, transactionId: number): Standing {
  const found: Partial<Record<Field, StoredOperation>> = {};
  for (const one of db.all<StoredOperation>(
    `SELECT o.* FROM operation o WHERE o.subject_id = ? AND o.subject = 'transaction' AND ${STANDS} ORDER BY o.id`,
    transactionId,
  ))
    found[one.field as Field] = one;
  return { category: found.category, vendor: found.vendor, tags: found.tags, transfer: found.transfer, excluded: found.excluded };
}

const idOf = (operation: StoredOperation | undefined): number | null =>
  operation === undefined || operation.new_value === null ? null : Number(operation.new_value);

/** Writes the current values of some transactions anew from their operations and the meaning of the file's own category. */
export function refreshTransactions(tx: WritableCase, ids: Iterable<number>): void {
  const ensure = tx.prepare(`INSERT OR IGNORE INTO standard (txn_id) VALUES (?)`);
  const update = tx.prepare(
    `UPDATE standard SET category_id = ?, category_by = ?, vendor_id = ?, tags = ?, transfer = ?, excluded = ? WHERE txn_id = ?`,
  );
  for (const id of ids) {
    const { category, vendor, tags, transfer, excluded } = standingOf(tx, id);
    let categoryId = category?.new_value ?? null;
    let by: string | null = category && categoryId !== null ? category.origin : null;
    if (categoryId === null) {
      const meaning = tx.get<{ id: number }>(
        `SELECT c.category_id AS id FROM txn t JOIN category_text c ON c.text = trim(t.category) WHERE t.id = ? AND c.category_id IS NOT NULL`,
        id,
      );
      if (meaning) [categoryId, by] = [String(meaning.id), 'text'];
    }
    ensure.run(id);
    update.run(
      categoryId === null ? null : Number(categoryId),
      by,
      idOf(vendor),
      tags?.new_value ?? null,
      transfer?.new_value === '1' ? 1 : 0,
      excluded?.new_value ?? null,
      id,
    );
  }
}

/** Sums of the names that these transactions belong to, made anew: a vendor set for one transaction moves its sums. */
export function refreshTotals(tx: WritableCase, transactionIds: readonly number[]): void {
  const names = tx.all<{ id: number }>(
    `SELECT DISTINCT coalesce(s.name_id, 0) AS id FROM json_each(?) j JOIN standard s ON s.txn_id = j.value`,
    JSON.stringify(transactionIds),
  );
  for (const { id } of names) {
    tx.run(`DELETE FROM vendor_total WHERE name_id = ?`, id);
    tx.run(
      `INSERT INTO vendor_total (name_id, vendor_id, currency, rows, in_minor, out_minor)
       SELECT ?, coalesce(s.vendor_id, 0), t.currency, count(*), sum(max(t.amount_minor, 0)), sum(max(-t.amount_minor, 0))
       FROM standard s JOIN txn t ON t.id = s.txn_id JOIN source f ON f.id = t.source_id AND f.state = 'ready'
       WHERE s.name_id IS ? AND (s.name_id IS NOT NULL OR s.vendor_id IS NOT NULL) GROUP BY 2, 3`,
      id,
      id === 0 ? null : id,
    );
  }
}
