import type { Actor } from '../../vault/audit/append.ts';
import type { ReadableCase, WritableCase } from '../../vault/connection.ts';

export type Subject = 'transaction' | 'name' | 'vendor' | 'text';
export type Origin = 'rule' | 'vendor' | 'category-model' | 'person';

/** One change on top of a raw value; null is the raw value. */
export interface NewOperation {
  readonly subject: Subject;
  readonly subjectId: number;
  readonly field: string;
  readonly oldValue: string | null;
  readonly newValue: string | null;
  readonly origin: Origin;
  readonly ruleId?: number;
  readonly ruleVersion?: number;
}

export interface StoredOperation {
  readonly id: number;
  readonly run_id: number;
  readonly subject: Subject;
  readonly subject_id: number;
  readonly field: string;
  readonly old_value: string | null;
  readonly new_value: string | null;
  readonly origin: Origin;
  readonly rule_id: number | null;
  readonly rule_version: number | null;
  readonly undone_by: number | null;
}

/** Operations that stand, as a condition over `o` (operation): neither they nor their act were undone, and the act is complete. */
export const STANDS = `o.undone_by IS NULL AND o.run_id IN (SELECT id FROM standard_run WHERE state = 'ready')`;

/** Opens an act of a person. Its operations follow with `operate`. */
export function openAct(tx: WritableCase, kind: 'person' | 'undo', summary: string, actor: Actor): number {
  const { lastInsertRowid } = tx.run(
    `INSERT INTO standard_run (kind, state, summary, applied, ran_at, ran_by) VALUES (?, 'ready', ?, 1, ?, ?)`,
    kind,
    summary,
    new Date().toISOString(),
    actor.name,
  );
  return lastInsertRowid;
}

const INSERT = `INSERT INTO operation (run_id, subject, subject_id, field, old_value, new_value, origin, rule_id, rule_version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Writes operations of an act. */
export function operate(tx: WritableCase, runId: number, operations: Iterable<NewOperation>): number {
  const insert = tx.prepare(INSERT);
  let count = 0;
  for (const o of operations) {
    insert.run(runId, o.subject, o.subjectId, o.field, o.oldValue, o.newValue, o.origin, o.ruleId ?? null, o.ruleVersion ?? null);
    count++;
  }
  return count;
}

/** Closes an act: how many operations it made. */
export function closeAct(tx: WritableCase, runId: number, operations: number): void {
  tx.run(`UPDATE standard_run SET operations = ? WHERE id = ?`, operations, runId);
}

/** The value that stands for one field of a subject, from its newest standing operation. */
export function standing(db: ReadableCase, subject: Subject, subjectId: number, field: string): StoredOperation | undefined {
  return db.get<StoredOperation>(
    `SELECT o.* FROM operation o WHERE o.subject_id = ? AND o.subject = ? AND o.field = ? AND ${STANDS} ORDER BY o.id DESC LIMIT 1`,
    subjectId,
    subject,
    field,
  );
}
