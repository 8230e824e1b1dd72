import { parentPort } from 'node:worker_threads';
import { expose, transfer } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { createReportApi } from './api.ts';

if (!parentPort) throw new Error('The report engine runs in a worker thread.');
const api = createReportApi();
expose(
  {
    begin: api.begin,
    add: api.add,
    discard: api.discard,
    finish: async (...call: Parameters<typeof api.finish>) => {
      const bytes = await api.finish(...call);
      return transfer(bytes, [bytes.buffer as ArrayBuffer]);
    },
  },
  nodeEndpoint(parentPort),
);
