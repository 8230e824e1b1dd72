import { HOW } from '../../../workers/standardise/cluster.ts';
import type { StandardiseInput, StandardiseResult } from '../../../workers/standardise/result.ts';
import { nextTurn, type JobContext } from '../../jobs/runner.ts';
import type { CaseStore } from '../../vault/store.ts';
import type { AllValues } from './field-values.ts';
import type { StoredNames } from './store-names.ts';

const SLICE = 4_000;

const COLUMNS = [
  'name_id',
  'vendor_id',
  'category_id',
  'category_by',
  'proposed_id',
  'confidence',
  'because',
  'tags',
  'transfer',
  'excluded',
];
const listed = (prefix: string): string => COLUMNS.map((name) => prefix + name).join(', ');
/** Rows that stay as they are are not written: most of a second run. */
const UPSERT = `INSERT INTO standard (txn_id, ${listed('')}) VALUES (?, ${COLUMNS.map(() => '?').join(', ')})
  ON CONFLICT (txn_id) DO UPDATE SET (${listed('')}) = (${listed('excluded.')}) WHERE (${listed('standard.')}) IS NOT (${listed('excluded.')})`;

/** What the files' categories mean, by the number of their text in the result. */
export type Meanings = readonly (number | null)[];

/**
 * Writes the tables of current values after a run. They follow from the operations, so that this needs no record of its
 * own, and after a crash it is simply done again.
 */
export async function applyRun(
  store: CaseStore,
  context: JobContext,
  input: StandardiseInput,
  result: StandardiseResult,
  stored: StoredNames,
  values: AllValues,
  meanings: Meanings,
): Promise<void> {
  await inSlices(result.names.rows.length, (from, to) =>
    store.stage((tx) => {
      const update = tx.prepare(
        `UPDATE vendor_name SET vendor_id = ?, joined_by = ?, canonical = ? WHERE id = ? AND joined_by <> 'person'`,
      );
      for (let n = from; n < to; n++) {
        const start = n === 0 ? 0 : result.names.canonicals.ends[n - 1]!;
        const canonical = result.names.canonicals.text.slice(start, result.names.canonicals.ends[n]);
        update.run(stored.vendorIds[result.names.vendor[n]!], HOW[result.names.how[n]!], canonical, stored.nameIds[n]);
      }
    }),
  );
  await inSlices(stored.vendorIds.length, (from, to) =>
    store.stage((tx) => {
      const update = tx.prepare(`UPDATE vendor SET name = ? WHERE id = ? AND named_by IS NULL AND name <> ?`);
      for (let v = from; v < to; v++) update.run(result.vendorNames[v], stored.vendorIds[v], result.vendorNames[v]);
    }),
  );
  await writeRows(store, context, input, result, stored, values, meanings);
  await writeTotals(store, input, result, stored, values);
}

async function writeRows(
  store: CaseStore,
  context: JobContext,
  { columns }: StandardiseInput,
  result: StandardiseResult,
  { nameIds }: StoredNames,
  { category, vendor, tags, transfer, excluded }: AllValues,
  meanings: Meanings,
): Promise<void> {
  await inSlices(columns.rows, (from, to) => {
    store.stage((tx) => {
      const insert = tx.prepare(UPSERT);
      for (let row = from; row < to; row++) {
        const name = result.nameOf[row]!;
        const decided = category.valueOf(row);
        const meaning = result.textOf[row]! < 0 ? null : (meanings[result.textOf[row]!] ?? null);
        const categoryId = decided === null ? meaning : Number(decided);
        const by = decided !== null ? category.originOf(row) : meaning === null ? null : 'text';
        const proposed = categoryId === null && result.proposedId[row] !== 0;
        insert.run(
          columns.id[row]!,
          name < 0 ? null : nameIds[name]!,
          idOf(vendor.valueOf(row)),
          categoryId,
          by,
          proposed ? result.proposedId[row]! : null,
          proposed ? result.confidence[row]! : null,
          proposed ? result.becauses[result.because[row]!]! : null,
          tags.valueOf(row),
          transfer.valueOf(row) === '1' ? 1 : 0,
          excluded.valueOf(row),
        );
      }
    });
    context.progress('Storing results', to, columns.rows, 'rows');
  });
}

/** Rows and sums per spelling and currency, and apart from them those of transactions with a vendor of their own. */
async function writeTotals(
  store: CaseStore,
  { columns }: StandardiseInput,
  result: StandardiseResult,
  { nameIds }: StoredNames,
  { vendor }: AllValues,
): Promise<void> {
  const totals = new Map<string, { name: number; vendor: number; currency: string; rows: number; into: number; out: number }>();
  for (let row = 0; row < columns.rows; row++) {
    const own = idOf(vendor.valueOf(row)) ?? 0;
    const n = result.nameOf[row]!;
    if (n < 0 && own === 0) continue;
    const name = n < 0 ? 0 : nameIds[n]!;
    const key = `${name}/${own}/${columns.currency[row]}`;
    let total = totals.get(key);
    if (!total)
      totals.set(key, (total = { name, vendor: own, currency: columns.currencies[columns.currency[row]!]!, rows: 0, into: 0, out: 0 }));
    const amount = columns.amountMinor[row]!;
    total.rows++;
    if (amount > 0) total.into += amount;
    else total.out -= amount;
    if (row % 200_000 === 199_999) await nextTurn();
  }
  const slice = (): number =>
    store.stage(
      (tx) =>
        tx.run(
          `DELETE FROM vendor_total WHERE (name_id, vendor_id, currency) IN (SELECT name_id, vendor_id, currency FROM vendor_total LIMIT ${SLICE})`,
        ).changes,
    );
  while (slice() > 0) await nextTurn();
  const list = [...totals.values()].sort((a, b) => a.name - b.name || a.vendor - b.vendor);
  await inSlices(list.length, (from, to) =>
    store.stage((tx) => {
      const insert = tx.prepare(
        `INSERT INTO vendor_total (name_id, vendor_id, currency, rows, in_minor, out_minor) VALUES (?, ?, ?, ?, ?, ?)`,
      );
      for (const one of list.slice(from, to)) insert.run(one.name, one.vendor, one.currency, one.rows, one.into, one.out);
    }),
  );
}

const idOf = (value: string | null): number | null => (value === null ? null : Number(value));

/** Calls `work` for slices of a range, with a turn of the event loop between two. */
export async function inSlices(count: number, work: (from: number, to: number) => void, size = SLICE): Promise<void> {
  for (let from = 0; from < count; from += size) {
    work(from, Math.min(count, from + size));
    await nextTurn();
  }
}
