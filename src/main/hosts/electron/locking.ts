import { powerMonitor } from 'electron';
import type { BrowserWindow } from 'electron';
import type { HostedApplication } from '../../http/application.ts';
import { ORIGIN } from './scheme.ts';

/**
 * Ties the vault's lock to the machine and to the window. Sleep and a locked screen lock the vault. A locked vault ends the
 * page's process, because its memory holds case data that no script can wipe, and a fresh one shows the gate.
 */
export function tieLocking(app: HostedApplication, window: BrowserWindow): void {
  const lock = () => {
    if (app.state() === 'unlocked') void app.lock('suspend');
  };
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('shutdown', lock);

  const unsubscribe = app.subscribe((event) => {
    if (event.type === 'locked' && !window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
  });
  window.webContents.on('render-process-gone', (_event, details) => {
    if (details.reason === 'clean-exit' || window.isDestroyed()) return;
    // A page that crashed by itself leaves nobody at the keyboard of an open vault.
    if (app.state() === 'unlocked') void app.lock('idle');
    void window.loadURL(`${ORIGIN}/`);
  });
  window.once('closed', () => {
    unsubscribe();
    powerMonitor.off('suspend', lock);
    powerMonitor.off('lock-screen', lock);
    powerMonitor.off('shutdown', lock);
  });
}
