import { ArrowRight, Flag, Scale, ScrollText, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import styles from './case-home.module.css';

type Overview = OutputOf<'case.overview'>;
type Place = 'reconcile' | 'flags' | 'audit' | 'import';

/** What is open in this case, the most useful first; each entry leads to its queue. */
export function ContinueList({ overview, onGo }: { readonly overview: Overview; readonly onGo: (place: Place, search?: object) => void }) {
  const entries: { id: string; icon: ReactNode; title: string; note: string; place: Place; search?: object }[] = [];
  if (overview.reconciliationRate === null) {
    entries.push({ id: 'run', icon: <Scale aria-hidden />, title: t('Reconcile two sides'), note: t('Not run yet'), place: 'reconcile' });
  }
  if (overview.openMatches > 0) {
    entries.push({
      id: 'suggested',
      icon: <Scale aria-hidden />,
      title: t('Decide on suggested matches'),
      note: t('{n} open', { n: formatCount(overview.openMatches) }),
      place: 'reconcile',
      search: { tab: 'suggested' },
    });
  }
  if (overview.unmatched > 0) {
    entries.push({
      id: 'unmatched',
      icon: <Search aria-hidden />,
      title: t('Look into unmatched items'),
      note: t('{n} open', { n: formatCount(overview.unmatched) }),
      place: 'reconcile',
      search: { tab: 'left' },
    });
  }
  entries.push(
    overview.flagsOpen > 0
      ? {
          id: 'flags',
          icon: <Flag aria-hidden />,
          title: t('Review flags'),
          note: t('{n} at 30 or above, {high} of them at 60 or above', {
            n: formatCount(overview.flagsOpen),
            high: formatCount(overview.flagsHigh),
          }),
          place: 'flags',
        }
      : {
          id: 'score',
          icon: <Flag aria-hidden />,
          title: t('Score transactions for review'),
          note: t('Ranks what to look at first, with reasons'),
          place: 'flags',
        },
    {
      id: 'audit',
      icon: <ScrollText aria-hidden />,
      title: t('Audit log'),
      note: t('{n, plural, one {# entry} other {# entries}}', { n: overview.auditEntries }),
      place: 'audit',
    },
  );
  return (
    <ul className={styles['continue']}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <button type="button" onClick={() => onGo(entry.place, entry.search)}>
            {entry.icon}
            <span>
              <strong>{entry.title}</strong>
              <small>{entry.note}</small>
            </span>
            <ArrowRight aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
