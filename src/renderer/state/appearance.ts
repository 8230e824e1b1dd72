import { useEffect } from 'react';
import type { UserSettings } from '../../shared/contract/settings.ts';
import { setInterface, useInterface } from './interface.ts';

export type Density = 'compact' | 'default' | 'comfortable';

/** The density each theme was drawn for; used while the setting says `theme`. */
const THEME_DENSITY: Readonly<Record<UserSettings['theme'], Density>> = {
  fin: 'compact',
  mod: 'default',
  exe: 'comfortable',
  aud: 'default',
};
/** Row heights in CSS pixels at size 100 %, as tokens.css has them in rem. The grid computes with them. */
const ROW_PX: Readonly<Record<Density, number>> = { compact: 28, default: 32, comfortable: 38 };

/** The density in force. */
export function densityOf(settings: UserSettings): Density {
  return settings.density === 'theme' ? THEME_DENSITY[settings.theme] : settings.density;
}

/** Height of one grid row in CSS pixels under these settings, whole so that rows never blur. */
export function rowHeightOf(settings: UserSettings): number {
  return Math.round((ROW_PX[densityOf(settings)] * settings.size) / 100);
}

/** Writes theme, mode, density and size to the page, and follows the system's mode until one is chosen. */
export function useAppearance(): void {
  const settings = useInterface((state) => state.settings);
  const systemDark = useInterface((state) => state.systemDark);
  useEffect(() => {
    const query = window.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setInterface({ systemDark: query.matches });
    follow();
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  useEffect(() => {
    const page = document.documentElement;
    page.dataset['theme'] = settings.theme;
    page.dataset['mode'] = settings.mode === 'system' ? (systemDark ? 'dark' : 'light') : settings.mode;
    page.dataset['density'] = densityOf(settings);
    page.style.fontSize = settings.size === 100 ? '' : `${settings.size}%`;
  }, [settings, systemDark]);
}
