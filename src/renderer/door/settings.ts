import type { UserSettings } from '../../shared/contract/settings.ts';
import { setInterface, useInterface } from '../state/interface.ts';
import { client } from './client.ts';

/** Changes a setting at once and keeps it; if it can not be kept the old one comes back. */
export function changeSettings(change: Partial<UserSettings>): Promise<void> {
  const before = useInterface.getState().settings;
  setInterface({ settings: { ...before, ...change } });
  return client.call('settings.set', change).then(
    (settings) => setInterface({ settings }),
    (error: unknown) => {
      setInterface({ settings: before });
      throw error;
    },
  );
}
