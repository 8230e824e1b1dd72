import { OperatingError } from '../../../shared/errors.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { FeatureContext, Handlers } from '../context.ts';
import { closeAct, openAct, operate, type NewOperation } from './acts.ts';
import { announce } from './announce.ts';

interface Name {
  id: number;
  spelling: string;
  vendor_id: number;
}

const nameOfVendor = (tx: WritableCase, id: number): string => {
  const found = tx.get<{ name: string }>(`SELECT name FROM vendor WHERE id = ?`, id);
  if (!found) throw new OperatingError('not-found', `There is no vendor ${id} in this case.`);
  return found.name;
};

const namesOf = (tx: WritableCase, vendorIds: readonly number[]): Name[] =>
  tx.all<Name>(
    `SELECT id, spelling, vendor_id FROM vendor_name WHERE vendor_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    JSON.stringify(vendorIds),
  );

const rowsOf = (tx: WritableCase, vendorId: number): number =>
  tx.get<{ n: number | null }>(
    `SELECT sum(t.rows) AS n FROM vendor_name n JOIN vendor_total t ON t.name_id = n.id WHERE n.vendor_id = ?`,
    vendorId,
  )?.n ?? 0;

/** Decisions about which spellings are one vendor. Each is an operation on the spelling, so that later runs keep to it. */
export const vendorHandlers: Handlers<'vendor.merge' | 'vendor.unmerge' | 'vendor.rename'> = {
  'vendor.merge': (context, { caseId, vendorIds, name }) => {
    const outcome = context.write(
      context.case(caseId),
      (result: { vendorId: number }) => ({
        object: `vendor ${result.vendorId}`,
        summary: `${vendorIds.length} vendors were made one.`,
        detail: { vendorIds, name },
      }),
      (tx) => {
        const titles = new Map(vendorIds.map((id) => [id, nameOfVendor(tx, id)]));
        // The one with most transactions stays; a tie is settled by age.
        const target = [...titles.keys()].sort((a, b) => rowsOf(tx, b) - rowsOf(tx, a) || a - b)[0]!;
        const undoId = openAct(tx, 'person', `Made one: ${[...titles.values()].join(', ')}`.slice(0, 300), context.actor);
        // Spellings that stay are decided as well: a later run must not take them elsewhere.
        const operations = namesOf(tx, vendorIds).map((one) => give(one, target));
        let changed = operate(tx, undoId, operations);
        for (const one of operations) moveName(tx, one.subjectId, target);
        if (name !== '' && name !== titles.get(target)) changed += rename(tx, undoId, target, name, context);
        closeAct(tx, undoId, changed);
        return { changed, undoId, vendorId: target };
      },
    );
    announce(context, caseId);
    return outcome;
  },

  'vendor.unmerge': (context, { caseId, nameIds }) => {
    const outcome = context.write(
      context.case(caseId),
      { object: `${nameIds.length} spellings`, summary: 'Spellings were taken out of a vendor.', detail: { nameIds } },
      (tx) => {
        const names = tx.all<Name>(
          `SELECT id, spelling, vendor_id FROM vendor_name WHERE id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(nameIds),
        );
        if (names.length !== new Set(nameIds).size) throw new OperatingError('not-found', 'One of these spellings is not in this case.');
        const from = new Set(names.map((one) => one.vendor_id));
        if (from.size !== 1) throw new OperatingError('bad-request', 'Take spellings out of one vendor at a time.');
        const others = namesOf(tx, [...from]).filter((one) => !nameIds.includes(one.id));
        if (others.length === 0)
          throw new OperatingError('nothing-to-do', 'These are all the spellings of this vendor: nothing would stay behind.');
        const undoId = openAct(tx, 'person', `Taken out: ${names.map((one) => one.spelling).join(', ')}`.slice(0, 300), context.actor);
        const vendorId = newVendor(tx, names[0]!.spelling, null);
        const operations = [...names.map((one) => give(one, vendorId)), ...others.map((one) => give(one, one.vendor_id))];
        const changed = operate(tx, undoId, operations);
        for (const one of operations) moveName(tx, one.subjectId, Number(one.newValue));
        closeAct(tx, undoId, changed);
        return { changed: names.length, undoId, vendorId };
      },
    );
    announce(context, caseId);
    return outcome;
  },

  'vendor.rename': (context, { caseId, vendorId, name }) => {
    const outcome = context.write(
      context.case(caseId),
      { object: `vendor ${vendorId}`, summary: 'A vendor was named.', detail: { name } },
      (tx) => {
        const undoId = openAct(tx, 'person', `“${nameOfVendor(tx, vendorId)}” was named “${name}”`, context.actor);
        const changed = rename(tx, undoId, vendorId, name, context);
        closeAct(tx, undoId, changed);
        return { changed, undoId };
      },
    );
    announce(context, caseId);
    return outcome;
  },
};

const give = (name: Name, vendorId: number): NewOperation => ({
  subject: 'name',
  subjectId: name.id,
  field: 'vendor',
  oldValue: String(name.vendor_id),
  newValue: String(vendorId),
  origin: 'person',
});

function rename(tx: WritableCase, runId: number, vendorId: number, name: string, context: FeatureContext): number {
  const before = tx.get<{ name: string; named_by: string | null }>(`SELECT name, named_by FROM vendor WHERE id = ?`, vendorId)!;
  tx.run(`UPDATE vendor SET name = ?, named_by = ? WHERE id = ?`, name, context.actor.name, vendorId);
  const oldValue = before.named_by === null ? null : before.name;
  return operate(tx, runId, [{ subject: 'vendor', subjectId: vendorId, field: 'name', oldValue, newValue: name, origin: 'person' }]);
}

/** Makes a vendor; one without `namedBy` takes the name of its most frequent spelling at the next run. */
export function newVendor(tx: WritableCase, name: string, namedBy: string | null): number {
  return tx.run(`INSERT INTO vendor (name, named_by) VALUES (?, ?)`, name, namedBy).lastInsertRowid;
}

/** Puts a spelling under a vendor by a person's decision. */
export function moveName(tx: WritableCase, nameId: number, vendorId: number): void {
  tx.run(`UPDATE vendor_name SET vendor_id = ?, joined_by = 'person' WHERE id = ?`, vendorId, nameId);
}
