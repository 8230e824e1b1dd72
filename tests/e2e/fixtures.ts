import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, _electron, expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { compile } from '../../scripts/bundle.ts';
import { electronBinary } from '../../scripts/electron-binary.ts';
import type { Client } from '../../src/shared/client.ts';
import { startLoopbackProcess } from './loopback-process.ts';
import { pageClient } from './page-client.ts';
import { watchContext } from './watch.ts';
import type { Watch } from './watch.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The running program of one test, on a vault of its own. */
export interface Program {
  readonly page: Page;
  readonly vaultDir: string;
  /** Where the page lives: `http://nexus-….localhost:port` or `nexus://app`. */
  readonly origin: string;
  /** The typed client, through the page. For setting up, not for what is tested. */
  readonly client: Client;
  readonly watch: Watch;
  /** Ends the program and starts it again on the same vault; the page is a new one. `abruptly`: without a goodbye. */
  restart(how?: 'properly' | 'abruptly'): Promise<Page>;
}

interface Session {
  readonly page: Page;
  readonly origin: string;
  end(how: 'properly' | 'abruptly'): Promise<void>;
}

async function loopbackSession(context: BrowserContext, vaultDir: string, onOrigin: (origin: string) => void): Promise<Session> {
  const host = await startLoopbackProcess(vaultDir);
  onOrigin(host.origin);
  const page = await context.newPage();
  await page.goto(host.launchAddress);
  await page.waitForURL(`${host.origin}/**`);
  return {
    page,
    origin: host.origin,
    async end(how) {
      await page.close();
      if (how === 'abruptly') return host.kill();
      expect({ code: await host.stop(), errors: host.errors() }).toEqual({ code: 0, errors: '' });
    },
  };
}

async function electronSession(binary: string, vaultDir: string, watchAll: (context: BrowserContext) => Promise<void>): Promise<Session> {
  // `npm test` has compiled it; where a test is run by itself, the first one does.
  if (!existsSync(join(ROOT, 'dist', 'main', 'electron.js'))) compile();
  const program = await _electron.launch({ executablePath: binary, args: [ROOT, '--vault', vaultDir] });
  await watchAll(program.context());
  const page = await program.firstWindow();
  return {
    page,
    origin: 'nexus://app',
    async end(how) {
      if (how === 'abruptly') program.process().kill('SIGKILL');
      else await program.close();
    },
  };
}

/** `test` with a running program: `test('…', async ({ program }) => { await program.page… })`. */
export const test = base.extend<{ program: Program }>({
  program: async ({ context }, use, info) => {
    const isElectron = info.project.name === 'electron';
    const binary = isElectron ? electronBinary() : null;
    info.skip(isElectron && binary === null, 'Electron’s program is not on this machine');
    const vaultDir = join(mkdtempSync(join(tmpdir(), 'nexus-e2e-')), 'vault');
    let origin = 'nexus://app';
    const isOwn = (address: string) =>
      address.startsWith(`${origin}/`) || address.startsWith(`blob:${origin}/`) || /^(data|about):|^file:.*\/open\.html$/.test(address);
    let watch = await watchContext(context, isOwn);
    const begin = async () => {
      const session = isElectron
        ? await electronSession(binary!, vaultDir, async (own) => {
            watch = await watchContext(own, isOwn);
          })
        : await loopbackSession(context, vaultDir, (started) => (origin = started));
      return session;
    };
    let session = await begin();
    await use({
      get page() {
        return session.page;
      },
      get origin() {
        return session.origin;
      },
      get client() {
        return pageClient(session.page);
      },
      get watch() {
        return watch;
      },
      vaultDir,
      async restart(how = 'properly') {
        await session.end(how);
        session = await begin();
        return session.page;
      },
    });
    try {
      await session.end('properly');
    } finally {
      rmSync(join(vaultDir, '..'), { recursive: true, force: true });
    }
    expect(watch.findings, 'errors, policy reports and requests to elsewhere').toEqual([]);
  },
});

export { expect };
