import type { SpellingRow, VendorRow } from '../../../shared/contract/standard-rows.ts';
import { orderOf, whereOf, type ColumnExpressions } from '../../listing/filter.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { QueryHandlers } from '../context.ts';

/** Sums per vendor: those of its spellings, and of transactions that were given to it one by one. */
const TOTALS = `SELECT CASE WHEN t.vendor_id > 0 THEN t.vendor_id ELSE n.vendor_id END AS id, t.currency, t.rows, t.in_minor, t.out_minor
  FROM vendor_total t LEFT JOIN vendor_name n ON n.id = t.name_id`;

const EXPRESSIONS: ColumnExpressions = {
  id: 'v.id',
  name: 'v.name',
  named: 'v.named_by IS NOT NULL',
  rows: 'v.rows',
  inMinor: 'v.in_minor',
  outMinor: 'v.out_minor',
  spellings: '(SELECT count(*) FROM vendor_name n WHERE n.vendor_id = v.id)',
  alike: `(SELECT count(*) FROM vendor_name n WHERE n.vendor_id = v.id AND n.joined_by = 'similar')`,
};

export const vendorQueries: QueryHandlers<'vendor.page' | 'vendor.members'> = {
  'vendor.page': (context, input) =>
    context.case(input.caseId).read((db) => {
      const where = whereOf(input.filter, EXPRESSIONS);
      const order = orderOf(input.sort.length > 0 ? input.sort : ['-rows'], EXPRESSIONS, 'v.id');
      const list = (sql: string, params: readonly (string | number)[], key: unknown): Int32Array =>
        context.orders.ids(`${input.caseId}/standard`, JSON.stringify(['vendor', key]), function* () {
          for (const { id } of db.iterate<{ id: number }>(
            `SELECT v.id FROM (SELECT g.id, w.name, w.named_by, sum(g.rows) AS rows, sum(g.in_minor) AS in_minor, sum(g.out_minor) AS out_minor
               FROM (${TOTALS}) g JOIN vendor w ON w.id = g.id GROUP BY g.id) v WHERE ${sql} ORDER BY ${order}`,
            ...params,
          ))
            yield id;
        });
      const ids = list(where.sql, where.params, [input.filter, input.sort]);
      const unfiltered = input.filter.length === 0 ? ids.length : list('1', [], input.sort).length;
      return { total: ids.length, unfiltered, rows: vendorsByIds(db, [...ids.subarray(input.offset, input.offset + input.limit)]) };
    }),

  'vendor.members': (context, { caseId, vendorId, offset, limit }) =>
    context.case(caseId).read((db) => {
      const total = db.get<{ n: number }>(`SELECT count(*) AS n FROM vendor_name WHERE vendor_id = ?`, vendorId)!.n;
      const rows = db.all<SpellingRow>(
        `SELECT n.id, n.spelling, n.canonical, n.source, n.joined_by AS joinedBy,
           coalesce((SELECT sum(t.rows) FROM vendor_total t WHERE t.name_id = n.id AND t.vendor_id IN (0, n.vendor_id)), 0) AS rows
         FROM vendor_name n WHERE n.vendor_id = ? ORDER BY rows DESC, n.id LIMIT ? OFFSET ?`,
        vendorId,
        limit,
        offset,
      );
      return { total, unfiltered: total, rows };
    }),
};

interface Total {
  id: number;
  currency: string;
  rows: number;
  into: number;
  out: number;
}

/** Takes rows that repeat movements of other files out of the sums: money that is held twice was paid once. */
function withoutRepeats(db: ReadableCase, wanted: string, totals: Map<number, Total[]>): void {
  for (const repeat of db.all<Total>(
    `SELECT CASE WHEN s.vendor_id > 0 THEN s.vendor_id ELSE n.vendor_id END AS id, t.currency, count(*) AS rows,
       sum(max(t.amount_minor, 0)) AS "into", sum(max(-t.amount_minor, 0)) AS out
     FROM repeat_decision r JOIN txn t ON t.id = r.txn_id AND t.duplicate_of IS NOT NULL JOIN source f ON f.id = t.source_id AND f.state = 'ready'
       JOIN standard s ON s.txn_id = t.id LEFT JOIN vendor_name n ON n.id = s.name_id
     WHERE r.undone_by IS NULL AND CASE WHEN s.vendor_id > 0 THEN s.vendor_id ELSE n.vendor_id END IN (SELECT value FROM json_each(?)) GROUP BY 1, 2`,
    wanted,
  )) {
    const total = totals.get(repeat.id)?.find(({ currency }) => currency === repeat.currency);
    if (!total) continue;
    total.rows -= repeat.rows;
    total.into -= repeat.into;
    total.out -= repeat.out;
  }
}

function vendorsByIds(db: ReadableCase, ids: readonly number[]): VendorRow[] {
  const wanted = JSON.stringify(ids);
  const totals = new Map<number, Total[]>();
  // Asked by spelling and by vendor apart, so that both find their rows by an index or in the few that were set one by one.
  for (const one of db.all<Total>(
    `SELECT id, currency, sum(rows) AS rows, sum(in_minor) AS "into", sum(out_minor) AS out FROM (
       SELECT n.vendor_id AS id, t.currency, t.rows, t.in_minor, t.out_minor FROM json_each(?) j JOIN vendor_name n ON n.vendor_id = j.value JOIN vendor_total t ON t.name_id = n.id AND t.vendor_id = 0
       UNION ALL
       SELECT t.vendor_id, t.currency, t.rows, t.in_minor, t.out_minor FROM vendor_total t WHERE t.vendor_id > 0 AND t.vendor_id IN (SELECT value FROM json_each(?))
     ) GROUP BY id, currency ORDER BY rows DESC, currency`,
    wanted,
    wanted,
  ))
    totals.set(one.id, [...(totals.get(one.id) ?? []), one]);
  withoutRepeats(db, wanted, totals);
  return db
    .all<{ id: number; name: string; named: number; spellings: number; alike: number }>(
      `SELECT v.id, v.name, v.named_by IS NOT NULL AS named, count(n.id) AS spellings, coalesce(sum(n.joined_by = 'similar'), 0) AS alike
       FROM json_each(?) j CROSS JOIN vendor v ON v.id = j.value LEFT JOIN vendor_name n ON n.vendor_id = v.id GROUP BY j.key ORDER BY j.key`,
      wanted,
    )
    .map((vendor) => {
      const own = totals.get(vendor.id) ?? [];
      const main = own[0];
      return {
        ...vendor,
        named: vendor.named === 1,
        rows: own.reduce((n, one) => n + one.rows, 0),
        currency: main?.currency ?? '',
        currencies: own.length,
        inMinor: main?.into ?? 0,
        outMinor: main?.out ?? 0,
      };
    });
}
