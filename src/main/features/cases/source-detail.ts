import type { SourceSummary } from '../../../shared/contract/cases.ts';
import type { Layout } from '../../../shared/contract/import.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { listStatements, SOURCE_COLUMNS } from '../../listing/sources.ts';
import type { QueryContext } from '../context.ts';

type Detail = OutputOf<'source.detail'>;
interface Stored {
  equations: string;
  layout: string;
  reader_version: string;
  rows_digest: string | null;
  mapping_id: number | null;
  mapping_name: string | null;
  mapping_version: number | null;
}

/** One file of a case: its figures, the balance proof kept at import, and the layout it was read by. Throws `not-found`. */
export function sourceDetail(context: QueryContext, caseId: string, id: number): Detail {
  const found = context.case(caseId).read((db) => {
    const source = db.get<SourceSummary>(`SELECT ${SOURCE_COLUMNS} FROM source WHERE id = ? AND state <> 'loading'`, id);
    return (
      source && {
        source,
        statements: listStatements(db, id),
        stored: db.get<Stored>(
          `SELECT equations, layout, reader_version, rows_digest, mapping_id, mapping_name, mapping_version FROM source WHERE id = ?`,
          id,
        )!,
      }
    );
  });
  if (!found) throw new OperatingError('not-found', 'There is no such file in this case.');
  const layout = JSON.parse(found.stored.layout) as Layout;
  const mappingId = found.stored.mapping_id;
  return {
    source: found.source,
    equations: JSON.parse(found.stored.equations) as Detail['equations'],
    statements: found.statements,
    sheet: layout.sheet ?? '',
    readerVersion: found.stored.reader_version,
    rowsDigest: found.stored.rows_digest,
    mapping:
      mappingId === null ? null : { id: mappingId, name: found.stored.mapping_name ?? '', version: found.stored.mapping_version ?? 1 },
    columns: layout.columns.map(({ name, role }) => ({ name, role })),
    dateFormat: layout.dateFormat,
    decimalMark: layout.decimalMark,
    signRule: layout.signRule,
  };
}
