import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';
import { reconcileInWorkers } from '../../src/workers/reconcile/pool.ts';
import { largeSides } from '../generators/large-sides.ts';
import type { TransactionColumns } from '../../src/shared/columns.ts';

/**
 * `node tests/bench/reconcile.ts --rows 100000`: matches two generated sides in worker threads, and joins them on
 * exact amount and date by a hash in the same run, as the plain thing to compare with.
 */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' }, workers: { type: 'string' } } });
const rows = Number(values.rows);
const workers = Number(values.workers ?? availableParallelism());

/** The plain baseline: the first free right row of the same amount and day. Returns pairs and right pairs. */
function hashJoin(left: TransactionColumns, right: TransactionColumns, truth: Int32Array): { pairs: number; correct: number } {
  const free = new Map<string, number[]>();
  for (let j = 0; j < right.rows; j++) {
    const key = `${right.amountMinor[j]} ${right.day[j]}`;
    const list = free.get(key);
    if (list) list.push(j);
    else free.set(key, [j]);
  }
  let pairs = 0;
  let correct = 0;
  for (let i = 0; i < left.rows; i++) {
    const j = free.get(`${left.amountMinor[i]} ${left.day[i]}`)?.shift();
    if (j === undefined) continue;
    pairs++;
    if (truth[i] === j) correct++;
  }
  return { pairs, correct };
}

const { left, right, truth } = largeSides(rows, 11);
let possible = 0;
for (const mate of truth) if (mate >= 0) possible++;
let peakBytes = 0;
const memory = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss)), 50);
const delay = monitorEventLoopDelay({ resolution: 5 });
let progress = 0;
// The generator's own garbage is no part of the run.
const idle = monitorEventLoopDelay({ resolution: 5 });
idle.enable();
await new Promise((resolve) => setTimeout(resolve, 2000));
idle.disable();
peakBytes = process.memoryUsage().rss;
delay.enable();
const started = performance.now();
const result = await reconcileInWorkers(
  left,
  right,
  { toleranceMinor: 0, windowDays: 5, threshold: 50, seed: 1 },
  { workers, onProgress: () => progress++ },
);
const seconds = (performance.now() - started) / 1000;
delay.disable();
clearInterval(memory);
let correct = 0;
for (let k = 0; k < result.pairs; k++) if (truth[result.left[k]!] === result.right[k]) correct++;
const joinStarted = performance.now();
const join = hashJoin(left, right, truth);
const joinSeconds = (performance.now() - joinStarted) / 1000;

const f1 = (pairs: number, right_: number): string => ((2 * right_) / (pairs + possible)).toFixed(4);
const table = Object.entries(result.report.seconds).map(([stage, s]) => ({ what: `stage ${stage}`, value: `${s.toFixed(2)} s` }));
table.push(
  { what: 'rows each side', value: rows.toLocaleString('en') },
  { what: 'worker threads', value: String(workers) },
  { what: 'seconds in all', value: seconds.toFixed(2) },
  { what: 'pairs visited per second', value: Math.round(result.report.visitedPairs / seconds).toLocaleString('en') },
  { what: 'rows per second', value: Math.round((2 * rows) / seconds).toLocaleString('en') },
  { what: 'pairs proposed, F1', value: `${result.pairs.toLocaleString('en')}, ${f1(result.pairs, correct)}` },
  { what: 'longest pause of the calling thread', value: `${(delay.max / 1e6).toFixed(1)} ms` },
  { what: 'the same while nothing ran (2 s)', value: `${(idle.max / 1e6).toFixed(1)} ms` },
  { what: 'progress reports per second', value: (progress / seconds).toFixed(1) },
  { what: 'peak memory (RSS)', value: `${Math.round(peakBytes / 2 ** 20)} MiB` },
  { what: 'hash join on amount and date: seconds, F1', value: `${joinSeconds.toFixed(2)} s, ${f1(join.pairs, join.correct)}` },
  { what: 'time against the hash join', value: `${(seconds / joinSeconds).toFixed(1)} ×` },
);
for (const { what, value } of table) process.stdout.write(`${what.padEnd(44)}${value}\n`);
