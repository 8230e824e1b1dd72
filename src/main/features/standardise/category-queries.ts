import type { CategoryRow, CategoryTextRow } from '../../../shared/contract/standard-rows.ts';
import { orderOf, whereOf } from '../../listing/filter.ts';
import { visibleRanges } from '../../listing/transactions.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { QueryHandlers } from '../context.ts';
import { STANDARD_EXPRESSIONS, STANDARD_JOINS, standardByIds } from './rows.ts';

/** Transactions of one state of decision. `open` has neither a category nor a proposal. */
const STATES = {
  proposed: 'd.category_id IS NULL AND d.proposed_id IS NOT NULL',
  open: 'd.category_id IS NULL AND d.proposed_id IS NULL',
  decided: 'd.category_id IS NOT NULL',
  all: '1',
} as const;

/** Columns whose values stand in other tables than the transaction's own. */
const NAMED = /^-?(vendor|vendorId|standing|proposed)$/;

/** All transactions in file order: a source's are exactly its range of ids. */
function* idsInOrder(db: ReadableCase): Generator<number> {
  for (const { first, last } of visibleRanges(db)) for (let id = first; id <= last; id++) yield id;
}

export const categoryQueries: QueryHandlers<'category.list' | 'category.page'> = {
  'category.list': (context, { caseId }) =>
    context.case(caseId).read((db) => ({
      categories: db.all<CategoryRow>(
        `SELECT c.id, c.code, c.name, c.parent_id AS parentId, c.kind, coalesce(d.rows, 0) AS rows FROM category c
         LEFT JOIN (SELECT category_id, count(*) AS rows FROM standard d JOIN txn t ON t.id = d.txn_id JOIN source s ON s.id = t.source_id AND s.state = 'ready'
           WHERE category_id IS NOT NULL GROUP BY category_id) d ON d.category_id = c.id
         WHERE c.removed = 0 ORDER BY c.code, c.id`,
      ),
      texts: db.all<CategoryTextRow>(
        `SELECT id, text, category_id AS categoryId, rows FROM category_text WHERE rows > 0 OR category_id IS NOT NULL ORDER BY rows DESC, text`,
      ),
    })),

  'category.page': (context, input) =>
    context.case(input.caseId).read((db) => {
      const conditions = [...input.filter];
      if (input.categoryId !== undefined) conditions.push({ op: 'is', column: 'categoryId', value: input.categoryId });
      if (input.vendorId !== undefined) conditions.push({ op: 'is', column: 'vendorId', value: input.vendorId });
      const where = whereOf(conditions, STANDARD_EXPRESSIONS);
      const sort = input.sort.length === 0 && input.state === 'proposed' ? ['-confidence'] : input.sort;
      const order = orderOf(sort, STANDARD_EXPRESSIONS, 't.id');
      const named = [...conditions.map((each) => each.column), ...sort].some((each) => NAMED.test(each));
      const list = (sql: string, params: readonly (string | number)[], key: unknown): Int32Array =>
        context.orders.ids(`${input.caseId}/standard`, JSON.stringify(['category', input.state, key]), function* () {
          if (input.state === 'all' && sql === '1' && sort.length === 0) return yield* idsInOrder(db);
          const joins = named ? STANDARD_JOINS : 'LEFT JOIN standard d ON d.txn_id = t.id';
          for (const { id } of db.iterate<{ id: number }>(
            `SELECT t.id FROM txn t JOIN source s ON s.id = t.source_id AND s.state = 'ready' ${joins} WHERE ${STATES[input.state]} AND ${sql} ORDER BY ${order}`,
            ...params,
          ))
            yield id;
        });
      const ids = list(where.sql, where.params, [conditions, sort]);
      const unfiltered = conditions.length === 0 ? ids.length : list('1', [], sort).length;
      return { total: ids.length, unfiltered, rows: standardByIds(db, [...ids.subarray(input.offset, input.offset + input.limit)]) };
    }),
};
