import type { ReadableCase, WritableCase } from '../vault/connection.ts';

/** A verdict on a row, as it is stored. */
export interface StoredDecision {
  readonly id: number;
  readonly txn_id: number;
  readonly source_id: number;
  readonly other_id: number | null;
  readonly other_source_id: number | null;
  readonly verdict: 'repeat' | 'own' | 'possible' | 'left-out';
  readonly rule: string;
  readonly rule_version: string;
  readonly evidence: string;
  readonly decided_by: 'engine' | 'person';
  readonly decider: string;
  readonly at: string;
  readonly reason: string;
  readonly act: number;
  readonly undone_by: number | null;
}

export type NewDecision = Pick<
  StoredDecision,
  'txn_id' | 'other_id' | 'verdict' | 'rule' | 'rule_version' | 'evidence' | 'decided_by' | 'decider' | 'at' | 'reason'
>;

/** The verdict in force on a row, or undefined: the row is a movement of its own that nobody doubted. */
export function decisionInForce(db: ReadableCase, txnId: number): StoredDecision | undefined {
  return db.get<StoredDecision>(`SELECT * FROM repeat_decision WHERE txn_id = ? AND undone_by IS NULL`, txnId);
}

/** The movement that counts for a row, following repeats of repeats: its own id where it counts itself. */
export function movementOf(db: ReadableCase, txnId: number): number {
  let id = txnId;
  for (;;) {
    const decision = decisionInForce(db, id);
    if (decision?.verdict !== 'repeat' || decision.other_id === null) return id;
    id = decision.other_id;
  }
}

/**
 * Puts a verdict in force. The one before stays and names the one that took its place; `txn.duplicate_of` and the counts of
 * the files follow.
 * @param act the act that it is a part of; 0 begins one, named after this decision
 * @returns the number of the decision
 */
export function putDecision(tx: WritableCase, d: NewDecision, act: number): number {
  const id = tx.get<{ next: number }>(`SELECT coalesce(max(id), 0) + 1 AS next FROM repeat_decision`)!.next;
  tx.run(`UPDATE repeat_decision SET undone_by = ? WHERE txn_id = ? AND undone_by IS NULL`, id, d.txn_id);
  tx.run(
    `INSERT INTO repeat_decision (id, txn_id, source_id, other_id, other_source_id, verdict, rule, rule_version, evidence, decided_by, decider, at, reason, act)
     VALUES (?, ?, (SELECT source_id FROM txn WHERE id = ?), ?, (SELECT source_id FROM txn WHERE id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[
      id,
      d.txn_id,
      d.txn_id,
      d.other_id,
      d.other_id,
      d.verdict,
      d.rule,
      d.rule_version,
      d.evidence,
      d.decided_by,
      d.decider,
      d.at,
      d.reason,
    ],
    d.decided_by === 'engine' ? 0 : act || id,
  );
  settle(tx, d.txn_id);
  return id;
}

/** Brings `duplicate_of` of a row, and of the rows that repeat it, in line with the verdicts in force. */
export function settle(tx: WritableCase, txnId: number): void {
  const open = [txnId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const row = tx.get<{ source_id: number; duplicate_of: number | null }>(`SELECT source_id, duplicate_of FROM txn WHERE id = ?`, id)!;
    const counts = movementOf(tx, id);
    const leftOut = decisionInForce(tx, counts)?.verdict === 'left-out';
    const now = counts === id && !leftOut ? null : counts;
    tx.run(`UPDATE txn SET duplicate_of = ? WHERE id = ?`, now, id);
    const change = (now === null ? 0 : 1) - (row.duplicate_of === null ? 0 : 1);
    if (change !== 0) tx.run(`UPDATE source SET duplicates = duplicates + ? WHERE id = ? AND state <> 'loading'`, change, row.source_id);
    for (const next of tx.all<{ id: number }>(
      `SELECT txn_id AS id FROM repeat_decision WHERE other_id = ? AND undone_by IS NULL AND verdict = 'repeat'`,
      id,
    ))
      open.push(next.id);
  }
}
