import { createDoor } from '../../src/main/http/door.ts';
import { memoryAssets } from '../../src/main/http/assets.ts';
import { electronFetch } from './electron-emulator.ts';
import { FAKE_FILES, FakeApplication } from './fake-application.ts';
import { contractSuite } from './suite.ts';
import type { Host } from './suite.ts';

function directHost(carry: (handler: (request: Request) => Response | Promise<Response>) => Host['fetch']): Host {
  const app = new FakeApplication();
  const faults: Host['faults'] = [];
  const door = createDoor(app, memoryAssets(FAKE_FILES), { onFault: (fault) => faults.push(fault) });
  return { app, faults, fetch: carry((request) => door.fetch(request)), stop: () => Promise.resolve() };
}

contractSuite('the door behind an emulation of protocol.handle', () => Promise.resolve(directHost(electronFetch)));

contractSuite('the door called directly', () =>
  Promise.resolve(directHost((handler) => async (path, init) => handler(new Request(`http://door.test${path}`, init)))),
);
