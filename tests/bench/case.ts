/**
 * Matching and scoring inside a real case: reading from the encrypted vault, computing, and storing the results again, with
 * the pauses of the main and of the vault thread. The engines alone are measured by reconcile.ts and score.ts.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBenchCase, peakMb, type BenchCase } from './case-run.ts';
import { writeStatement } from './statement-file.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const folder = mkdtempSync(join(tmpdir(), 'nexus-bench-case-'));
const bench = await openBenchCase();

async function load(name: string, kind: 'bank' | 'ledger'): Promise<number> {
  const file = join(folder, `${name}.csv`);
  await writeStatement(file, rows, { seed: 7, ledger: kind === 'ledger' });
  const uploadId = await bench.seal(file);
  const { jobId } = await bench.call('import.run', { caseId: bench.caseId, uploadId, kind, name });
  return (await bench.finish(jobId)).result!['sourceId'] as number;
}

function line(name: string, measured: Awaited<ReturnType<BenchCase['measure']>>, engineSeconds: number): void {
  console.log(
    `${name.padEnd(40)}${measured.seconds.toFixed(1).padStart(8)} s, of which engine ${engineSeconds.toFixed(1)} s (${(measured.seconds / engineSeconds).toFixed(2)} ×)` +
      `   longest pause: main ${measured.mainPauseMs.toFixed(0)} ms, vault ${measured.vaultPauseMs.toFixed(0)} ms`,
  );
}

const left = await load('bank', 'bank');
const right = await load('ledger', 'ledger');
const matched = await bench.measure(async () => {
  const { jobId } = await bench.call('reconcile.run', { caseId: bench.caseId, leftSources: [left], rightSources: [right] });
  return await bench.finish(jobId);
});
const summary = await bench.call('reconcile.summary', { caseId: bench.caseId });
line(`matching ${rows.toLocaleString('en')} × ${rows.toLocaleString('en')}`, matched, summary.seconds ?? NaN);
console.log(`  ${summary.suggested.toLocaleString('en')} pairs, rate ${((summary.rate ?? 0) * 100).toFixed(1)} %`);
const scored = await bench.measure(async () => {
  const { jobId } = await bench.call('flags.run', { caseId: bench.caseId, sourceIds: [left] });
  return await bench.finish(jobId);
});
line(`scoring ${rows.toLocaleString('en')}`, scored, (await bench.call('flags.summary', { caseId: bench.caseId })).seconds ?? NaN);
for (const [name, call] of [
  ['first page, file order', () => bench.call('transaction.page', { caseId: bench.caseId, limit: 200 })],
  ['last page, file order', () => bench.call('transaction.page', { caseId: bench.caseId, offset: 2 * rows - 200, limit: 200 })],
  ['sorted by amount, first time', () => bench.call('transaction.page', { caseId: bench.caseId, sort: ['-amountMinor'], limit: 200 })],
  [
    'sorted by amount, last page',
    () => bench.call('transaction.page', { caseId: bench.caseId, sort: ['-amountMinor'], offset: 2 * rows - 200, limit: 200 }),
  ],
  ['flags by risk, first time', () => bench.call('flags.page', { caseId: bench.caseId, limit: 200 })],
] as const) {
  const { seconds } = await bench.measure(() => call() as Promise<unknown>);
  console.log(`${name.padEnd(40)}${(seconds * 1000).toFixed(0).padStart(8)} ms`);
}
console.log(`peak memory of the process: ${peakMb()} MB`);
await bench.close();
rmSync(folder, { recursive: true, force: true });
