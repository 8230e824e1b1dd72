import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CommandName, InputOf } from '../../src/shared/contract/table.ts';
import { writeStatement } from '../bench/statement-file.ts';
import { PASSPHRASE, startApplication, type Fixture } from '../integration/case-fixture.ts';
import { bankText, readBytes, strayRows } from './application-files.ts';
import { canMount, smallDisk } from './small-disk.ts';

const MOUNT = canMount();
if (!MOUNT) console.warn('skipped: a small disk in memory needs root on Linux, so full and write-protected disks are not tried');

const refused = (code: string) => ({ data: { code, message: expect.stringMatching(/^[A-Z].*\.$/s) as unknown } });

/** An unlocked vault with one case in the folder. */
async function startIn(folder: string): Promise<Fixture & { caseId: string }> {
  const one = await startApplication(folder);
  onTestFinished(() => one.app.close());
  await one.call('vault.create', { name: 'Small', userName: 'Ann Examiner', role: 'examiner', passphrase: PASSPHRASE });
  const made = await one.call('case.create', { name: 'Small case' });
  return Object.assign(one, { caseId: made.case.id });
}

async function statement(rows: number, ledger = false): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-statement-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await writeStatement(join(folder, 'a.csv'), rows, { seed: 9, ledger });
  return readBytes(join(folder, 'a.csv'));
}

/** What must hold after every fault: both logs verify, no row without its source, and the whole vault passes. */
async function sound(one: Fixture & { caseId: string }): Promise<void> {
  const { caseId } = one;
  expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true, findings: [] });
  expect(await one.call('audit.verify', { caseId: null })).toMatchObject({ holds: true, findings: [] });
  const { sources } = await one.call('source.list', { caseId });
  const kept = sources.filter((source) => source.state === 'ready').reduce((sum, source) => sum + source.rowsKept, 0);
  expect((await one.call('transaction.page', { caseId, limit: 1 })).total).toBe(kept);
  const { jobId } = await one.call('vault.verify', {});
  expect(await one.finish(jobId)).toMatchObject({ state: 'done', result: { holds: true, findings: [] } });
}

/** Repeats a command until it is refused. */
async function untilRefused<N extends CommandName>(one: Fixture, name: N, input: (n: number) => InputOf<N>): Promise<unknown> {
  for (let n = 0; n < 5_000; n++) {
    try {
      await one.call(name, input(n));
    } catch (error) {
      return error;
    }
  }
  throw new Error(`${name} was never refused`);
}

describe.skipIf(!MOUNT)('a full disk', () => {
  test('during an upload: the file is given up, the rest goes on, the upload can be made again', async () => {
    const disk = smallDisk('24m');
    const one = await startIn(disk.folder);
    const { caseId } = one;
    disk.fill(600 * 1024);
    const bytes = new TextEncoder().encode(bankText(60_000));
    await expect(one.upload(caseId, 'large.csv', bytes)).rejects.toMatchObject(refused('disk-full'));
    const { uploadId } = await one.call('import.begin', { caseId, fileName: 'x.csv', sizeBytes: bytes.length });
    await expect(one.app.upload(uploadId, 0, bytes.slice())).rejects.toMatchObject(refused('disk-full'));
    // The same slice again, and the seal: the upload is gone, said plainly.
    await expect(one.app.upload(uploadId, 0, bytes.slice())).rejects.toMatchObject(refused('not-found'));
    await expect(one.call('import.seal', { caseId, uploadId })).rejects.toMatchObject(refused('not-found'));
    disk.empty();
    const done = await one.importText(caseId, 'large.csv', bankText(60_000), { kind: 'bank' });
    expect(done).toMatchObject({ state: 'done', result: { rowsKept: 60_000 } });
    await sound(one);
  });

  test('during an import: the job says so, leaves no row, the application lives and the same import succeeds later', async () => {
    const disk = smallDisk('64m');
    const one = await startIn(disk.folder);
    const { caseId } = one;
    const uploadId = await one.upload(caseId, 'bank.csv', await statement(30_000));
    disk.fill(1024 * 1024);
    const { jobId } = await one.call('import.run', { caseId, uploadId, kind: 'bank', name: 'Bank' });
    const job = await one.finish(jobId);
    expect(job).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
    // The window hears it without asking.
    expect(one.events).toContainEqual(expect.objectContaining({ job: expect.objectContaining({ id: jobId, state: 'failed' }) as unknown }));
    expect((await one.call('source.list', { caseId })).sources).toEqual([]);
    expect((await one.call('transaction.page', { caseId })).total).toBe(0);
    disk.empty();
    // In the same session and without a restart: what the failed one left must not mix with this one.
    const again = await one.call('import.run', { caseId, uploadId, kind: 'bank', name: 'Bank' });
    expect(await one.finish(again.jobId)).toMatchObject({ state: 'done', result: { rowsKept: 30_000, duplicates: 0 } });
    await sound(one);
    const after = await one.restart();
    onTestFinished(() => after.app.close());
    await after.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE });
    await after.app.idle();
    expect((await after.call('job.get', { jobId })).job.state).toBe('failed');
    expect((await after.call('source.list', { caseId })).sources).toMatchObject([{ rowsKept: 30_000 }]);
    await sound(Object.assign(after, { caseId }));
    await after.call('vault.lock', {});
    expect(await strayRows(join(after.folder, 'vault'), PASSPHRASE, caseId)).toBe(0);
  });

  test('during a reconciliation and while decisions are written: nothing acknowledged is lost', async () => {
    const disk = smallDisk('96m');
    const one = await startIn(disk.folder);
    const { caseId } = one;
    const bank = await one.upload(caseId, 'bank.csv', await statement(6_000));
    const ledger = await one.upload(caseId, 'ledger.csv', await statement(6_000, true));
    await one.finish((await one.call('import.run', { caseId, uploadId: bank, kind: 'bank', name: 'Bank' })).jobId);
    await one.finish((await one.call('import.run', { caseId, uploadId: ledger, kind: 'ledger', name: 'Ledger' })).jobId);
    const run = { caseId, leftSources: [1], rightSources: [2] };
    expect(await one.finish((await one.call('reconcile.run', run)).jobId)).toMatchObject({ state: 'done' });
    const { rows } = await one.call('reconcile.matches', { caseId, state: 'suggested', limit: 1000 });
    disk.fill(64 * 1024);
    const failed = await one.finish((await one.call('reconcile.run', run)).jobId);
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'disk-full' } });
    const ids: number[] = [];
    const error = await untilRefused(one, 'reconcile.accept', (n) => {
      ids.push(rows[n]!.id);
      return { caseId, matchIds: [rows[n]!.id] };
    });
    expect(error).toMatchObject(refused('disk-full'));
    const acknowledged = ids.slice(0, -1);
    await expect(untilRefused(one, 'settings.set', () => ({ mode: 'dark' }))).resolves.toMatchObject(refused('disk-full'));
    disk.empty();
    const accepted = await one.call('reconcile.matches', { caseId, state: 'accepted', limit: 1000 });
    expect(accepted.rows.map((row) => row.id).toSorted((a, b) => a - b)).toEqual(acknowledged.toSorted((a, b) => a - b));
    expect(await one.finish((await one.call('reconcile.run', run)).jobId)).toMatchObject({ state: 'done' });
    await sound(one);
  });

  test('at unlock: a sentence, and the vault opens when there is room', async () => {
    const disk = smallDisk('8m');
    const one = await startIn(disk.folder);
    await one.call('vault.lock', {});
    disk.fill(0);
    const unlock = () => one.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE });
    await expect(unlock()).rejects.toMatchObject(refused('disk-full'));
    disk.empty();
    expect(await unlock()).toMatchObject({ state: 'unlocked' });
    await sound(one);
  });
});

