import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { writeStatement } from '../bench/statement-file.ts';
import { PASSPHRASE, startCase, type Fixture } from './case-fixture.ts';

const ROWS = 60_000;

describe('jobs', () => {
  let one: (Fixture & { caseId: string }) | undefined;
  afterEach(async () => {
    await one?.close();
    one = undefined;
  });

  async function bigUpload(): Promise<{ fixture: Fixture & { caseId: string }; uploadId: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-jobs-'));
    await writeStatement(join(folder, 'big.csv'), ROWS, { seed: 3 });
    const bytes = new Uint8Array(readFileSync(join(folder, 'big.csv')));
    rmSync(folder, { recursive: true });
    const fixture = await startCase();
    one = fixture;
    return { fixture, uploadId: await fixture.upload(fixture.caseId, 'big.csv', bytes) };
  }

  /** Resolves when the running job says it has stored some rows. */
  function storing(fixture: Fixture): Promise<void> {
    return new Promise((resolve) => {
      const stop = fixture.app.subscribe((event) => {
        if (event.type !== 'job' || event.job.stage !== 'Storing rows' || event.job.done === 0) return;
        stop();
        resolve();
      });
    });
  }

  test('cancel takes effect within a second and leaves no row', async () => {
    const { fixture, uploadId } = await bigUpload();
    const { caseId } = fixture;
    const begun = storing(fixture);
    const { jobId } = await fixture.call('import.run', { caseId, uploadId, kind: 'bank', name: 'Big' });
    await begun;
    const start = performance.now();
    const { job } = await fixture.call('job.cancel', { jobId });
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(job.state).toBe('cancelled');
    expect((await fixture.call('source.list', { caseId })).sources).toEqual([]);
    expect((await fixture.call('transaction.page', { caseId })).total).toBe(0);
    // The same file can be imported at once afterwards, from the first row on.
    const again = await fixture.call('import.run', { caseId, uploadId, kind: 'bank', name: 'Big' });
    expect((await fixture.finish(again.jobId)).result).toMatchObject({ rowsKept: ROWS, balance: 'proved' });
    expect(await fixture.call('audit.verify', { caseId })).toMatchObject({ holds: true });
  });

  test('progress says how much, how fast and how long', async () => {
    const { fixture, uploadId } = await bigUpload();
    const { jobId } = await fixture.call('import.run', { caseId: fixture.caseId, uploadId, kind: 'bank', name: 'Big' });
    await fixture.finish(jobId);
    const seen = fixture.events.flatMap((event) => (event.type === 'job' && event.job.stage === 'Storing rows' ? [event.job] : []));
    expect(seen.at(-1)).toMatchObject({ done: ROWS, total: ROWS, unit: 'rows' });
    expect(seen.some((job) => job.perSecond > 0 && job.secondsLeft !== null)).toBe(true);
  });

  test('locking in the middle puts the job back; unlocking runs it again, whole', async () => {
    const { fixture, uploadId } = await bigUpload();
    const { caseId } = fixture;
    const begun = storing(fixture);
    const { jobId } = await fixture.call('import.run', { caseId, uploadId, kind: 'bank', name: 'Big' });
    await begun;
    await fixture.call('vault.lock', {});
    await fixture.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE });
    expect(await fixture.finish(jobId)).toMatchObject({ state: 'done', result: { rowsKept: ROWS } });
    expect((await fixture.call('transaction.page', { caseId })).total).toBe(ROWS);
  });

  test('a role without the right is refused, whatever it asks', async () => {
    const fixture = await startCase();
    one = fixture;
    await fixture.call('vault.lock', {});
    await fixture.close();
    one = undefined;
    const { startApplication } = await import('./case-fixture.ts');
    const other = await startApplication();
    try {
      await other.call('vault.create', { name: 'V', userName: 'Aud', role: 'auditor', passphrase: PASSPHRASE });
      await expect(other.call('case.create', { name: 'X' })).rejects.toMatchObject({ data: { code: 'forbidden' } });
      await expect(other.call('case.openSample', {})).rejects.toMatchObject({ data: { code: 'forbidden' } });
      expect((await other.call('case.list', {})).cases).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
