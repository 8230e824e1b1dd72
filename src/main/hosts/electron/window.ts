import { app, BrowserWindow } from 'electron';
import type { Session, WebPreferences } from 'electron';
import { ORIGIN } from './scheme.ts';

/** What the page's process may do: nothing beyond a web page. Stated in full, so that a changed default changes nothing here. */
export function webPreferences(session: Session): WebPreferences {
  return {
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    devTools: !app.isPackaged,
  };
}

/** Opens the program's window. @param startAt e.g. `/` or `/#/?sample=true` */
export function openWindow(session: Session, startAt: string): BrowserWindow {
  const window = new BrowserWindow({
    title: 'NEXUS Examiner',
    width: 1440,
    height: 900,
    minWidth: 640,
    minHeight: 400,
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(session),
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${ORIGIN}${startAt}`);
  return window;
}
