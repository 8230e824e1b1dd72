import type { UserSettings } from '../../shared/contract/settings.ts';
import { t } from './t.ts';

/** Names of the themes. */
export function themeTitle(theme: UserSettings['theme']): string {
  return {
    fin: t('Financial Professional'),
    mod: t('Modern Financial'),
    exe: t('Executive Dashboard'),
    aud: t('Compliance & Audit'),
  }[theme];
}

/** Names of the densities. */
export function densityTitle(density: UserSettings['density']): string {
  return {
    theme: t('As the theme'),
    compact: t('Compact'),
    default: t('Default'),
    comfortable: t('Comfortable'),
  }[density];
}
