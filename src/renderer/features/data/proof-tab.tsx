import { errorOf, useVault } from '../../door/vault-query.ts';
import type { Layout } from '../../../shared/contract/import.ts';
import { BalanceProof } from '../../sources/balance-proof.tsx';
import { formatTitle } from '../../sources/format-title.ts';
import { StatementList } from '../../sources/statement-list.tsx';
import { signRuleTitle, storedRoleTitle } from '../../sources/role-titles.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { HashText } from '../../ui/values.tsx';
import styles from './data.module.css';

/** The balance proof of one file as it was kept at import, and how the file was read. */
export function ProofTab({ caseId, sourceId }: { readonly caseId: string; readonly sourceId: number }) {
  const detail = useVault('source.detail', { caseId, sourceId });
  const data = detail.data;
  return (
    <>
      <ErrorBanner error={errorOf(detail.error)} />
      {detail.isPending ? <Skeleton lines={6} /> : null}
      {data ? (
        <>
          <BalanceProof figures={{ ...data.source, equations: data.equations }} currency={data.source.currency} />
          {data.statements.length > 1 ? <StatementList statements={data.statements} total={data.statements.length} /> : null}
          <section className={styles['read']}>
            <h2>{t('How it was read')}</h2>
            <Facts
              facts={[
                { label: t('Format'), value: formatTitle(data.source.format) },
                ...(data.sheet === '' ? [] : [{ label: t('Sheet'), value: data.sheet }]),
                { label: t('Encoding'), value: data.source.encoding },
                { label: t('Dates'), value: <code>{data.dateFormat}</code> },
                { label: t('Decimal mark'), value: <code>{data.decimalMark}</code> },
                { label: t('Sign'), value: signRuleTitle(data.signRule as Layout['signRule']) },
                {
                  label: t('Columns'),
                  value: data.columns
                    .filter((column) => column.role !== 'ignore')
                    .map((column) => t('{name}: {role}', { name: column.name, role: storedRoleTitle(column.role) }))
                    .join(', '),
                },
                { label: t('Reader'), value: <code>{data.readerVersion}</code> },
                {
                  label: t('Digest of the stored rows'),
                  value: data.rowsDigest ? <HashText hash={data.rowsDigest} label={t('Digest of the stored rows')} /> : t('not known'),
                },
              ]}
            />
          </section>
        </>
      ) : null}
    </>
  );
}
