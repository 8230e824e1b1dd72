/**
 * Kills the program at random moments and looks at what is left: the vault opens, everything acknowledged is there, nothing
 * half done is visible, and `vault.verify` and `audit.verify` hold. `node tests/fault/kill.ts --kills 200`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApplication } from '../../src/main/app/application.ts';
import { CONTRACT, type CommandName, type InputOf, type OutputOf } from '../../src/shared/contract/table.ts';
import { writeStatement } from '../bench/statement-file.ts';

const PASSPHRASE = 'cobalt ferry gravel nine';

export interface KillReport {
  readonly kills: number;
  /** Kills that hit while work was under way, by what the child had last said. */
  readonly during: Readonly<Record<string, number>>;
  readonly acknowledged: number;
}

/** @param seed of the moments; each kill is 30 ms to 8 s after the child has unlocked */
export async function killAndCheck(kills: number, seed: number, say: (line: string) => void = () => undefined): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-kill-'));
  try {
    const vaultDir = join(folder, 'vault');
    const files = [join(folder, 'bank.csv'), join(folder, 'ledger.csv')] as const;
    await writeStatement(files[0], 8_000, { seed: 5 });
    await writeStatement(files[1], 8_000, { seed: 5, ledger: true });
    await withVault(vaultDir, true, (call) => call('case.create', { name: 'Kill' }));
    const acknowledged = new Set<string>();
    const during: Record<string, number> = {};
    let state = seed >>> 0 || 1;
    const random = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    for (let kill = 1; kill <= kills; kill++) {
      const lines = await runAndKill([vaultDir, PASSPHRASE, ...files], 30 + random() ** 2 * 7_970);
      for (const line of lines) acknowledged.add(line);
      const last = lines.at(-1)?.split(' ')[0] ?? 'starting';
      during[last] = (during[last] ?? 0) + 1;
      // Every tenth time all is checked; in between the next start of the child is the check.
      if (kill % 10 === 0 || kill === kills) await withVault(vaultDir, false, (call, idle) => check(call, idle, acknowledged));
      say(`${kill} of ${kills} kills; last word “${lines.at(-1) ?? ''}”`);
    }
    return { kills, during, acknowledged: acknowledged.size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Call = <N extends CommandName>(name: N, input: InputOf<N>) => Promise<OutputOf<N>>;

async function withVault<T>(vaultDir: string, create: boolean, use: (call: Call, idle: () => Promise<void>) => Promise<T>): Promise<T> {
  const app = await createApplication({
    vaultDir,
    appVersion: '0.0.0',
    resourcesDir: new URL('../../resources', import.meta.url).pathname,
  });
  const call: Call = async (name, input) => (await app.execute(name, CONTRACT[name].input.parse(input), { windowId: 'kill' })) as never;
  try {
    if (create) await call('vault.create', { name: 'Kill', userName: 'Kill', role: 'examiner', passphrase: PASSPHRASE });
    else await call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE });
    return await use(call, () => app.idle());
  } finally {
    await app.close();
  }
}

function runAndKill(args: readonly string[], afterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, [new URL('kill-child.ts', import.meta.url).pathname, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let errors = '';
  let armed = false;
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (armed) return;
    armed = true;
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => {
      if (signal === 'SIGKILL') resolve(text.split('\n').slice(0, -1));
      else reject(new Error(`the child ended by itself (${code}): ${errors}`));
    });
  });
}

async function check(call: Call, idle: () => Promise<void>, acknowledged: ReadonlySet<string>): Promise<void> {
  await idle();
  const fail = (what: string): never => {
    throw new Error(what);
  };
  const { cases } = await call('case.list', {});
  const caseId = cases[0]!.id;
  const { sources } = await call('source.list', { caseId });
  for (const line of acknowledged) {
    const [word, id, count] = line.split(' ');
    if (word === 'imported') {
      const source = sources.find((one) => one.id === Number(id)) ?? fail(`source ${id} was acknowledged and is gone`);
      if (source.rowsKept !== Number(count)) fail(`source ${id} has ${source.rowsKept} rows, ${count} were acknowledged`);
    }
  }
  const accepted = new Set<number>();
  for (let offset = 0, total = 1; offset < total; offset += 1000) {
    const page = await call('reconcile.matches', { caseId, state: 'accepted', offset, limit: 1000 });
    total = page.total;
    for (const row of page.rows) accepted.add(row.id);
  }
  for (const line of acknowledged) {
    if (line.startsWith('accepted ') && !accepted.has(Number(line.slice(9)))) fail(`match ${line.slice(9)} was accepted and is not`);
  }
  // No row of an unfinished import is seen, and every source has all of its rows.
  const { total } = await call('transaction.page', { caseId, limit: 1 });
  const expected = sources.filter((source) => source.state === 'ready').reduce((sum, source) => sum + source.rowsKept, 0);
  if (total !== expected) fail(`${total} transactions are shown, the sources have ${expected}`);
  for (const scope of [caseId, null]) {
    const verdict = await call('audit.verify', { caseId: scope });
    if (!verdict.holds) fail(`audit log: ${JSON.stringify(verdict.findings)}`);
  }
  const { jobId } = await call('vault.verify', {});
  await idle();
  const { job } = await call('job.get', { jobId });
  if (job.state !== 'done' || job.result?.['holds'] !== true) fail(`vault verify: ${job.state} ${JSON.stringify(job.result)}`);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } } });
  const report = await killAndCheck(Number(values.kills), Number(values.seed), (line) => process.stderr.write(`${line}\n`));
  console.log(JSON.stringify(report));
  console.log(`${report.kills} kills survived, ${report.acknowledged} acknowledgements all there`);
}
