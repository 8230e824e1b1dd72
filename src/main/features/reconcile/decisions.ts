import { OperatingError } from '../../../shared/errors.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { FeatureContext, Handlers } from '../context.ts';
import { currentRun } from '../../listing/matches.ts';

/** What one decision changed, enough to put it back. */
interface Change {
  matchId: number;
  from: string | null;
  to: string;
  /** Unmatched rows this decision took away or added: [transaction, side, kind]. */
  unmatchedBefore: [number, 'left' | 'right', string][];
  unmatchedAfter: [number, 'left' | 'right', string][];
}

interface Match {
  id: number;
  run_id: number;
  state: string;
  left_id: number;
  right_id: number;
  reason: string | null;
  decided_by: string | null;
  decided_at: string | null;
}

const matchOf = (tx: WritableCase, id: number): Match | undefined => tx.get<Match>(`SELECT * FROM match WHERE id = ?`, id);

/** Whether another accepted or proposed match holds one of the two rows. */
function holder(tx: WritableCase, match: Match, states: string): Match | undefined {
  return tx.get<Match>(
    `SELECT * FROM match WHERE id <> ? AND state IN (${states}) AND (left_id IN (?, ?) OR right_id IN (?, ?)) LIMIT 1`,
    match.id,
    match.left_id,
    match.right_id,
    match.left_id,
    match.right_id,
  );
}

/** A row that repeats another one is no further movement: it may have become one after the run that proposed the match. */
function refuseRepeats(tx: WritableCase, ids: readonly number[]): void {
  for (const id of ids) {
    const row = tx.get<{ duplicate_of: number | null }>(`SELECT duplicate_of FROM txn WHERE id = ?`, id);
    if (row === undefined || row.duplicate_of === null) continue;
    const why = row.duplicate_of === id ? 'was left out' : `repeats transaction ${row.duplicate_of}`;
    throw new OperatingError('conflict', `Transaction ${id} ${why}, so it is not counted and can not be matched.`, {
      remedy: 'Match the movement that counts, or decide under Repeats that this row is a movement of its own.',
    });
  }
}

/** Another proposal of the current run that holds one of the two rows. */
function proposedHolder(tx: WritableCase, match: Match, runId: number): Match | undefined {
  return tx.get<Match>(
    `SELECT * FROM match WHERE id <> ? AND state = 'suggested' AND run_id = ? AND (left_id = ? OR right_id = ?) LIMIT 1`,
    match.id,
    runId,
    match.left_id,
    match.right_id,
  );
}

function unmatchedOf(tx: WritableCase, runId: number, ids: readonly number[]): Change['unmatchedBefore'] {
  return tx
    .all<{ txn_id: number; side: 'left' | 'right'; kind: string }>(
      `SELECT txn_id, side, kind FROM unmatched WHERE run_id = ? AND txn_id IN (?, ?)`,
      runId,
      ids[0]!,
      ids[1]!,
    )
    .map((row) => [row.txn_id, row.side, row.kind]);
}

function putUnmatched(tx: WritableCase, runId: number, ids: readonly number[], rows: Change['unmatchedBefore']): void {
  for (const id of ids) tx.run(`DELETE FROM unmatched WHERE run_id = ? AND txn_id = ?`, runId, id);
  for (const [id, side, kind] of rows)
    tx.run(`INSERT INTO unmatched (run_id, txn_id, side, kind) VALUES (?, ?, ?, ?)`, runId, id, side, kind);
}

