import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { Command } from '../commands/registry.ts';
import { useRegisterCommands } from '../commands/use-commands.ts';
import { changeSettings } from '../door/settings.ts';
import { lock } from '../door/session.ts';
import { setInterface, useInterface } from '../state/interface.ts';
import { densityTitle, themeTitle } from '../text/appearance-titles.ts';
import { t } from '../text/t.ts';
import { cyclePane } from './panes.ts';
import { casePlaces } from './places.ts';

/** The commands that are there on every screen. */
export function useShellCommands(): void {
  const router = useRouter();
  const queries = useQueryClient();
  const hasCase = () => useInterface.getState().caseId !== null;
  const open = (place: string) => {
    const { caseId } = useInterface.getState();
    if (caseId) void router.navigate({ to: `/case/${caseId}/${place}` });
  };
  const themes: Command[] = (['fin', 'mod', 'exe', 'aud'] as const).map((theme) => ({
    id: `view.theme-${theme}`,
    title: t('Theme: {name}', { name: themeTitle(theme) }),
    group: 'view',
    run: () => void changeSettings({ theme }),
  }));
  const modes: Command[] = (['system', 'light', 'dark'] as const).map((mode) => ({
    id: `view.mode-${mode}`,
    title: mode === 'system' ? t('Light or dark as the system') : mode === 'light' ? t('Light mode') : t('Dark mode'),
    group: 'view',
    run: () => void changeSettings({ mode }),
  }));
  const densities: Command[] = (['compact', 'default', 'comfortable'] as const).map((density) => ({
    id: `view.density-${density}`,
    title: t('Rows: {density}', { density: densityTitle(density) }),
    group: 'view',
    run: () => void changeSettings({ density }),
  }));
  useRegisterCommands([
    { id: 'help.palette', title: t('Search commands'), group: 'help', keys: ['$mod+k'], run: () => setInterface({ palette: 'commands' }) },
    {
      id: 'help.open',
      title: t('Help: screens, scores, protection'),
      group: 'help',
      keys: ['F1'],
      run: () => setInterface({ helpOpen: true }),
    },
    { id: 'help.keys', title: t('Keys of this view'), group: 'help', keys: ['Shift+?'], run: () => setInterface({ keySheetOpen: true }) },
    { id: 'go.cases', title: t('Cases'), group: 'go', keys: ['g c'], run: () => void router.navigate({ to: '/cases' }) },
    ...casePlaces().map((place): Command => ({
      id: `go.${place.id}`,
      title: place.title,
      group: 'go',
      keys: [place.keys],
      when: hasCase,
      run: () => open(place.id),
    })),
    { id: 'go.import', title: t('Import a file'), group: 'case', when: hasCase, run: () => open('import') },
    { id: 'go.settings', title: t('Settings'), group: 'go', keys: ['g s', '$mod+,'], run: () => void router.navigate({ to: '/settings' }) },
    { id: 'go.vault-audit', title: t('Audit log of the vault'), group: 'go', run: () => void router.navigate({ to: '/audit' }) },
    { id: 'go.back', title: t('Back'), group: 'go', keys: ['Alt+ArrowLeft'], run: () => router.history.back() },
    { id: 'go.forward', title: t('Forward'), group: 'go', keys: ['Alt+ArrowRight'], run: () => router.history.forward() },
    { id: 'view.next-pane', title: t('Next pane'), group: 'view', keys: ['F6'], run: () => cyclePane(1) },
    { id: 'view.previous-pane', title: t('Previous pane'), group: 'view', keys: ['Shift+F6'], run: () => cyclePane(-1) },
    {
      id: 'view.inspector',
      title: t('Show or hide details'),
      group: 'view',
      keys: ['F8'],
      run: () => setInterface({ inspectorOpen: !useInterface.getState().inspectorOpen }),
    },
    { id: 'view.tasks', title: t('Show tasks'), group: 'view', run: () => setInterface({ tasksOpen: true }) },
    { id: 'view.print', title: t('Print this view'), group: 'view', keys: ['$mod+p'], run: () => window.print() },
    ...themes,
    ...modes,
    ...densities,
    { id: 'vault.lock', title: t('Lock the vault'), group: 'vault', keys: ['$mod+l'], run: () => void lock(queries) },
  ]);
}
