import { useEffect, useMemo, useRef, useState } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { REPEAT_VERDICTS, type RepeatPair, type RepeatVerdict } from '../../../shared/contract/overlaps.ts';
import { may } from '../../../shared/roles.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { useSession } from '../../door/session.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { setInterface } from '../../state/interface.ts';
import { toast } from '../../state/toasts.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DataGrid, type GridHandle } from '../../ui/datagrid/data-grid.tsx';
import { useGridView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { pairColumns } from './columns.tsx';
import { Compare } from './compare.tsx';
import { DecideDialog, type Asked, type Decided } from './decide-dialog.tsx';
import styles from './overlaps.module.css';
import { verdictTitle } from './words.ts';

const TOPICS = ['source', 'case', 'audit', 'match', 'flag', 'standard'] as const;

/** The pairs of one file: rows that repeat, or may repeat, movements of other files, and the decisions on them. */
export function Repeats({
  caseId,
  source,
  sources,
  onActive,
}: {
  readonly caseId: string;
  readonly source: SourceSummary;
  /** The other files it can be set beside. */
  readonly sources: readonly SourceSummary[];
  readonly onActive: (pair: RepeatPair | null) => void;
}) {
  const [beside, setBeside] = useState<number | null>(null);
  const other = sources.find((each) => each.id === beside && each.id !== source.id);
  const others = sources.filter((each) => each.id !== source.id && each.state === 'ready');
  useEffect(() => {
    if (other) onActive(null);
  }, [other?.id]);
  return (
    <div className={styles['tab']}>
      <div className={styles['bar']}>
        <Select
          bare
          label={t('Show')}
          value={other ? String(other.id) : 'pairs'}
          options={[
            { value: 'pairs', label: t('Pairs with any file') },
            ...others.map((each) => ({ value: String(each.id), label: t('Row by row beside {file}', { file: each.name }) })),
          ]}
          onChange={(value) => setBeside(value === 'pairs' ? null : Number(value))}
        />
      </div>
      <div className={styles['list']}>
        {other ? (
          <Compare key={other.id} caseId={caseId} a={source} b={other} />
        ) : (
          <Pairs caseId={caseId} source={source} onActive={onActive} />
        )}
      </div>
    </div>
  );
}

function Pairs({
  caseId,
  source,
  onActive,
}: {
  readonly caseId: string;
  readonly source: SourceSummary;
  readonly onActive: (pair: RepeatPair | null) => void;
}) {
  const role = useSession((state) => state.status?.user?.role);
  const readOnly = role && may(role, 'data.import') ? null : t('Your role can read repeats but not decide on them.');
  const [verdict, setVerdict] = useState<RepeatVerdict | 'all'>('all');
  const [current, setCurrent] = useState<RepeatPair | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [lastAct, setLastAct] = useState<number | null>(null);
  const grid = useRef<GridHandle<RepeatPair>>(null);
  const columns = useMemo(pairColumns, []);
  const input = { caseId, sourceId: source.id, ...(verdict === 'all' ? {} : { verdict }) };
  const rows = useVaultRows('overlap.page', input, useGridView());
  const figures = useVault('overlap.page', { caseId, sourceId: source.id, limit: 1 });
  const counts = figures.data?.counts;
  const all = REPEAT_VERDICTS.reduce((sum, each) => sum + (counts?.[each] ?? 0), 0);

  const undo = useChange('overlap.undo', {
    topics: TOPICS,
    onDone: ({ undone }) => {
      setLastAct(null);
      toast({
        tone: 'info',
        text: t('{n, plural, one {The decision on one row was taken back} other {The decision on # rows was taken back}}', { n: undone }),
      });
    },
  });
  const decide = useChange('overlap.decide', {
    topics: TOPICS,
    onDone: ({ changed, act }, { verdict: given }) => {
      if (changed === 0) return void toast({ tone: 'info', text: t('Nothing had to be changed.') });
      setLastAct(act);
      toast({
        tone: 'ok',
        text: t('{n, plural, one {{verdict}: one row} other {{verdict}: # rows}}', { n: changed, verdict: verdictTitle(given) }),
        action: { label: t('Undo'), run: () => undo.mutate({ caseId, act }) },
      });
    },
  });
  const change = (ids: readonly number[] | null, given: Decided, reason: string) => {
    setAsked(null);
    decide.mutate({ caseId, verdict: given, reason, ...(ids === null ? { possibleOf: source.id } : { transactionIds: [...ids] }) });
    grid.current?.focus();
  };
  /** A selected range is decided on as a whole; without one it is the row under the cursor. */
  const meant = async (pair: RepeatPair): Promise<number[]> => {
    const picked = (await grid.current?.selected(new AbortController().signal)) ?? [];
    return (picked.length > 1 ? picked : [pair]).map((each) => each.transaction.id);
  };
  const ask = (given: Decided) => {
    if (!current || readOnly) return;
    void meant(current).then((ids) =>
      given === 'repeat' && ids.length === 1 ? change(ids, given, '') : setAsked({ ids, count: ids.length, verdict: given }),
    );
  };
  const askAll = () => {
    if (!readOnly && (counts?.possible ?? 0) > 0) setAsked({ ids: null, count: counts?.possible ?? 0, verdict: 'repeat' });
  };
  const takeBack = () => {
    if (lastAct !== null && !readOnly) undo.mutate({ caseId, act: lastAct });
  };
  const there = () => current !== null && readOnly === null;
  useRegisterCommands([
    { id: 'overlaps.repeat', title: t('It is a repeat'), group: 'queue', keys: ['a'], when: there, run: () => ask('repeat') },
    { id: 'overlaps.own', title: t('It is a movement of its own'), group: 'queue', keys: ['e'], when: there, run: () => ask('own') },
    { id: 'overlaps.left-out', title: t('Leave it out'), group: 'queue', keys: ['x'], when: there, run: () => ask('left-out') },
    {
      id: 'overlaps.all',
      title: t('Decide on all possible repeats'),
      group: 'queue',
      keys: ['Shift+a'],
      when: () => readOnly === null,
      run: askAll,
    },
    {
      id: 'overlaps.undo',
      title: t('Undo the last decision'),
      group: 'queue',
      keys: ['$mod+z'],
      when: () => lastAct !== null,
      run: takeBack,
    },
  ]);
  const nothing = readOnly ?? (current === null ? t('No row is under the cursor.') : null);
  const options = [
    { value: 'all' as const, label: t('All pairs ({n})', { n: formatCount(all) }) },
    ...REPEAT_VERDICTS.map((value) => ({ value, label: `${verdictTitle(value)} (${formatCount(counts?.[value] ?? 0)})` })),
  ];
  return (
    <>
      <DataGrid
        ref={grid}
        id="repeats"
        label={t('Repeats')}
        columns={columns}
        rows={rows}
        currency={source.currency}
        onActiveRow={(pair) => {
          setCurrent(pair);
          onActive(pair);
        }}
        onOpen={() => setInterface({ inspectorOpen: true })}
        rowMenu={() => [
          { id: 'repeat', label: t('It is a repeat'), keys: 'a', disabled: readOnly !== null, onSelect: () => ask('repeat') },
          { id: 'own', label: t('It is a movement of its own'), keys: 'e', disabled: readOnly !== null, onSelect: () => ask('own') },
          { id: 'left-out', label: t('Leave it out'), keys: 'x', disabled: readOnly !== null, onSelect: () => ask('left-out') },
        ]}
        tools={
          <>
            <ErrorBanner error={errorOf(decide.error ?? undo.error ?? figures.error)} />
            <Select<RepeatVerdict | 'all'> bare label={t('Pairs shown')} value={verdict} options={options} onChange={setVerdict} />
            <Button reason={nothing} onClick={() => ask('repeat')}>
              {t('Repeat')}
            </Button>
            <Button reason={nothing} onClick={() => ask('own')}>
              {t('Its own')}
            </Button>
            <Button reason={nothing} onClick={() => ask('left-out')}>
              {t('Leave out')}
            </Button>
            {(counts?.possible ?? 0) > 0 ? (
              <Button reason={readOnly} onClick={askAll}>
                {t('Decide on all {n} possible', { n: formatCount(counts?.possible ?? 0) })}
              </Button>
            ) : null}
          </>
        }
        empty={
          verdict === 'all' ? (
            <EmptyState
              title={t('No repeats')}
              text={t('No row of this file stands in another file of the same account, and none may do so in other words.')}
            />
          ) : (
            <EmptyState title={t('No pairs with this verdict')} />
          )
        }
      />
      <DecideDialog asked={asked} onClose={() => setAsked(null)} onDecide={(given, reason) => change(asked?.ids ?? null, given, reason)} />
    </>
  );
}
