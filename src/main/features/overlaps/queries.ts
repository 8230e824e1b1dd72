import {
  REPEAT_VERDICTS,
  type PairEvidence,
  type RepeatDecision,
  type RepeatPair,
  type RepeatVerdict,
} from '../../../shared/contract/overlaps.ts';
import { orderOf, whereOf, type ColumnExpressions } from '../../listing/filter.ts';
import type { StoredDecision } from '../../listing/repeats.ts';
import { transactionsByIds } from '../../listing/transactions.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { QueryHandlers } from '../context.ts';
import { compareFiles } from './compare.ts';

const EXPRESSIONS: ColumnExpressions = {
  verdict: 'd.verdict',
  rule: 'd.rule',
  decider: 'd.decider',
  at: 'd.at',
  date: 't.date',
  amountMinor: 't.amount_minor',
  description: 't.description',
  reference: 't.reference',
  line: 't.line',
  id: 't.id',
};

/** Pairs of one file, as the earlier or the later one, whose files are both in the case. */
const OF_FILE = `d.undone_by IS NULL AND s.state = 'ready' AND (o.id IS NULL OR o.state = 'ready') AND (d.source_id = ? OR d.other_source_id = ?)`;
const FROM = `FROM repeat_decision d JOIN source s ON s.id = d.source_id LEFT JOIN source o ON o.id = d.other_source_id`;
/** What is open comes first. */
const OPEN_FIRST = `CASE d.verdict WHEN 'possible' THEN 0 WHEN 'repeat' THEN 1 WHEN 'own' THEN 2 ELSE 3 END, d.txn_id`;

function decisionOf(d: StoredDecision): RepeatDecision {
  return {
    ...{ id: d.id, verdict: d.verdict, rule: d.rule, ruleVersion: d.rule_version, evidence: JSON.parse(d.evidence) as PairEvidence },
    ...{ decidedBy: d.decided_by, decider: d.decider, at: d.at, reason: d.reason, act: d.act },
  };
}

function pairsByIds(db: ReadableCase, ids: readonly number[]): RepeatPair[] {
  const stored = db.all<StoredDecision>(
    `SELECT d.* FROM json_each(?) j CROSS JOIN repeat_decision d ON d.id = j.value ORDER BY j.key`,
    JSON.stringify(ids),
  );
  const wanted = stored.flatMap((d) => [d.txn_id, ...(d.other_id === null ? [] : [d.other_id])]);
  const rows = new Map(transactionsByIds(db, [...new Set(wanted)]).map((row) => [row.id, row]));
  return stored.map((d) => ({
    ...decisionOf(d),
    transaction: rows.get(d.txn_id)!,
    other: d.other_id === null ? null : (rows.get(d.other_id) ?? null),
  }));
}

function* idsOf(rows: Iterable<{ id: number }>): Generator<number> {
  for (const row of rows) yield row.id;
}

export const overlapQueries: QueryHandlers<'overlap.page' | 'overlap.history' | 'overlap.compare'> = {
  'overlap.page': (context, input) =>
    context.case(input.caseId).read((db) => {
      const file = [input.sourceId, input.sourceId];
      const counts = Object.fromEntries(REPEAT_VERDICTS.map((verdict) => [verdict, 0])) as Record<RepeatVerdict, number>;
      for (const row of db.all<{ verdict: RepeatVerdict; n: number }>(
        `SELECT d.verdict, count(*) AS n ${FROM} WHERE ${OF_FILE} GROUP BY d.verdict`,
        ...file,
      ))
        counts[row.verdict] = row.n;
      const where = whereOf(input.filter, EXPRESSIONS);
      const of = input.verdict === undefined ? '1' : `d.verdict = '${input.verdict}'`;
      const plain = input.filter.length === 0 && input.sort.length === 0;
      const ids = context.orders.ids(
        `${input.caseId}/source`,
        JSON.stringify(['repeats', input.sourceId, input.verdict, input.filter, input.sort]),
        () =>
          idsOf(
            db.iterate<{ id: number }>(
              `SELECT d.id ${FROM} ${plain ? '' : 'JOIN txn t ON t.id = d.txn_id'} WHERE ${OF_FILE} AND ${of} AND ${where.sql}
               ORDER BY ${input.sort.length > 0 ? orderOf(input.sort, EXPRESSIONS, 'd.id') : OPEN_FIRST}`,
              ...file,
              ...where.params,
            ),
          ),
      );
      const unfiltered = input.verdict === undefined ? Object.values(counts).reduce((sum, n) => sum + n, 0) : counts[input.verdict];
      return { total: ids.length, unfiltered, counts, rows: pairsByIds(db, [...ids.subarray(input.offset, input.offset + input.limit)]) };
    }),

  'overlap.history': (context, { caseId, transactionId }) =>
    context.case(caseId).read((db) => ({
      decisions: db
        .all<StoredDecision>(`SELECT * FROM repeat_decision WHERE txn_id = ? ORDER BY id DESC LIMIT 1000`, transactionId)
        .map((d) => ({ ...decisionOf(d), otherId: d.other_id, undoneBy: d.undone_by })),
    })),

  'overlap.compare': (context, input) => compareFiles(context, input),
};
