import type { CoverageMap } from '../../shared/contract/quality.ts';
import { coverageOf, type CoverageStatement } from '../../workers/quality/coverage.ts';
import type { ReadableCase } from '../vault/connection.ts';

/** The statements of all files in the case, by account and time. An account that a statement doesn't name is its file's. */
export function coverageMapOf(db: ReadableCase): CoverageMap {
  return coverageOf(
    db.all<CoverageStatement>(
      `SELECT s.id AS sourceId, s.name AS sourceName, s.kind, coalesce(nullif(t.account, ''), s.account) AS account, t.currency, t.seq, t.number,
         t.first_date AS firstDate, t.last_date AS lastDate, t.period_from AS periodFrom, t.period_to AS periodTo, t.rows,
         t.opening_minor AS openingMinor, t.closing_minor AS closingMinor
       FROM source s JOIN statement t ON t.source_id = s.id WHERE s.state = 'ready' ORDER BY s.id, t.seq`,
    ),
  );
}
