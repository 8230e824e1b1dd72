/**
 * Speed and memory of the statement reader. Run: node tests/bench/ingest.ts [rows]
 * Prints a table: bytes, seconds, rows per second, and the ratio to papaparse alone over the same text in the same run.
 */
import { closeSync, openSync, rmSync, writeSync, statSync, readFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { inspectSource } from '../../src/workers/ingest/inspect.ts';
import { readSource } from '../../src/workers/ingest/read.ts';
import { fileSource } from '../../src/workers/ingest/source.ts';
import { isoOfDay } from '../../src/shared/calendar.ts';
import { plainDecimal } from '../../src/shared/money.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'ingest-bench-'));
const path = join(folder, 'statement.csv');
write(path, rows);
const bytes = statSync(path).size;

const parsed = await timed(async () => Papa.parse(readFileSync(path, 'utf8'), { delimiter: ',' }).data.length);
const source = await fileSource(path);
const inspected = await timed(() => inspectSource(source, { fileName: 'statement.csv' }));
const read = await timed(() => readSource(source, inspected.value.layout, {}, () => undefined));
await source.close();
rmSync(folder, { recursive: true });

const line = (what: string, { seconds, cpu }: { seconds: number; cpu: number }) => ({
  what,
  MB: (bytes / 1e6).toFixed(0),
  seconds: seconds.toFixed(2),
  'CPU s': cpu.toFixed(2),
  'rows/s': Math.round(rows / seconds).toLocaleString('en'),
  'times papaparse': (seconds / parsed.seconds).toFixed(2),
});
console.table([
  line('papaparse alone, whole text in memory', parsed),
  line(`inspect (${inspected.value.balance}, ${inspected.value.rowsKept} rows)`, inspected),
  line(`read (${read.value.rowsKept} rows)`, read),
]);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number; cpu: number }> {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(cpuStart);
  return { value, seconds: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

/** A statement with a running balance, quoted texts in a third of the rows, deterministic. */
function write(file: string, count: number): void {
  const handle = openSync(file, 'w');
  let balance = 1_000_000;
  let seed = 12345;
  let text = 'Date,Value date,Description,Reference,Amount,Balance\n';
  for (let i = 0; i < count; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    const amount = (seed % 200_000) - 99_000;
    balance += amount;
    const date = isoOfDay(18_000 + Math.floor((i * 1800) / count));
    const name = i % 3 === 0 ? `"Payment, order ${seed % 9999} to supplier"` : `Card purchase shop number ${seed % 977}`;
    text += `${date},${date},${name},REF${i},${plainDecimal(amount, 'EUR')},${plainDecimal(balance, 'EUR')}\n`;
    if (text.length > 1_000_000) {
      writeSync(handle, text);
      text = '';
    }
  }
  writeSync(handle, text);
  closeSync(handle);
}
