import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import { OVERLAP_VERSION } from '../../../workers/ingest/overlap/find.ts';
import { decisionInForce, putDecision } from '../../listing/repeats.ts';
import type { Actor } from '../../vault/audit/append.ts';
import type { WritableCase } from '../../vault/connection.ts';

export type RowChoices = NonNullable<ParsedInputOf<'import.run'>['rowChoices']>;

/**
 * Puts what a person chose row by row before the import over the verdicts of the engine: `add` rows are movements of their
 * own, `skip` rows are stored and do not count. Every other row is merged, as the counts say.
 * @param ids first and last transaction of the file
 * @returns how many rows were decided
 */
export function applyRowChoices(tx: WritableCase, actor: Actor, choices: RowChoices, ids: { first: number; last: number }): number {
  const at = new Date().toISOString();
  let act = 0;
  let decided = 0;
  for (const [rows, verdict] of [[choices.add, 'own'] as const, [choices.skip, 'left-out'] as const]) {
    const found = tx.all<{ id: number }>(
      `SELECT id FROM txn WHERE id BETWEEN ? AND ? AND row_no IN (SELECT value FROM json_each(?)) ORDER BY id`,
      ...[ids.first, ids.last, JSON.stringify(rows)],
    );
    for (const { id } of found) {
      const before = decisionInForce(tx, id);
      if (verdict === 'own' && (before === undefined || before.verdict === 'own')) continue;
      const made = putDecision(
        tx,
        {
          txn_id: id,
          other_id: verdict === 'own' ? (before?.other_id ?? null) : null,
          verdict,
          rule: 'chosen-at-import',
          rule_version: OVERLAP_VERSION,
          evidence: before?.evidence ?? '{}',
          decided_by: 'person',
          decider: actor.name,
          at,
          reason: choices.reason,
        },
        act,
      );
      act ||= made;
      decided++;
    }
  }
  return decided;
}
