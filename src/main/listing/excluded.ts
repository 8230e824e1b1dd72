import type { ReadableCase } from '../vault/connection.ts';

/** Transactions that a rule leaves out of the analysis, each with its reason in `standard.excluded`. */
export function excludedIds(db: ReadableCase): ReadonlySet<number> {
  return new Set(db.all<{ id: number }>(`SELECT txn_id AS id FROM standard WHERE excluded IS NOT NULL`).map((row) => row.id));
}
