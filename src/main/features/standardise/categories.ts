import { OperatingError } from '../../../shared/errors.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { FeatureContext, Handlers } from '../context.ts';
import { closeAct, openAct, operate, type NewOperation } from './acts.ts';
import { announce } from './announce.ts';
import { refreshTransactions } from './current.ts';

interface Category {
  id: number;
  code: string;
  name: string;
  parent_id: number | null;
  kind: string;
}

/** Transactions changed in one step at most: their current values are written in one transaction. */
const MOST_AT_ONCE = 100_000;

const categoryOf = (tx: WritableCase, id: number): Category => {
  const found = tx.get<Category>(`SELECT * FROM category WHERE id = ? AND removed = 0`, id);
  if (!found) throw new OperatingError('not-found', 'The chart has no such category.');
  return found;
};

export const categoryHandlers: Handlers<'category.save' | 'category.remove' | 'category.map' | 'category.decide'> = {
  'category.save': (context, { caseId, id, code, name, parentId, kind }) => {
    const saved = context.write(
      context.case(caseId),
      (result: number) => ({
        object: `category ${result}`,
        summary: `Category ${code} “${name}” was ${id === undefined ? 'added' : 'changed'}.`,
      }),
      (tx) => {
        if (tx.get(`SELECT 1 FROM category WHERE code = ? AND removed = 0 AND id IS NOT ?`, code, id ?? null))
          throw new OperatingError('conflict', `The chart has a category with the code ${code} already.`);
        if (parentId !== null) {
          if (categoryOf(tx, parentId).kind !== kind)
            throw new OperatingError('bad-request', 'A category is of the kind of the one above it.');
          if (id !== undefined && isBelow(tx, parentId, id))
            throw new OperatingError('bad-request', 'A category can not stand below itself.');
        }
        const values = [code, name, parentId, kind, context.actor.name, new Date().toISOString()];
        if (id === undefined)
          return tx.run(`INSERT INTO category (code, name, parent_id, kind, changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?)`, ...values)
            .lastInsertRowid;
        if (categoryOf(tx, id).kind !== kind && tx.get(`SELECT 1 FROM category WHERE parent_id = ? AND removed = 0`, id))
          throw new OperatingError('conflict', 'Categories stand below this one, so its kind can not change.');
        tx.run(
          `UPDATE category SET code = ?, name = ?, parent_id = ?, kind = ?, changed_by = ?, changed_at = ? WHERE id = ?`,
          ...values,
          id,
        );
        return id;
      },
    );
    announce(context, caseId);
    return { id: saved };
  },

  'category.remove': (context, { caseId, id }) => {
    context.write(context.case(caseId), { object: `category ${id}`, summary: 'A category was taken out of the chart.' }, (tx) => {
      categoryOf(tx, id);
      if (tx.get(`SELECT 1 FROM category WHERE parent_id = ? AND removed = 0`, id))
        throw new OperatingError('conflict', 'Other categories stand below this one. Move or remove them first.');
      if (
        tx.get(`SELECT 1 FROM standard WHERE category_id = ? LIMIT 1`, id) ||
        tx.get(`SELECT 1 FROM category_text WHERE category_id = ?`, id)
      )
        throw new OperatingError('conflict', 'Transactions stand in this category. Put them into another one first.');
      const rule = tx.get<{ id: number }>(
        `SELECT r.id FROM rule r JOIN rule_version b ON b.rule_id = r.id AND b.version = r.version JOIN json_each(b.body, '$.actions') a
         WHERE r.removed = 0 AND json_extract(a.value, '$.categoryId') = ?`,
        id,
      );
      if (rule) throw new OperatingError('conflict', `Rule ${rule.id} puts transactions into this category. Change the rule first.`);
      tx.run(
        `UPDATE category SET removed = 1, changed_by = ?, changed_at = ? WHERE id = ?`,
        context.actor.name,
        new Date().toISOString(),
        id,
      );
    });
    announce(context, caseId);
    return {};
  },

  'category.map': (context, { caseId, textId, categoryId }) => {
    const outcome = context.write(
      context.case(caseId),
      { object: `category text ${textId}`, summary: 'A category of the files was given its meaning in the chart.', detail: { categoryId } },
      (tx) => {
        const held = tx.get<{ text: string; category_id: number | null }>(
          `SELECT text, category_id FROM category_text WHERE id = ?`,
          textId,
        );
        if (!held) throw new OperatingError('not-found', 'The files of this case have no such category.');
        const category = categoryId === null ? null : categoryOf(tx, categoryId);
        const undoId = openAct(tx, 'person', `“${held.text}” means ${category?.name ?? 'nothing in the chart'}`, context.actor);
        operate(tx, undoId, [change('text', textId, held.category_id, categoryId)]);
        closeAct(tx, undoId, 1);
        return { changed: giveMeaning(tx, textId, held.text, categoryId), undoId };
      },
    );
    announce(context, caseId);
    return outcome;
  },

  'category.decide': (context, input) => {
    const outcome = context.write(
      context.case(input.caseId),
      (result: { changed: number; undoId: number }) => ({
        object: result.changed === 1 ? `transaction ${input.transactionIds[0] ?? ''}`.trim() : `${result.changed} transactions`,
        summary: 'Transactions were put into a category.',
        detail: { ...input, transactionIds: input.transactionIds.slice(0, 1000) },
      }),
      (tx) => decide(tx, context, input),
    );
    announce(context, input.caseId);
    return outcome;
  },
};

