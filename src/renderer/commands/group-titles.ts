import { t } from '../text/t.ts';
import type { CommandGroup } from './registry.ts';

/** Groups in the order the palette and the key sheet show them. */
export const GROUP_ORDER: readonly CommandGroup[] = ['queue', 'grid', 'case', 'go', 'view', 'vault', 'help'];

/** A group's heading. */
export function groupTitle(group: CommandGroup): string {
  return {
    go: t('Go to'),
    view: t('View'),
    grid: t('Grid'),
    queue: t('Work through'),
    case: t('Case'),
    vault: t('Vault'),
    help: t('Help'),
  }[group];
}
