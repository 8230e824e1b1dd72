import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useState, type ComponentType, type ReactNode } from 'react';
import type { Problem, TransactionRow } from '../../../shared/contract/common.ts';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import type { RepeatPair } from '../../../shared/contract/overlaps.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { HeadFigure, Screen } from '../../shell/screen.tsx';
import { useScreenSearch } from '../../state/use-search.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs, type TabEntry } from '../../ui/tabs.tsx';
import { ProblemDetail, Problems } from './problems.tsx';
import { ProofTab } from './proof-tab.tsx';
import { SourceLine } from './source-line.tsx';
import { SourceTable } from './source-table.tsx';
import { Transactions } from './transactions.tsx';
import { UndoDialog } from './undo-dialog.tsx';

const TABS = ['files', 'rows', 'quality', 'coverage', 'repeats', 'problems', 'balance'] as const;
type Tab = (typeof TABS)[number];

/** The tabs about quality and repeats are other features': whoever puts the screens together hands them in. */
export interface DataViews {
  readonly FileQuality: ComponentType<{
    caseId: string;
    source: SourceSummary;
    onOpen: (tab: 'problems' | 'rows' | 'balance', at: number) => void;
  }>;
  readonly CaseQuality: ComponentType<{ caseId: string; onOpen: (sourceId: number) => void }>;
  readonly Coverage: ComponentType<{ caseId: string; onOpen: (sourceId: number) => void }>;
  readonly Repeats: ComponentType<{
    caseId: string;
    source: SourceSummary;
    sources: readonly SourceSummary[];
    onActive: (pair: RepeatPair | null) => void;
  }>;
  readonly RepeatDetail: ComponentType<{ caseId: string; pair: RepeatPair }>;
}

