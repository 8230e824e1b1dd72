import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { writeStatement } from '../bench/statement-file.ts';
import { PASSPHRASE, startCase, type Fixture } from '../integration/case-fixture.ts';
import { bankText, readBytes, strayRows } from './application-files.ts';

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'ok';
  } catch (error) {
    return (error as { data?: { code: string } }).data?.code ?? `no operating error: ${String(error)}`;
  }
};

const unlockInput = { with: 'passphrase', passphrase: PASSPHRASE } as const;

describe('many things at once', () => {
  let one: Fixture & { caseId: string };
  beforeEach(async () => {
    one = await startCase();
  });
  afterEach(() => one.close());

  async function twoSides(rows: number): Promise<{ bank: Uint8Array; ledger: Uint8Array }> {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-sides-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await writeStatement(join(folder, 'bank.csv'), rows, { seed: 4 });
    await writeStatement(join(folder, 'ledger.csv'), rows, { seed: 4, ledger: true });
    return { bank: readBytes(join(folder, 'bank.csv')), ledger: readBytes(join(folder, 'ledger.csv')) };
  }

  const startImport = async (bytes: Uint8Array, name: string, kind: 'bank' | 'ledger' = 'bank'): Promise<string> => {
    const { caseId } = one;
    const uploadId = await one.upload(caseId, name, bytes);
    return (await one.call('import.run', { caseId, uploadId, kind, name, account: name })).jobId;
  };

  const storing = (): Promise<void> =>
    new Promise((resolve) => {
      const stop = one.app.subscribe((event) => {
        if (event.type !== 'job' || event.job.stage !== 'Storing rows' || event.job.done === 0) return;
        stop();
        resolve();
      });
    });

  async function sound(kept: number): Promise<void> {
    const { caseId } = one;
    for (const scope of [caseId, null])
      expect(await one.call('audit.verify', { caseId: scope })).toMatchObject({ holds: true, findings: [] });
    expect((await one.call('transaction.page', { caseId, limit: 1 })).total).toBe(kept);
    const { jobId } = await one.call('vault.verify', {});
    expect(await one.finish(jobId)).toMatchObject({ state: 'done', result: { holds: true } });
  }

  test('fifty commands while an import runs are all answered, and each is in the log once', async () => {
    const { caseId } = one;
    const { bank } = await twoSides(20_000);
    const begun = storing();
    const jobId = await startImport(bank, 'bank');
    await begun;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        n % 5 === 0
          ? one.call('case.rename', { caseId, name: `Name ${n}`, reference: '' })
          : n % 5 === 1
            ? one.call('settings.set', { size: 90 + n })
            : n % 5 === 2
              ? one.call('transaction.page', { caseId })
              : n % 5 === 3
                ? one.call('audit.page', { caseId })
                : one.call('case.overview', { caseId }),
      ),
    );
    expect(answers).toHaveLength(50);
    // Rows of the import that is under way are in no answer; the import may end before the last one is given.
    for (const answer of answers) {
      if ('rows' in answer && answer.rows.some((row) => 'amountMinor' in row)) expect(answer.total).toBe(20_000);
    }
    expect(await one.finish(jobId)).toMatchObject({ state: 'done' });
    const log = await one.call('audit.page', { caseId: null, limit: 1000 });
    expect(log.rows.filter((row) => row.action === 'case.renamed')).toHaveLength(10);
    expect((await one.call('case.list', {})).cases[0]).toMatchObject({ name: 'Name 45' });
    await sound(20_000);
  });

  test('accepting one match twice at once decides it once', async () => {
    const { caseId } = one;
    const { bank, ledger } = await twoSides(300);
    await one.finish(await startImport(bank, 'bank'));
    await one.finish(await startImport(ledger, 'ledger', 'ledger'));
    await one.finish((await one.call('reconcile.run', { caseId, leftSources: [1], rightSources: [2] })).jobId);
    const [match] = (await one.call('reconcile.matches', { caseId, state: 'suggested' })).rows;
    const accept = () => one.call('reconcile.accept', { caseId, matchIds: [match!.id, match!.id] });
    const changed = (await Promise.all([accept(), accept()])).map((answer) => answer.changed);
    expect(changed).toEqual([1, 0]);
    expect((await one.call('reconcile.matches', { caseId, state: 'accepted' })).total).toBe(1);
    // One undo takes the decision back; no further one is left.
    const undone = await Promise.all([one.call('reconcile.undo', { caseId }), one.call('reconcile.undo', { caseId })]);
    expect(undone.flatMap((answer) => answer.matchIds)).toEqual([match!.id]);
    expect((await one.call('reconcile.matches', { caseId, state: 'accepted' })).total).toBe(0);
    await sound(600);
  });

  test('cancel and lock at once: the vault locks, the import leaves nothing and can be made again', async () => {
    const { bank } = await twoSides(40_000);
    const begun = storing();
    const jobId = await startImport(bank, 'bank');
    await begun;
    const [cancelled, locked] = await Promise.all([codeOf(one.call('job.cancel', { jobId })), codeOf(one.call('vault.lock', {}))]);
    expect(['ok', 'vault-locked']).toContain(cancelled);
    expect(locked).toBe('ok');
    expect(await codeOf(one.call('case.list', {}))).toBe('vault-locked');
    await one.call('vault.unlock', unlockInput);
    await one.app.idle();
    const { job } = await one.call('job.get', { jobId });
    expect(['cancelled', 'done']).toContain(job.state);
    const before = job.state === 'done' ? 40_000 : 0;
    expect(await one.finish(await startImport(new TextEncoder().encode(bankText(100)), 'again'))).toMatchObject({ state: 'done' });
    await sound(before + 100);
  });

  test('a cancelled import and the next in the queue do not mix', async () => {
    const { bank, ledger } = await twoSides(30_000);
    const begun = storing();
    const first = await startImport(bank, 'bank');
    const second = await startImport(ledger, 'ledger', 'ledger');
    await begun;
    expect(await codeOf(one.call('job.cancel', { jobId: first }))).toBe('ok');
    expect(await one.finish(second)).toMatchObject({ state: 'done', result: { rowsKept: 30_000, rowsRejected: 0 } });
    expect((await one.call('job.get', { jobId: first })).job.state).toBe('cancelled');
    await sound(30_000);
    await one.call('vault.lock', {});
    expect(await strayRows(join(one.folder, 'vault'), PASSPHRASE, one.caseId)).toBe(0);
  });

  test('lock during an export and during an inspection: no internal fault, and the export is made after unlocking', async () => {
    const { caseId } = one;
    const { bank, ledger } = await twoSides(5_000);
    await one.finish(await startImport(bank, 'bank'));
    const uploadId = await one.upload(caseId, 'later.csv', ledger);
    const { jobId } = await one.call('export.run', { caseId, subject: 'transactions', format: 'pdf' });
    const inspecting = codeOf(one.call('import.inspect', { caseId, uploadId }));
    await new Promise((resolve) => setTimeout(resolve, 60));
    await one.call('vault.lock', {});
    expect(['ok', 'vault-locked', 'cancelled']).toContain(await inspecting);
    await one.call('vault.unlock', unlockInput);
    const job = await one.finish(jobId);
    expect(job.state).toBe('done');
    expect((await one.app.download(job.result!['ticket'] as string))?.bytes).toBe(job.result!['bytes']);
    await sound(5_000);
  });

  test('unlock twice at once, and unlock while a lock is under way', async () => {
    await one.call('vault.lock', {});
    const both = await Promise.all([codeOf(one.call('vault.unlock', unlockInput)), codeOf(one.call('vault.unlock', unlockInput))]);
    expect(both).toEqual(['ok', 'ok']);
    const begun = storing();
    await startImport((await twoSides(20_000)).bank, 'bank');
    await begun;
    const locking = one.call('vault.lock', {});
    expect(await codeOf(one.call('vault.unlock', unlockInput))).toBe('ok');
    await locking;
    await one.app.idle();
    expect(await one.call('vault.status', {})).toMatchObject({ state: 'unlocked' });
    await sound(20_000);
  });

  test('two uploads in turns stay apart, byte for byte', async () => {
    const { caseId } = one;
    const texts = [bankText(130_000, 'Left'), bankText(130_000, 'Right')].map((text) => new TextEncoder().encode(text));
    const begun = await Promise.all(
      texts.map((bytes, n) => one.call('import.begin', { caseId, fileName: `${n}.csv`, sizeBytes: bytes.length })),
    );
    const slices = Math.ceil(Math.max(...texts.map((bytes) => bytes.length)) / begun[0]!.sliceBytes);
    expect(slices).toBeGreaterThan(1);
    for (let slice = 0; slice < slices; slice++)
      await Promise.all(
        begun.map(({ uploadId, sliceBytes }, n) =>
          one.app.upload(uploadId, slice, texts[n]!.slice(slice * sliceBytes, (slice + 1) * sliceBytes)),
        ),
      );
    for (const [n, { uploadId }] of begun.entries()) {
      const { sha256 } = await one.call('import.seal', { caseId, uploadId });
      const digest = Buffer.from(await crypto.subtle.digest('SHA-256', texts[n]! as Uint8Array<ArrayBuffer>)).toString('hex');
      expect(sha256).toBe(digest);
    }
  });

  test('ten jobs in a queue, a restart in between: each is done once', { timeout: 60_000 }, async () => {
    const { caseId } = one;
    const text = (n: number) => new TextEncoder().encode(bankText(2_000, `Batch ${n} payment`));
    const jobs: string[] = [];
    for (let n = 0; n < 9; n++) jobs.push(await startImport(text(n), `file ${n}`));
    // The same upload asked for twice comes in once.
    const uploadId = await one.upload(caseId, 'twice.csv', text(99));
    const run = () => one.call('import.run', { caseId, uploadId, kind: 'bank', name: 'twice', account: 'twice' });
    const twice = await Promise.all([run(), run()]);
    const again = Object.assign(await one.restart(), { caseId });
    one = again;
    await one.call('vault.unlock', unlockInput);
    await one.app.idle();
    for (const jobId of jobs)
      expect((await one.call('job.get', { jobId })).job).toMatchObject({ state: 'done', result: { rowsKept: 2_000 } });
    const states = await Promise.all(twice.map(async ({ jobId }) => (await one.call('job.get', { jobId })).job));
    expect(states.map((job) => job.state)).toEqual(['done', 'failed']);
    expect(states[1]!.error).toMatchObject({ code: 'conflict' });
    await sound(20_000);
  });
});
