import type { StandardRow } from '../../../shared/contract/standard-rows.ts';
import { TRANSACTION_COLUMNS, TRANSACTION_EXPRESSIONS } from '../../listing/transactions.ts';
import type { ColumnExpressions } from '../../listing/filter.ts';
import type { ReadableCase } from '../../vault/connection.ts';

/** Joins what stands onto `t` (txn): `d` its current values, `n` its name, `v` its vendor, `c` its category, `p` the proposed one. */
export const STANDARD_JOINS = `LEFT JOIN standard d ON d.txn_id = t.id LEFT JOIN vendor_name n ON n.id = d.name_id
  LEFT JOIN vendor v ON v.id = coalesce(d.vendor_id, n.vendor_id) LEFT JOIN category c ON c.id = d.category_id LEFT JOIN category p ON p.id = d.proposed_id`;

/** What lists of standardised transactions can be filtered and sorted by. */
export const STANDARD_EXPRESSIONS: ColumnExpressions = {
  ...TRANSACTION_EXPRESSIONS,
  vendor: `coalesce(v.name, '')`,
  vendorId: 'v.id',
  categoryId: 'd.category_id',
  categoryBy: 'd.category_by',
  standing: `coalesce(c.name, '')`,
  proposed: `coalesce(p.name, '')`,
  confidence: 'd.confidence',
  tags: `coalesce(d.tags, '')`,
  transfer: 'coalesce(d.transfer, 0)',
  excluded: `coalesce(d.excluded, '')`,
};

interface Stored extends Omit<StandardRow, 'tags' | 'transfer' | 'because'> {
  tags: string | null;
  transfer: number | null;
  because: string | null;
  proposedName: string | null;
}

/** Transactions by id in the order asked, with what stands on top of their raw values. */
export function standardByIds(db: ReadableCase, ids: readonly number[]): StandardRow[] {
  const rows = db.all<Stored>(
    `SELECT ${TRANSACTION_COLUMNS}, v.id AS vendorId, coalesce(v.name, '') AS vendor, d.category_id AS categoryId, d.category_by AS categoryBy,
       d.proposed_id AS proposedId, d.confidence, d.because, d.tags, d.transfer, d.excluded, p.name AS proposedName
     FROM json_each(?) j CROSS JOIN txn t ON t.id = j.value JOIN source s ON s.id = t.source_id ${STANDARD_JOINS} ORDER BY j.key`,
    JSON.stringify(ids),
  );
  return rows.map(({ tags, transfer, because, proposedName, ...row }) => ({
    ...row,
    tags: tags === null ? [] : tags.split('\n'),
    transfer: transfer === 1,
    because: because === null ? '' : becauseOf(because, proposedName ?? ''),
  }));
}

/** The sentence of a stored reason `by|hits|of|word`. */
export function becauseOf(stored: string, category: string): string {
  const [by, hits, of, ...word] = stored.split('|');
  const which = by === 'vendor' ? 'for this vendor' : `with the word “${word.join('|')}”`;
  if (of === '1') return `Your one decision ${which} was ${category}.`;
  if (hits === of) return `All ${of} of your decisions ${which} were ${category}.`;
  return `${hits} of your ${of} decisions ${which} were ${category}.`;
}
