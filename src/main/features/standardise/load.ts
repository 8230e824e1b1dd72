import { packText } from '../../../shared/columns.ts';
import type { StandardiseInput } from '../../../workers/standardise/result.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { JobContext } from '../../jobs/runner.ts';
import { loadColumns } from '../../listing/columns.ts';
import type { CaseStore } from '../../vault/store.ts';
import { STANDS } from './acts.ts';
import { enabledRules } from './rules.ts';

/** Everything the engine needs, read from a case. Every row takes part, repeats too: a list must not show some rows raw. */
export async function loadInput(store: CaseStore, context: JobContext): Promise<StandardiseInput> {
  const sources = store.read((db) =>
    db.all<{ id: number; account: string; first: number; last: number }>(
      `SELECT id, account, first_id AS first, last_id AS last FROM source WHERE state = 'ready' AND first_id IS NOT NULL ORDER BY first_id`,
    ),
  );
  const columns = await loadColumns(
    store,
    sources.map((source) => source.id),
    { repeats: true, signal: context.signal, onProgress: (done, total) => context.progress('Reading transactions', done, total, 'rows') },
  );
  const sourceOf = new Int32Array(new SharedArrayBuffer(Math.max(4, columns.rows * 4))).subarray(0, columns.rows);
  for (let row = 0, at = 0; row < columns.rows; row++) {
    while (columns.id[row]! > sources[at]!.last) at++;
    sourceOf[row] = sources[at]!.id;
  }
  return store.read((db) => {
    const names = db.all<{ spelling: string; vendor_id: number; pinned: number }>(
      `SELECT spelling, vendor_id, joined_by = 'person' AS pinned FROM vendor_name ORDER BY id`,
    );
    const decided = db
      .all<{ id: number; value: string }>(
        `SELECT subject_id AS id, new_value AS value FROM (
           SELECT o.subject_id, o.new_value, o.origin, row_number() OVER (PARTITION BY o.subject_id ORDER BY o.id DESC) AS n
           FROM operation o WHERE o.subject = 'transaction' AND o.field = 'category' AND o.origin = 'person' AND ${STANDS})
         WHERE n = 1 AND new_value IS NOT NULL ORDER BY subject_id`,
      )
      .map(({ id, value }) => ({ row: rowOf(columns.id, id), categoryId: Number(value) }))
      .filter(({ row }) => row >= 0);
    return {
      columns,
      sourceOf,
      ...accountsOf(db, sources, columns.id),
      known: {
        spellings: packText(names.map((one) => one.spelling)),
        vendorIds: Int32Array.from(names, (one) => one.vendor_id),
        pinned: Uint8Array.from(names, (one) => one.pinned),
      },
      named: db.all<{ vendorId: number; name: string }>(`SELECT id AS vendorId, name FROM vendor WHERE named_by IS NOT NULL`),
      decided: { row: Int32Array.from(decided, (one) => one.row), categoryId: Int32Array.from(decided, (one) => one.categoryId) },
      rules: enabledRules(db),
    };
  });
}

interface LoadedSource {
  readonly id: number;
  readonly account: string;
  readonly first: number;
  readonly last: number;
}

/** The account of each row: the one its statement names, else its file's. */
function accountsOf(db: ReadableCase, sources: readonly LoadedSource[], ids: Int32Array): Pick<StandardiseInput, 'accountOf' | 'accounts'> {
  const accounts: string[] = [];
  const numberOf = (account: string): number => {
    const known = accounts.indexOf(account);
    return known < 0 ? accounts.push(account) - 1 : known;
  };
  const accountOf = new Int32Array(new SharedArrayBuffer(Math.max(4, ids.length * 4))).subarray(0, ids.length);
  for (const source of sources) {
    const own = numberOf(source.account);
    const named = new Map(
      db
        .all<{ seq: number; account: string | null }>(`SELECT seq, account FROM statement WHERE source_id = ?`, source.id)
        .map(({ seq, account }) => [seq, account === null ? own : numberOf(account)]),
    );
    if (new Set(named.values()).size < 2) {
      const only = named.values().next().value ?? own;
      for (let row = firstAt(ids, source.first); row < ids.length && ids[row]! <= source.last; row++) accountOf[row] = only;
      continue;
    }
    for (const { id, seq } of db.iterate<{ id: number; seq: number }>(
      `SELECT id, statement AS seq FROM txn WHERE id BETWEEN ? AND ?`,
      source.first,
      source.last,
    )) {
      const row = rowOf(ids, id);
      if (row >= 0) accountOf[row] = named.get(seq) ?? own;
    }
  }
  return { accountOf, accounts };
}

/** The first row whose id is not below `id`. */
function firstAt(ids: Int32Array, id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The row of a transaction id in ascending ids, or -1. */
export function rowOf(ids: Int32Array, id: number): number {
  let low = 0;
  let high = ids.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (ids[middle] === id) return middle;
    if (ids[middle]! < id) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
