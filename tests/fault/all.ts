/** The long form of the fault tests: kills of the whole program and of the vault alone. `npm run fault -- --kills 200`. */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' } } });
let failed = 0;
for (const name of ['kill.ts', 'vault-kill.ts']) {
  console.log(`\n== ${name}`);
  const run = spawnSync(process.execPath, [new URL(name, import.meta.url).pathname, '--kills', values.kills], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (run.status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
