import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { decodeReasons, sentenceOf } from '../../shared/reasons.ts';
import { madeUpPayments } from './test-payments.ts';
import { beginStage, cancel, newControl, progressOf } from './control.ts';
import { scoreTransactions, type ScoreResult } from './engine.ts';
import { scoreInWorkers } from './pool.ts';
import { written } from './test-columns.ts';

const digest = ({ risk, score, reasons }: ScoreResult) =>
  createHash('sha256')
    .update(risk)
    .update(new Uint8Array(score.buffer, 0, score.byteLength))
    .update(reasons.bytes)
    .update(new Uint8Array(reasons.ends.buffer))
    .digest('hex');
const reasonsAt = ({ reasons }: ScoreResult, row: number) =>
  decodeReasons(reasons.bytes.subarray(row === 0 ? 0 : reasons.ends[row - 1], reasons.ends[row]));

test('the same seed gives the same bytes with 1, 2 and 3 workers and without any; another seed does not', async () => {
  const columns = madeUpPayments(21_000);
  const here = digest(scoreTransactions(columns, { seed: 7 }));
  for (const workers of [1, 2, 3]) expect(digest(await scoreInWorkers(columns, { seed: 7 }, { workers }))).toBe(here);
  expect(digest(scoreTransactions(columns, { seed: 8 }))).not.toBe(here);
}, 120_000);

test('a planted row comes first, with reasons that add up to no more than its risk and name what it was compared with', () => {
  const rows = Array.from({ length: 600 }, (_, i) => ({
    minor: -(10_000 + ((i * 7919) % 5000)),
    date: `2024-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 5)).padStart(2, '0')}`,
    party: `Vendor ${i % 30}`,
    ref: `INV-${20_000 + 13 * i}`,
    text: 'monthly supply',
    category: `C${i % 4}`,
  }));
  const planted = { ...rows[40]!, minor: -7_500_000, ref: 'INV-99999', date: '2024-11-20', text: 'plug per cfo' };
  const result = scoreTransactions(written([...rows, planted, { ...planted, date: '2024-12-02' }]), { seed: 1 });
  const ranked = [...result.score.keys()].sort((a, b) => result.score[b]! - result.score[a]!);
  expect(ranked.slice(0, 2).sort()).toEqual([600, 601]);
  const reasons = reasonsAt(result, 600);
  expect(reasons[0]).toMatchObject({ code: 'D1', evidence: [701] });
  expect(sentenceOf(reasons[0]!, { currency: 'GBP' })).toContain('GBP 75,000.00');
  const points = reasons.reduce((total, one) => total + one.points, 0);
  expect(points).toBeLessThanOrEqual(result.risk[600]! + 0.3);
  expect(points).toBeGreaterThan(0.5 * result.risk[600]!);
  expect(result.risk[600]).toBe(Math.round(100 / (1 + Math.exp(-result.score[600]!))));
});

test('rows without reasons cost no bytes', () => {
  const result = scoreTransactions(madeUpPayments(5000), { seed: 1 });
  const silent = [...result.risk.keys()].filter((row) => reasonsAt(result, row).length === 0);
  expect(silent.length).toBeGreaterThan(2500);
  expect(silent.every((row) => result.risk[row]! < 10)).toBe(true);
});

test('nothing, one row, and rows without dates, names or texts are scored', () => {
  expect(scoreTransactions(written([]), { seed: 1 }).rows).toBe(0);
  expect(scoreTransactions(written([{ minor: 5 }]), { seed: 1 }).risk).toHaveLength(1);
  const bare = scoreTransactions(written(Array.from({ length: 50 }, (_, i) => ({ minor: i === 7 ? NaN : i * i }))), { seed: 1 });
  expect([...bare.score].every((value) => Number.isFinite(value))).toBe(true);
  expect(bare.report.unused).toContain('M8');
});

test('a run can be stopped within 200 ms and says that nothing changed', async () => {
  const columns = madeUpPayments(200_000);
  const stop = new AbortController();
  const run = scoreInWorkers(columns, { seed: 1 }, { workers: 2, signal: stop.signal }).catch((error: unknown) => error);
  await wait(700);
  const asked = performance.now();
  stop.abort();
  expect(await run).toMatchObject({ data: { code: 'cancelled' } });
  expect(performance.now() - asked).toBeLessThan(200);
});

test('progress only rises and reaches the last stage', async () => {
  const seen: number[] = [];
  await scoreInWorkers(madeUpPayments(60_000), { seed: 1 }, { workers: 2, onProgress: ({ done }) => seen.push(done) });
  expect(seen.length).toBeGreaterThan(4);
  expect([...seen].sort((a, b) => a - b)).toEqual(seen);
});

test('a cancelled control stops the next stage', () => {
  const control = newControl();
  beginStage(control, 3, 10);
  expect(progressOf(control).stage).toBe('Comparing transactions');
  cancel(control);
  expect(() => beginStage(control, 4, 10)).toThrow('stopped');
});

test('rows of different groups are never compared: a ledger that repeats the bank is no duplicate of it', () => {
  const bank = Array.from({ length: 40 }, (_, i) => ({
    minor: -(150_000 + 7777 * i),
    date: `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`,
    party: `Vendor ${i}`,
    ref: `INV-${30_000 + i * 3}`,
  }));
  const columns = written([...bank, ...bank]);
  const hitsOf = (group?: Int32Array) =>
    scoreTransactions(columns, { seed: 1, ...(group && { group }) }).ruleHits.find((one) => one.code === 'D1')!.hits;
  expect(hitsOf()).toBe(80);
  expect(hitsOf(Int32Array.from({ length: 80 }, (_, i) => (i < 40 ? 0 : 1)))).toBe(0);
});
