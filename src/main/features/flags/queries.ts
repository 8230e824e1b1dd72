import { OperatingError } from '../../../shared/errors.ts';
import { reasonKind } from '../../../shared/reasons.ts';
import { orderOf, whereOf } from '../../listing/filter.ts';
import { TRANSACTION_EXPRESSIONS, transactionsByIds } from '../../listing/transactions.ts';
import type { QueryHandlers } from '../context.ts';
import { peersOf } from './peers.ts';
import { currentScoreRun, flagsByIds, reasonsOf } from '../../listing/flags.ts';

const FLAG_EXPRESSIONS = { ...TRANSACTION_EXPRESSIONS, risk: 'c.risk', score: 'c.score', disposition: `coalesce(d.disposition, 'open')` };

/** Bands of the design: 0–29 low, 30–59 watch, 60–84 high, 85–100 critical. */
const BANDS = [
  [85, 100],
  [60, 84],
  [30, 59],
  [0, 29],
] as const;

export const flagQueries: QueryHandlers<'flags.summary' | 'flags.page' | 'flags.explain'> = {
  'flags.summary': (context, { caseId }) =>
    context.case(caseId).read((db) => {
      const run = currentScoreRun(db);
      if (!run) return { runId: null, ranAt: null, ranBy: null, seconds: null, seed: null, scored: 0, open: 0, bands: [], rules: [] };
      const counts = db.all<{ risk: number; n: number; open: number }>(
        `SELECT c.risk, count(*) AS n, sum(coalesce(d.disposition, 'open') = 'open') AS open FROM score c LEFT JOIN disposition d ON d.txn_id = c.txn_id WHERE c.run_id = ? GROUP BY c.risk`,
        run.id,
      );
      const report = JSON.parse(run.report) as { ruleHits: { code: string; hits: number; share: number; note: string }[] };
      return {
        runId: run.id,
        ranAt: run.ran_at,
        ranBy: run.ran_by,
        seconds: run.seconds,
        seed: run.seed,
        scored: run.scored,
        open: counts.reduce((n, row) => n + row.open, 0),
        bands: BANDS.map(([from, to]) => ({
          from,
          to,
          count: counts.filter((row) => row.risk >= from && row.risk <= to).reduce((n, row) => n + row.n, 0),
        })),
        rules: report.ruleHits.map(({ code, hits, share, note }) => ({
          code,
          title: reasonKind(code)?.title ?? code,
          hits,
          share,
          note: note ?? '',
        })),
      };
    }),

  'flags.page': (context, input) =>
    context.case(input.caseId).read((db) => {
      const run = currentScoreRun(db);
      if (!run) return { total: 0, unfiltered: 0, rows: [] };
      const conditions = [...input.filter];
      if (input.disposition) conditions.push({ op: 'is', column: 'disposition', value: input.disposition });
      const where = whereOf(conditions, FLAG_EXPRESSIONS);
      const sort = input.sort.length > 0 ? input.sort : ['-score'];
      const ids = context.orders.ids(
        `${input.caseId}/flag`,
        JSON.stringify(['flags', input.disposition, input.code, input.filter, sort]),
        function* () {
          const joined = conditions.length > 0 || sort.some((key) => !/^-?(risk|score|id)$/.test(key));
          const join = joined
            ? 'JOIN txn t ON t.id = c.txn_id JOIN source s ON s.id = t.source_id LEFT JOIN disposition d ON d.txn_id = c.txn_id'
            : '';
          const order = orderOf(sort, joined ? FLAG_EXPRESSIONS : { risk: 'c.risk', score: 'c.score', id: 'c.txn_id' }, 'c.txn_id');
          for (const row of db.iterate<{ id: number }>(
            `SELECT c.txn_id AS id FROM score c ${join} WHERE c.run_id = ? AND ${where.sql} ORDER BY ${order}`,
            run.id,
            ...where.params,
          )) {
            yield row.id;
          }
        },
      );
      const wanted =
        input.code === undefined
          ? ids
          : context.orders.ids(`${input.caseId}/flag`, JSON.stringify(['code', input]), () => withCode(db, run.id, ids, input.code!));
      return {
        total: wanted.length,
        unfiltered: run.scored,
        rows: flagsByIds(db, run.id, [...wanted.subarray(input.offset, input.offset + input.limit)]),
      };
    }),

  'flags.explain': (context, { caseId, transactionId }) =>
    context.case(caseId).read((db) => {
      const run = currentScoreRun(db);
      const flag = run ? flagsByIds(db, run.id, [transactionId])[0] : undefined;
      if (!run || !flag) throw new OperatingError('not-found', 'This transaction has not been scored.');
      const reasons = reasonsOf(db, run.id, transactionId);
      const evidence = transactionsByIds(
        db,
        [...new Set(reasons.flatMap((reason) => reason.evidence))].filter((id) => id !== transactionId).slice(0, 50),
      );
      const history = db
        .all<{ changes: string; decided_at: string; decided_by: string }>(
          `SELECT changes, decided_at, decided_by FROM decision WHERE kind = 'flag' AND changes LIKE ? ORDER BY id DESC LIMIT 20`,
          `%"id":${transactionId},%`,
        )
        .flatMap((row) =>
          (JSON.parse(row.changes) as { id: number; to: { disposition: string; reason: string } | null }[])
            .filter((change) => change.id === transactionId)
            .map((change) => ({
              at: row.decided_at,
              by: row.decided_by,
              disposition: (change.to?.disposition ?? 'open') as never,
              reason: change.to?.reason ?? 'Undone.',
            })),
        );
      return { flag, reasons, evidence, history, peers: peersOf(db, flag) };
    }),
};

/** Of an order, the rows that carry a reason code. Reasons are packed, so rows are decoded in pages. */
function* withCode(db: Parameters<typeof flagsByIds>[0], runId: number, ids: Int32Array, code: string): Generator<number> {
  for (let from = 0; from < ids.length; from += 2000) {
    for (const row of flagsByIds(db, runId, [...ids.subarray(from, from + 2000)])) if (row.codes.includes(code)) yield row.id;
  }
}
