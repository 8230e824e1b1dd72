import { Gauge } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { may } from '../../../shared/roles.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { client } from '../../door/client.ts';
import { useSession } from '../../door/session.ts';
import { ExportMenu } from '../../shell/export-menu.tsx';
import { HeadFigure, Screen } from '../../shell/screen.tsx';
import { useDecisions } from '../../shell/use-decisions.ts';
import { setInterface } from '../../state/interface.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { useScreenSearch } from '../../state/use-search.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { ScopeChip } from '../../ui/chip.tsx';
import { DataGrid, type GridHandle } from '../../ui/datagrid/data-grid.tsx';
import type { Condition } from '../../ui/datagrid/filter-text.ts';
import { useQueueRows } from '../../ui/datagrid/queue-rows.ts';
import { useSearchView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { Dialog } from '../../ui/dialog.tsx';
import type { MenuEntry } from '../../ui/menu.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { flagColumns } from './columns.tsx';
import { flagQueueCommands } from './commands.ts';
import { DecideDialog, type Asked } from './decide-dialog.tsx';
import styles from './flags.module.css';
import { FlagItem } from './item.tsx';
import { NoFlags } from './no-flags.tsx';
import { QueueFilters } from './queue-filters.tsx';
import { Rules } from './rules.tsx';
import { ScoreForm } from './run-form.tsx';
import { SourceDialog } from './source-dialog.tsx';
import {
  dispositionTitle,
  FINDING_KEYS,
  FINDINGS,
  FLAG_TABS,
  tabOf,
  tabTitle,
  type Disposition,
  type FlagRow,
  type FlagTab,
} from './tabs.ts';

const idOf = (row: FlagRow): number => row.id;
/** Where risk begins to ask for attention: the two upper bands of a run. */
const HIGH = 60;

/** The queue of flags at the left, the flag under the cursor at the right. */
export function FlagQueue({
  caseId,
  summary,
  sources,
  currency,
  banner,
}: {
  readonly caseId: string;
  readonly summary: OutputOf<'flags.summary'>;
  readonly sources: readonly SourceSummary[];
  readonly currency: string;
  readonly banner: ReactNode;
}) {
  const [search, change] = useScreenSearch();
  const narrow = useNarrow();
  const tab = tabOf(search.tab);
  const role = useSession((state) => state.status?.user?.role);
  const readOnly = role && may(role, 'flag.decide') ? null : t('Your role can read flags but not record findings.');
  const mayRun = role !== undefined && may(role, 'analysis.run');
  const view = useSearchView();
  const [code, setCode] = useState<string | null>(null);
  const [current, setCurrent] = useState<{ row: FlagRow; index: number } | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [sourceOf, setSourceOf] = useState<number | null>(null);
  const [running, setRunning] = useState(false);
  const [skipped, setSkipped] = useState<ReadonlySet<number>>(new Set());
  const kept = useRef(new Map<FlagTab, { sort?: string[] | undefined; filter?: Condition[] | undefined; row: number }>());
  const rowNow = useRef(search.row ?? 0);
  const grid = useRef<GridHandle<FlagRow>>(null);
  const why = useRef<HTMLElement>(null);

  // Findings of every kind are one list; the filter row tells them apart, so it must not be asked for twice.
  const ownDisposition = view.filter.some((condition) => condition.column === 'disposition');
  const fixed: Condition[] = tab === 'findings' && !ownDisposition ? [{ column: 'disposition', op: 'in', values: [...FINDINGS] }] : [];
  const listed = useVaultRows(
    'flags.page',
    { caseId, ...(tab === 'open' ? { disposition: 'open' as const } : {}), ...(code ? { code } : {}) },
    { ...view, filter: [...view.filter, ...fixed] },
  );
  const rows = { ...useQueueRows(listed, idOf), filter: view.filter };
  const columns = useMemo(() => flagColumns(tab), [tab]);
  const focusGrid = useCallback(() => grid.current?.focus(), []);

  const open = useCallback(
    (next: FlagTab, at: { filter?: Condition[]; row?: number } = {}) => {
      kept.current.set(tab, { sort: search.sort, filter: search.filter, row: rowNow.current });
      const before = kept.current.get(next);
      rowNow.current = at.row ?? (at.filter ? 0 : (before?.row ?? 0));
      change(
        { tab: next, sort: at.filter ? undefined : before?.sort, filter: at.filter ?? before?.filter, row: rowNow.current || undefined },
        true,
      );
    },
    [tab, search.sort, search.filter, change],
  );
  const undoOne = async (undoId?: number) =>
    (await client.call('flags.undo', { caseId, ...(undoId === undefined ? {} : { undoId }) })).undone !== null;
  const decisions = useDecisions<{ tab: FlagTab; index: number }>(undoOne, (place) => {
    if (place.tab !== tab) open(place.tab, { row: place.index });
    else grid.current?.goTo(place.index);
    grid.current?.focus();
  });
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.id === 'main') focusGrid();
  }, [tab, focusGrid]);
  useEffect(() => setCurrent(null), [tab]);

  const ask = (disposition: Disposition) => {
    if (!current || readOnly) return;
    const stop = new AbortController();
    // A selected range is decided on as a whole; without one it is the row under the cursor.
    void grid.current?.selected(stop.signal).then((picked) => setAsked({ disposition, rows: picked.length > 1 ? picked : [current.row] }));
  };
  const decide = (disposition: Disposition, reason: string) => {
    const taken = asked?.rows ?? [];
    setAsked(null);
    if (taken.length === 0 || !current) return;
    const work = client.call('flags.decide', { caseId, transactionIds: taken.map(idOf), disposition, reason });
    const text = t('{n, plural, one {{finding}: # transaction} other {{finding}: # transactions}}', {
      n: taken.length,
      finding: dispositionTitle(disposition),
    });
    decisions.record(
      { tab, index: current.index },
      work.then((answer) => [answer.undoId]),
      text,
    );
    const leaves = (tab === 'open' && disposition !== 'open') || (tab === 'findings' && disposition === 'open');
    if (leaves) for (const row of taken) rows.answer(row.id, work);
    else grid.current?.goTo(current.index + 1);
    requestAnimationFrame(focusGrid);
  };
  const openItem = () => {
    setInterface({ inspectorOpen: true });
    requestAnimationFrame(() => why.current?.focus());
  };
  const showRow = (id: number) => {
    setSourceOf(null);
    setCode(null);
    open('all', { filter: [{ column: 'id', op: 'range', from: id, to: id }] });
  };
  const showRule = (next: string) => {
    setCode(next);
    open('all', { filter: [] });
  };
  useRegisterCommands([
    ...flagQueueCommands({
      reason: readOnly ?? (current === null ? t('No row is under the cursor.') : null),
      isList: tab !== 'rules',
      decide: ask,
      skip: () => {
        if (!current) return;
        setSkipped((old) => new Set(old).add(current.row.id));
        grid.current?.goTo(current.index + 1);
      },
      next: () => {
        if (tab !== 'open') open('open');
        else if (current) grid.current?.goTo(current.index + 1);
        focusGrid();
      },
      why: openItem,
      source: () => (current ? setSourceOf(current.row.id) : undefined),
      undo: decisions.undo,
    }),
    { id: 'flags.run', title: t('Score again'), group: 'case', when: () => mayRun, run: () => setRunning(true) },
  ]);
  const rowMenu = (row: FlagRow): MenuEntry[] => [
    ...FINDINGS.map((finding) => ({
      id: finding,
      label: t('Record: {finding}', { finding: dispositionTitle(finding) }),
      keys: FINDING_KEYS[finding],
      disabled: readOnly !== null,
      onSelect: () => ask(finding),
    })),
    { id: 'why', label: t('Why: the reasons'), keys: 'w', separated: true, onSelect: openItem },
    { id: 'source', label: t('Source line'), keys: 'o', onSelect: () => setSourceOf(row.id) },
  ];
  const list = (
    <DataGrid<FlagRow>
      ref={grid}
      id={`flags-${tab}`}
      label={t('Flags: {list}', { list: tabTitle(tab) })}
      columns={columns}
      rows={rows}
      currency={currency}
      initialRow={rowNow.current}
      tools={<QueueFilters summary={summary} filter={view.filter} code={code} onFilter={view.onFilter} onCode={setCode} />}
      empty={<NoFlags tab={tab} onOpen={open} />}
      onActiveRow={(row, index) => {
        if (row) rowNow.current = index;
        setCurrent(row ? { row, index } : null);
      }}
      onOpen={openItem}
      rowMenu={rowMenu}
      rowTone={(row) => (skipped.has(row.id) ? 'muted' : undefined)}
    />
  );
  const counts: Readonly<Record<FlagTab, number>> = {
    open: summary.open,
    findings: summary.scored - summary.open,
    all: summary.scored,
    rules: summary.rules.length,
  };
  const high = summary.bands.filter((band) => band.from >= HIGH).reduce((n, band) => n + band.count, 0);
  const rule = summary.rules.find((each) => each.code === code);
  return (
    <Screen
      title={t('Flags')}
      id={`flags-${caseId}`}
      layout="fill"
      banner={banner}
      scope={
        code ? <ScopeChip label={t('Rule')} value={rule ? `${rule.code} ${rule.title}` : code} onRemove={() => setCode(null)} /> : null
      }
      figures={
        <>
          <HeadFigure
            label={t('Risk {n} or more', { n: HIGH })}
            value={formatCount(high)}
            onOpen={() => open('all', { filter: [{ column: 'risk', op: 'range', from: HIGH, to: 100 }] })}
          />
          {narrow ? null : (
            <>
              <HeadFigure label={t('Scored')} value={formatCount(summary.scored)} onOpen={() => open('all', { filter: [] })} />
              <HeadFigure
                label={t('Findings')}
                value={summary.scored === summary.open ? t('none') : formatCount(summary.scored - summary.open)}
                onOpen={() => open('findings')}
              />
              <HeadFigure label={t('Seed')} value={String(summary.seed ?? '')} />
            </>
          )}
        </>
      }
      actions={
        <>
          <Button
            icon={<Gauge aria-hidden />}
            onClick={() => setRunning(true)}
            reason={mayRun ? null : t('Your role can not start scoring.')}
            title={
              summary.ranAt ? t('Last scored {time} by {name}', { time: formatTime(summary.ranAt), name: summary.ranBy ?? '' }) : undefined
            }
          >
            {t('Score again')}
          </Button>
          <ExportMenu caseId={caseId} subject="flags" reason={role && may(role, 'report.export') ? null : t('Your role can not export.')} />
        </>
      }
      inspector={
        tab === 'rules' ? null : current ? (
          <FlagItem caseId={caseId} row={current.row} readOnly={readOnly} onDecide={ask} onOpenRow={setSourceOf} whyRef={why} />
        ) : (
          <p>{t('Choose a row to see its reasons.')}</p>
        )
      }
      inspectorTitle={t('Flag')}
    >
      <div className={styles['work']}>
        {decisions.error ? (
          <div className={styles['errorRow']}>
            <ErrorBanner error={decisions.error} action={<Button onClick={decisions.clearError}>{t('Close')}</Button>} />
          </div>
        ) : null}
        <Tabs<FlagTab>
          label={t('Lists of flags')}
          value={tab}
          onChange={(next) => open(next)}
          tabs={FLAG_TABS.map((value) => ({
            value,
            label: tabTitle(value),
            count: counts[value],
            panel: value !== tab ? null : value === 'rules' ? <Rules rules={summary.rules} onShow={showRule} /> : list,
          }))}
        />
      </div>
      <DecideDialog asked={asked} onClose={() => setAsked(null)} onDecide={decide} />
      <SourceDialog caseId={caseId} id={sourceOf} onClose={() => setSourceOf(null)} onShow={showRow} />
      <Dialog
        open={running}
        onClose={() => setRunning(false)}
        title={t('Score again')}
        description={t('The ranking is replaced; findings that were recorded stay.')}
      >
        <ScoreForm
          caseId={caseId}
          sources={sources}
          seed={summary.seed}
          onStarted={() => setRunning(false)}
          onCancel={() => setRunning(false)}
        />
      </Dialog>
    </Screen>
  );
}
