import type { ReconcileSettings } from '../../../shared/contract/reconcile.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { candidatesFor, explainParts } from '../../../workers/reconcile/compare.ts';
import { orderOf, whereOf, type ColumnExpressions } from '../../listing/filter.ts';
import { TRANSACTION_EXPRESSIONS, transactionById } from '../../listing/transactions.ts';
import type { QueryHandlers } from '../context.ts';
import { pairColumns, nearby } from './nearby.ts';
import { currentRun, matchesByIds } from '../../listing/matches.ts';
import { reconcileSummaryOf } from '../../listing/reconcile-summary.ts';
import { unmatchedByIds } from '../../listing/unmatched.ts';

const MATCH_EXPRESSIONS: ColumnExpressions = {
  id: 'm.id',
  confidence: 'm.confidence',
  date: 't.date',
  amountMinor: 't.amount_minor',
  description: 't.description',
  reference: 't.reference',
  counterparty: 't.counterparty',
  decidedAt: 'm.decided_at',
  rightDescription: 'r.description',
  rightDate: 'r.date',
  rightAmountMinor: 'r.amount_minor',
  rightReference: 'r.reference',
  rightCounterparty: 'r.counterparty',
};

const idsOf = function* (rows: Iterable<{ id: number }>): Generator<number> {
  for (const row of rows) yield row.id;
};

export const reconcileQueries: QueryHandlers<
  'reconcile.summary' | 'reconcile.matches' | 'reconcile.unmatched' | 'reconcile.explain' | 'reconcile.candidates'
> = {
  'reconcile.summary': (context, { caseId }) => context.case(caseId).read((db) => reconcileSummaryOf(db)),

  'reconcile.matches': (context, input) =>
    context.case(input.caseId).read((db) => {
      const run = currentRun(db);
      const where = whereOf(input.filter, MATCH_EXPRESSIONS);
      const of = input.state === 'suggested' ? `m.state = 'suggested' AND m.run_id = ${run?.id ?? 0}` : `m.state = '${input.state}'`;
      const unfiltered = db.get<{ n: number }>(`SELECT count(*) AS n FROM match m WHERE ${of}`)!.n;
      const plain = input.filter.length === 0 && input.sort.every((key) => /^-?(confidence|id|decidedAt)$/.test(key));
      const join = plain ? '' : 'JOIN txn t ON t.id = m.left_id JOIN txn r ON r.id = m.right_id';
      const ids = context.orders.ids(`${input.caseId}/match`, JSON.stringify(['matches', input.state, input.filter, input.sort]), () =>
        idsOf(
          db.iterate<{ id: number }>(
            `SELECT m.id FROM match m ${join} WHERE ${of} AND ${where.sql} ORDER BY ${orderOf(input.sort.length > 0 ? input.sort : ['-confidence'], MATCH_EXPRESSIONS, 'm.id')}`,
            ...where.params,
          ),
        ),
      );
      return { total: ids.length, unfiltered, rows: matchesByIds(db, [...ids.subarray(input.offset, input.offset + input.limit)]) };
    }),

  'reconcile.unmatched': (context, input) =>
    context.case(input.caseId).read((db) => {
      const run = currentRun(db);
      const where = whereOf(input.filter, TRANSACTION_EXPRESSIONS);
      const kind = input.kind ? 'AND u.kind = ?' : '';
      const params = [run?.id ?? 0, input.side, ...(input.kind ? [input.kind] : [])];
      const unfiltered = db.get<{ n: number }>(
        `SELECT count(*) AS n FROM unmatched u WHERE u.run_id = ? AND u.side = ? ${kind}`,
        ...params,
      )!.n;
      const ids = context.orders.ids(
        `${input.caseId}/match`,
        JSON.stringify(['unmatched', input.side, input.kind, input.filter, input.sort]),
        () =>
          idsOf(
            db.iterate<{ id: number }>(
              `SELECT u.txn_id AS id FROM unmatched u JOIN txn t ON t.id = u.txn_id JOIN source s ON s.id = t.source_id
             WHERE u.run_id = ? AND u.side = ? ${kind} AND ${where.sql} ORDER BY ${orderOf(input.sort, TRANSACTION_EXPRESSIONS, 't.id')}`,
              ...params,
              ...where.params,
            ),
          ),
      );
      const rows = unmatchedByIds(db, run?.id ?? 0, input.side, [...ids.subarray(input.offset, input.offset + input.limit)]);
      return { total: ids.length, unfiltered, rows };
    }),

  'reconcile.explain': (context, { caseId, matchId }) =>
    context.case(caseId).read((db) => {
      const match = matchesByIds(db, [matchId])[0];
      const stored = db.get<{ parts: Uint8Array | null; runner_up_id: number | null; runner_up_confidence: number | null }>(
        `SELECT parts, runner_up_id, runner_up_confidence FROM match WHERE id = ?`,
        matchId,
      );
      if (!match || !stored) throw new OperatingError('not-found', 'There is no such match in this case.');
      const parts = stored.parts
        ? explainParts(new Int8Array(stored.parts.buffer, stored.parts.byteOffset, stored.parts.byteLength), match.left, match.right)
        : [{ name: 'by hand', points: match.confidence, because: match.reason ? `Matched by hand: ${match.reason}` : 'Matched by hand.' }];
      const runnerUp = stored.runner_up_id === null ? undefined : transactionById(db, stored.runner_up_id);
      return { match, parts, runnerUp: runnerUp ? { transaction: runnerUp, confidence: stored.runner_up_confidence ?? 0 } : null };
    }),

  'reconcile.candidates': (context, { caseId, transactionId, limit }) =>
    context.case(caseId).read((db) => {
      const run = currentRun(db);
      const one = transactionById(db, transactionId);
      if (!one) throw new OperatingError('not-found', 'There is no such transaction in this case.');
      if (!run) return { candidates: [] };
      const settings = JSON.parse(run.settings) as ReconcileSettings;
      const others = nearby(db, one, settings);
      const found = candidatesFor(pairColumns([one]), pairColumns(others), { ...settings, seed: 1 }, limit);
      return {
        candidates: found.map((candidate) => {
          const transaction = others[candidate.row]!;
          const taken = db.get<{ id: number }>(
            `SELECT id FROM match WHERE (left_id = ? OR right_id = ?) AND (state = 'accepted' OR (state = 'suggested' AND run_id = ?)) LIMIT 1`,
            transaction.id,
            transaction.id,
            run.id,
          );
          return { transaction, confidence: candidate.confidence, parts: candidate.parts, takenBy: taken?.id ?? null };
        }),
      };
    }),
};
