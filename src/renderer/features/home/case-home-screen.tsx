import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useVault, errorOf } from '../../door/vault-query.ts';
import { Screen } from '../../shell/screen.tsx';
import { formatCount, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './case-home.module.css';
import { ContinueList } from './continue-list.tsx';
import { Coverage } from './coverage.tsx';
import { SourceList } from './source-list.tsx';

/** The case at a glance: headline figures, what to go on with, which days the files cover, the files. */
export function CaseHomeScreen({ caseId }: { readonly caseId: string }) {
  const navigate = useNavigate();
  const overview = useVault('case.overview', { caseId });
  const go = (place: 'data' | 'import' | 'reconcile' | 'flags' | 'audit', search = {}) =>
    void navigate({ to: `/case/$caseId/${place}`, params: { caseId }, search });
  const data = overview.data;
  const importButton = (
    <Button look="primary" icon={<FileUp aria-hidden />} onClick={() => go('import')}>
      {t('Import a file')}
    </Button>
  );
  return (
    <Screen title={data?.case.name ?? t('Case')} id={`home-${caseId}`} actions={data && data.sources.length > 0 ? importButton : null}>
      <ErrorBanner error={errorOf(overview.error)} />
      {overview.isPending ? <Skeleton lines={6} /> : null}
      {data?.sources.length === 0 ? (
        <EmptyState
          title={t('This case has no files yet')}
          text={t(
            'Import a bank statement and the ledger it should agree with. CSV files of any bank or accounting system are read; every line is kept.',
          )}
          primary={importButton}
        />
      ) : null}
      {data && data.sources.length > 0 ? (
        <div className={styles['home']}>
          <div className={styles['figures']}>
            <Figure
              label={t('Transactions')}
              value={formatCount(data.case.transactions)}
              note={t('from {n, plural, one {# file} other {# files}}', { n: data.sources.length })}
              onOpen={() => go('data')}
            />
            <Figure
              label={t('Reconciled')}
              value={data.reconciliationRate === null ? t('not yet') : formatPercent(data.reconciliationRate)}
              note={t('{n} accepted', { n: formatCount(data.acceptedMatches) })}
              onOpen={() => go('reconcile')}
            />
            <Figure label={t('Open suggestions')} value={count(data.openMatches)} onOpen={() => go('reconcile', { tab: 'suggested' })} />
            <Figure
              label={t('Unmatched')}
              value={count(data.unmatched)}
              note={t('on both sides')}
              onOpen={() => go('reconcile', { tab: 'open' })}
            />
            <Figure
              label={t('Open flags')}
              value={count(data.flagsOpen)}
              note={t('{n} at 80 or above', { n: count(data.flagsHigh) })}
              onOpen={() => go('flags')}
            />
          </div>
          <div className={styles['columns']}>
            <Panel title={t('Continue')}>
              <ContinueList overview={data} onGo={go} />
            </Panel>
            <Panel title={t('Coverage')}>
              <Coverage sources={data.sources} />
            </Panel>
          </div>
          <Panel
            title={t('Files')}
            action={
              <Button look="quiet" onClick={() => go('data')}>
                {t('All rows')}
              </Button>
            }
          >
            <SourceList sources={data.sources} onOpen={(source) => go('data', { source })} />
          </Panel>
        </div>
      ) : null}
    </Screen>
  );
}

/** A count as the design guide words it: zero is "none". */
function count(n: number): string {
  return n === 0 ? t('none') : formatCount(n);
}
