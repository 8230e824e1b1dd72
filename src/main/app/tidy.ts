import type { CaseStore } from '../vault/store.ts';

/**
 * Puts away what a crash can leave in a case: uploads that never arrived completely, and sealed files without a row
 * (a blob is durable before its row is written). Runs when a case is first opened after unlock.
 */
export function tidyCase(store: CaseStore): void {
  const known = store.read((db) => new Set(db.all<{ id: string }>(`SELECT id FROM blob`).map((row) => row.id)));
  store.blobs.sweep(known);
  const stale = store.read((db) => db.get(`SELECT 1 FROM upload WHERE state = 'receiving' LIMIT 1`));
  if (stale) store.stage((tx) => tx.run(`UPDATE upload SET state = 'discarded' WHERE state = 'receiving'`));
}
