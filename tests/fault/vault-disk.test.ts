import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OperatingError } from '../../src/shared/errors.ts';
import { KDF_FOR_TESTS } from '../../src/main/vault/passphrase-key.ts';
import { openVault, vaultStatus } from '../../src/main/vault/vault.ts';
import type { CaseStore } from '../../src/main/vault/store.ts';
import { decide, newCase, newVault, reopen, sealEvidence, temporaryFolder } from '../../src/main/vault/vault-fixture.ts';
import { PASSPHRASE } from './vault-kill-child.ts';
import { canMount, smallDisk } from './small-disk.ts';

const code = (expected: string) => expect.objectContaining({ data: expect.objectContaining({ code: expected }) as unknown });
const MOUNT = canMount();
if (!MOUNT) console.warn('skipped: a small disk in memory needs root on Linux, so full and write-protected disks are not tried');

/** Runs `use` until it fails and gives the error; fails the test where it never does. */
function untilItFails(use: () => void): OperatingError {
  for (let n = 0; n < 20_000; n++) {
    try {
      use();
    } catch (error) {
      if (error instanceof OperatingError) return error;
      throw error;
    }
  }
  throw new Error('nothing failed');
}

const rows = (store: CaseStore) => store.read((r) => r.get<{ n: number }>('SELECT count(*) AS n FROM disposition'))!.n;

describe.skipIf(!MOUNT)('a full disk', () => {
  test('refuses changes with a sentence, keeps what was saved, and goes on when there is room', async () => {
    const disk = smallDisk('3m');
    const { vault, location } = await newVault({ location: join(disk.folder, 'vault') });
    const store = newCase(vault);
    const kept = sealEvidence(vault, store, 'a.csv', Buffer.alloc(100_000, 1));
    let decided = 0;
    const error = untilItFails(() => decide(vault, store, ++decided));
    expect(error.data).toMatchObject({ code: 'disk-full', message: expect.stringMatching(/is full/) as unknown });
    expect(rows(store)).toBe(decided - 1);
    expect(() => newCase(vault)).toThrow(code('disk-full') as never);
    expect(
      untilItFails(() =>
        store.stage((tx) => tx.run('INSERT INTO upload VALUES (?, ?, 1, ?, NULL, ?, ?)', String(decided++), 'f', 'receiving', 't', 'u')),
      ).data.code,
    ).toBe('disk-full');

    disk.resize('32m');
    decide(vault, store, 5_000_000);
    newCase(vault);
    expect(await vault.verify()).toEqual([]);
    vault.lock();
    const again = await reopen(location);
    expect(await again.verify()).toEqual([]);
    expect(again.case(store.id).blobs.size(kept.id)).toBe(100_000);
  });

  test('gives up evidence half-way without leaving any of it', async () => {
    const disk = smallDisk('3m');
    const { vault, location } = await newVault({ location: join(disk.folder, 'vault') });
    const store = newCase(vault);
    const writer = store.blobs.begin('large.csv');
    const error = untilItFails(() => writer.write(Buffer.alloc(256 * 1024, 7)));
    expect(error.data.code).toBe('disk-full');
    expect(readdirSync(join(location, 'cases', store.id, 'blobs'))).toEqual([]);
    decide(vault, store, 1);
    expect(await vault.verify()).toEqual([]);
  });
});

describe.skipIf(!MOUNT)('a write-protected disk', () => {
  test('is named when a vault is opened or made there', async () => {
    const disk = smallDisk('8m');
    const { vault, location } = await newVault({ location: join(disk.folder, 'vault') });
    vault.lock();
    expect(disk.protect()).toBe(true);
    await expect(reopen(location)).rejects.toEqual(code('disk-read-only'));
    expect(vaultStatus(location).state).toBe('locked');
    await expect(newVault({ location: join(disk.folder, 'other') })).rejects.toEqual(code('disk-read-only'));
  });
});

