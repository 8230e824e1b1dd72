import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openAppWindow } from './browser.ts';

export interface AppWindow {
  /** Resolves when the window is gone, with the milliseconds it lived; at once where the browser did not start. */
  readonly closed: Promise<number>;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
}

/** Opens the browser as a window of the program with a throw-away profile under `parent`. */
export async function openWindow(browser: string, address: string, parent: string): Promise<AppWindow> {
  const profile = await mkdtemp(join(parent, 'nexus-window-'));
  const startedMs = Date.now();
  const child = openAppWindow(browser, address, profile);
  const closed = new Promise<number>((resolve) => {
    const gone = () => resolve(Date.now() - startedMs);
    child.once('exit', gone);
    child.once('error', gone);
  });
  return {
    closed,
    async close() {
      child.kill();
      const patience = new Promise<void>((resolve) => setTimeout(resolve, 3_000).unref());
      await Promise.race([closed, patience]);
      // The browser's children may still be writing for a moment after it has gone.
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
