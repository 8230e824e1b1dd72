import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { HashText } from '../../ui/values.tsx';
import styles from './case-home.module.css';

/** What kind of file a source is, in words. */
export function sourceKind(kind: SourceSummary['kind']): string {
  return { bank: t('Bank statement'), ledger: t('Ledger'), payments: t('Payments') }[kind];
}

/** The balance proof of a source as a chip. */
export function BalanceChip({ balance }: { readonly balance: SourceSummary['balance'] }) {
  if (balance === 'proved') return <Chip tone="ok">{t('Balance proved')}</Chip>;
  if (balance === 'differs') return <Chip tone="bad">{t('Balance differs')}</Chip>;
  return <Chip>{t('No balances')}</Chip>;
}

/** The files of a case with what the import found. */
export function SourceList({
  sources,
  onOpen,
}: {
  readonly sources: readonly SourceSummary[];
  readonly onOpen: (sourceId: number) => void;
}) {
  return (
    <div className={styles['tableWrap']} tabIndex={0} role="region" aria-label={t('Files of the case')}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('File')}</th>
            <th scope="col">{t('Kind')}</th>
            <th scope="col">{t('Account')}</th>
            <th scope="col">{t('Period')}</th>
            <th scope="col" className={styles['number']}>
              {t('Rows')}
            </th>
            <th scope="col" className={styles['number']}>
              {t('Rejected')}
            </th>
            <th scope="col">{t('Balance')}</th>
            <th scope="col">{t('SHA-256')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map((source) => (
            <tr key={source.id}>
              <th scope="row">
                <button type="button" onClick={() => onOpen(source.id)}>
                  {source.name}
                </button>
                <small>{source.fileName}</small>
              </th>
              <td>{sourceKind(source.kind)}</td>
              <td>{source.account || t('n/a')}</td>
              <td className={styles['period']}>
                {source.firstDate && source.lastDate
                  ? t('{from} to {to}', { from: source.firstDate, to: source.lastDate })
                  : t('not known')}
              </td>
              <td className={styles['number']}>{formatCount(source.rowsKept)}</td>
              <td className={styles['number']}>{source.rowsRejected === 0 ? t('none') : formatCount(source.rowsRejected)}</td>
              <td>{source.state === 'undone' ? <Chip>{t('Undone')}</Chip> : <BalanceChip balance={source.balance} />}</td>
              <td>
                <HashText hash={source.sha256} label={t('SHA-256 of {file}', { file: source.fileName })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
