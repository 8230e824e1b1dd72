import type { RuleRow } from '../../../shared/contract/standard-rows.ts';
import type { RuleBody } from '../../../shared/rules.ts';
import type { QueryHandlers } from '../context.ts';
import { STANDS } from './acts.ts';
import { previewRule } from './preview.ts';

export const ruleQueries: QueryHandlers<'rule.list' | 'rule.preview'> = {
  'rule.list': (context, { caseId }) =>
    context.case(caseId).read((db) => {
      const counts = new Map(
        db
          .all<{ id: number; n: number }>(
            `SELECT o.rule_id AS id, count(*) AS n FROM operation o WHERE o.origin = 'rule' AND o.new_value IS NOT NULL AND ${STANDS} GROUP BY o.rule_id`,
          )
          .map(({ id, n }) => [id, n]),
      );
      const rules = db
        .all<Omit<RuleRow, 'enabled' | 'body' | 'operations'> & { enabled: number; body: string }>(
          `SELECT r.id, r.version, r.position, r.enabled, b.body, b.made_by AS madeBy, b.made_at AS madeAt
           FROM rule r JOIN rule_version b ON b.rule_id = r.id AND b.version = r.version WHERE r.removed = 0 ORDER BY r.position, r.id`,
        )
        .map((row) => ({
          ...row,
          enabled: row.enabled === 1,
          body: JSON.parse(row.body) as RuleBody,
          operations: counts.get(row.id) ?? 0,
        }));
      return { rules };
    }),

  'rule.preview': (context, input) => context.case(input.caseId).read((db) => previewRule(db, input)),
};
