import { OperatingError } from '../../../shared/errors.ts';
import type { RuleBody } from '../../../shared/rules.ts';
import { compileRule, type StoredRule } from '../../../workers/standardise/rules/compile.ts';
import { PatternError } from '../../../workers/standardise/pattern/syntax.ts';
import type { ReadableCase, WritableCase } from '../../vault/connection.ts';
import type { Handlers } from '../context.ts';
import { announce } from './announce.ts';

interface StoredHead {
  id: number;
  position: number;
  enabled: number;
  version: number;
}

/** The rules that are applied, in their order. */
export function enabledRules(db: ReadableCase): StoredRule[] {
  return db
    .all<{ id: number; version: number; body: string }>(
      `SELECT r.id, r.version, b.body FROM rule r JOIN rule_version b ON b.rule_id = r.id AND b.version = r.version
       WHERE r.removed = 0 AND r.enabled = 1 ORDER BY r.position, r.id`,
    )
    .map(({ id, version, body }) => ({ id, version, body: JSON.parse(body) as RuleBody }));
}

/** Why a rule can not be used, as a sentence, or null. */
export function ruleProblem(db: ReadableCase, body: RuleBody): string | null {
  for (const action of body.actions)
    if (action.set === 'category' && !db.get(`SELECT 1 FROM category WHERE id = ? AND removed = 0`, action.categoryId))
      return 'The chart has no category such as this rule sets.';
  try {
    compileRule({ id: 0, version: 0, body });
    return null;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

const headOf = (tx: WritableCase, id: number): StoredHead => {
  const found = tx.get<StoredHead>(`SELECT * FROM rule WHERE id = ? AND removed = 0`, id);
  if (!found) throw new OperatingError('not-found', 'There is no such rule in this case.');
  return found;
};

export const ruleHandlers: Handlers<'rule.save' | 'rule.reorder' | 'rule.enable' | 'rule.remove'> = {
  'rule.save': (context, { caseId, id, body }) => {
    const saved = context.write(
      context.case(caseId),
      (result: { id: number; version: number }) => ({
        object: `rule ${result.id}`,
        summary: `Rule “${body.title}” was saved as version ${result.version}.`,
        detail: { body },
      }),
      (tx) => {
        const problem = ruleProblem(tx, body);
        if (problem !== null) throw new OperatingError('bad-request', problem);
        let head = id === undefined ? null : headOf(tx, id);
        if (head) {
          const stored = tx.get<{ body: string }>(
            `SELECT body FROM rule_version WHERE rule_id = ? AND version = ?`,
            head.id,
            head.version,
          )!;
          if (stored.body === JSON.stringify(body)) return { id: head.id, version: head.version };
          head = { ...head, version: head.version + 1 };
          tx.run(`UPDATE rule SET version = ? WHERE id = ?`, head.version, head.id);
        } else {
          const position = tx.get<{ n: number }>(`SELECT coalesce(max(position), 0) + 1 AS n FROM rule`)!.n;
          const made = tx.run(`INSERT INTO rule (position, enabled, version) VALUES (?, 1, 1)`, position).lastInsertRowid;
          head = { id: made, position, enabled: 1, version: 1 };
        }
        tx.run(
          `INSERT INTO rule_version (rule_id, version, body, made_by, made_at) VALUES (?, ?, ?, ?, ?)`,
          head.id,
          head.version,
          JSON.stringify(body),
          context.actor.name,
          new Date().toISOString(),
        );
        return { id: head.id, version: head.version };
      },
    );
    announce(context, caseId);
    return saved;
  },

  'rule.reorder': (context, { caseId, ids }) => {
    context.write(context.case(caseId), { object: 'rules', summary: 'The order of the rules was set.', detail: { ids } }, (tx) => {
      const held = tx.all<{ id: number }>(`SELECT id FROM rule WHERE removed = 0`).map((row) => row.id);
      if (new Set(ids).size !== ids.length || held.length !== ids.length || held.some((id) => !ids.includes(id)))
        throw new OperatingError('conflict', 'The order must name every rule once. The list has changed since; look at it again.');
      for (const [i, id] of ids.entries()) tx.run(`UPDATE rule SET position = ? WHERE id = ? AND position <> ?`, i + 1, id, i + 1);
    });
    announce(context, caseId);
    return {};
  },

  'rule.enable': (context, { caseId, id, enabled }) => {
    context.write(context.case(caseId), { object: `rule ${id}`, summary: `A rule was switched ${enabled ? 'on' : 'off'}.` }, (tx) => {
      headOf(tx, id);
      tx.run(`UPDATE rule SET enabled = ? WHERE id = ?`, enabled ? 1 : 0, id);
    });
    announce(context, caseId);
    return {};
  },

  'rule.remove': (context, { caseId, id }) => {
    context.write(context.case(caseId), { object: `rule ${id}`, summary: 'A rule was taken out of the list.' }, (tx) => {
      headOf(tx, id);
      tx.run(`UPDATE rule SET removed = 1, enabled = 0 WHERE id = ?`, id);
    });
    announce(context, caseId);
    return {};
  },
};
