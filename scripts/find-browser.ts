import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findSystemBrowser } from '../src/main/hosts/loopback/browser.ts';

export interface FoundBrowser {
  readonly path: string;
  /** Where it came from, for the log of a test run. */
  readonly how: string;
}

/** What there is to try, in order; each gives a path or null. */
export interface BrowserRoads {
  readonly system: () => string | null;
  /** Playwright's own, where it was downloaded before. */
  readonly playwright: () => string | null;
  readonly download: () => void;
  readonly packageManager: () => void;
}

/** Finds a Chromium-based browser, or gets one. @throws Error with one sentence where there is none to be had */
export function findBrowser(roads: BrowserRoads): FoundBrowser {
  const system = roads.system();
  if (system !== null) return { path: system, how: 'found on this machine' };
  const kept = roads.playwright();
  if (kept !== null) return { path: kept, how: 'downloaded by Playwright before' };
  roads.download();
  const fresh = roads.playwright();
  if (fresh !== null) return { path: fresh, how: 'downloaded by Playwright now' };
  roads.packageManager();
  const installed = roads.system();
  if (installed !== null) return { path: installed, how: 'installed from the system’s packages now' };
  throw new Error(
    'No Chrome, Chromium or Edge was found, Playwright could not download one and the system’s packages gave none. Install Chromium, or name a browser with NEXUS_BROWSER=/path/to/it.',
  );
}

/** The roads of this machine. */
export async function machineRoads(): Promise<BrowserRoads> {
  const { chromium } = await import('@playwright/test');
  return {
    system: () => findSystemBrowser(),
    playwright: () => (existsSync(chromium.executablePath()) ? chromium.executablePath() : null),
    download: () => {
      run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], 300_000);
    },
    packageManager: () => {
      if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      run('apt-get', ['update', '-qq'], 300_000, env);
      run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], 900_000, env);
    },
  };
}

/** Runs a command for its effect; whether it worked shows in what is there afterwards. */
function run(command: string, args: readonly string[], timeoutMs: number, env: NodeJS.ProcessEnv = process.env): void {
  process.stderr.write(`${command} ${args.join(' ')}\n`);
  spawnSync(command, args, { cwd: new URL('..', import.meta.url), stdio: ['ignore', 2, 2], timeout: timeoutMs, env });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    const found = findBrowser(await machineRoads());
    process.stderr.write(`${found.how}\n`);
    process.stdout.write(`${found.path}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
