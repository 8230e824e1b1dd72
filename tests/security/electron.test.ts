import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { memoryAssets } from '../../src/main/http/assets.ts';
import type { StartOptions } from '../../src/main/hosts/options.ts';
import { FAKE_FILES, FakeApplication } from '../contract/fake-application.ts';
import { appDouble, asked, powerMonitorDouble, resetDouble, SessionDouble, sessions, WindowDouble } from './electron-double.ts';

vi.mock('electron', async () => (await import('./electron-double.ts')).electronDouble);
const { runElectron } = await import('../../src/main/hosts/electron/program.ts');

const OPTIONS: StartOptions = { vaultDir: '/nowhere', sample: false, open: true, exitAfterReady: false };
const faults: unknown[] = [];
const printed: string[] = [];
let app: FakeApplication;

async function start(options: Partial<StartOptions> = {}): Promise<boolean> {
  app = new FakeApplication();
  return runElectron({
    options: { ...OPTIONS, ...options },
    createApplication: () => {
      asked.push({ what: 'createApplication', with: [] });
      return Promise.resolve(app);
    },
    assets: () => Promise.resolve(memoryAssets(FAKE_FILES)),
    onFault: (fault) => faults.push(fault),
    print: (line) => printed.push(line),
  });
}
const order = () => asked.map((entry) => entry.what);
const own = () => sessions[0]!;
const window = () => WindowDouble.all[0]!;
/** Emits an event that can be prevented; @returns whether it was */
function prevented(
  target: { emit(name: string, ...args: unknown[]): boolean },
  name: string,
  event: Record<string, unknown>,
  ...more: unknown[]
): boolean {
  let stopped = false;
  target.emit(name, { ...event, preventDefault: () => (stopped = true) }, ...more);
  return stopped;
}

let processListeners: Record<'uncaughtException' | 'unhandledRejection', unknown[]>;
beforeEach(() => {
  resetDouble();
  printed.length = 0;
  faults.length = 0;
  processListeners = {
    uncaughtException: process.listeners('uncaughtException'),
    unhandledRejection: process.listeners('unhandledRejection'),
  };
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const name of ['uncaughtException', 'unhandledRejection'] as const) {
    for (const listener of process.listeners(name as 'uncaughtException')) {
      if (!processListeners[name].includes(listener)) process.off(name, listener);
    }
  }
});

describe('the start', () => {
  test('scheme and sandbox before ready, one instance before the vault, the session before the window', async () => {
    expect(await start()).toBe(true);
    const steps = [
      'registerSchemesAsPrivileged',
      'app.enableSandbox',
      'app.requestSingleInstanceLock',
      'app.whenReady',
      'createApplication',
      'protocol.handle',
      'new BrowserWindow',
    ];
    expect(order().filter((what) => steps.includes(what))).toEqual(steps);
    expect(printed).toEqual(['NEXUS Examiner is ready at nexus://app/']);
  });

  test('the scheme is an ordinary secure origin without bypasses', async () => {
    await start();
    const [schemes] = asked.find((entry) => entry.what === 'registerSchemesAsPrivileged')!.with as [
      { scheme: string; privileges: Record<string, boolean> }[],
    ];
    expect(schemes).toHaveLength(1);
    expect(schemes[0]).toEqual({
      scheme: 'nexus',
      privileges: {
        standard: true,
        secure: true,
        supportFetchAPI: true,
        stream: true,
        bypassCSP: false,
        corsEnabled: false,
        allowServiceWorkers: false,
        codeCache: false,
      },
    });
  });

  test('a second instance never touches the vault and shows the first', async () => {
    appDouble.firstInstance = false;
    expect(await start()).toBe(false);
    expect(order()).not.toContain('createApplication');
    expect(order()).toContain('app.quit');
    resetDouble();
    await start();
    appDouble.emit('second-instance');
    expect(window().focused).toBe(1);
  });

  test('with NEXUS_EXIT_AFTER_READY no window is opened and the vault is put away', async () => {
    await start({ exitAfterReady: true });
    expect(WindowDouble.all).toHaveLength(0);
    expect(prevented(appDouble, 'before-quit', {})).toBe(true);
    await vi.waitFor(() => expect(order()).toContain('app.exit'));
    expect(app.closed).toBe(1);
  });

  test('names are not looked up outside, and there is no menu with developer tools', async () => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
    await start();
    expect(asked).toContainEqual({ what: 'app.configureHostResolver', with: [{ enableBuiltInResolver: false, secureDnsMode: 'off' }] });
    expect(asked).toContainEqual({ what: 'Menu.setApplicationMenu', with: [null] });
  });
});

describe('the page', () => {
  test('has a sandboxed process without Node, whatever the defaults are', async () => {
    await start();
    const { session, ...rest } = window().options.webPreferences;
    expect(session).toBe(own());
    expect(rest).toEqual({
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
      devTools: true,
    });
    expect(window().loaded).toEqual(['nexus://app/']);
  });

  test('has no developer tools in a package', async () => {
    appDouble.isPackaged = true;
    await start();
    expect(window().options.webPreferences['devTools']).toBe(false);
  });

  test('stays where it is', async () => {
    await start();
    const page = window().webContents;
    for (const url of [
      'https://evil.example/',
      'file:///etc/passwd',
      'nexus://other/',
      'nexus://app/assets/x.js',
      'javascript:alert(1)',
      'nexus://app.evil/',
    ]) {
      expect({ url, prevented: prevented(page, 'will-navigate', { url }) }).toEqual({ url, prevented: true });
      expect(prevented(page, 'will-frame-navigate', { url, isMainFrame: true })).toBe(true);
    }
    expect(prevented(page, 'will-navigate', { url: 'nexus://app/#/cases' })).toBe(false);
    expect(prevented(page, 'will-frame-navigate', { url: 'nexus://app/', isMainFrame: false })).toBe(true);
    expect(prevented(page, 'will-redirect', { url: 'nexus://app/' })).toBe(true);
    expect(prevented(page, 'will-attach-webview', {})).toBe(true);
    expect(page.openHandler!()).toEqual({ action: 'deny' });
  });
});

