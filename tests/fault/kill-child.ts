/**
 * A program that works on a vault until somebody kills it: seals files, imports them, matches and scores, over and over.
 * Each line on standard output is an acknowledgement: what it names has been committed.
 */
import { readFileSync } from 'node:fs';
import { createApplication } from '../../src/main/app/application.ts';
import { CONTRACT, type CommandName, type InputOf, type OutputOf } from '../../src/shared/contract/table.ts';

const [vaultDir, passphrase, bankFile, ledgerFile] = process.argv.slice(2) as [string, string, string, string];
const app = await createApplication({ vaultDir, appVersion: '0.0.0', resourcesDir: new URL('../../resources', import.meta.url).pathname });
const call = async <N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> =>
  (await app.execute(name, CONTRACT[name].input.parse(input), { windowId: 'kill' })) as OutputOf<N>;
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

await call('vault.unlock', { with: 'passphrase', passphrase });
say('unlocked');
// What the last kill interrupted runs again first.
await app.idle();
say('resumed');
const { cases } = await call('case.list', {});
const caseId = cases[0]!.id;

for (let round = 0; ; round++) {
  const stamp = `${Date.now()}-${round}`;
  const ids: number[] = [];
  for (const [file, kind] of [
    [bankFile, 'bank'],
    [ledgerFile, 'ledger'],
  ] as const) {
    // A comment of its own makes each file new evidence; the rows stay the same.
    const bytes = new TextEncoder().encode(
      `${readFileSync(file, 'utf8')}\n`.replace(/\n\n$/, `\n${' '.repeat(1 + (round % 7))}${stamp}\n`),
    );
    const { uploadId, sliceBytes } = await call('import.begin', { caseId, fileName: `${kind}-${stamp}.csv`, sizeBytes: bytes.length });
    for (let from = 0, slice = 0; from < bytes.length; from += sliceBytes)
      await app.upload(uploadId, slice++, bytes.slice(from, from + sliceBytes));
    const { sha256 } = await call('import.seal', { caseId, uploadId });
    say(`sealed ${sha256}`);
    const { jobId } = await call('import.run', { caseId, uploadId, kind, name: `${kind} ${stamp}`, account: stamp });
    await app.idle();
    const { job } = await call('job.get', { jobId });
    if (job.state !== 'done') throw new Error(`import ${job.state}: ${JSON.stringify(job.error)}`);
    ids.push(job.result!['sourceId'] as number);
    say(`imported ${String(job.result!['sourceId'])} ${String(job.result!['rowsKept'])}`);
  }
  const { jobId } = await call('reconcile.run', { caseId, leftSources: [ids[0]!], rightSources: [ids[1]!] });
  await app.idle();
  const { job } = await call('job.get', { jobId });
  if (job.state !== 'done') throw new Error(`reconcile ${job.state}: ${JSON.stringify(job.error)}`);
  say(`matched ${String(job.result!['runId'])}`);
  const { rows } = await call('reconcile.matches', { caseId, state: 'suggested', limit: 5 });
  for (const row of rows) {
    await call('reconcile.accept', { caseId, matchIds: [row.id] });
    say(`accepted ${row.id}`);
  }
}
