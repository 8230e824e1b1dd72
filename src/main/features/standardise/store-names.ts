import { foldText } from '../../../workers/standardise/fold.ts';
import { HOW } from '../../../workers/standardise/cluster.ts';
import type { StandardiseInput, StandardiseResult } from '../../../workers/standardise/result.ts';
import { nextTurn } from '../../jobs/runner.ts';
import type { CaseStore } from '../../vault/store.ts';
import type { WritableCase } from '../../vault/connection.ts';
import { operate, standing, type NewOperation } from './acts.ts';
import { nameOutcome } from './operations-of-run.ts';
import { newVendor } from './vendors.ts';

/** Spellings stored per transaction: about 30 ms. */
const SLICE = 4_000;

/** The ids that the spellings and vendors of a run have in the case. */
export interface StoredNames {
  readonly nameIds: Int32Array;
  readonly vendorIds: Int32Array;
}

/**
 * Stores vendors and spellings that are new, and writes the operations of those that change their vendor. Rows of `vendor`
 * and `vendor_name` mean nothing until sums point at them, so that a stopped run leaves nothing to be seen.
 */
export async function storeNames(
  store: CaseStore,
  runId: number,
  input: StandardiseInput,
  result: StandardiseResult,
  signal: AbortSignal,
): Promise<StoredNames & { operations: number }> {
  const count = result.names.rows.length;
  const nameIds = new Int32Array(count);
  const vendorIds = result.vendorIds.slice();
  const named = new Set(input.named.map(({ vendorId }) => vendorId));
  let operations = 0;
  for (let from = 0; from < count; from += SLICE) {
    signal.throwIfAborted();
    store.stage((tx) => {
      const known = tx.prepare(`SELECT id, vendor_id FROM vendor_name WHERE spelling = ?`);
      const insert = tx.prepare(`INSERT INTO vendor_name (spelling, canonical, source, vendor_id, joined_by) VALUES (?, ?, ?, ?, ?)`);
      const made: NewOperation[] = [];
      for (let n = from; n < Math.min(count, from + SLICE); n++) {
        const { spelling, canonical, source, vendor, how } = nameOutcome(result, n);
        if (vendorIds[vendor] === 0) vendorIds[vendor] = newVendor(tx, result.vendorNames[vendor]!, null);
        const vendorId = vendorIds[vendor]!;
        const held = known.get(spelling) as { id: number; vendor_id: number } | undefined;
        if (held) {
          nameIds[n] = held.id;
          if (held.vendor_id !== vendorId) made.push(join(held.id, String(held.vendor_id), vendorId));
          // Its vendor stayed but goes by another name now, for which no change accounts yet.
          else if (spelling !== result.vendorNames[vendor] && !named.has(vendorId) && !accounted(tx, held.id, vendorId))
            made.push(join(held.id, null, vendorId));
        } else {
          nameIds[n] = Number(insert.run(spelling, canonical, source, vendorId, HOW[how]!).lastInsertRowid);
          // A spelling that is its vendor's own name is as it was in the file: nothing was changed.
          if (spelling !== result.vendorNames[vendor]) made.push(join(nameIds[n]!, null, vendorId));
        }
      }
      operations += operate(tx, runId, made);
    });
    await nextTurn();
  }
  return { nameIds, vendorIds, operations };
}

const accounted = (tx: WritableCase, nameId: number, vendorId: number): boolean =>
  standing(tx, 'name', nameId, 'vendor')?.new_value === String(vendorId);

const join = (nameId: number, oldValue: string | null, vendorId: number): NewOperation => ({
  subject: 'name',
  subjectId: nameId,
  field: 'vendor',
  oldValue,
  newValue: String(vendorId),
  origin: 'vendor',
});

/** The vendors that rules name: one of the case with that name, else a new one. */
export function vendorsOfRules(
  store: CaseStore,
  { rules }: StandardiseInput,
  { rules: { matched }, vendorNames }: StandardiseResult,
  vendorIds: Int32Array,
): ReadonlyMap<string, number> {
  const known = new Map(vendorNames.map((name, i) => [foldText(name), vendorIds[i]!]));
  const ids = new Map<string, number>();
  store.stage((tx) => {
    for (const [at, rule] of rules.entries()) {
      for (const action of rule.body.actions) {
        if (action.set !== 'vendor' || matched[at] === 0 || ids.has(action.name)) continue;
        const held =
          known.get(foldText(action.name)) ??
          tx.get<{ id: number }>(`SELECT id FROM vendor WHERE name = ? AND named_by IS NOT NULL`, action.name)?.id;
        ids.set(action.name, held ?? newVendor(tx, action.name, `rule ${rule.id}`));
      }
    }
  });
  return ids;
}