describe('a vault folder that goes away', () => {
  test('while the vault is open: a sentence, locking still works, and all is there when it is back', async () => {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    decide(vault, store, 1);
    renameSync(location, `${location}-away`);
    expect(() => decide(vault, store, 2)).toThrow(code('vault-gone') as never);
    expect(() => store.stage((tx) => tx.run('DELETE FROM problem'))).toThrow(/no longer be reached/);
    renameSync(`${location}-away`, location);
    decide(vault, store, 3);
    renameSync(location, `${location}-away`);
    expect(() => vault.lock()).not.toThrow();
    expect(vaultStatus(location).state).toBe('none');
    await expect(reopen(location)).rejects.toEqual(code('vault-gone'));
    renameSync(`${location}-away`, location);
    const again = await reopen(location);
    expect(await again.verify()).toEqual([]);
    expect(rows(again.case(store.id))).toBe(2);
  });

  test.skipIf(!MOUNT)('with its drive: gone before and after', async () => {
    const disk = smallDisk('8m');
    const { vault, location } = await newVault({ location: join(disk.folder, 'inner', 'vault') });
    const store = newCase(vault);
    disk.takeAway();
    expect(() => decide(vault, store, 2)).toThrow(code('vault-gone') as never);
    expect(() => vault.lock()).not.toThrow();
    expect(vaultStatus(location)).toMatchObject({ state: 'gone', message: expect.stringMatching(/drive/) as unknown });
  });
});

describe('a second process', () => {
  test('is kept out while the first works, and let in when that was killed', { timeout: 60_000 }, async () => {
    const location = join(temporaryFolder(), 'vault');
    const child = spawn(process.execPath, [join(import.meta.dirname, 'vault-kill-child.ts'), location], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    let seen = '';
    for await (const chunk of child.stdout) if ((seen += String(chunk)).includes('"kind":"source"')) break;
    const open = () => openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, { kdfFloor: KDF_FOR_TESTS });
    await expect(open()).rejects.toEqual(code('vault-in-use'));
    child.kill('SIGKILL');
    await exited;
    const vault = await open();
    expect(await vault.verify()).toEqual([]);
    vault.lock();
  });
});

const STRACE = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;
if (!STRACE) console.warn('skipped: strace is missing or may not trace here, so failing disk calls are not tried');

describe.skipIf(!STRACE)('a failing disk', () => {
  test.each([
    ['pwrite64', 'EIO', 40],
    ['fsync', 'EIO', 12],
    ['pwrite64', 'ENOSPC', 300],
    ['ftruncate', 'EIO', 2],
  ])('%s gives %s from call %i on: a sentence, and nothing acknowledged is lost', { timeout: 60_000 }, async (call, error, from) => {
    const location = join(temporaryFolder(), 'vault');
    const child = join(import.meta.dirname, 'vault-kill-child.ts');
    const inject = ['-f', '-qq', '-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${from}+`];
    const run = spawnSync('strace', [...inject, process.execPath, child, location], {
      encoding: 'utf8',
      timeout: 15_000,
      killSignal: 'SIGKILL',
    });
    expect(run.signal).toBeNull();
    expect(run.stderr).not.toMatch(/Assertion|core dumped|SqliteError/);
    // It met the fault, and as one of its own errors with a sentence.
    expect(run.stderr).toMatch(/OperatingError: .*(disk|database|file)/);
    if (vaultStatus(location).state === 'none') return;
    const acknowledged = run.stdout
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as { kind: string; caseId: string; id: number });
    const vault = await openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, { kdfFloor: KDF_FOR_TESTS });
    expect(await vault.verify()).toEqual([]);
    for (const ack of acknowledged.filter((a) => a.kind === 'decision')) {
      const found = vault.case(ack.caseId as CaseStore['id']).read((r) => r.get('SELECT 1 AS n FROM disposition WHERE txn_id = ?', ack.id));
      expect(found).toEqual({ n: 1 });
    }
    vault.lock();
  });
});
