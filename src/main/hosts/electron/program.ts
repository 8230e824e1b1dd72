import { app } from 'electron';
import type { BrowserWindow } from 'electron';
import type { HostedApplication } from '../../http/application.ts';
import type { AssetSource } from '../../http/assets.ts';
import { createDoor } from '../../http/door.ts';
import type { FaultListener } from '../../http/refuse.ts';
import { startAddress } from '../options.ts';
import type { StartOptions } from '../options.ts';
import { catchFaults } from './faults.ts';
import { tieLocking } from './locking.ts';
import { setMenu } from './menu.ts';
import { ORIGIN, registerScheme } from './scheme.ts';
import { secureContents } from './secure-contents.ts';
import { refuseEverything, secureSession } from './secure-session.ts';
import { openWindow } from './window.ts';

export interface ProgramParts {
  readonly options: StartOptions;
  /** Opens the vault's folder; called once, and only by the one instance that may. */
  readonly createApplication: () => Promise<HostedApplication>;
  readonly assets: () => Promise<AssetSource>;
  readonly onFault: FaultListener;
  readonly print: (line: string) => void;
}

/**
 * Runs the program in Electron. The order matters: scheme and sandbox before the app is ready, the instance lock before the
 * vault's folder is touched, the session before the window.
 * @returns false where another instance is running already; it has been asked to show itself
 */
export async function runElectron(parts: ProgramParts): Promise<boolean> {
  registerScheme();
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return false;
  }
  catchFaults(parts.onFault);
  app.on('web-contents-created', (_event, contents) => secureContents(contents));
  app.on('session-created', refuseEverything);
  await app.whenReady();
  // Names are never looked up outside: the program speaks to nobody but itself.
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
  setMenu(process.platform);

  const application = await parts.createApplication();
  endWith(application);
  const door = createDoor(application, await parts.assets(), { validateOutput: !app.isPackaged, onFault: parts.onFault });
  const session = secureSession((request) => door.fetch(request));
  parts.print(`NEXUS Examiner is ready at ${ORIGIN}/`);
  if (parts.options.exitAfterReady) {
    app.quit();
    return true;
  }
  const window = openWindow(session, startAddress(parts.options));
  tieLocking(application, window);
  app.on('second-instance', () => show(window));
  return true;
}

/** Puts the vault away before the process goes, and ends with the last window on every system: an open vault needs a window. */
function endWith(application: HostedApplication): void {
  let closing: Promise<void> | null = null;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closing) return;
    event.preventDefault();
    closing = application.close().finally(() => app.exit(0));
  });
}

function show(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
