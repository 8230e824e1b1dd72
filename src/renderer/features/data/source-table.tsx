import { Ellipsis } from 'lucide-react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { BalanceChip, sourceKind } from '../../sources/balance-chip.tsx';
import { formatTime } from '../../text/dates.ts';
import { formatBytes, formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { HashText, Money } from '../../ui/values.tsx';
import styles from './source-table.module.css';

export interface SourceActions {
  readonly onOpen: (source: SourceSummary, tab: 'rows' | 'quality' | 'problems' | 'balance') => void;
  readonly onUndo: (source: SourceSummary) => void;
}

/** Every file of the case with its figures; the name opens its rows. Imports that were taken out stay listed. */
export function SourceTable({ sources, onOpen, onUndo }: { readonly sources: readonly SourceSummary[] } & SourceActions) {
  return (
    <div className={styles['wrap']} tabIndex={0} role="region" aria-label={t('Files of the case')} data-keys="list">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('File')}</th>
            <th scope="col">{t('Account')}</th>
            <th scope="col">{t('Period')}</th>
            <th scope="col" className={styles['number']}>
              {t('Rows')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('Rejected')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('Repeats')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('Money in, out')}
            </th>
            <th scope="col">{t('State')}</th>
            <th scope="col">{t('Problems')}</th>
            <th scope="col">{t('SHA-256')}</th>
            <th scope="col">{t('Imported')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <SourceRow key={source.id} source={source} onOpen={onOpen} onUndo={onUndo} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SourceRow({ source, onOpen, onUndo }: { readonly source: SourceSummary } & SourceActions) {
  const undone = source.state === 'undone';
  const none = (count: number) => (count === 0 ? t('none') : formatCount(count));
  const entries = [
    { id: 'rows', label: t('Open the rows'), onSelect: () => onOpen(source, 'rows') },
    { id: 'quality', label: t('Quality and certificate'), onSelect: () => onOpen(source, 'quality') },
    { id: 'problems', label: t('Problems'), onSelect: () => onOpen(source, 'problems') },
    { id: 'balance', label: t('Balance proof'), onSelect: () => onOpen(source, 'balance') },
    { id: 'undo', label: t('Undo the import…'), separated: true, onSelect: () => onUndo(source) },
  ];
  return (
    <tr data-undone={undone || undefined}>
      <th scope="row">
        {undone ? (
          <strong>{source.name}</strong>
        ) : (
          <button type="button" className={styles['link']} onClick={() => onOpen(source, 'rows')}>
            {source.name}
          </button>
        )}
        <small>
          {t('{kind} · {file} · {size}', { kind: sourceKind(source.kind), file: source.fileName, size: formatBytes(source.fileBytes) })}
        </small>
      </th>
      <td className={styles['account']}>{source.account ? <code>{source.account}</code> : t('n/a')}</td>
      <td className={styles['keep']}>
        {source.firstDate ?? t('not known')}
        <br />
        {source.lastDate ?? ''}
      </td>
      <td className={styles['number']}>{formatCount(source.rowsKept)}</td>
      <td className={styles['number']}>{none(source.rowsRejected)}</td>
      <td className={styles['number']}>{none(source.duplicates)}</td>
      <td className={styles['number']}>
        <Money minor={source.inMinor} currency={source.currency} withCode={source.currency !== ''} />
        <br />
        <Money minor={-Math.abs(source.outMinor)} currency={source.currency} withCode={source.currency !== ''} />
      </td>
      <td>{undone ? <Chip tone="warn">{t('Taken out')}</Chip> : <BalanceChip balance={source.balance} />}</td>
      <td>
        {source.problems === 0 || undone ? (
          none(source.problems)
        ) : (
          <button
            type="button"
            className={styles['link']}
            aria-label={t('{n} problems of {name}', { n: source.problems, name: source.name })}
            onClick={() => onOpen(source, 'problems')}
          >
            {formatCount(source.problems)}
          </button>
        )}
      </td>
      <td className={styles['keep']}>
        <HashText hash={source.sha256} label={t('SHA-256 of {file}', { file: source.fileName })} />
      </td>
      <td className={styles['keep']}>
        <span title={formatTime(source.importedAt)}>{formatTime(source.importedAt).slice(0, 16)}</span>
        <small>{source.importedBy}</small>
      </td>
      <td>
        {undone ? null : (
          <Menu
            align="end"
            entries={entries}
            trigger={<IconButton label={t('Actions for {name}', { name: source.name })} icon={<Ellipsis aria-hidden />} />}
          />
        )}
      </td>
    </tr>
  );
}
