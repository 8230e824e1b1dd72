import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useVault, errorOf } from '../../door/vault-query.ts';
import { JobStrip, useFailedJob, useRunningJob } from '../../shell/job-strip.tsx';
import { Screen } from '../../shell/screen.tsx';
import { countOrNone, formatCount, formatPercent } from '../../text/format.ts';
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
import { FirstSteps } from './first-steps-panel.tsx';
import { SourceList } from './source-list.tsx';

/** The case at a glance: headline figures, what to go on with, which days the files cover, the files. */
export function CaseHomeScreen({ caseId }: { readonly caseId: string }) {
  const navigate = useNavigate();
  const overview = useVault('case.overview', { caseId });
  const go = (place: 'data' | 'import' | 'reconcile' | 'flags' | 'audit', search = {}) =>
    void navigate({ to: `/case/$caseId/${place}`, params: { caseId }, search });
  const data = overview.data;
  // Before the first run a count of none would be a claim.
  const scored = useVault('flags.summary', { caseId }).data?.runId !== null;
  // The sample fills itself: meanwhile its home says how far, not that it is empty.
  const filling = useRunningJob(caseId, 'sample');
  const failed = useFailedJob(caseId, 'sample');
  const importButton = (
    <Button look="primary" icon={<FileUp aria-hidden />} onClick={() => go('import')}>
      {t('Import a file')}
    </Button>
  );
  return (
    <Screen title={data?.case.name ?? t('Case')} id={`home-${caseId}`} actions={data && data.sources.length > 0 ? importButton : null}>
      <ErrorBanner error={errorOf(overview.error)} />
      {overview.isPending ? <Skeleton lines={6} /> : null}
      {filling ? (
        <div className={styles['filling']}>
          <JobStrip job={filling} />
        </div>
      ) : null}
      <ErrorBanner error={failed?.error ?? null} />
      {data?.sources.length === 0 && !filling ? (
        <EmptyState
          title={t('This case has no files yet')}
          text={t(
            'Import a bank statement and the ledger it should agree with. CSV files of any bank or accounting system are read; each file is sealed as it came, and every line stays traceable.',
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
              note={
                data.reconciliationRate === null
                  ? t('not run')
                  : t('of both sides, in {n} pairs', { n: formatCount(data.openMatches + data.acceptedMatches) })
              }
              onOpen={() => go('reconcile')}
            />
            <Figure
              label={t('Open suggestions')}
              value={data.reconciliationRate === null ? t('not yet') : countOrNone(data.openMatches)}
              note={t('{n} accepted', { n: countOrNone(data.acceptedMatches) })}
              onOpen={() => go('reconcile', { tab: 'suggested' })}
            />
            <Figure
              label={t('Unmatched')}
              value={data.reconciliationRate === null ? t('not yet') : countOrNone(data.unmatched)}
              note={t('on both sides')}
              onOpen={() => go('reconcile', { tab: 'left' })}
            />
            <Figure
              label={t('Flags to review')}
              value={scored ? countOrNone(data.flagsOpen) : t('not yet')}
              note={scored ? t('risk 30 or more, {n} at 60 or more', { n: countOrNone(data.flagsHigh) }) : t('not scored')}
              onOpen={() => go('flags', { tab: 'open', filter: [{ column: 'risk', op: 'range', from: 30, to: 100 }] })}
            />
          </div>
          <FirstSteps caseId={caseId} overview={data} onGo={go} />
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
