import { FileDown } from 'lucide-react';
import { useState } from 'react';
import type { AccountCoverage } from '../../../shared/contract/quality.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CoverageStrip } from './coverage-strip.tsx';
import { CoverageTable } from './coverage-table.tsx';
import { daysText, stateChip } from './coverage-text.ts';
import styles from './coverage.module.css';
import { useExport } from './use-export.ts';

/** The periods held of every account: a strip of time each, its verdict in a sentence, and the same facts as a table. */
export function Coverage({ caseId, onOpen }: { readonly caseId: string; readonly onOpen: (sourceId: number) => void }) {
  const map = useVault('coverage.map', { caseId });
  const write = useExport(caseId);
  const accounts = map.data?.accounts ?? [];
  return (
    <div className={styles['coverage']}>
      <ErrorBanner error={errorOf(map.error)} action={<Button onClick={() => void map.refetch()}>{t('Try again')}</Button>} />
      {map.isPending ? <Skeleton lines={8} /> : null}
      {map.data && accounts.length === 0 ? (
        <EmptyState title={t('No dated statement')} text={t('A statement or ledger with dates shows here over time.')} />
      ) : null}
      {accounts.length > 0 ? (
        <header className={styles['head']}>
          <Legend />
          <Button icon={<FileDown aria-hidden />} onClick={() => write({ subject: 'quality', format: 'pdf' })}>
            {t('Coverage and quality as PDF')}
          </Button>
        </header>
      ) : null}
      {accounts.map((account) => (
        <Account key={`${account.kind} ${account.account} ${account.currency}`} account={account} onOpen={onOpen} />
      ))}
      {map.data && map.data.undated.length > 0 ? (
        <p className={styles['quiet']}>
          {t('{n, plural, one {# statement has} other {# statements have}} no date and stand on no strip: {names}.', {
            n: map.data.undated.length,
            names: [...new Set(map.data.undated.map(({ sourceName }) => sourceName))].slice(0, 10).join(', '),
          })}
        </p>
      ) : null}
    </div>
  );
}

function Account({ account, onOpen }: { readonly account: AccountCoverage; readonly onOpen: (sourceId: number) => void }) {
  const chip = stateChip(account.state);
  const [open, setOpen] = useState(account.state !== 'whole');
  const name = [account.account, account.currency].filter(Boolean).join(', ');
  return (
    <section className={styles['account']} aria-label={name}>
      <header>
        <h2>{name}</h2>
        <Chip tone={chip.tone}>{chip.text}</Chip>
        <span className={styles['quiet']}>{daysText(account)}</span>
        <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('Hide the table') : t('Show as table')}
        </Button>
      </header>
      <figure aria-label={account.verdict}>
        <CoverageStrip account={account} />
        <figcaption>{account.verdict}</figcaption>
      </figure>
      {open ? <CoverageTable account={account} onOpen={onOpen} /> : null}
      {account.totals.held > account.held.length ? (
        <p className={styles['quiet']}>
          {t('The first {n} of {all} statements are listed.', {
            n: formatCount(account.held.length),
            all: formatCount(account.totals.held),
          })}
        </p>
      ) : null}
    </section>
  );
}

function Legend() {
  return (
    <ul className={styles['legend']} aria-label={t('What the marks mean')}>
      <li data-kind="held">{t('Held')}</li>
      <li data-kind="overlap">{t('Held more than once')}</li>
      <li data-kind="gap">{t('Gap: no statement')}</li>
      <li data-kind="break">{t('Balances do not join')}</li>
    </ul>
  );
}
