import type { SourceSummary } from '../../shared/contract/cases.ts';
import type { ReadableCase } from '../vault/connection.ts';

/** The columns of `source` in the contract's names. */
export const SOURCE_COLUMNS = `id, kind, name, account, currency, file_name AS fileName, file_bytes AS fileBytes, sha256, encoding,
  rows_read AS rowsRead, rows_kept AS rowsKept, rows_rejected AS rowsRejected, duplicates, first_date AS firstDate, last_date AS lastDate,
  opening_minor AS openingMinor, closing_minor AS closingMinor, in_minor AS inMinor, out_minor AS outMinor, balance, problems,
  imported_at AS importedAt, imported_by AS importedBy, state`;

/** The files of a case in the order they came in. Sources still loading are not shown. */
export function listSources(db: ReadableCase): SourceSummary[] {
  return db.all<SourceSummary>(`SELECT ${SOURCE_COLUMNS} FROM source WHERE state <> 'loading' ORDER BY id`);
}
