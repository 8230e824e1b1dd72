import { Flag, House, ListTree, Scale, ScrollText, Settings, Table2, type LucideIcon } from 'lucide-react';
import { t } from '../text/t.ts';

export type CasePlace = 'home' | 'data' | 'import' | 'standardise' | 'reconcile' | 'flags' | 'audit';

export interface Place {
  readonly id: CasePlace;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly keys: string;
  /** Other screens that belong to it, so that it stays marked there. */
  readonly also?: readonly CasePlace[];
}

/** The screens of a case in the rail's order. */
export function casePlaces(): Place[] {
  return [
    { id: 'home', title: t('Home'), icon: House, keys: 'g h' },
    { id: 'data', title: t('Data'), icon: Table2, keys: 'g d', also: ['import'] },
    { id: 'standardise', title: t('Standardise'), icon: ListTree, keys: 'g n' },
    { id: 'reconcile', title: t('Reconcile'), icon: Scale, keys: 'g r' },
    { id: 'flags', title: t('Flags'), icon: Flag, keys: 'g f' },
    { id: 'audit', title: t('Audit log'), icon: ScrollText, keys: 'g a' },
  ];
}

export { Settings as SettingsIcon };
