import { LIMITS } from '../../../shared/limits.ts';
import { client } from '../../door/client.ts';
import type { Condition } from '../../ui/datagrid/filter-text.ts';
import { BULK_MOST, bulkOf, type Bulk } from './bulk.ts';
import type { MatchRow } from './summary.ts';

/**
 * All suggestions that pass the filter in force and score at least `least`, summed up. Reads page by page, best first.
 * @throws OperatingError; `cancelled` when the signal fires
 */
export async function gather(caseId: string, filter: readonly Condition[], least: number, signal: AbortSignal): Promise<Bulk> {
  const rows: Pick<MatchRow, 'id' | 'confidence' | 'left'>[] = [];
  const narrowed: Condition[] = [...filter, { column: 'confidence', op: 'range', from: least, to: 100 }];
  for (let offset = 0; offset < BULK_MOST; offset += LIMITS.pageRows) {
    const page = await client.call(
      'reconcile.matches',
      { caseId, state: 'suggested', filter: narrowed, offset, limit: LIMITS.pageRows },
      { signal },
    );
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) break;
  }
  return bulkOf(rows.slice(0, BULK_MOST));
}