describe.skipIf(!MOUNT)('a disk that is write-protected while the vault is open', () => {
  test('changes are refused with a sentence, reading goes on, locking works', async () => {
    const disk = smallDisk('32m');
    const one = await startIn(disk.folder);
    const { caseId } = one;
    await one.importText(caseId, 'a.csv', bankText(50), { kind: 'bank' });
    expect(disk.protectNewFiles()).toBe(true);
    onTestFinished(() => void disk.unprotectNewFiles());
    await expect(one.call('case.create', { name: 'Other' })).rejects.toMatchObject(refused('disk-read-only'));
    await expect(one.call('import.begin', { caseId, fileName: 'a', sizeBytes: 1 })).rejects.toMatchObject(refused('disk-read-only'));
    expect((await one.call('transaction.page', { caseId })).total).toBe(50);
    disk.unprotectNewFiles();
    await one.call('case.create', { name: 'Other' });
    await sound(one);
  });
});

describe('a vault folder that goes away', () => {
  /** Starts an import and takes the folder away when its first rows are stored. */
  async function goneInTheMiddle(one: Fixture & { caseId: string }, takeAway: () => void): Promise<string> {
    const { caseId } = one;
    const uploadId = await one.upload(caseId, 'bank.csv', await statement(40_000));
    const begun = new Promise<void>((resolve) => {
      const stop = one.app.subscribe((event) => {
        if (event.type !== 'job' || event.job.stage !== 'Storing rows' || event.job.done === 0) return;
        stop();
        resolve();
      });
    });
    const { jobId } = await one.call('import.run', { caseId, uploadId, kind: 'bank', name: 'Bank' });
    await begun;
    takeAway();
    return jobId;
  }

  test('with a job running: the job fails with a sentence, nothing is made in its place, all is there when it is back', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-gone-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const one = await startIn(folder);
    const { caseId } = one;
    const vault = join(folder, 'vault');
    const jobId = await goneInTheMiddle(one, () => renameSync(vault, `${vault}-away`));
    await one.app.idle();
    await expect(one.call('case.create', { name: 'Lost' })).rejects.toMatchObject(refused('vault-gone'));
    await expect(one.call('import.begin', { caseId, fileName: 'a', sizeBytes: 1 })).rejects.toMatchObject(refused('vault-gone'));
    // Making a case must not make the folder again: later changes would go into nowhere.
    expect(existsSync(vault)).toBe(false);
    expect(await one.call('vault.status', {})).toMatchObject({ state: 'unlocked' });
    expect(await one.call('vault.lock', {})).toMatchObject({ state: expect.not.stringMatching(/^unlocked$/) as unknown });
    await expect(one.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE })).rejects.toMatchObject(refused('vault-gone'));
    renameSync(`${vault}-away`, vault);
    await one.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE });
    // The interrupted import is cleared away and run again.
    expect(await one.finish(jobId)).toMatchObject({ state: 'done', result: { rowsKept: 40_000, duplicates: 0 } });
    await sound(one);
  });

  test.skipIf(!MOUNT)('with its drive, a job running: commands are refused, lock works, the application survives', async () => {
    const disk = smallDisk('64m');
    const one = await startIn(disk.folder);
    await goneInTheMiddle(one, () => disk.takeAway());
    await one.app.idle();
    await expect(one.call('case.create', { name: 'Lost' })).rejects.toMatchObject(refused('vault-gone'));
    expect(existsSync(join(disk.folder, 'vault'))).toBe(false);
    await one.call('vault.lock', {});
    await expect(one.call('case.list', {})).rejects.toMatchObject(refused('vault-locked'));
  });
});