describe('the session', () => {
  test('lives in memory', async () => {
    await start();
    expect(own().partition).not.toMatch(/^persist:/);
    expect(own().options).toEqual({ cache: false });
  });

  test('grants nothing, and neither does any other session', async () => {
    await start();
    const other = new SessionDouble('', {});
    appDouble.emit('session-created', other);
    for (const target of [own(), other]) {
      const granted: unknown[] = [];
      for (const permission of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal', 'fileSystem', 'hid', 'usb']) {
        target.permissionRequest!({}, permission, (answer) => granted.push(answer));
      }
      expect(new Set(granted)).toEqual(new Set([false]));
      expect(target.permissionCheck!()).toBe(false);
      expect(target.devicePermission!()).toBe(false);
      expect(target.displayMedia).toBeNull();
      target.bluetooth!({}, (answer) => expect(answer).toEqual({ confirmed: false }));
      expect(target.spellChecker).toBe(false);
    }
  });

  test('reaches no network', async () => {
    await start();
    const cancelled = (url: string) => {
      let cancel: boolean | undefined;
      own().beforeRequest!({ url }, (answer) => (cancel = answer.cancel));
      return cancel;
    };
    for (const url of [
      'http://127.0.0.1/',
      'https://example.org/',
      'ws://x/',
      'file:///etc/passwd',
      'ftp://x/',
      'blob:https://x/1',
      'nexus://app.evil/',
      'chrome://gpu',
    ]) {
      expect({ url, cancelled: cancelled(url) }).toEqual({ url, cancelled: true });
    }
    for (const url of ['nexus://app/', 'nexus://app/rpc/x', 'blob:nexus://app/1', 'data:,']) expect(cancelled(url)).toBe(false);
  });

  test('answers from the door, on its own host only', async () => {
    await start();
    const answer = await own().handler!(new Request('nexus://app/'));
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect((await own().handler!(new Request('nexus://other/'))).status).toBe(404);
  });

  test('saves files from tickets only', async () => {
    await start();
    const item = (url: string) => ({ getURL: () => url });
    expect(prevented(own(), 'will-download', {}, item('nexus://app/download/x'))).toBe(false);
    for (const url of ['https://evil.example/x.exe', 'blob:nexus://app/1', 'data:text/html,x', 'nexus://app/assets/x.js']) {
      expect(prevented(own(), 'will-download', {}, item(url))).toBe(true);
    }
  });
});

describe('lock and end', () => {
  test('sleep, a locked screen and shutdown lock the vault and end the page’s process', async () => {
    for (const event of ['suspend', 'lock-screen', 'shutdown']) {
      resetDouble();
      await start();
      app.current = 'unlocked';
      powerMonitorDouble.emit(event);
      expect({ event, locks: app.locks }).toEqual({ event, locks: ['suspend'] });
      expect(window().webContents.crashed).toBe(1);
      expect(window().loaded).toEqual(['nexus://app/', 'nexus://app/']);
    }
  });

  test('a page that crashes leaves no open vault behind', async () => {
    await start();
    app.current = 'unlocked';
    window().webContents.emit('render-process-gone', {}, { reason: 'oom' });
    expect(app.locks).toEqual(['idle']);
    expect(window().loaded.length).toBeGreaterThan(1);
  });

  test('closing the last window ends the program after the vault is put away', async () => {
    await start();
    appDouble.emit('window-all-closed');
    expect(order()).toContain('app.quit');
    expect(prevented(appDouble, 'before-quit', {})).toBe(true);
    expect(prevented(appDouble, 'before-quit', {})).toBe(false);
    await vi.waitFor(() => expect(asked).toContainEqual({ what: 'app.exit', with: [0] }));
    expect(app.closed).toBe(1);
  });

  test('an error nobody caught ends the program with a sentence that holds nothing of it', async () => {
    await start();
    const mine = process.listeners('uncaughtException').find((listener) => !processListeners.uncaughtException.includes(listener))!;
    mine(new Error('/home/eve/secret'), 'uncaughtException');
    expect(asked).toContainEqual({ what: 'app.exit', with: [1] });
    const box = asked.find((entry) => entry.what === 'dialog.showErrorBox')!;
    expect(JSON.stringify(box.with)).not.toContain('secret');
    expect(faults).toHaveLength(1);
  });
});

test('the host uses none of the doors Electron would open into the page', () => {
  const folder = join(import.meta.dirname, '..', '..', 'src', 'main', 'hosts', 'electron');
  for (const file of readdirSync(folder)) {
    const text = readFileSync(join(folder, file), 'utf8');
    expect({
      file,
      found: /\b(ipcMain|contextBridge|@electron\/remote|preload|executeJavaScript|crashReporter|openExternal|shell)\b/.exec(text)?.[0],
    }).toEqual({ file, found: undefined });
  }
});
