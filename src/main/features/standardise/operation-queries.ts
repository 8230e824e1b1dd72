import type { OperationRow } from '../../../shared/contract/standard-rows.ts';
import type { QueryHandlers } from '../context.ts';

type Stored = Omit<OperationRow, 'undone'> & { undone: number };

/** The value a person reads: names instead of ids. */
const readable = (value: string): string => `CASE
    WHEN ${value} IS NULL THEN NULL
    WHEN o.field = 'category' THEN coalesce((SELECT c.name FROM category c WHERE c.id = CAST(${value} AS INTEGER)), ${value})
    WHEN o.field = 'vendor' THEN coalesce((SELECT v.name FROM vendor v WHERE v.id = CAST(${value} AS INTEGER)), ${value})
    ELSE ${value} END`;

const SELECT = `SELECT o.id, o.run_id AS runId, o.subject, o.subject_id AS subjectId, o.field, ${readable('o.old_value')} AS oldValue, ${readable('o.new_value')} AS newValue,
  o.origin, o.rule_id AS ruleId, o.rule_version AS ruleVersion, r.ran_by AS decidedBy, r.ran_at AS decidedAt,
  (o.undone_by IS NOT NULL OR r.state = 'undone') AS undone,
  coalesce(CASE o.subject
    WHEN 'transaction' THEN (SELECT t.description FROM txn t WHERE t.id = o.subject_id)
    WHEN 'name' THEN (SELECT n.spelling FROM vendor_name n WHERE n.id = o.subject_id)
    WHEN 'vendor' THEN (SELECT v.name FROM vendor v WHERE v.id = o.subject_id)
    ELSE (SELECT x.text FROM category_text x WHERE x.id = o.subject_id) END, '') AS of
  FROM operation o JOIN standard_run r ON r.id = o.run_id AND r.state <> 'loading'`;

export const operationQueries: QueryHandlers<'operation.page'> = {
  'operation.page': (context, { caseId, transactionId, runId, offset, limit }) =>
    context.case(caseId).read((db) => {
      const where: string[] = [];
      const params: number[] = [];
      if (runId !== undefined) {
        where.push('o.run_id = ?');
        params.push(runId);
      }
      if (transactionId !== undefined) {
        // What changed its spelling, its vendor or the meaning of its category changed the transaction too.
        where.push(
          `(o.subject_id = ?1 AND o.subject = 'transaction'
          OR o.subject_id = (SELECT name_id FROM standard WHERE txn_id = ?1) AND o.subject = 'name'
          OR o.subject_id = (SELECT coalesce(d.vendor_id, n.vendor_id) FROM standard d LEFT JOIN vendor_name n ON n.id = d.name_id WHERE d.txn_id = ?1) AND o.subject = 'vendor'
          OR o.subject_id = (SELECT x.id FROM txn t JOIN category_text x ON x.text = trim(t.category) WHERE t.id = ?1) AND o.subject = 'text')`.replaceAll(
            '?1',
            String(transactionId),
          ),
        );
      }
      const condition = where.length === 0 ? '1' : where.join(' AND ');
      const total = db.get<{ n: number }>(
        `SELECT count(*) AS n FROM operation o JOIN standard_run r ON r.id = o.run_id AND r.state <> 'loading' WHERE ${condition}`,
        ...params,
      )!.n;
      const rows = db
        .all<Stored>(`${SELECT} WHERE ${condition} ORDER BY o.id DESC LIMIT ? OFFSET ?`, ...params, limit, offset)
        .map((row) => ({ ...row, undone: row.undone === 1 }));
      return { total, unfiltered: total, rows };
    }),
};
