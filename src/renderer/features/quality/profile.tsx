import type { ColumnProfile } from '../../../shared/contract/quality.ts';
import { formatCount, formatMoney, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Panel } from '../../ui/panel.tsx';
import { fieldTitle, typeTitle } from './field-title.ts';
import styles from './quality.module.css';

function shown(column: ColumnProfile, value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? formatMoney(value, column.currency ?? '') : value;
}

/** What each stored field holds over all rows. Fields that no row fills are left to the list of missing values. */
export function ProfilePanel({ columns, unread }: { readonly columns: readonly ColumnProfile[]; readonly unread: readonly string[] }) {
  return (
    <Panel title={t('Profile of the fields')}>
      <div className={styles['tableWrap']} role="region" tabIndex={0} aria-label={t('Fields and their values')} data-keys="viewer">
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">{t('Field')}</th>
              <th scope="col">{t('Type')}</th>
              <th scope="col" data-number>
                {t('Filled')}
              </th>
              <th scope="col" data-number>
                {t('Different')}
              </th>
              <th scope="col">{t('Least or shortest')}</th>
              <th scope="col">{t('Most or longest')}</th>
              <th scope="col">{t('Most frequent')}</th>
            </tr>
          </thead>
          <tbody>
            {columns
              .filter((column) => column.filled > 0)
              .map((column) => (
                <tr key={column.field}>
                  <th scope="row">{fieldTitle(column.field)}</th>
                  <td>{typeTitle(column.type)}</td>
                  <td data-number>
                    {formatCount(column.filled)}
                    {column.filled < column.of ? <small>{formatPercent(column.filled / column.of)}</small> : null}
                  </td>
                  <td data-number>
                    {column.distinctExact ? formatCount(column.distinct) : t('over {n}', { n: formatCount(column.distinct) })}
                  </td>
                  <td>{shown(column, column.min ?? column.shortest)}</td>
                  <td>{shown(column, column.max ?? column.longest)}</td>
                  <td>
                    {column.top
                      .filter(({ count }) => count > 1)
                      .map(({ value, count }) => t('{value} ({n}×)', { value: shown(column, value), n: formatCount(count) }))
                      .join(', ') || t('none twice')}
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {unread.length > 0 ? (
        <p className={styles['quiet']}>{t('Columns of the file that are not read into a field: {names}.', { names: unread.join(', ') })}</p>
      ) : null}
    </Panel>
  ); // prettier-ignore
}
