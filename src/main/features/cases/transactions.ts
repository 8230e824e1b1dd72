import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { orderOf, whereOf } from '../../listing/filter.ts';
import { TRANSACTION_EXPRESSIONS, transactionsByIds, visibleRanges } from '../../listing/transactions.ts';
import type { QueryContext } from '../context.ts';

/**
 * One page of transactions. In file order no index is needed: positions map to ids through the ranges of the sources.
 * Any other order or filter is materialised once (see OrderCache).
 */
export function transactionPage(context: QueryContext, input: ParsedInputOf<'transaction.page'>): OutputOf<'transaction.page'> {
  return context.case(input.caseId).read((db) => {
    const ranges = visibleRanges(db, input.sourceId);
    const unfiltered = ranges.reduce((n, range) => n + range.last - range.first + 1, 0);
    if (input.filter.length === 0 && input.sort.length === 0) {
      const ids: number[] = [];
      let skip = input.offset;
      for (const { first, last } of ranges) {
        const size = last - first + 1;
        for (let i = skip; i < size && ids.length < input.limit; i++) ids.push(first + i);
        skip = Math.max(0, skip - size);
      }
      return { total: unfiltered, unfiltered, rows: transactionsByIds(db, ids) };
    }
    const where = whereOf(input.filter, TRANSACTION_EXPRESSIONS);
    const within = ranges.length === 0 ? '0' : ranges.map((range) => `t.id BETWEEN ${range.first} AND ${range.last}`).join(' OR ');
    const ids = context.orders.ids(
      `${input.caseId}/source`,
      JSON.stringify(['transaction', input.sourceId, input.filter, input.sort]),
      () =>
        idsOf(
          db.iterate<{ id: number }>(
            `SELECT t.id FROM txn t JOIN source s ON s.id = t.source_id WHERE (${within}) AND ${where.sql} ORDER BY ${orderOf(input.sort, TRANSACTION_EXPRESSIONS, 't.id')}`,
            ...where.params,
          ),
        ),
    );
    return { total: ids.length, unfiltered, rows: transactionsByIds(db, [...ids.subarray(input.offset, input.offset + input.limit)]) };
  });
}

function* idsOf(rows: Iterable<{ id: number }>): Generator<number> {
  for (const row of rows) yield row.id;
}
