import { useId, type ReactNode, type Ref } from 'react';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { useSettled } from '../../state/use-settled.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SourceLine } from '../../ui/source-line.tsx';
import { Candidates, type Candidate } from './candidates.tsx';
import { KindChip, type UnmatchedRow } from './columns.tsx';
import styles from './detail.module.css';
import type { MatchRow } from './summary.ts';
import { Why } from './why.tsx';

/** What the cursor stands on. */
export type Current =
  | { readonly kind: 'match'; readonly row: MatchRow; readonly index: number }
  | { readonly kind: 'unmatched'; readonly row: UnmatchedRow; readonly side: 'left' | 'right'; readonly index: number };

/** The transaction a partner is looked for: the statement's line of a pair, or the unmatched row itself. */
export function subjectOf(current: Current): TransactionRow {
  return current.kind === 'match' ? current.row.left : current.row;
}

/** Candidates and source lines wait this long, so that running down the list asks for one row and not for all. */
const REST_MS = 90;

/** The nearest rows of the other side, asked for once the cursor rests. */
export function useCandidates(
  caseId: string,
  current: Current | null,
): { readonly candidates: readonly Candidate[] | null; readonly error: unknown } {
  const id = current === null ? null : subjectOf(current).id;
  const settled = useSettled(id, REST_MS);
  const answer = useVault('reconcile.candidates', { caseId, transactionId: settled ?? 1 }, { enabled: settled !== null && settled === id });
  return { candidates: settled === id && answer.data ? answer.data.candidates : null, error: answer.error };
}

/** Why, candidates and source lines of what the cursor stands on. */
export function Detail({
  caseId,
  current,
  candidates,
  candidatesError,
  takeReason,
  onTake,
  onOpenMatch,
  whyRef,
  sourceRef,
  onLeave,
}: {
  readonly caseId: string;
  readonly current: Current;
  readonly candidates: readonly Candidate[] | null;
  readonly candidatesError: unknown;
  readonly takeReason: string | null;
  readonly onTake: (candidate: Candidate) => void;
  readonly onOpenMatch: (matchId: number) => void;
  readonly whyRef: Ref<HTMLElement>;
  readonly sourceRef: Ref<HTMLElement>;
  readonly onLeave: () => void;
}) {
  const rows = current.kind === 'match' ? [current.row.left, current.row.right] : [current.row];
  const names = current.kind === 'match' ? [t('Statement'), t('Ledger')] : [current.side === 'left' ? t('Statement') : t('Ledger')];
  return (
    <div
      className={styles['detail']}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <Part title={t('Why')} ref={whyRef}>
        {current.kind === 'match' ? <MatchWhy caseId={caseId} matchId={current.row.id} /> : <UnmatchedWhy row={current.row} />}
      </Part>
      <Part title={t('Candidates')}>
        <ErrorBanner error={errorOf(candidatesError)} />
        {candidates === null ? (
          candidatesError ? null : (
            <Skeleton lines={4} />
          )
        ) : (
          <Candidates
            of={subjectOf(current)}
            candidates={candidates}
            matchId={current.kind === 'match' ? current.row.id : null}
            reason={takeReason}
            onTake={onTake}
            onOpenMatch={onOpenMatch}
          />
        )}
      </Part>
      <Part title={t('Source lines')} ref={sourceRef}>
        {rows.map((row, at) => (
          <Source key={names[at]} caseId={caseId} name={names[at] ?? ''} transactionId={row.id} />
        ))}
      </Part>
    </div>
  );
}

function Part({ title, children, ref }: { readonly title: string; readonly children: ReactNode; readonly ref?: Ref<HTMLElement> }) {
  const id = useId();
  return (
    <section ref={ref} className={styles['part']} aria-labelledby={id} tabIndex={0} data-keys="viewer">
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

function MatchWhy({ caseId, matchId }: { readonly caseId: string; readonly matchId: number }) {
  const answer = useVault('reconcile.explain', { caseId, matchId });
  if (answer.error) return <ErrorBanner error={errorOf(answer.error)} />;
  return answer.data ? <Why explained={answer.data} /> : <Skeleton lines={6} />;
}

function UnmatchedWhy({ row }: { readonly row: UnmatchedRow }) {
  return (
    <div className={styles['unmatchedWhy']}>
      <KindChip kind={row.kind} />
      <p>{row.because}</p>
    </div>
  );
}

function Source({ caseId, name, transactionId }: { readonly caseId: string; readonly name: string; readonly transactionId: number }) {
  const settled = useSettled(transactionId, REST_MS);
  const answer = useVault('transaction.source', { caseId, transactionId: settled }, { keepPrevious: true });
  return (
    <div className={styles['source']}>
      <h3>{name}</h3>
      {answer.error ? (
        <ErrorBanner error={errorOf(answer.error)} />
      ) : answer.data && settled === transactionId ? (
        <SourceLine source={answer.data} around={1} />
      ) : (
        <Skeleton lines={3} />
      )}
    </div>
  );
}
