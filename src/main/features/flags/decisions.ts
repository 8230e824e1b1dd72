import { OperatingError } from '../../../shared/errors.ts';
import type { FeatureContext, Handlers } from '../context.ts';

interface Disposition {
  txn_id: number;
  disposition: string;
  reason: string;
  decided_by: string;
  decided_at: string;
}

interface Change {
  id: number;
  from: Disposition | null;
  to: Disposition | null;
}

function announce(context: FeatureContext, caseId: string): void {
  context.orders.invalidate(`${caseId}/flag`);
  context.changed(caseId, ['flag', 'audit']);
}

export const flagDecisions: Handlers<'flags.decide' | 'flags.undo'> = {
  'flags.decide': (context, { caseId, transactionIds, disposition, reason }) => {
    if (disposition !== 'open' && reason === '')
      throw new OperatingError('bad-request', 'A finding needs a reason, so that a reader of the file can follow it.');
    const now = new Date().toISOString();
    const outcome = context.write(
      context.case(caseId),
      {
        object: transactionIds.length === 1 ? `transaction ${transactionIds[0]}` : `${transactionIds.length} transactions`,
        summary: `Finding recorded: ${disposition}.`,
        reason,
        detail: { transactionIds: transactionIds.slice(0, 1000), disposition },
      },
      (tx) => {
        const changes: Change[] = [];
        for (const id of transactionIds) {
          if (!tx.get(`SELECT 1 FROM txn WHERE id = ?`, id))
            throw new OperatingError('not-found', `There is no transaction ${id} in this case.`);
          const from = tx.get<Disposition>(`SELECT * FROM disposition WHERE txn_id = ?`, id) ?? null;
          const to: Disposition | null =
            disposition === 'open' ? null : { txn_id: id, disposition, reason, decided_by: context.actor.name, decided_at: now };
          if (to) {
            tx.run(
              `INSERT OR REPLACE INTO disposition (txn_id, disposition, reason, decided_by, decided_at) VALUES (?, ?, ?, ?, ?)`,
              id,
              to.disposition,
              to.reason,
              to.decided_by,
              to.decided_at,
            );
          } else tx.run(`DELETE FROM disposition WHERE txn_id = ?`, id);
          tx.record('disposition', id, from, to);
          changes.push({ id, from, to });
        }
        const undoId = Number(
          tx.run(
            `INSERT INTO decision (kind, action, changes, decided_at, decided_by) VALUES ('flag', ?, ?, ?, ?)`,
            disposition,
            JSON.stringify(changes),
            now,
            context.actor.name,
          ).lastInsertRowid,
        );
        return { changed: changes.length, undoId };
      },
    );
    announce(context, caseId);
    return outcome;
  },

  'flags.undo': (context, { caseId, undoId }) => {
    const store = context.case(caseId);
    const last = store.read((db) =>
      db.get<{ id: number; action: string; changes: string; undone_by: number | null }>(
        `SELECT * FROM decision WHERE kind = 'flag' AND ${undoId === undefined ? `undone_by IS NULL AND action <> 'undone'` : 'id = ?'} ORDER BY id DESC LIMIT 1`,
        ...(undoId === undefined ? [] : [undoId]),
      ),
    );
    if (!last) return { undone: null, transactionIds: [] };
    if (last.undone_by !== null) throw new OperatingError('already-decided', 'This finding has been undone already.');
    const changes = JSON.parse(last.changes) as Change[];
    const now = new Date().toISOString();
    context.write(
      store,
      {
        object: `decision ${last.id}`,
        summary: `A finding on ${changes.length} ${changes.length === 1 ? 'transaction' : 'transactions'} was undone.`,
      },
      (tx) => {
        const undone: Change[] = [];
        for (const { id, from, to } of changes) {
          const now = tx.get<Disposition>(`SELECT * FROM disposition WHERE txn_id = ?`, id) ?? null;
          if (JSON.stringify(now) !== JSON.stringify(to))
            throw new OperatingError('already-decided', `The finding on transaction ${id} was changed later. Undo that one first.`);
          if (from) {
            tx.run(
              `INSERT OR REPLACE INTO disposition (txn_id, disposition, reason, decided_by, decided_at) VALUES (?, ?, ?, ?, ?)`,
              id,
              from.disposition,
              from.reason,
              from.decided_by,
              from.decided_at,
            );
          } else tx.run(`DELETE FROM disposition WHERE txn_id = ?`, id);
          tx.record('disposition', id, to, from);
          undone.push({ id, from: to, to: from });
        }
        const undoing = Number(
          tx.run(
            `INSERT INTO decision (kind, action, changes, decided_at, decided_by) VALUES ('flag', 'undone', ?, ?, ?)`,
            JSON.stringify(undone),
            now,
            context.actor.name,
          ).lastInsertRowid,
        );
        tx.run(`UPDATE decision SET undone_by = ? WHERE id = ?`, undoing, last.id);
      },
    );
    announce(context, caseId);
    return { undone: last.action, transactionIds: changes.map((change) => change.id) };
  },
};
