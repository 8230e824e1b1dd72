import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { afterEach, expect, test } from 'vitest';
import type { RowBatch } from './batch.ts';
import type { IngestApi } from './worker.ts';

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
});

function start(bytes: Uint8Array) {
  const worker = new Worker(new URL('./worker.ts', import.meta.url));
  workers.push(worker);
  const ask = Comlink.proxy((offset: number, length: number) => {
    const part = new Uint8Array(bytes.subarray(offset, offset + length));
    return Comlink.transfer(part, [part.buffer]);
  });
  return { api: Comlink.wrap<IngestApi>(nodeEndpoint(worker)), ask, size: bytes.length };
}

const statement = Buffer.from(
  `Date,Text,Amount\n${Array.from({ length: 50_000 }, (_, i) => `2024-01-13,Payment ${i},-1.00`).join('\n')}\n`,
);

test('reads in a thread of its own, and waits for the taker: two batches are under way at most', async () => {
  const { api, ask, size } = start(statement);
  const inspected = await api.inspect(
    size,
    ask,
    {},
    Comlink.proxy(() => undefined),
  );
  if (!inspected.ok) throw new Error(inspected.error.message);
  expect(inspected.value).toMatchObject({ rowsKept: 50_000, outMinor: 5_000_000 });
  let taken = 0;
  let most = 0;
  let underWay = 0;
  const report = await api.read(
    size,
    ask,
    inspected.value.layout,
    Comlink.proxy(async (batch: RowBatch) => {
      most = Math.max(most, ++underWay);
      expect(batch.amountMinor).toHaveLength(batch.rows);
      await new Promise((resolve) => setTimeout(resolve, 10));
      taken += batch.rows;
      underWay--;
    }),
  );
  expect(report).toMatchObject({ ok: true, value: { rowsKept: 50_000 } });
  expect(taken).toBe(50_000);
  expect(most).toBeLessThanOrEqual(2);
});

test('errors come back as data', async () => {
  const { api, ask } = start(new Uint8Array(0));
  const inspected = await api.inspect(
    0,
    ask,
    {},
    Comlink.proxy(() => undefined),
  );
  if (!inspected.ok) throw new Error('an empty file can be inspected');
  expect(inspected.value.problems).toMatchObject([{ code: 'FILE-EMPTY' }]);
  expect(
    await api.read(
      0,
      ask,
      inspected.value.layout,
      Comlink.proxy(() => Promise.resolve()),
    ),
  ).toMatchObject({ ok: false, error: { code: 'file-empty' } });
});
