/** Every benchmark in turn, each in a process of its own so that memory peaks are its own. `npm run bench -- --rows 100000` for a quick look. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const script = (name: string): string => new URL(name, import.meta.url).pathname;
const runs: readonly (readonly [string, readonly string[]])[] = [
  ['import.ts', ['--rows', values.rows]],
  ['reconcile.ts', ['--rows', String(Math.min(100_000, Number(values.rows)))]],
  ['reconcile.ts', ['--rows', values.rows]],
  ['score.ts', ['--rows', values.rows]],
  ['case.ts', ['--rows', values.rows]],
  ['quality.ts', ['--rows', values.rows]],
];
let failed = 0;
for (const [name, args] of runs) {
  console.log(`\n== ${name} ${args.join(' ')}`);
  const run = spawnSync(process.execPath, [script(name), ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (run.status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
