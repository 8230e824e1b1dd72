import { useMemo, useState } from 'react';
import type { ColumnRole, Inspection, Layout } from '../../../shared/contract/import.ts';
import { COLUMN_ROLES } from '../../../shared/contract/import.ts';
import { isTable } from '../../sources/format-title.ts';
import { roleTitle } from '../../sources/role-titles.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { ToneIcon } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './preview.module.css';
import { PreviewCell } from './preview-cell.tsx';

/** Columns drawn at first: wide exports stay quick, and nothing is out of reach. */
const COLUMNS_SHOWN = 24;

/** The first rows, raw text beside the value it was read as; the head of each column says what it means. */
export function Preview({
  inspection,
  onRole,
}: {
  readonly inspection: Inspection;
  readonly onRole: (columns: Layout['columns'], index: number, role: ColumnRole) => void;
}) {
  const [shown, setShown] = useState(COLUMNS_SHOWN);
  const { layout, preview } = inspection;
  const columns = layout.columns.slice(0, shown);
  const rest = layout.columns.length - columns.length;
  // A statement format names its own fields.
  const fixed = !isTable(inspection.format);
  const options = COLUMN_ROLES.map((role) => ({ value: role, label: roleTitle(role) }));
  const body = useMemo(
    () =>
      preview.map((row) => (
        <tr
          key={row.line}
          data-tone={row.row === 0 ? 'bad' : row.problems.some((problem) => problem.severity !== 'info') ? 'warn' : undefined}
        >
          <th scope="row">
            <LineMark row={row} />
          </th>
          {columns.map((column) => (
            <PreviewCell key={column.index} row={row} role={column.role} raw={row.cells[column.index] ?? ''} currency={layout.currency} />
          ))}
        </tr>
      )),
    [preview, columns.length, layout],
  );
  if (preview.length === 0)
    return (
      <EmptyState title={t('No row to show')} text={t('The file was kept as evidence. See the problems for what stands in the way.')} />
    );
  return (
    <div className={styles['preview']}>
      <p className={styles['legend']}>
        {t('First {n} of {all} rows.', { n: formatCount(preview.length), all: formatCount(inspection.rowsRead) })}{' '}
        <span className={styles['raw']}>{t('The file’s text')}</span> <span className={styles['parsed']}>{t('what it is read as')}</span>
        {rest > 0 ? (
          <Button look="quiet" onClick={() => setShown(shown + COLUMNS_SHOWN)}>
            {t('{n, plural, one {# more column} other {# more columns}}', { n: rest })}
          </Button>
        ) : null}
      </p>
      <div className={styles['scroll']} role="region" tabIndex={0} aria-label={t('Preview of the rows')} data-keys="viewer">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Line')}</th>
              {columns.map((column) => (
                <th key={column.index} scope="col" data-used={column.role !== 'ignore' || undefined}>
                  {fixed ? null : (
                    <span className={styles['name']} title={column.name}>
                      {column.name}
                    </span>
                  )}
                  {fixed ? (
                    <span className={styles['fixed']}>{roleTitle(column.role)}</span>
                  ) : (
                    <Select
                      bare
                      label={t('Meaning of {column}', { column: column.name })}
                      value={column.role}
                      options={options}
                      onChange={(role) => onRole(layout.columns, column.index, role)}
                    />
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{body}</tbody>
        </table>
      </div>
    </div>
  );
}

/** The line's number, and what is wrong with it: icon, tooltip, and the sentences for a screen reader. */
function LineMark({ row }: { readonly row: Inspection['preview'][number] }) {
  if (row.problems.length === 0) return formatCount(row.line);
  const words = row.problems.map((problem) => problem.message).join(' ');
  const tone = row.row === 0 ? 'bad' : row.problems.some((problem) => problem.severity !== 'info') ? 'warn' : 'info';
  return (
    <span className={styles['mark']} data-tone={tone} title={words}>
      <ToneIcon tone={tone} />
      {formatCount(row.line)}
      <span className="visually-hidden">{words}</span>
    </span>
  );
}