function decide(
  tx: WritableCase,
  context: FeatureContext,
  { transactionIds, vendorIds, categoryId }: { transactionIds: number[]; vendorIds: number[]; categoryId: number | 'proposed' | null },
): { changed: number; undoId: number } {
  const ids = new Set(transactionIds);
  for (const row of tx.iterate<{ id: number }>(
    `SELECT d.txn_id AS id FROM standard d LEFT JOIN vendor_name n ON n.id = d.name_id JOIN txn t ON t.id = d.txn_id JOIN source s ON s.id = t.source_id AND s.state = 'ready'
     WHERE coalesce(d.vendor_id, n.vendor_id) IN (SELECT value FROM json_each(?))`,
    JSON.stringify(vendorIds),
  )) {
    ids.add(row.id);
    if (ids.size > MOST_AT_ONCE)
      throw new OperatingError('too-large', `More than ${MOST_AT_ONCE} transactions at once. Use a rule, which is applied by a job.`);
  }
  if (ids.size === 0) throw new OperatingError('nothing-to-do', 'No transaction was named.');
  const category = typeof categoryId === 'number' ? categoryOf(tx, categoryId) : null;
  const operations: NewOperation[] = [];
  for (const id of ids) {
    const held = tx.get<{ category_id: number | null; category_by: string | null; proposed_id: number | null }>(
      `SELECT d.category_id, d.category_by, d.proposed_id FROM txn t LEFT JOIN standard d ON d.txn_id = t.id WHERE t.id = ?`,
      id,
    );
    if (!held) throw new OperatingError('not-found', `There is no transaction ${id} in this case.`);
    const wanted = categoryId === 'proposed' ? held.proposed_id : categoryId;
    if (categoryId === 'proposed' && wanted === null) continue;
    // The same category once more is a decision where nobody had decided; it is what the model learns from.
    if (wanted === held.category_id && held.category_by === 'person') continue;
    operations.push(change('transaction', id, held.category_id, wanted));
  }
  const name = categoryId === 'proposed' ? 'what was proposed' : (category?.name ?? 'no category');
  const undoId = openAct(
    tx,
    'person',
    `${operations.length.toLocaleString('en-GB')} ${operations.length === 1 ? 'transaction' : 'transactions'}: ${name}`,
    context.actor,
  );
  closeAct(tx, undoId, operate(tx, undoId, operations));
  refreshTransactions(
    tx,
    operations.map((one) => one.subjectId),
  );
  return { changed: operations.length, undoId };
}

const change = (subject: 'transaction' | 'text', subjectId: number, from: number | null, to: number | null): NewOperation => ({
  subject,
  subjectId,
  field: 'category',
  oldValue: from === null ? null : String(from),
  newValue: to === null ? null : String(to),
  origin: 'person',
});

/** Gives a category of the files its meaning, for every transaction that nobody and no rule put elsewhere. Returns their number. */
export function giveMeaning(tx: WritableCase, textId: number, text: string, categoryId: number | null): number {
  tx.run(`UPDATE category_text SET category_id = ? WHERE id = ?`, categoryId, textId);
  return tx.run(
    `UPDATE standard SET category_id = ?, category_by = ? WHERE (category_by IS NULL OR category_by = 'text') AND txn_id IN (SELECT id FROM txn WHERE trim(category) = ?)`,
    categoryId,
    categoryId === null ? null : 'text',
    text,
  ).changes;
}

function isBelow(tx: WritableCase, id: number, above: number): boolean {
  for (
    let at: number | null = id;
    at !== null;
    at = tx.get<{ p: number | null }>(`SELECT parent_id AS p FROM category WHERE id = ?`, at)?.p ?? null
  )
    if (at === above) return true;
  return false;
}
