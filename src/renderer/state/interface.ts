import { create } from 'zustand';
import { userSettings, type UserSettings } from '../../shared/contract/settings.ts';

/** What the interface itself remembers, in memory only. Never case data: a lock must not have to find it here. */
export interface InterfaceState {
  readonly settings: UserSettings;
  /** Whether the operating system asks for dark; used while the mode is `system`. */
  readonly systemDark: boolean;
  readonly inspectorOpen: boolean;
  /** Width of the inspector in CSS pixels, 320 to 480. */
  readonly inspectorWidth: number;
  /** Height of the detail strip as a share of the main area, 0 to 0.4. */
  readonly stripShare: number;
  /** Whether the detail strip is open as a sheet, on a narrow window. */
  readonly stripOpen: boolean;
  readonly railOpen: boolean;
  readonly tasksOpen: boolean;
  readonly palette: 'closed' | 'commands';
  readonly keySheetOpen: boolean;
  readonly helpOpen: boolean;
  /** The case the rail leads to while a screen without a case (settings) is shown. */
  readonly caseId: string | null;
}

const FIRST: InterfaceState = {
  settings: userSettings.parse({}),
  systemDark: false,
  inspectorOpen: true,
  inspectorWidth: 360,
  stripShare: 0.32,
  stripOpen: false,
  railOpen: false,
  tasksOpen: false,
  palette: 'closed',
  keySheetOpen: false,
  helpOpen: false,
  caseId: null,
};

export const useInterface = create<InterfaceState>()(() => ({ ...FIRST }));

/** Changes some of the interface state. */
export function setInterface(change: Partial<InterfaceState>): void {
  useInterface.setState(change);
}

/** Forgets everything but the appearance; called when the vault locks. */
export function resetInterface(): void {
  const { systemDark, settings } = useInterface.getState();
  useInterface.setState({ ...FIRST, systemDark, settings });
}
