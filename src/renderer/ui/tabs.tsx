import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { formatCount } from '../text/format.ts';
import styles from './tabs.module.css';

export interface TabEntry<V extends string> {
  readonly value: V;
  readonly label: string;
  /** Printed beside the label. */
  readonly count?: number | undefined;
  readonly panel: ReactNode;
}

/** Tabs over panels; only the open panel is in the page. */
export function Tabs<V extends string>({
  label,
  value,
  tabs,
  onChange,
  end,
}: {
  readonly label: string;
  readonly value: V;
  readonly tabs: readonly TabEntry<V>[];
  readonly onChange: (value: V) => void;
  /** Controls at the right end of the tab row. */
  readonly end?: ReactNode;
}) {
  return (
    <Base.Root className={styles['tabs']} value={value} onValueChange={(next) => onChange(next as V)}>
      <div className={styles['row']}>
        <Base.List className={styles['list']} aria-label={label} activateOnFocus>
          {tabs.map((tab) => (
            <Base.Tab key={tab.value} value={tab.value} className={styles['tab']}>
              {tab.label}
              {tab.count === undefined ? null : <span className={styles['count']}>{formatCount(tab.count)}</span>}
            </Base.Tab>
          ))}
        </Base.List>
        {end}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.value} value={tab.value} className={styles['panel']}>
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
