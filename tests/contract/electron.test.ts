import { vi } from 'vitest';
import { memoryAssets } from '../../src/main/http/assets.ts';
import { sessions } from '../security/electron-double.ts';
import { electronFetch } from './electron-emulator.ts';
import { FAKE_FILES, FakeApplication } from './fake-application.ts';
import { contractSuite } from './suite.ts';
import type { Host } from './suite.ts';

vi.mock('electron', async () => (await import('../security/electron-double.ts')).electronDouble);
const { runElectron } = await import('../../src/main/hosts/electron/program.ts');

contractSuite('the handler that the Electron host registers, behind an emulation of protocol.handle', async () => {
  const app = new FakeApplication();
  const faults: Host['faults'] = [];
  await runElectron({
    options: { vaultDir: '/nowhere', sample: false, open: true, exitAfterReady: false },
    createApplication: () => Promise.resolve(app),
    assets: () => Promise.resolve(memoryAssets(FAKE_FILES)),
    onFault: (fault) => faults.push(fault),
    print: () => undefined,
  });
  // The host itself listens for the lock.
  const quiet = app.listeners;
  Object.defineProperty(app, 'listeners', { get: () => app.listenerCount() - quiet });
  return { app, faults, fetch: electronFetch(sessions[0]!.handler!), stop: () => Promise.resolve() };
});
