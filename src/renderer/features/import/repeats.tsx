import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { DateText, Money } from '../../ui/values.tsx';
import { changeItem, type QueueItem, type RowChoice } from './queue.ts';
import styles from './repeats.module.css';

type Found = OutputOf<'overlap.preview'>;

/** Rows of the file that the case holds already, each with the movement it meets, and what is to become of it. */
export function Repeats({ item, found }: { readonly item: QueueItem; readonly found: Found }) {
  const choose = (rows: readonly number[], choice: RowChoice) => {
    const next = new Map(item.rowChoices);
    for (const row of rows) {
      if (choice === 'merge') next.delete(row);
      else next.set(row, choice);
    }
    changeItem(item.key, { rowChoices: next });
  };
  const all = found.rows.map(({ row }) => row);
  const total = found.repeats + found.possible;
  return (
    <div className={styles['repeats']}>
      <p>
        {t(
          'Merged rows count as often as the files have them: two equal payments stay two, and the same two in this file add none. Nothing is dropped; every row stays in the source.',
        )}
      </p>
      {total > all.length ? <p>{t('The first {n} of {all} rows.', { n: formatCount(all.length), all: formatCount(total) })}</p> : null}
      <div className={styles['all']} role="group" aria-label={t('All rows')}>
        <Button onClick={() => choose(all, 'merge')}>{t('Merge all')}</Button>
        <Button onClick={() => choose(all, 'add')}>{t('Add all')}</Button>
        <Button onClick={() => choose(all, 'skip')}>{t('Skip all')}</Button>
      </div>
      <div className={styles['scroll']} role="region" tabIndex={0} aria-label={t('Rows that the case holds already')} data-keys="viewer">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Row')}</th>
              <th scope="col">{t('Finding')}</th>
              <th scope="col">{t('The movement held')}</th>
              <th scope="col">{t('Choice')}</th>
            </tr>
          </thead>
          <tbody>
            {found.rows.map(({ row, verdict, other }) => (
              <tr key={row}>
                <td>{formatCount(row)}</td>
                <td>{verdict === 'repeat' ? <Chip tone="info">{t('Repeat')}</Chip> : <Chip tone="warn">{t('Possible repeat')}</Chip>}</td>
                <td>
                  <DateText iso={other.date} /> <Money minor={other.amountMinor} currency={other.currency} withCode /> {other.description}{' '}
                  <span className={styles['source']}>
                    {t('{source}, line {line}', { source: other.sourceName, line: formatCount(other.line) })}
                  </span>
                </td>
                <td>
                  <Select<RowChoice>
                    bare
                    label={t('What becomes of row {row}', { row: formatCount(row) })}
                    value={item.rowChoices.get(row) ?? 'merge'}
                    options={[
                      { value: 'merge', label: t('Merge') },
                      { value: 'add', label: t('Add') },
                      { value: 'skip', label: t('Skip') },
                    ]}
                    onChange={(choice) => choose([row], choice)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {item.rowChoices.size > 0 ? (
        <Field
          label={t('Why these rows are treated otherwise')}
          value={item.rowReason}
          maxLength={500}
          onChange={(event) => changeItem(item.key, { rowReason: event.target.value })}
        />
      ) : null}
    </div>
  );
}