function decide(context: FeatureContext, input: { caseId: string; matchIds: number[]; reason: string }, to: 'accepted' | 'rejected') {
  const store = context.case(input.caseId);
  const now = new Date().toISOString();
  const word = to === 'accepted' ? 'accepted' : 'rejected';
  const outcome = context.write(
    store,
    (result: { changed: number }) => ({
      object: input.matchIds.length === 1 ? `match ${input.matchIds[0]}` : `${result.changed} matches`,
      summary: `${result.changed === 1 ? 'One match was' : `${result.changed} matches were`} ${word}.`,
      reason: input.reason,
      detail: { matchIds: input.matchIds.slice(0, 1000) },
    }),
    (tx) => {
      const runId = currentRun(tx)?.id ?? 0;
      const changes: Change[] = [];
      for (const id of input.matchIds) {
        const match = matchOf(tx, id);
        if (!match) throw new OperatingError('not-found', `There is no match ${id} in this case.`);
        if (match.state === to) continue;
        if (to === 'accepted') {
          refuseRepeats(tx, [match.left_id, match.right_id]);
          // A rejected pair's rows may have been proposed elsewhere meanwhile: one row stands in one live match only.
          const other = holder(tx, match, `'accepted'`) ?? (match.state === 'rejected' ? proposedHolder(tx, match, runId) : undefined);
          if (other) {
            throw new OperatingError(
              'already-decided',
              `Match ${id} can not be accepted: one of its rows is already in the ${other.state} match ${other.id}.`,
              {
                remedy: other.state === 'suggested' ? 'Reject that match first.' : 'Undo that decision first.',
                facts: { matchId: other.id },
              },
            );
          }
        }
        const rows = [match.left_id, match.right_id];
        const unmatchedBefore = unmatchedOf(tx, runId, rows);
        const freed: Change['unmatchedBefore'] = [
          [match.left_id, 'left', 'unexplained'],
          [match.right_id, 'right', 'unexplained'],
        ];
        const unmatchedAfter = to === 'rejected' ? freed.filter(([row]) => !holderOfRow(tx, match.id, row, runId)) : [];
        tx.run(
          `UPDATE match SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?`,
          to,
          context.actor.name,
          now,
          input.reason || null,
          id,
        );
        putUnmatched(tx, runId, rows, unmatchedAfter);
        tx.record('match', id, match, matchOf(tx, id)!);
        changes.push({ matchId: id, from: match.state, to, unmatchedBefore, unmatchedAfter });
      }
      return { changed: changes.length, undoId: remember(tx, context, word, changes, now) };
    },
  );
  announce(context, input.caseId);
  return outcome;
}

function holderOfRow(tx: WritableCase, matchId: number, row: number, runId: number): boolean {
  return (
    tx.get(
      `SELECT 1 FROM match WHERE id <> ? AND (left_id = ? OR right_id = ?) AND (state = 'accepted' OR (state = 'suggested' AND run_id = ?)) LIMIT 1`,
      matchId,
      row,
      row,
      runId,
    ) !== undefined
  );
}

function remember(tx: WritableCase, context: FeatureContext, action: string, changes: readonly Change[], now: string): number {
  return Number(
    tx.run(
      `INSERT INTO decision (kind, action, changes, decided_at, decided_by) VALUES ('match', ?, ?, ?, ?)`,
      action,
      JSON.stringify(changes),
      now,
      context.actor.name,
    ).lastInsertRowid,
  );
}

function announce(context: FeatureContext, caseId: string): void {
  context.orders.invalidate(`${caseId}/match`);
  context.changed(caseId, ['match', 'audit']);
}

