import type { TransactionRow } from '../../../shared/contract/common.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DateText, HashText, Money } from '../../ui/values.tsx';
import styles from './source-line.module.css';

/** Where a transaction came from: its line, byte for byte, between its neighbours, and how each field was read. */
export function SourceLine({ caseId, row }: { readonly caseId: string; readonly row: TransactionRow }) {
  const source = useVault('transaction.source', { caseId, transactionId: row.id }, { keepPrevious: true });
  const data = source.data;
  return (
    <div className={styles['source']}>
      <p className={styles['amount']}>
        <Money minor={row.amountMinor} currency={row.currency} withCode />
      </p>
      <p className={styles['what']}>{row.description || t('No description')}</p>
      {row.duplicateOf === null ? null : <Chip tone="info">{t('Repeats row {id}', { id: formatCount(row.duplicateOf) })}</Chip>}
      <Facts
        facts={[
          { label: t('Date'), value: <DateText iso={row.date} /> },
          { label: t('Counterparty'), value: row.counterparty || t('n/a') },
          { label: t('Reference'), value: <code>{row.reference || t('n/a')}</code> },
          { label: t('Category'), value: row.category || t('n/a') },
          { label: t('Source'), value: row.sourceName },
          { label: t('Line'), value: formatCount(row.line) },
        ]}
      />
      <ErrorBanner error={errorOf(source.error)} />
      {source.isPending ? <Skeleton lines={5} /> : null}
      {data ? (
        <>
          <h3>{t('In the file')}</h3>
          <div className={styles['lines']} tabIndex={0} role="region" aria-label={t('Lines of the file')}>
            {data.before.map((text, at) => (
              <Line key={`before-${at}`} number={data.line - data.before.length + at} text={text} />
            ))}
            <Line number={data.line} text={data.raw} here />
            {data.after.map((text, at) => (
              <Line key={`after-${at}`} number={data.line + 1 + at} text={text} />
            ))}
          </div>
          <h3>{t('As it was read')}</h3>
          <Facts facts={data.fields.map((field) => ({ label: field.name, value: <Field value={field.value} role={field.role} /> }))} />
          <Facts
            facts={[
              { label: t('File'), value: data.fileName },
              { label: t('SHA-256'), value: <HashText hash={data.sha256} label={t('SHA-256')} /> },
              {
                label: t('Bytes'),
                value: t('{from} to {to}', { from: formatCount(data.byteStart), to: formatCount(data.byteStart + data.byteLength) }),
              },
            ]}
          />
        </>
      ) : null}
    </div>
  );
}

function Line({ number, text, here }: { readonly number: number; readonly text: string; readonly here?: boolean }) {
  return (
    <div className={styles['line']} data-here={here || undefined}>
      <span className={styles['number']}>{number}</span>
      <code>{text}</code>
    </div>
  );
}

function Field({ value, role }: { readonly value: string; readonly role: string }) {
  return (
    <>
      <code>{value}</code> {role === 'ignore' ? null : <span className={styles['role']}>{role}</span>}
    </>
  );
}
