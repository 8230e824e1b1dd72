import { useNavigate } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { may } from '../../../shared/roles.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { useSession } from '../../door/session.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { JobStrip, useFailedJob, useRunningJob } from '../../shell/job-strip.tsx';
import { Screen } from '../../shell/screen.tsx';
import { useScreenSearch } from '../../state/use-search.ts';
import { formatTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import { Banner, ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { AcceptDialog } from './accept-dialog.tsx';
import { CategoryTab } from './category-tab.tsx';
import { Chain } from './chain.tsx';
import { ChangesTab } from './changes-tab.tsx';
import { ChartTab } from './chart-tab.tsx';
import { RuleTab } from './rule-tab.tsx';
import type { Side } from './side.ts';
import styles from './standardise.module.css';
import { STANDARD_TABS, tabOf, tabTitle, type StageId, type StandardTab } from './tabs.ts';
import { VendorTab } from './vendor-tab.tsx';

/** Standardisation: the chain, and the lists behind its stages. */
export function StandardiseScreen({ caseId }: { readonly caseId: string }) {
  const navigate = useNavigate();
  const [search, change] = useScreenSearch();
  const tab = tabOf(search.tab);
  const [side, setSide] = useState<Side | null>(null);
  const [accepting, setAccepting] = useState(false);
  const role = useSession((state) => state.status?.user?.role);
  const readOnly = role && may(role, 'data.standardise') ? null : t('Your role can read this but not change it.');
  const overview = useVault('standardise.overview', { caseId });
  const chart = useVault('category.list', { caseId }, { keepPrevious: true });
  const cases = useVault('case.list', {});
  const job = useRunningJob(caseId, 'standardise');
  const failed = useFailedJob(caseId, 'standardise');
  const start = useChange('standardise.run');
  const run = () => start.mutate({ caseId });
  const open = (next: StandardTab) => {
    setSide(null);
    change({ tab: next, row: undefined, sort: undefined, filter: undefined, open: undefined }, true);
  };
  const openStage = (stage: StageId) => {
    if (stage === 'category') open('categories');
    else if (stage === 'vendor') open('vendors');
    else if (stage === 'rules') open('rules');
    else void navigate({ to: '/case/$caseId/data', params: { caseId }, search: { tab: stage === 'duplicates' ? 'rows' : 'files' } });
  };
  const blocked = readOnly ?? (job ? t('It is running now.') : null);
  useRegisterCommands([
    { id: 'standardise.run', title: t('Run the chain'), group: 'case', when: () => blocked === null, run },
    { id: 'standardise.accept', title: t('Take proposals…'), group: 'case', when: () => blocked === null, run: () => setAccepting(true) },
    ...STANDARD_TABS.map((each) => ({
      id: `standardise.tab.${each}`,
      title: t('Standardise: {list}', { list: tabTitle(each) }),
      group: 'view' as const,
      run: () => open(each),
    })),
  ]);
  const error = errorOf(overview.error ?? chart.error ?? cases.error ?? start.error);
  const currency = cases.data?.cases.find((each) => each.id === caseId)?.currency ?? 'GBP';
  const data = overview.data;
  const banner = error ? (
    <ErrorBanner error={error} />
  ) : job ? (
    <JobStrip job={job} />
  ) : failed?.error ? (
    <ErrorBanner error={failed.error} />
  ) : data?.stale && data.lastRun ? (
    <Banner tone="info">
      {t('Rows, rules or decisions have changed since the last run. Run the chain to bring everything up to date.')}
    </Banner>
  ) : null;
  if (!data || !chart.data || data.rows === 0 || (data.lastRun === null && tab === 'categories')) {
    return (
      <Screen title={t('Standardise')} id={`standardise-${caseId}`} banner={banner}>
        {data && chart.data ? (
          data.rows === 0 ? (
            <NoRows onImport={() => void navigate({ to: '/case/$caseId/import', params: { caseId } })} />
          ) : (
            <NotRun busy={job !== null || start.isPending} reason={readOnly} onRun={run} onRules={() => open('rules')} />
          )
        ) : error ? null : (
          <Skeleton height="24rem" />
        )}
      </Screen>
    );
  }
  const common = { caseId, readOnly, categories: chart.data.categories, currency, onSide: setSide };
  const panels: Readonly<Record<StandardTab, ReactNode>> = {
    categories: <CategoryTab {...common} runs={data.runs} />,
    chart: <ChartTab {...common} texts={chart.data.texts} />,
    vendors: <VendorTab {...common} />,
    rules: <RuleTab {...common} />,
    changes: <ChangesTab {...common} runs={data.runs} />,
  };
  return (
    <Screen
      title={t('Standardise')}
      id={`standardise-${caseId}`}
      layout="fill"
      banner={banner}
      actions={
        <>
          <Button onClick={() => setAccepting(true)} reason={blocked}>
            {t('Take proposals…')}
          </Button>
          <Button
            look="primary"
            icon={<Play aria-hidden />}
            onClick={run}
            busy={start.isPending}
            reason={blocked}
            title={
              data.lastRun ? t('Last run {time} by {name}', { time: formatTime(data.lastRun.ranAt), name: data.lastRun.ranBy }) : undefined
            }
          >
            {t('Run the chain')}
          </Button>
        </>
      }
      inspector={side?.content}
      inspectorTitle={side?.title ?? t('Details')}
    >
      <div className={styles['work']}>
        <Chain stages={data.stages} onOpen={openStage} />
        <div className={styles['lists']}>
          <Tabs<StandardTab>
            label={t('Lists of the standardisation')}
            value={tab}
            onChange={open}
            tabs={STANDARD_TABS.map((value) => ({ value, label: tabTitle(value), panel: value === tab ? panels[value] : null }))}
          />
        </div>
      </div>
      <AcceptDialog caseId={caseId} open={accepting} onClose={() => setAccepting(false)} />
    </Screen>
  );
}

function NoRows({ onImport }: { readonly onImport: () => void }) {
  return (
    <EmptyState
      title={t('Import transactions to standardise')}
      text={t(
        'Names of vendors are brought together, categories mapped to one chart, rules applied. The transactions themselves stay as they are in the file.',
      )}
      primary={
        <Button look="primary" onClick={onImport}>
          {t('Import a file')}
        </Button>
      }
    />
  );
}

function NotRun({
  busy,
  reason,
  onRun,
  onRules,
}: {
  readonly busy: boolean;
  readonly reason: string | null;
  readonly onRun: () => void;
  readonly onRules: () => void;
}) {
  return (
    <EmptyState
      title={busy ? t('The chain is running') : t('The chain has not been run')}
      text={t(
        'It groups the spellings of each vendor, reads the categories of the files and applies your rules. Every change lies on top of the raw value and can be undone.',
      )}
      primary={
        <Button look="primary" icon={<Play aria-hidden />} onClick={onRun} busy={busy} reason={reason}>
          {t('Run the chain')}
        </Button>
      }
      secondary={<Button onClick={onRules}>{t('Write rules first')}</Button>}
    />
  );
}
