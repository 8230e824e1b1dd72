import { EventEmitter } from 'node:events';

/** Everything the program asked of the double, in order. */
export const asked: { readonly what: string; readonly with: readonly unknown[] }[] = [];
const note =
  (what: string, answer?: unknown) =>
  (...args: unknown[]): unknown => {
    asked.push({ what, with: args });
    return answer;
  };

export class SessionDouble extends EventEmitter {
  readonly partition: string;
  readonly options: unknown;
  handler: ((request: Request) => Response | Promise<Response>) | null = null;
  beforeRequest: ((details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void) | null = null;
  permissionRequest: ((contents: unknown, permission: string, callback: (granted: boolean) => void) => void) | null = null;
  permissionCheck: (() => boolean) | null = null;
  devicePermission: (() => boolean) | null = null;
  bluetooth: ((details: unknown, callback: (answer: { confirmed: boolean }) => void) => void) | null = null;
  displayMedia: unknown = 'unset';
  spellChecker = true;

  constructor(partition: string, options: unknown) {
    super();
    this.partition = partition;
    this.options = options;
  }
  readonly protocol = {
    handle: (scheme: string, handler: SessionDouble['handler']) => {
      asked.push({ what: 'protocol.handle', with: [scheme] });
      this.handler = handler;
    },
  };
  readonly webRequest = {
    onBeforeRequest: (listener: SessionDouble['beforeRequest']) => {
      this.beforeRequest = listener;
    },
  };
  setPermissionRequestHandler(handler: SessionDouble['permissionRequest']): void {
    this.permissionRequest = handler;
  }
  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }
  setDisplayMediaRequestHandler(handler: unknown): void {
    this.displayMedia = handler;
  }
  setBluetoothPairingHandler(handler: SessionDouble['bluetooth']): void {
    this.bluetooth = handler;
  }
  setSpellCheckerEnabled(enabled: boolean): void {
    this.spellChecker = enabled;
  }
}

export class ContentsDouble extends EventEmitter {
  openHandler: (() => { action: string }) | null = null;
  crashed = 0;
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  forcefullyCrashRenderer(): void {
    this.crashed++;
    this.emit('render-process-gone', {}, { reason: 'crashed' });
  }
}

export class WindowDouble extends EventEmitter {
  static readonly all: WindowDouble[] = [];
  readonly webContents = new ContentsDouble();
  readonly loaded: string[] = [];
  readonly options: { webPreferences: Record<string, unknown> } & Record<string, unknown>;
  focused = 0;

  constructor(options: WindowDouble['options']) {
    super();
    this.options = options;
    asked.push({ what: 'new BrowserWindow', with: [options] });
    WindowDouble.all.push(this);
    appDouble.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(address: string): Promise<void> {
    this.loaded.push(address);
    return Promise.resolve();
  }
  show = note('window.show');
  isDestroyed = () => false;
  isMinimized = () => true;
  restore = note('window.restore');
  focus = () => void this.focused++;
}

class AppDouble extends EventEmitter {
  isPackaged = false;
  firstInstance = true;
  enableSandbox = note('app.enableSandbox');
  quit = note('app.quit');
  exit = note('app.exit');
  configureHostResolver = note('app.configureHostResolver');
  requestSingleInstanceLock = () => {
    asked.push({ what: 'app.requestSingleInstanceLock', with: [] });
    return this.firstInstance;
  };
  whenReady = () => {
    asked.push({ what: 'app.whenReady', with: [] });
    return Promise.resolve();
  };
}

export const appDouble = new AppDouble();
export const sessions: SessionDouble[] = [];
export const powerMonitorDouble = new EventEmitter();

/** The module `electron` as far as the host uses it. */
export const electronDouble = {
  app: appDouble,
  protocol: { registerSchemesAsPrivileged: note('registerSchemesAsPrivileged') },
  session: {
    fromPartition: (partition: string, options: unknown) => {
      const made = new SessionDouble(partition, options);
      sessions.push(made);
      return made;
    },
  },
  BrowserWindow: WindowDouble,
  powerMonitor: powerMonitorDouble,
  dialog: { showErrorBox: note('dialog.showErrorBox') },
  Menu: { setApplicationMenu: note('Menu.setApplicationMenu'), buildFromTemplate: (template: unknown) => template },
};

/** Forgets everything between tests. */
export function resetDouble(): void {
  asked.length = 0;
  sessions.length = 0;
  WindowDouble.all.length = 0;
  appDouble.removeAllListeners();
  powerMonitorDouble.removeAllListeners();
  appDouble.isPackaged = false;
  appDouble.firstInstance = true;
}
