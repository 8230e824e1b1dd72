import type { CaseId, JobId } from '../../../shared/ids.ts';
import { OperatingError } from '../../../shared/errors.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { FeatureContext, Handlers } from '../context.ts';
import { closeAct, openAct, operate, standing, STANDS, type StoredOperation } from './acts.ts';
import { announce } from './announce.ts';
import { giveMeaning } from './categories.ts';
import { refreshTotals, refreshTransactions } from './current.ts';
import { newVendor } from './vendors.ts';

/** Operations undone inside one command; what an act changed beyond that is put back by a job. */
const MOST_AT_ONCE = 10_000;

export const undoHandlers: Handlers<'standardise.undo'> = {
  'standardise.undo': (context, { caseId, runId, operationIds }) => {
    if (runId === undefined && operationIds.length === 0) throw new OperatingError('bad-request', 'Name an act or changes to undo.');
    const outcome = context.write(
      context.case(caseId),
      (result: { undone: number }) => ({
        object: runId === undefined ? `${operationIds.length} changes` : `act ${runId}`,
        summary: `${result.undone} ${result.undone === 1 ? 'change was' : 'changes were'} undone.`,
        detail: { runId, operationIds: operationIds.slice(0, 1000) },
      }),
      (tx) => (runId === undefined ? undoSome(tx, operationIds, context) : undoAct(tx, runId, context)),
    );
    const jobId = outcome.later ? refreshLater(context, caseId) : null;
    announce(context, caseId);
    return { undone: outcome.undone, jobId };
  },
};

/** The change is made and on record; writing the tables of current values anew takes a while and needs no record of its own. */
function refreshLater(context: FeatureContext, caseId: string): JobId {
  return context.jobs.start('standardise', 'Put values back', caseId as CaseId, { refresh: true }, context.actor);
}

function undoSome(tx: WritableCase, ids: readonly number[], context: FeatureContext): { undone: number; later: boolean } {
  const operations = tx.all<StoredOperation>(
    `SELECT o.* FROM operation o WHERE o.id IN (SELECT value FROM json_each(?)) AND ${STANDS} ORDER BY o.id DESC`,
    JSON.stringify(ids),
  );
  if (operations.length < new Set(ids).size) throw new OperatingError('already-decided', 'Some of these changes do not stand any more.');
  const undoId = openAct(tx, 'undo', `${operations.length} ${operations.length === 1 ? 'change' : 'changes'} undone`, context.actor);
  for (const one of operations) tx.run(`UPDATE operation SET undone_by = ? WHERE id = ?`, undoId, one.id);
  putBack(tx, operations, context);
  // A spelling that the program joined and a person takes out stays out: that is a decision of its own.
  const kept = operations
    .filter((one) => one.subject === 'name' && one.origin === 'vendor')
    .map((one) => {
      const now = tx.get<{ vendor_id: number }>(`SELECT vendor_id FROM vendor_name WHERE id = ?`, one.subject_id)!;
      tx.run(`UPDATE vendor_name SET joined_by = 'person' WHERE id = ?`, one.subject_id);
      return {
        subject: 'name',
        subjectId: one.subject_id,
        field: 'vendor',
        oldValue: one.new_value,
        newValue: String(now.vendor_id),
        origin: 'person',
      } as const;
    });
  closeAct(tx, undoId, operate(tx, undoId, kept));
  return { undone: operations.length, later: false };
}

function undoAct(tx: WritableCase, runId: number, context: FeatureContext): { undone: number; later: boolean } {
  const run = tx.get<{ state: string; summary: string; kind: string }>(`SELECT state, summary, kind FROM standard_run WHERE id = ?`, runId);
  if (!run || run.state === 'loading') throw new OperatingError('not-found', 'There is no such act in this case.');
  if (run.state === 'undone') throw new OperatingError('already-decided', 'This has been undone already.');
  if (run.kind === 'undo') throw new OperatingError('bad-request', 'An undo is not undone: decide anew instead.');
  const count = tx.get<{ n: number }>(`SELECT count(*) AS n FROM operation WHERE run_id = ? AND undone_by IS NULL`, runId)!.n;
  const few = count <= MOST_AT_ONCE;
  const operations = few
    ? tx.all<StoredOperation>(`SELECT * FROM operation WHERE run_id = ? AND undone_by IS NULL ORDER BY id DESC`, runId)
    : [];
  const undoId = openAct(tx, 'undo', `Undone: ${run.summary}`.slice(0, 300), context.actor);
  tx.run(`UPDATE standard_run SET state = 'undone', undone_by = ?, applied = ? WHERE id = ?`, undoId, few ? 0 : 1, runId);
  putBack(tx, operations, context);
  return { undone: count, later: !few };
}

/** Writes the current values of everything these operations changed, now that they do not stand. Newest first. */
export function putBack(tx: WritableCase, operations: readonly StoredOperation[], context: Pick<FeatureContext, 'actor'>): void {
  const transactions = new Set<number>();
  const moved = new Set<number>();
  for (const one of operations) {
    switch (one.subject) {
      case 'transaction':
        transactions.add(one.subject_id);
        if (one.field === 'vendor') moved.add(one.subject_id);
        break;
      case 'name':
        restoreName(tx, one);
        break;
      case 'vendor':
        restoreVendorName(tx, one.subject_id, context.actor.name);
        break;
      case 'text': {
        const { text } = tx.get<{ text: string }>(`SELECT text FROM category_text WHERE id = ?`, one.subject_id)!;
        const value = standing(tx, 'text', one.subject_id, 'category')?.new_value ?? null;
        giveMeaning(tx, one.subject_id, text, value === null ? null : Number(value));
      }
    }
  }
  refreshTransactions(tx, transactions);
  refreshTotals(tx, [...moved]);
}

/** A spelling goes back to the vendor it stood for before; where it stood for none, it becomes one of its own. */
function restoreName(tx: WritableCase, undone: StoredOperation): void {
  const last = standing(tx, 'name', undone.subject_id, 'vendor');
  if (last) {
    if (last.new_value !== null) setVendor(tx, undone.subject_id, Number(last.new_value), last.origin === 'person' ? 'person' : 'similar');
    return;
  }
  const before = undone.old_value;
  if (before !== null) {
    setVendor(tx, undone.subject_id, Number(before), 'same');
    return;
  }
  const { spelling } = tx.get<{ spelling: string }>(`SELECT spelling FROM vendor_name WHERE id = ?`, undone.subject_id)!;
  setVendor(tx, undone.subject_id, newVendor(tx, spelling, null), 'alone');
}

function setVendor(tx: WritableCase, nameId: number, vendorId: number, joinedBy: string): void {
  tx.run(`UPDATE vendor_name SET vendor_id = ?, joined_by = ? WHERE id = ?`, vendorId, joinedBy, nameId);
}

function restoreVendorName(tx: WritableCase, vendorId: number, actor: string): void {
  const last = standing(tx, 'vendor', vendorId, 'name');
  if (last && last.new_value !== null) {
    tx.run(`UPDATE vendor SET name = ?, named_by = ? WHERE id = ?`, last.new_value, actor, vendorId);
    return;
  }
  tx.run(
    `UPDATE vendor SET named_by = NULL, name = coalesce((SELECT n.spelling FROM vendor_name n LEFT JOIN vendor_total t ON t.name_id = n.id
       WHERE n.vendor_id = vendor.id GROUP BY n.id ORDER BY sum(t.rows) DESC, n.id LIMIT 1), name) WHERE id = ?`,
    vendorId,
  );
}
