import { OperatingError } from '../../../shared/errors.ts';
import { findOverlap, type HeldRows } from '../../../workers/ingest/overlap.ts';
import { nextTurn } from '../../jobs/runner.ts';
import type { CaseStore } from '../../vault/store.ts';

const SLICE_ROWS = 20_000;

interface Held {
  sourceId: number;
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
      `SELECT id AS sourceId, first_id AS first, last_id AS last FROM source WHERE state = 'ready' AND kind = ? AND account = ? AND first_date <= ? AND last_date >= ? AND first_id IS NOT NULL`,
      source.kind,
      source.account,
      source.lastDate,
      source.firstDate,
    ),
  );
  if (held.length === 0) return 0;
  const rowsOf = async (range: Held, where: string, params: readonly string[]): Promise<HeldRows> => {
    const ids: number[] = [];
    const keys: number[] = [];
    await eachSlice(range.first, range.last, signal, (from, to) => {
      for (const row of store.read((db) =>
        db.all<{ id: number; key: number }>(
          `SELECT id, row_key AS key FROM txn WHERE id BETWEEN ? AND ? ${where} ORDER BY id`,
          from,
          to,
          ...params,
        ),
      )) {
        ids.push(row.id);
        keys.push(row.key);
      }
    });
    return { sourceId: range.sourceId, id: Int32Array.from(ids), rowKey: Float64Array.from(keys) };
  };
  const period = [source.firstDate, source.lastDate];
  const heldRows: HeldRows[] = [];
  for (const range of held) heldRows.push(await rowsOf(range, 'AND duplicate_of IS NULL AND date BETWEEN ? AND ?', period));
  const fresh = await rowsOf({ sourceId: source.id, first: source.firstId, last: source.lastId }, '', []);
  const { repeats } = findOverlap(fresh.rowKey, heldRows);
  let marked = 0;
  await eachSlice(0, fresh.id.length - 1, signal, (from, to) => {
    store.stage((tx) => {
      // The key is a digest: the values themselves decide.
      const mark = tx.prepare(
        `UPDATE txn SET duplicate_of = ? WHERE id = ? AND EXISTS (SELECT 1 FROM txn o WHERE o.id = ? AND o.date IS txn.date AND o.amount_minor = txn.amount_minor AND o.currency = txn.currency)`,
      );
      for (let i = from; i <= to; i++) if (repeats[i] !== 0) marked += mark.run(repeats[i], fresh.id[i], repeats[i]).changes;
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
