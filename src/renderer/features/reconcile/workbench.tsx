import { useCallback, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { client } from '../../door/client.ts';
import { errorOf } from '../../door/vault-query.ts';
import { setInterface } from '../../state/interface.ts';
import { toast } from '../../state/toasts.ts';
import { useDecisions } from '../../shell/use-decisions.ts';
import { formatMoney } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { GridHandle } from '../../ui/datagrid/data-grid.tsx';
import { useQueueRows } from '../../ui/datagrid/queue-rows.ts';
import { useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { accept, pair, reject, replacePartner, taking } from './actions.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { Candidate } from './candidates.tsx';
import type { UnmatchedRow } from './columns.tsx';
import { Detail, subjectOf, useCandidates, type Current } from './detail.tsx';
import { NoRows } from './done.tsx';
import { Lists } from './lists.tsx';
import { ManualDialog } from './manual-dialog.tsx';
import { MatchList } from './match-list.tsx';
import { QueueActions } from './queue-actions.tsx';
import { queueCommands } from './queue-commands.ts';
import styles from './reconcile.module.css';
import { RejectDialog } from './reject-dialog.tsx';
import type { MatchRow, ReconcileSummary } from './summary.ts';
import { isMatchTab, type ReconcileTab } from './tabs.ts';
import { UnmatchedList } from './unmatched-list.tsx';
import type { useViews } from './use-views.ts';

const idOf = (row: { readonly id: number }): number => row.id;
/** Answers taken before their row is drawn; more than a person presses in that time. */
const ANSWERS_AHEAD = 60;
type Asking = 'nothing' | 'reject' | 'all' | 'manual';

/** The lists of a reconciliation and what is done about the row under the cursor. */
export function useWorkbench({
  caseId,
  summary,
  currency,
  readOnly,
  views,
}: {
  readonly caseId: string;
  readonly summary: ReconcileSummary;
  readonly currency: string;
  /** Why nothing can be decided here, or null. */
  readonly readOnly: string | null;
  readonly views: ReturnType<typeof useViews>;
}): { readonly main: ReactNode; readonly strip: ReactNode } {
  const { tab, view, kinds } = views;
  const [current, setCurrent] = useState<Current | null>(null);
  const [asking, setAsking] = useState<Asking>('nothing');
  const [skipped, setSkipped] = useState<ReadonlySet<number>>(new Set());
  const grid = useRef<GridHandle<MatchRow> & GridHandle<UnmatchedRow>>(null);
  const why = useRef<HTMLElement>(null);
  const source = useRef<HTMLElement>(null);
  const side = tab === 'right' ? 'right' : 'left';
  const matches = useQueueRows(useVaultRows('reconcile.matches', { caseId, state: isMatchTab(tab) ? tab : 'suggested' }, view), idOf);
  const unmatched = useQueueRows(
    useVaultRows('reconcile.unmatched', { caseId, side, ...(kinds[side] ? { kind: kinds[side] } : {}) }, view),
    idOf,
  );
  const { candidates, error: candidatesError } = useCandidates(caseId, current);
  const undoOne = async (undoId?: number) =>
    (await client.call('reconcile.undo', { caseId, ...(undoId === undefined ? {} : { undoId }) })).undone !== null;
  const decisions = useDecisions<{ tab: ReconcileTab; index: number }>(undoOne, (place) => {
    if (place.tab !== tab) views.open(place.tab, { row: place.index });
    else grid.current?.goTo(place.index);
    grid.current?.focus();
  });

  const match = current?.kind === 'match' ? current.row : null;
  const focusGrid = useCallback(() => grid.current?.focus(), []);
  // A list that comes after the screen takes the focus the screen was given.
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement?.id === 'main') focusGrid();
  }, [tab, focusGrid]);
  useEffect(() => setCurrent(null), [tab]);

  // Keys can come faster than rows are drawn. A row is answered once; an A pressed before the next row is under the cursor
  // waits for it. A held key repeats and is not taken: nobody has seen those rows.
  const answered = useRef<number | null>(null);
  const waiting = useRef(0);
  useEffect(() => {
    if (current === null) waiting.current = 0;
    else if (current.row.id === answered.current) return;
    answered.current = null;
    if (waiting.current === 0) return;
    waiting.current--;
    acceptNow();
  });
  useEffect(() => {
    waiting.current = 0;
  }, [tab, asking]);

  /** Sends an answer about the row under the cursor; the row leaves the list at once. */
  const answer = (work: Promise<readonly number[]>, text: string) => {
    if (!current) return;
    answered.current = current.row.id;
    decisions.record({ tab, index: current.index }, work, text);
    (current.kind === 'match' ? matches : unmatched).answer(current.row.id, work);
    focusGrid();
  };
  const acceptNow = (event?: KeyboardEvent) => {
    if (!match || match.state === 'accepted' || readOnly || event?.repeat) return;
    if (match.id === answered.current) {
      waiting.current = Math.min(waiting.current + 1, ANSWERS_AHEAD);
      return;
    }
    answer(
      accept(caseId, [match.id]),
      t('Accepted: {amount}, score {score}', { amount: formatMoney(match.left.amountMinor, match.left.currency), score: match.confidence }),
    );
  };
  const rejectNow = (reason: string) => {
    setAsking('nothing');
    if (match)
      answer(
        reject(caseId, [match.id], reason),
        t('Rejected: {amount}', { amount: formatMoney(match.left.amountMinor, match.left.currency) }),
      );
  };
  const skip = () => {
    if (!current) return;
    setSkipped((old) => new Set(old).add(current.row.id));
    grid.current?.goTo(current.index + 1);
  };
  const next = () => {
    if (tab !== 'suggested') views.open('suggested');
    else if (current) grid.current?.goTo(current.index + 1);
    focusGrid();
  };
  const openMatch = (matchId: number) => {
    client.call('reconcile.explain', { caseId, matchId }).then(
      (found) => views.open(found.match.state, { filter: [{ column: 'id', op: 'range', from: matchId, to: matchId }] }),
      (cause: unknown) => toast({ tone: 'bad', text: errorOf(cause)?.message ?? '' }),
    );
  };
  const take = (candidate: Candidate) => {
    if (!current || readOnly) return;
    if (current.row.id === answered.current) return;
    const work = taking(caseId, current, candidate);
    if (work)
      return answer(
        work(),
        t('Matched: {amount}', { amount: formatMoney(candidate.transaction.amountMinor, candidate.transaction.currency) }),
      );
    const { takenBy } = candidate;
    if (takenBy === null || takenBy === match?.id) return;
    toast({
      tone: 'warn',
      text: t('Match {n} holds this row. Reject that match first.', { n: takenBy }),
      action: { label: t('Open match {n}', { n: takenBy }), run: () => openMatch(takenBy) },
    });
  };

  /** Goes to a part of the details; on a narrow window they open first. */
  const look = (part: RefObject<HTMLElement | null>) => {
    setInterface({ stripOpen: true });
    requestAnimationFrame(() => requestAnimationFrame(() => part.current?.focus()));
  };
  const nothingThere = current === null ? t('No row is under the cursor.') : null;
  const reasons = {
    accept: readOnly ?? nothingThere,
    reject: readOnly ?? nothingThere,
    manual: readOnly ?? nothingThere ?? (match?.state === 'accepted' ? t('Reject this match first.') : null),
  };
  useRegisterCommands(
    queueCommands({
      tab,
      reasons,
      candidates,
      accept: acceptNow,
      reject: () => setAsking('reject'),
      skip,
      next,
      take,
      manual: () => setAsking('manual'),
      all: () => setAsking('all'),
      why: () => look(why),
      source: () => look(source),
      undo: decisions.undo,
      readOnly,
    }),
  );

  const rowMenu = (): MenuEntry[] => [
    ...(tab === 'suggested' || tab === 'rejected'
      ? [{ id: 'accept', label: t('Accept match'), keys: 'a', disabled: reasons.accept !== null, onSelect: () => acceptNow() }]
      : []),
    ...(tab === 'suggested' || tab === 'accepted'
      ? [{ id: 'reject', label: t('Reject match'), keys: 'r', disabled: reasons.reject !== null, onSelect: () => setAsking('reject') }]
      : []),
    { id: 'manual', label: t('Match by hand'), keys: 'm', disabled: reasons.manual !== null, onSelect: () => setAsking('manual') },
    { id: 'why', label: t('Why'), keys: 'w', separated: true, onSelect: () => look(why) },
    { id: 'source', label: t('Source lines'), keys: 'o', onSelect: () => look(source) },
  ];
  const empty = <NoRows tab={tab} summary={summary} currency={currency} onOpen={views.open} />;
  const hear = (row: MatchRow | UnmatchedRow | null, index: number) => {
    if (row !== null) views.setRow(index);
    setCurrent(row === null ? null : 'left' in row ? { kind: 'match', row, index } : { kind: 'unmatched', row, side, index });
  };
  const common = {
    currency,
    initialRow: views.row.current,
    onActiveRow: hear,
    onOpen: () => why.current?.focus(),
    rowMenu,
    empty,
    ref: grid,
  };
  const counts: Readonly<Record<ReconcileTab, number>> = {
    suggested: summary.suggested,
    accepted: summary.accepted,
    rejected: summary.rejected,
    left: summary.unmatchedLeft,
    right: summary.unmatchedRight,
  };
  const list = isMatchTab(tab) ? (
    <MatchList {...common} tab={tab} rows={matches} summary={summary} skipped={skipped} />
  ) : (
    <UnmatchedList
      {...common}
      side={side}
      rows={unmatched}
      summary={summary}
      kind={kinds[side]}
      onKind={(kind) => views.setKind(side, kind)}
    />
  );
  const actions = (
    <QueueActions
      accept={tab === 'suggested' || tab === 'rejected' ? { run: () => acceptNow(), reason: reasons.accept } : undefined}
      reject={tab === 'suggested' || tab === 'accepted' ? { run: () => setAsking('reject'), reason: reasons.reject } : undefined}
      skip={tab === 'suggested' ? { run: skip, reason: nothingThere } : undefined}
      manual={{ run: () => setAsking('manual'), reason: reasons.manual }}
      all={tab === 'suggested' ? { run: () => setAsking('all'), reason: readOnly } : undefined}
    />
  );
  const main = (
    <div className={styles['work']}>
      {decisions.error ? (
        <div className={styles['errorRow']}>
          <ErrorBanner error={decisions.error} action={<Button onClick={decisions.clearError}>{t('Close')}</Button>} />
        </div>
      ) : null}
      <Lists tab={tab} counts={counts} onOpen={(next) => views.open(next)} list={list} actions={actions} />
      <RejectDialog open={asking === 'reject'} count={1} onClose={() => setAsking('nothing')} onReject={rejectNow} />
      <BulkDialog
        caseId={caseId}
        filter={view.filter}
        open={asking === 'all'}
        onClose={() => setAsking('nothing')}
        onAccept={async (bulk) => {
          const work = accept(caseId, [...bulk.ids]);
          await work;
          decisions.record(
            { tab, index: 0 },
            work,
            t('{n, plural, one {Accepted # match} other {Accepted # matches}}', { n: bulk.ids.length }),
          );
        }}
      />
      {current ? (
        <ManualDialog
          open={asking === 'manual'}
          caseId={caseId}
          subject={subjectOf(current)}
          side={current.kind === 'match' ? 'left' : current.side}
          onClose={() => setAsking('nothing')}
          onMatch={async (partner, reason) => {
            const subject = subjectOf(current);
            const work =
              match?.state === 'suggested'
                ? replacePartner(caseId, match.id, subject.id, partner.id, reason)
                : pair(caseId, subject.id, current.kind === 'match' ? 'left' : current.side, partner.id, reason);
            await work;
            answer(work, t('Matched by hand: {amount}', { amount: formatMoney(subject.amountMinor, subject.currency) }));
          }}
        />
      ) : null}
    </div>
  );
  const strip = current ? (
    <Detail
      caseId={caseId}
      current={current}
      candidates={candidates}
      candidatesError={candidatesError}
      takeReason={readOnly ?? (match?.state === 'accepted' ? t('Reject this match first.') : null)}
      onTake={take}
      onOpenMatch={openMatch}
      whyRef={why}
      sourceRef={source}
      onLeave={focusGrid}
    />
  ) : null;
  return { main, strip };
}
