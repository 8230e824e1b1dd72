import { memoryAssets } from '../../src/main/http/assets.ts';
import { startLoopback } from '../../src/main/hosts/loopback/host.ts';
import { FAKE_FILES, FakeApplication } from './fake-application.ts';
import { launchSession, pageFetch } from './page-fetch.ts';
import { contractSuite } from './suite.ts';
import type { Host } from './suite.ts';

contractSuite('the door behind the loopback host', async () => {
  const app = new FakeApplication();
  const faults: Host['faults'] = [];
  const host = await startLoopback(app, memoryAssets(FAKE_FILES), { door: { onFault: (fault) => faults.push(fault) } });
  const cookie = await launchSession(host.origin, host.launchAddress);
  return { app, faults, fetch: pageFetch(host.origin, cookie), stop: () => host.close() };
});
