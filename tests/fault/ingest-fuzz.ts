/**
 * Reads damaged statements in every format and prints a table. Run: npm run fuzz [-- --inputs 100000 --seed 1 --format mt940,ofx1 --bytes 8000]
 * Real files are used as seeds where ../shared/data is there. Ends with 1 where a reader threw, hung or kept silent.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mutateFormat } from './ingest-mutations.ts';

const FORMATS = ['csv', 'xlsx', 'ofx1', 'ofx2', 'qif', 'mt940', 'mt942', 'camt052', 'camt053', 'camt054', 'bai2', 'ach', 'text', 'pdf'];
const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    format: { type: 'string' },
    bytes: { type: 'string', default: '400000' },
  },
});
const data = join(import.meta.dirname, '../../../shared/data/bank');
const folder = existsSync(data) ? data : undefined;
if (folder === undefined) console.log('Real files are not at hand: only made-up statements are damaged.');
const table = [];
let bad = 0;
for (const format of values.format?.split(',') ?? FORMATS) {
  const started = performance.now();
  const { inputs, slowestMs, silent, unprovable, faults } = await mutateFormat(
    format,
    Number(values.inputs),
    Number(values.seed),
    folder,
    Number(values.bytes),
  );
  bad += faults.length;
  for (const fault of faults) console.log(`${format}: ${fault}`);
  table.push({
    format,
    inputs,
    'slowest ms': Math.round(slowestMs),
    faults: faults.length,
    silent,
    'not provable': unprovable,
    seconds: ((performance.now() - started) / 1000).toFixed(0),
  });
}
console.table(table);
process.exitCode = bad === 0 ? 0 : 1;
