import { useNavigate } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { may } from '../../../shared/roles.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { useSession } from '../../door/session.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { ExportMenu } from '../../shell/export-menu.tsx';
import { JobStrip, useFailedJob, useRunningJob } from '../../shell/job-strip.tsx';
import { HeadFigure, Screen } from '../../shell/screen.tsx';
import { useNarrow } from '../../state/use-narrow.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount, formatMoney, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ScopeChip } from '../../ui/chip.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Money } from '../../ui/values.tsx';
import styles from './reconcile.module.css';
import { RunForm } from './run-form.tsx';
import type { ReconcileSummary } from './summary.ts';
import { useViews } from './use-views.ts';
import { useWorkbench } from './workbench.tsx';

/** Reconcile, as the route shows it. */
export function ReconcileScreen({ caseId }: { caseId: string }) {
  const summary = useVault('reconcile.summary', { caseId });
  const sources = useVault('source.list', { caseId });
  const cases = useVault('case.list', {});
  const error = errorOf(summary.error ?? sources.error ?? cases.error);
  const currency = cases.data?.cases.find((each) => each.id === caseId)?.currency;
  const job = useRunningJob(caseId, 'reconcile');
  const failed = useFailedJob(caseId, 'reconcile');
  const banner = error ? (
    <ErrorBanner error={error} />
  ) : job ? (
    <JobStrip job={job} />
  ) : failed?.error ? (
    <ErrorBanner error={failed.error} />
  ) : null;
  if (!summary.data || !sources.data || !currency) {
    return (
      <Screen title={t('Reconcile')} id={`reconcile-${caseId}`} banner={banner}>
        {error ? null : <Skeleton height="24rem" />}
      </Screen>
    );
  }
  if (summary.data.runId === null) {
    return (
      <Screen title={t('Reconcile')} id={`reconcile-${caseId}`} banner={banner}>
        <Start caseId={caseId} sources={sources.data.sources} currency={currency} busy={job !== null} />
      </Screen>
    );
  }
  return <Reconciliation caseId={caseId} summary={summary.data} sources={sources.data.sources} currency={currency} banner={banner} />;
}

/** Before the first run: what is missing, or the choice of the two sides. */
function Start({
  caseId,
  sources,
  currency,
  busy,
}: {
  readonly caseId: string;
  readonly sources: readonly SourceSummary[];
  readonly currency: string;
  readonly busy: boolean;
}) {
  const navigate = useNavigate();
  const ready = sources.filter((source) => source.state === 'ready');
  const kinds = new Set(ready.map((source) => source.kind));
  if (ready.length < 2 || kinds.size < 2) {
    return (
      <EmptyState
        title={
          ready.length === 0
            ? t('Import a statement and a ledger to compare')
            : kinds.has('ledger')
              ? t('Import a statement to compare with')
              : t('Import a ledger to compare with')
        }
        text={t(
          'Reconciling pairs each statement line with the ledger entry of the same movement and shows what is left over on either side.',
        )}
        primary={
          <Button look="primary" onClick={() => void navigate({ to: '/case/$caseId/import', params: { caseId } })}>
            {t('Import a file')}
          </Button>
        }
        secondary={<Button onClick={() => void navigate({ to: '/cases' })}>{t('See it in the sample case')}</Button>}
      />
    );
  }
  if (busy)
    return (
      <EmptyState
        title={t('Matching is under way')}
        text={t('The suggestions show here when it is done. You can go on elsewhere meanwhile.')}
      />
    );
  return (
    <div className={styles['start']}>
      <Panel title={t('Match statement and ledger')}>
        <RunForm caseId={caseId} sources={ready} currency={currency} settings={null} onStarted={() => undefined} />
      </Panel>
    </div>
  );
}

function Reconciliation({
  caseId,
  summary,
  sources,
  currency,
  banner,
}: {
  readonly caseId: string;
  readonly summary: ReconcileSummary;
  readonly sources: readonly SourceSummary[];
  readonly currency: string;
  readonly banner: React.ReactNode;
}) {
  const views = useViews();
  const narrow = useNarrow();
  const role = useSession((state) => state.status?.user?.role);
  const [running, setRunning] = useState(false);
  const readOnly = role && may(role, 'match.decide') ? null : t('Your role can read matches but not decide on them.');
  const { main, strip } = useWorkbench({ caseId, summary, currency, readOnly, views });
  const mayRun = role !== undefined && may(role, 'analysis.run');
  useRegisterCommands([{ id: 'reconcile.run', title: t('Match again'), group: 'case', when: () => mayRun, run: () => setRunning(true) }]);
  const { settings } = summary;
  const names = (ids: readonly number[]) => ids.map((id) => sources.find((source) => source.id === id)?.name ?? '').filter(Boolean);
  const chip = (list: string[]) =>
    list.length === 1 ? (list[0] ?? '') : t('{n, plural, one {# source} other {# sources}}', { n: list.length });
  return (
    <Screen
      title={t('Reconcile')}
      id={`reconcile-${caseId}`}
      layout="fill"
      banner={banner}
      scope={
        settings && !narrow ? (
          <>
            <ScopeChip label={t('Statement')} value={chip(names(settings.leftSources))} />
            <ScopeChip label={t('Ledger')} value={chip(names(settings.rightSources))} />
            <span className={styles['limits']}>
              <ScopeChip
                label={t('Within')}
                value={t('{days, plural, one {# day} other {# days}}, {amount}', {
                  days: settings.windowDays,
                  amount: formatMoney(settings.toleranceMinor, currency),
                })}
              />
            </span>
          </>
        ) : null
      }
      figures={
        <>
          <HeadFigure label={t('Rate')} value={summary.rate === null ? t('not known') : formatPercent(summary.rate)} />
          {narrow ? null : (
            <HeadFigure
              label={t('Matched')}
              value={formatCount(summary.suggested + summary.accepted)}
              onOpen={() => views.open('suggested')}
            />
          )}
          <HeadFigure
            label={t('Unexplained')}
            value={<Money minor={summary.unexplainedMinor} currency={currency} withCode />}
            onOpen={() => {
              const side = summary.unmatchedKinds.some((kind) => kind.kind === 'unexplained' && kind.side === 'left') ? 'left' : 'right';
              views.setKind(side, 'unexplained');
              views.open(side, { filter: [] });
            }}
          />
        </>
      }
      actions={
        <>
          <Button
            icon={<RefreshCw aria-hidden />}
            onClick={() => setRunning(true)}
            reason={mayRun ? null : t('Your role can not start matching.')}
            title={
              summary.ranAt ? t('Last matched {time} by {name}', { time: formatTime(summary.ranAt), name: summary.ranBy ?? '' }) : undefined
            }
          >
            {t('Match again')}
          </Button>
          <ExportMenu
            caseId={caseId}
            subject="reconciliation"
            reason={role && may(role, 'report.export') ? null : t('Your role can not export.')}
          />
        </>
      }
      strip={strip}
      stripTitle={t('Why, candidates, source lines')}
    >
      {main}
      <Dialog open={running} onClose={() => setRunning(false)} size="large" title={t('Match again')}>
        <RunForm
          caseId={caseId}
          sources={sources}
          currency={currency}
          settings={settings}
          onStarted={() => setRunning(false)}
          onCancel={() => setRunning(false)}
        />
      </Dialog>
    </Screen>
  );
}
