import { expect, test } from 'vitest';
import { bankLedgerCase, HARD } from '../../../tests/generators/bankledger.ts';
import { largeSides } from '../../../tests/generators/large-sides.ts';
import { columnsOf } from './columns-of.ts';
import { reconcile, type ReconcileResult } from './engine.ts';
import { reconcileInWorkers } from './pool.ts';

const PARAMS = { toleranceMinor: 500, windowDays: 6, threshold: 40, seed: 9 };

/** Everything of a result but its timings. */
function content(result: ReconcileResult): unknown {
  const { report, ...arrays } = result;
  const { seconds: _, ...rest } = report;
  return { ...arrays, rest };
}

test('one, two or three threads and the plain function give the same result to the byte', async () => {
  const made = bankLedgerCase({ ...HARD, rows: 20_000 });
  const left = columnsOf(made.bank);
  const right = columnsOf(made.ledger);
  const plain = content(reconcile(left, right, PARAMS));
  for (const workers of [1, 2, 3]) expect(content(await reconcileInWorkers(left, right, PARAMS, { workers }))).toEqual(plain);
});

test('cancelling ends the run at once', async () => {
  const { left, right } = largeSides(200_000, 3);
  const controller = new AbortController();
  const run = reconcileInWorkers(left, right, PARAMS, { workers: 2, signal: controller.signal });
  await new Promise((resolve) => setTimeout(resolve, 600));
  const asked = performance.now();
  controller.abort();
  await expect(run).rejects.toMatchObject({ data: { code: 'cancelled' } });
  expect(performance.now() - asked).toBeLessThan(1000);
  await expect(reconcileInWorkers(left, right, PARAMS, { signal: controller.signal })).rejects.toMatchObject({
    data: { code: 'cancelled' },
  });
});

test('progress is told through the stages', async () => {
  const { left, right } = largeSides(60_000, 3);
  const stages = new Set<string>();
  await reconcileInWorkers(left, right, PARAMS, { workers: 1, onProgress: (stage) => stages.add(stage) });
  expect(stages.size).toBeGreaterThanOrEqual(2);
});
