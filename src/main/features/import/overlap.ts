import { OperatingError } from '../../../shared/errors.ts';
import { nextTurn } from '../../jobs/runner.ts';
import type { CaseStore } from '../../vault/store.ts';

const SLICE_ROWS = 20_000;

interface Held {
  first: number;
  last: number;
}

/**
 * Marks the rows of a loading source that an earlier statement of the same account holds already. Repeats are counted, not
 * guessed: where the held statements have n equal movements in the period both cover, the first n of the new file repeat
 * them and every further one is new, so two equal payments on one day stay two. Nothing is removed.
 * @returns how many rows were marked
 */
export async function markRepeats(
  store: CaseStore,
  source: { id: number; kind: string; account: string; firstId: number; lastId: number; firstDate: string | null; lastDate: string | null },
  signal: AbortSignal,
): Promise<number> {
  if (source.firstDate === null || source.lastDate === null) return 0;
  const held = store.read((db) =>
    db.all<Held>(
      `SELECT first_id AS first, last_id AS last FROM source WHERE state = 'ready' AND kind = ? AND account = ? AND first_date <= ? AND last_date >= ? AND first_id IS NOT NULL`,
      source.kind,
      source.account,
      source.lastDate,
      source.firstDate,
    ),
  );
  if (held.length === 0) return 0;
  const idsByKey = new Map<number, number[]>();
  for (const range of held) {
    await eachSlice(range.first, range.last, signal, (from, to) => {
      const rows = store.read((db) =>
        db.all<{ id: number; key: number }>(
          `SELECT id, row_key AS key FROM txn WHERE id BETWEEN ? AND ? AND duplicate_of IS NULL AND date BETWEEN ? AND ?`,
          from,
          to,
          source.firstDate,
          source.lastDate,
        ),
      );
      for (const row of rows) {
        const ids = idsByKey.get(row.key);
        if (ids) ids.push(row.id);
        else idsByKey.set(row.key, [row.id]);
      }
    });
  }
  let marked = 0;
  await eachSlice(source.firstId, source.lastId, signal, (from, to) => {
    const rows = store.read((db) => db.all<{ id: number; key: number }>(`SELECT id, row_key AS key FROM txn WHERE id BETWEEN ? AND ? ORDER BY id`, from, to));
    const repeats = rows.flatMap((row) => {
      const of = idsByKey.get(row.key)?.shift();
      return of === undefined ? [] : [[of, row.id] as const];
    });
    store.stage((tx) => {
      // The key is a digest: the values themselves decide.
      const mark = tx.prepare(
        `UPDATE txn SET duplicate_of = ?1 WHERE id = ?2 AND EXISTS (SELECT 1 FROM txn o WHERE o.id = ?1 AND o.date IS txn.date AND o.amount_minor = txn.amount_minor AND o.currency = txn.currency)`,
      );
      for (const [of, id] of repeats) marked += mark.run(of, id).changes;
    });
  });
  return marked;
}

async function eachSlice(first: number, last: number, signal: AbortSignal, use: (from: number, to: number) => void): Promise<void> {
  for (let from = first; from <= last; from += SLICE_ROWS) {
    if (signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
    use(from, Math.min(last, from + SLICE_ROWS - 1));
    await nextTurn();
  }
}
