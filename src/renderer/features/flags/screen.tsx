import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { JobStrip, useFailedJob, useRunningJob } from '../../shell/job-strip.tsx';
import { Screen } from '../../shell/screen.tsx';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './flags.module.css';
import { FlagQueue } from './queue.tsx';
import { ScoreForm } from './run-form.tsx';

/** Flags, as the route shows it. */
export function FlagsScreen({ caseId }: { caseId: string }) {
  const summary = useVault('flags.summary', { caseId });
  const sources = useVault('source.list', { caseId });
  const cases = useVault('case.list', {});
  const error = errorOf(summary.error ?? sources.error ?? cases.error);
  const currency = cases.data?.cases.find((each) => each.id === caseId)?.currency;
  const job = useRunningJob(caseId, 'flags');
  const failed = useFailedJob(caseId, 'flags');
  const banner: ReactNode = error ? (
    <ErrorBanner error={error} />
  ) : job ? (
    <JobStrip job={job} />
  ) : failed?.error ? (
    <ErrorBanner error={failed.error} />
  ) : null;
  if (!summary.data || !sources.data || !currency) {
    return (
      <Screen title={t('Flags')} id={`flags-${caseId}`} banner={banner}>
        {error ? null : <Skeleton height="24rem" />}
      </Screen>
    );
  }
  if (summary.data.runId === null) {
    return (
      <Screen title={t('Flags')} id={`flags-${caseId}`} banner={banner}>
        <Start caseId={caseId} sources={sources.data.sources} busy={job !== null} />
      </Screen>
    );
  }
  return <FlagQueue caseId={caseId} summary={summary.data} sources={sources.data.sources} currency={currency} banner={banner} />;
}

/** Before the first scoring. */
function Start({ caseId, sources, busy }: { readonly caseId: string; readonly sources: readonly SourceSummary[]; readonly busy: boolean }) {
  const navigate = useNavigate();
  const [started, setStarted] = useState(false);
  const ready = sources.filter((source) => source.state === 'ready');
  if (ready.length === 0) {
    return (
      <EmptyState
        title={t('Import transactions to score')}
        text={t('Scoring ranks every transaction by how unusual it is, and gives the reasons with their figures and the rows behind them.')}
        primary={
          <Button look="primary" onClick={() => void navigate({ to: '/case/$caseId/import', params: { caseId } })}>
            {t('Import a file')}
          </Button>
        }
        secondary={<Button onClick={() => void navigate({ to: '/cases' })}>{t('See it in the sample case')}</Button>}
      />
    );
  }
  if (busy || started)
    return (
      <EmptyState
        title={t('Scoring is under way')}
        text={t('The ranked transactions show here when it is done. You can go on elsewhere meanwhile.')}
      />
    );
  return (
    <div className={styles['start']}>
      <Panel title={t('Score the transactions')}>
        <ScoreForm caseId={caseId} sources={ready} seed={null} onStarted={() => setStarted(true)} />
      </Panel>
    </div>
  );
}