/** The files of a case, and the rows, problems, quality and balance proof of all or one of them. */
export function DataScreen({ caseId, views }: { readonly caseId: string; readonly views: DataViews }) {
  const navigate = useNavigate();
  const [search, change] = useScreenSearch();
  const [row, setRow] = useState<TransactionRow | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [pair, setPair] = useState<RepeatPair | null>(null);
  const [undoing, setUndoing] = useState<SourceSummary | null>(null);
  const list = useVault('source.list', { caseId });
  const sources = list.data?.sources ?? [];
  const ready = sources.filter((each) => each.state === 'ready');
  const source = ready.find((each) => each.id === search.source);
  const wanted = TABS.find((each) => each === search.tab) ?? (source ? 'rows' : 'files');
  const ofOne = wanted === 'problems' || wanted === 'balance' || wanted === 'repeats';
  const tab: Tab = source ? (wanted === 'coverage' ? 'rows' : wanted) : ofOne ? 'files' : wanted;
  const open = (next: SourceSummary | undefined, to: Tab) =>
    change({ source: next?.id, tab: to, row: undefined, filter: undefined, sort: undefined }, true);
  const openId = (id: number, to: Tab) =>
    open(
      ready.find((each) => each.id === id),
      to,
    );
  const goImport = () => void navigate({ to: '/case/$caseId/import', params: { caseId } });
  const importButton = (
    <Button look="primary" icon={<FileUp aria-hidden />} onClick={goImport}>
      {t('Import a file')}
    </Button>
  );
  if (!list.data || sources.length === 0) {
    return (
      <Screen title={t('Data')} id={`data-${caseId}`} actions={sources.length > 0 ? importButton : null}>
        <ErrorBanner error={errorOf(list.error)} action={<Button onClick={() => void list.refetch()}>{t('Try again')}</Button>} />
        {list.isPending ? <Skeleton lines={6} /> : null}
        {list.data ? (
          <EmptyState
            title={t('No files yet')}
            text={t('Import a bank statement and the ledger it should agree with. Every row keeps its line in the file.')}
            primary={importButton}
            secondary={<Button onClick={() => void navigate({ to: '/cases' })}>{t('See it in the sample case')}</Button>}
          />
        ) : null}
      </Screen>
    );
  }
  const tabs: TabEntry<Tab>[] = [
    {
      value: 'files',
      label: t('Files'),
      count: sources.length,
      panel: <SourceTable sources={sources} onOpen={open} onUndo={setUndoing} />,
    },
    {
      value: 'rows',
      label: t('Transactions'),
      count: source?.rowsKept ?? ready.reduce((sum, each) => sum + each.rowsKept, 0),
      panel: (
        <Transactions
          key={source?.id ?? 0}
          caseId={caseId}
          source={source}
          currency={source?.currency || ready[0]?.currency || 'GBP'}
          onActive={setRow}
        />
      ),
    },
    {
      value: 'quality',
      label: t('Quality'),
      panel: source ? (
        <views.FileQuality
          key={source.id}
          caseId={caseId}
          source={source}
          onOpen={(to, at) => change({ tab: to, row: at, filter: undefined, sort: undefined }, true)}
        />
      ) : (
        <views.CaseQuality caseId={caseId} onOpen={(id) => openId(id, 'quality')} />
      ),
    },
    ...(source
      ? []
      : [
          {
            value: 'coverage' as const,
            label: t('Coverage'),
            panel: <views.Coverage caseId={caseId} onOpen={(id) => openId(id, 'rows')} />,
          },
        ]),
    ...(source
      ? [
          {
            value: 'repeats' as const,
            label: t('Repeats'),
            panel: <views.Repeats key={source.id} caseId={caseId} source={source} sources={ready} onActive={setPair} />,
          },
          {
            value: 'problems' as const,
            label: t('Problems'),
            count: source.problems,
            panel: <Problems caseId={caseId} sourceId={source.id} initialRow={search.row ?? 0} onActive={setProblem} />,
          },
          { value: 'balance' as const, label: t('Balance proof'), panel: <ProofTab caseId={caseId} sourceId={source.id} /> },
        ]
      : []),
  ];
  const inspectors: Partial<Record<Tab, ReactNode>> = {
    rows: row ? <SourceLine caseId={caseId} row={row} /> : <p>{t('No row is selected.')}</p>,
    repeats: pair ? <views.RepeatDetail caseId={caseId} pair={pair} /> : <p>{t('No row is selected.')}</p>,
    problems: problem ? <ProblemDetail problem={problem} /> : <p>{t('No row is selected.')}</p>,
  };
  return (
    <Screen
      title={t('Data')}
      id={`data-${caseId}-${source?.id ?? 'all'}`}
      layout="fill"
      scope={
        <Select
          bare
          label={t('File')}
          value={source ? String(source.id) : 'all'}
          options={[{ value: 'all', label: t('All files') }, ...ready.map((each) => ({ value: String(each.id), label: each.name }))]}
          onChange={(value) =>
            open(
              ready.find((each) => String(each.id) === value),
              tab === 'files' ? 'rows' : tab,
            )
          }
        />
      }
      figures={source ? <Period source={source} /> : <Proved sources={ready} />}
      actions={
        <>
          {source ? <Button onClick={() => setUndoing(source)}>{t('Undo this import')}</Button> : null}
          {importButton}
        </>
      }
      inspectorTitle={tab === 'problems' ? t('Problem') : tab === 'repeats' ? t('Pair') : t('Source line')}
      inspector={inspectors[tab]}
    >
      <Tabs<Tab>
        label={t('Data of the case')}
        value={tab}
        tabs={tabs}
        onChange={(next) => change({ tab: next, row: undefined, ...(next === 'files' ? { source: undefined } : {}) })}
      />
      <UndoDialog caseId={caseId} source={undoing} onClose={() => setUndoing(null)} />
    </Screen>
  );
}

function Period({ source }: { readonly source: SourceSummary }) {
  if (!source.firstDate || !source.lastDate) return null;
  return <HeadFigure label={t('Period')} value={t('{from} to {to}', { from: source.firstDate, to: source.lastDate })} />;
}

/** How many of the files that state balances are proved by them. */
function Proved({ sources }: { readonly sources: readonly SourceSummary[] }) {
  const proved = sources.filter((source) => source.balance === 'proved').length;
  const stated = sources.filter((source) => source.balance !== 'none').length;
  return (
    <HeadFigure
      label={t('Balances proved')}
      value={
        stated === 0 ? t('none stated') : t('{n} of {all} files that state them', { n: formatCount(proved), all: formatCount(stated) })
      }
    />
  );
}