export const reconcileDecisions: Handlers<'reconcile.accept' | 'reconcile.reject' | 'reconcile.match' | 'reconcile.undo'> = {
  'reconcile.accept': (context, input) => decide(context, input, 'accepted'),
  'reconcile.reject': (context, input) => decide(context, input, 'rejected'),

  'reconcile.match': (context, { caseId, leftId, rightId, reason }) => {
    const store = context.case(caseId);
    const now = new Date().toISOString();
    const made = context.write(
      store,
      (result: { matchId: number }) => ({
        object: `match ${result.matchId}`,
        summary: `Transactions ${leftId} and ${rightId} were matched by hand.`,
        reason,
      }),
      (tx) => {
        const rows = tx.all<{ id: number; currency: string }>(`SELECT id, currency FROM txn WHERE id IN (?, ?)`, leftId, rightId);
        if (rows.length !== 2) throw new OperatingError('not-found', 'One of the two transactions is not in this case.');
        if (rows[0]!.currency !== rows[1]!.currency)
          throw new OperatingError('bad-request', 'The two transactions are in different currencies and can not be matched one to one.');
        refuseRepeats(tx, [leftId, rightId]);
        const run = currentRun(tx);
        const runId = run?.id ?? 0;
        const taken = tx.get<Match>(
          `SELECT * FROM match WHERE (left_id IN (?, ?) OR right_id IN (?, ?)) AND (state = 'accepted' OR (state = 'suggested' AND run_id = ?)) LIMIT 1`,
          leftId,
          rightId,
          leftId,
          rightId,
          runId,
        );
        if (taken)
          throw new OperatingError('already-decided', `One of the two is already in match ${taken.id}. Reject that match first.`, {
            facts: { matchId: taken.id },
          });
        const unmatchedBefore = unmatchedOf(tx, runId, [leftId, rightId]);
        const matchId = Number(
          tx.run(
            `INSERT INTO match (run_id, state, origin, left_id, right_id, confidence, decided_by, decided_at, reason) VALUES (?, 'accepted', 'manual', ?, ?, 100, ?, ?, ?)`,
            runId,
            leftId,
            rightId,
            context.actor.name,
            now,
            reason || null,
          ).lastInsertRowid,
        );
        putUnmatched(tx, runId, [leftId, rightId], []);
        tx.record('match', matchId, null, matchOf(tx, matchId)!);
        const undoId = remember(tx, context, 'made', [{ matchId, from: null, to: 'accepted', unmatchedBefore, unmatchedAfter: [] }], now);
        return { matchId, undoId };
      },
    );
    announce(context, caseId);
    return made;
  },

  'reconcile.undo': (context, { caseId, undoId }) => {
    const store = context.case(caseId);
    const last = store.read((db) =>
      db.get<{ id: number; action: string; changes: string; undone_by: number | null }>(
        `SELECT * FROM decision WHERE kind = 'match' AND ${undoId === undefined ? `undone_by IS NULL AND action <> 'undone'` : 'id = ?'} ORDER BY id DESC LIMIT 1`,
        ...(undoId === undefined ? [] : [undoId]),
      ),
    );
    if (!last) return { undone: null, matchIds: [] };
    if (last.undone_by !== null) throw new OperatingError('already-decided', 'This decision has been undone already.');
    const changes = JSON.parse(last.changes) as Change[];
    const now = new Date().toISOString();
    context.write(
      store,
      {
        object: `decision ${last.id}`,
        summary: `A decision on ${changes.length} ${changes.length === 1 ? 'match' : 'matches'} was undone.`,
      },
      (tx) => {
        const runId = currentRun(tx)?.id ?? 0;
        for (const change of changes.toReversed()) {
          const match = matchOf(tx, change.matchId);
          if (!match || match.state !== change.to) {
            throw new OperatingError('already-decided', `Match ${change.matchId} was changed by a later decision. Undo that one first.`);
          }
          const back = change.from ?? 'rejected';
          if (back === 'suggested' && match.run_id === runId) {
            const other = holder(tx, match, `'accepted'`);
            if (other)
              throw new OperatingError('already-decided', `One of its rows is now in the accepted match ${other.id}. Undo that one first.`);
          }
          tx.run(
            `UPDATE match SET state = ?, decided_by = ?, decided_at = ?, reason = ? WHERE id = ?`,
            back,
            back === 'suggested' ? null : context.actor.name,
            back === 'suggested' ? null : now,
            change.from === null ? 'Undone.' : null,
            change.matchId,
          );
          putUnmatched(tx, runId, [match.left_id, match.right_id], change.unmatchedBefore);
          tx.record('match', change.matchId, match, matchOf(tx, change.matchId)!);
        }
        const undoing = remember(tx, context, 'undone', [], now);
        tx.run(`UPDATE decision SET undone_by = ? WHERE id = ?`, undoing, last.id);
      },
    );
    announce(context, caseId);
    return { undone: last.action, matchIds: changes.map((change) => change.matchId) };
  },
};
