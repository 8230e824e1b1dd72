import { formatCount, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/facts.tsx';
import { Money } from '../../ui/values.tsx';
import styles from './reconcile.module.css';
import type { ReconcileSummary } from './summary.ts';
import type { ReconcileTab } from './tabs.ts';

/** What a list says when it holds nothing; the suggestions then show what the reconciliation came to. */
export function NoRows({
  tab,
  summary,
  currency,
  onOpen,
}: {
  readonly tab: ReconcileTab;
  readonly summary: ReconcileSummary;
  readonly currency: string;
  readonly onOpen: (tab: ReconcileTab) => void;
}) {
  if (tab === 'accepted') {
    return (
      <EmptyState
        title={t('No match has been accepted yet')}
        text={t('A accepts the best suggestion and goes on to the next.')}
        primary={<Button onClick={() => onOpen('suggested')}>{t('Open the suggestions')}</Button>}
      />
    );
  }
  if (tab === 'rejected') {
    return (
      <EmptyState
        title={t('No match has been rejected')}
        text={t('R rejects a suggestion with a reason. Matching will not propose the pair again.')}
      />
    );
  }
  if (tab !== 'suggested') return <EmptyState title={t('Every row of this side has a partner')} />;
  if (summary.accepted + summary.rejected === 0) {
    return (
      <EmptyState
        title={t('Matching found no pair')}
        text={t('Widen the days or the amount that may differ, or match rows by hand from the unmatched lists.')}
        primary={<Button onClick={() => onOpen('left')}>{t('Open the unmatched statement rows')}</Button>}
      />
    );
  }
  return (
    <section className={styles['done']}>
      <h2>{t('Every suggestion is answered')}</h2>
      <div className={styles['figures']}>
        <Figure
          label={t('Accepted rate')}
          value={summary.acceptedRate === null ? t('not known') : formatPercent(summary.acceptedRate)}
          note={t('of all rows of both sides')}
        />
        <Figure label={t('Accepted')} value={formatCount(summary.accepted)} onOpen={() => onOpen('accepted')} />
        <Figure label={t('Rejected')} value={formatCount(summary.rejected)} onOpen={() => onOpen('rejected')} />
        <Figure label={t('Unmatched statement')} value={formatCount(summary.unmatchedLeft)} onOpen={() => onOpen('left')} />
        <Figure label={t('Unmatched ledger')} value={formatCount(summary.unmatchedRight)} onOpen={() => onOpen('right')} />
        <Figure
          label={t('Unexplained')}
          value={<Money minor={summary.unexplainedMinor} currency={currency} />}
          note={t('both sides, without sign')}
        />
      </div>
    </section>
  );
}
