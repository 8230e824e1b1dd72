/** Every accuracy script in turn. Each prints its table, or why it can't where its data are not at hand. */
import { spawnSync } from 'node:child_process';

const folder = new URL('.', import.meta.url).pathname;
const SCRIPTS = ['bank-formats.ts', 'bank-csv.ts', 'linkage.ts', 'anomaly.ts'];
let failed = 0;
for (const name of SCRIPTS) {
  console.log(`\n== ${name}`);
  if (spawnSync(process.execPath, [folder + name], { stdio: ['ignore', 'inherit', 'inherit'] }).status !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
