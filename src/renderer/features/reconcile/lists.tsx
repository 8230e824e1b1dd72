import type { ReactNode } from 'react';
import { useNarrow } from '../../state/use-narrow.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Select } from '../../ui/select.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import styles from './reconcile.module.css';
import { MATCH_TABS, tabTitle, UNMATCHED_TABS, type ReconcileTab } from './tabs.ts';

const ALL = [...MATCH_TABS, ...UNMATCHED_TABS];

/** The lists of a reconciliation as tabs; on a narrow window, where they would take two lines, as a choice. */
export function Lists({
  tab,
  counts,
  list,
  actions,
  onOpen,
}: {
  readonly tab: ReconcileTab;
  readonly counts: Readonly<Record<ReconcileTab, number>>;
  readonly list: ReactNode;
  readonly actions: ReactNode;
  readonly onOpen: (tab: ReconcileTab) => void;
}) {
  const narrow = useNarrow();
  const label = t('Lists of the reconciliation');
  if (!narrow) {
    return (
      <Tabs<ReconcileTab>
        label={label}
        value={tab}
        onChange={onOpen}
        tabs={ALL.map((value) => ({ value, label: tabTitle(value), count: counts[value], panel: value === tab ? list : null }))}
        end={actions}
      />
    );
  }
  return (
    <div className={styles['narrow']}>
      <div className={styles['narrowBar']}>
        <Select<ReconcileTab>
          bare
          label={label}
          value={tab}
          options={ALL.map((value) => ({ value, label: t('{list} · {n}', { list: tabTitle(value), n: formatCount(counts[value]) }) }))}
          onChange={onOpen}
        />
        {actions}
      </div>
      <div className={styles['narrowList']}>{list}</div>
    </div>
  );
}
