/**
 * The quality of one large file inside a real case: the first report reads every row, a second one is kept; how long another
 * query waits meanwhile; and a certificate, which reads the sealed file and all rows again.
 * Limits: the first report under 3 s at 1,000,000 rows, other queries held up by no more than 50 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBenchCase, peakMb } from './case-run.ts';
import { writeStatement } from './statement-file.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const folder = mkdtempSync(join(tmpdir(), 'nexus-bench-quality-'));
const bench = await openBenchCase();
const { caseId } = bench;
const file = join(folder, 'bank.csv');
await writeStatement(file, rows, { seed: 7 });
const uploadId = await bench.seal(file);
const imported = await bench.call('import.run', {
  caseId,
  uploadId,
  kind: 'bank',
  name: 'bank',
  account: 'A',
  layout: { currency: 'GBP' },
});
const sourceId = (await bench.finish(imported.jobId)).result!['sourceId'] as number;

const line = (name: string, text: string): void => console.log(`${name.padEnd(40)}${text}`);
const first = await bench.measure(() => bench.call('quality.source', { caseId, sourceId }));
line('quality, first time', `${first.seconds.toFixed(2)} s (${Math.round(rows / first.seconds).toLocaleString('en')} rows/s)`);
const second = await bench.measure(() => bench.call('quality.source', { caseId, sourceId }));
line('quality, kept', `${(second.seconds * 1000).toFixed(0)} ms`);
const map = await bench.measure(() => bench.call('coverage.map', { caseId }));
line('coverage', `${(map.seconds * 1000).toFixed(0)} ms`);

// A further file of the same rows has a report of its own, asked for while the list of files is asked again and again.
await writeStatement(file, rows, { seed: 8 });
const other = await bench.call('import.run', {
  caseId,
  uploadId: await bench.seal(file),
  kind: 'bank',
  name: 'bank 2',
  account: 'B',
  layout: { currency: 'GBP' },
});
const otherId = (await bench.finish(other.jobId)).result!['sourceId'] as number;
const waits: number[] = [];
const asked = { done: false };
const report = bench.call('quality.source', { caseId, sourceId: otherId }).finally(() => (asked.done = true));
while (!asked.done) {
  const start = performance.now();
  await bench.call('source.list', { caseId });
  waits.push(performance.now() - start);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
await report;
waits.sort((a, b) => a - b);
const at = (share: number): string => (waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? NaN).toFixed(0);
line('list of files meanwhile', `${at(0.5)} ms median, ${at(0.98)} ms p98, ${at(1)} ms most, of ${waits.length}`);

const certificate = await bench.measure(async () => {
  const { jobId } = await bench.call('export.run', { caseId, subject: 'certificate', format: 'pdf', sourceId });
  return await bench.finish(jobId);
});
line('certificate', `${certificate.seconds.toFixed(1)} s, longest pause: vault ${certificate.vaultPauseMs.toFixed(0)} ms`);
console.log(`peak memory of the process: ${peakMb()} MB`);
await bench.close();
rmSync(folder, { recursive: true, force: true });
