/**
 * Speed of transaction scoring: `node tests/bench/score.ts --rows 1000000 [--workers 2]`. Prints seconds per stage, rows per
 * second, the longest pause of the caller's event loop, peak memory, and the ratio to a plain z-score pass of the same run.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { scoreInWorkers } from '../../src/workers/score/pool.ts';
import { madeUpPayments } from '../../src/workers/score/test-payments.ts';

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, workers: { type: 'string' }, json: { type: 'boolean' } },
});
const rows = Number(values.rows);
const workers = Number(values.workers ?? availableParallelism());
const columns = madeUpPayments(rows);

/** What a spreadsheet does: mean and deviation of the amount, then one z per row. */
function zScores(amounts: Float64Array): Float64Array {
  let mean = 0;
  for (const x of amounts) mean += x / amounts.length;
  let variance = 0;
  for (const x of amounts) variance += (x - mean) ** 2 / amounts.length;
  return amounts.map((x) => (x - mean) / Math.sqrt(variance));
}
zScores(columns.amountMinor.slice(0, 1000));
const plainStart = performance.now();
zScores(columns.amountMinor);
const plainSeconds = (performance.now() - plainStart) / 1000;

// What making the payments left behind is collected now, so that it is not taken for a pause of the run.
setFlagsFromString('--expose-gc');
(runInNewContext('gc') as () => void)();
// The same loop with nothing to do: what the machine's other programs alone cost, to read the pause below against.
const idle = monitorEventLoopDelay({ resolution: 1 });
idle.enable();
await new Promise((resolve) => setTimeout(resolve, 3000));
idle.disable();

const before = process.memoryUsage().rss;
let peak = before;
let progress = 0;
const delay = monitorEventLoopDelay({ resolution: 1 });
const sampler = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
delay.enable();
const cpuBefore = process.cpuUsage();
const start = performance.now();
const result = await scoreInWorkers(columns, { seed: 20260101 }, { workers, onProgress: () => progress++ });
const seconds = (performance.now() - start) / 1000;
const cpu = process.cpuUsage(cpuBefore);
delay.disable();
clearInterval(sampler);

const megabytes = (bytes: number) => Math.round(bytes / 1048576);
const measured = {
  rows,
  workers,
  seconds: Number(seconds.toFixed(2)),
  // Of all threads together: what the machine had to do, also where other programs kept it busy.
  cpuSeconds: Number(((cpu.user + cpu.system) / 1e6).toFixed(2)),
  rowsPerSecond: Math.round(rows / seconds),
  longestPauseMs: Number((delay.max / 1e6).toFixed(1)),
  idleLongestPauseMs: Number((idle.max / 1e6).toFixed(1)),
  progressPerSecond: Number((progress / seconds).toFixed(1)),
  peakRssMB: megabytes(peak),
  addedRssMB: megabytes(peak - before),
  plainZScoreSeconds: Number(plainSeconds.toFixed(4)),
  ratioToPlain: Math.round(seconds / plainSeconds),
  reasonsMB: megabytes(result.reasons.bytes.length),
  stages: result.report.seconds,
};
if (values.json) process.stdout.write(`${JSON.stringify(measured)}\n`);
else {
  const { stages, ...rest } = measured;
  for (const [name, value] of Object.entries(rest)) process.stdout.write(`${name.padEnd(20)} ${value}\n`);
  for (const [name, value] of Object.entries(stages)) process.stdout.write(`  ${name.padEnd(38)} ${value.toFixed(2)} s\n`);
}
