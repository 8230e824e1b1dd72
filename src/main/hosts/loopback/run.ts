import { mkdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HostedApplication } from '../../http/application.ts';
import type { AssetSource } from '../../http/assets.ts';
import { faultLog } from '../fault-log.ts';
import { startAddress } from '../options.ts';
import type { StartOptions } from '../options.ts';
import { findSystemBrowser } from './browser.ts';
import { startLoopback } from './host.ts';
import { openWindow } from './window.ts';
import type { AppWindow } from './window.ts';

/** A browser that is gone sooner than this did not start; the address is printed instead. */
const START_MS = 5_000;

/**
 * Runs the program behind a loopback address until its window closes, it is long without one, or it is told to end.
 * @returns when everything is put away
 */
export async function runLoopback(
  app: HostedApplication,
  assets: AssetSource,
  options: StartOptions,
  print: (line: string) => void,
): Promise<void> {
  const ending = Promise.withResolvers<void>();
  const end = () => ending.resolve();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);

  const browser = options.open ? findSystemBrowser() : null;
  const parent = await writableFolder(browser);
  let streams = 0;
  const host = await startLoopback(app, assets, {
    door: { onFault: faultLog((line) => process.stderr.write(`${line}\n`), process.env) },
    launchParent: parent,
    startAt: startAddress(options),
    onExit: end,
    onStreams: (open) => (streams = open),
  });
  let window: AppWindow | null = null;
  const whenClosed = async (opened: AppWindow) => {
    const livedMs = await opened.closed;
    // The user may have opened the same address elsewhere; then that window decides.
    if (streams > 0) return;
    if (livedMs >= START_MS) end();
    else print(`The browser did not start. Open ${host.launchAddress} in Chrome, Chromium or Edge.`);
  };
  try {
    print(`NEXUS Examiner is ready at ${host.origin}/ and opens through ${host.launchAddress}`);
    if (options.exitAfterReady) return;
    if (browser) {
      window = await openWindow(browser, host.launchAddress, parent);
      void whenClosed(window);
    } else if (options.open) {
      print('No Chrome, Chromium or Edge was found on this machine. Open the second address in a browser; it works for you alone.');
    }
    await ending.promise;
  } finally {
    await host.close();
    await window?.close();
    await app.close();
  }
}

/** Ubuntu's packaged Chromium sees neither the temporary folder nor hidden ones; it gets a folder of its own. */
async function writableFolder(browser: string | null): Promise<string> {
  if (!browser?.startsWith('/snap/')) return tmpdir();
  const folder = join(homedir(), 'snap', 'chromium', 'common');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
