import type { SourceSummary, StatementSummary } from '../../shared/contract/cases.ts';
import type { ReadableCase } from '../vault/connection.ts';

/** The columns of `source` in the contract's names. */
export const SOURCE_COLUMNS = `id, json_extract(layout, '$.format') AS format, kind, name, account, currency, file_name AS fileName, file_bytes AS fileBytes, sha256, encoding,
  rows_read AS rowsRead, rows_kept AS rowsKept, rows_rejected AS rowsRejected, duplicates, first_date AS firstDate, last_date AS lastDate,
  opening_minor AS openingMinor, closing_minor AS closingMinor, in_minor AS inMinor, out_minor AS outMinor, balance, problems,
  imported_at AS importedAt, imported_by AS importedBy, state`;

const STATEMENT_COLUMNS = `seq, account, currency, number, line, first_date AS firstDate, last_date AS lastDate, period_from AS periodFrom,
  period_to AS periodTo, rows, in_minor AS inMinor, out_minor AS outMinor, opening_minor AS openingMinor, closing_minor AS closingMinor,
  balance, equations`;

/** Statements kept of one file's answers; the vault holds all of them. */
export const STATEMENTS_SHOWN = 1_000;

/** The first statements of a file, in file order. */
export function listStatements(db: ReadableCase, sourceId: number): StatementSummary[] {
  return db
    .all<Omit<StatementSummary, 'equations'> & { equations: string }>(
      `SELECT ${STATEMENT_COLUMNS} FROM statement WHERE source_id = ? ORDER BY seq LIMIT ${STATEMENTS_SHOWN}`,
      sourceId,
    )
    .map((row) => ({ ...row, equations: JSON.parse(row.equations) as StatementSummary['equations'] }));
}

/** The files of a case in the order they came in. Sources still loading are not shown. */
export function listSources(db: ReadableCase): SourceSummary[] {
  return db.all<SourceSummary>(`SELECT ${SOURCE_COLUMNS} FROM source WHERE state <> 'loading' ORDER BY id`);
}
