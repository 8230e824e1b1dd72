import type { TransactionRow } from '../../../shared/contract/common.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { t } from '../../text/t.ts';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Money } from '../../ui/values.tsx';
import { textOf } from './columns.tsx';
import styles from './detail.module.css';
import { comparison } from './difference.ts';

export type Candidate = OutputOf<'reconcile.candidates'>['candidates'][number];

/** The nearest rows of the other side, numbered as their keys; each says in words how it differs. */
export function Candidates({
  of,
  candidates,
  matchId,
  reason,
  onTake,
  onOpenMatch,
}: {
  /** The transaction a partner is looked for. */
  readonly of: TransactionRow;
  readonly candidates: readonly Candidate[];
  /** The match that is shown, if one is. */
  readonly matchId: number | null;
  /** Why none can be taken now, or null. */
  readonly reason: string | null;
  readonly onTake: (candidate: Candidate) => void;
  readonly onOpenMatch: (matchId: number) => void;
}) {
  if (candidates.length === 0) return <p className={styles['none']}>{t('The other side has nothing near this amount.')}</p>;
  return (
    <ol className={styles['candidates']}>
      {candidates.map((candidate, at) => {
        const { transaction, takenBy } = candidate;
        const here = takenBy !== null && takenBy === matchId;
        return (
          <li key={transaction.id} data-here={here || undefined}>
            <button
              type="button"
              className={styles['candidate']}
              aria-disabled={reason !== null || undefined}
              title={reason ?? undefined}
              onClick={() => (reason === null ? onTake(candidate) : undefined)}
            >
              <KeyHint binding={String(at + 1)} />
              <span className={styles['date']}>{transaction.date ?? t('no date')}</span>
              <span className={styles['amount']}>
                <Money minor={transaction.amountMinor} currency={transaction.currency} />
              </span>
              <span className={styles['text']}>{textOf(transaction)}</span>
              <span className={styles['candidateScore']}>
                <span className="visually-hidden">{t('Score')}</span> {candidate.confidence}
              </span>
              <span className={styles['words']}>{comparison(of, transaction).join(', ')}</span>
            </button>
            <span className={styles['taken']}>
              {here ? (
                t('this match')
              ) : takenBy === null ? null : (
                <button type="button" className={styles['link']} onClick={() => onOpenMatch(takenBy)}>
                  {t('taken by match {n}', { n: takenBy })}
                </button>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
