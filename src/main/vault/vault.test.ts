import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KDF_FLOOR } from './passphrase-key.ts';
import { createVault, openVault, vaultStatus } from './vault.ts';
import { PASSPHRASE, fakeKeyring, newCase, newVault, ports, reopen, temporaryFolder } from './vault-fixture.ts';

const code = (expected: string) => expect.objectContaining({ data: expect.objectContaining({ code: expected }) as unknown });

describe('creating', () => {
  test('makes a vault that opens again with its passphrase', async () => {
    const { vault, location } = await newVault();
    expect(vault.user).toMatchObject({ name: 'Ann Example', role: 'administrator' });
    vault.lock();
    const again = await reopen(location);
    expect(again.user).toEqual(vault.user);
    expect(again.workspace.read((r) => r.all('SELECT name FROM user'))).toEqual([{ name: 'Ann Example' }]);
  });

  test('never writes over anything of a vault', async () => {
    const { vault, location } = await newVault();
    vault.lock();
    await expect(newVault({ location })).rejects.toEqual(code('vault-exists'));
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'keyring.bin'), 'x');
    await expect(newVault({ location: folder })).rejects.toEqual(code('vault-exists'));
    expect(readFileSync(join(folder, 'keyring.bin'), 'utf8')).toBe('x');
  });

  test('clears what a crash left of a vault that was never finished', async () => {
    const location = temporaryFolder();
    for (const name of ['vault.unfinished', 'keyring.bin', 'vault.json']) writeFileSync(join(location, name), 'x');
    expect(vaultStatus(location).state).toBe('none');
    await expect(reopen(location)).rejects.toEqual(code('vault-missing'));
    const { vault } = await newVault({ location });
    vault.lock();
    expect(vaultStatus(location).state).toBe('locked');
    expect(existsSync(join(location, 'vault.unfinished'))).toBe(false);
  });

  test.each(['short', 'aaaaaaaaaaaaaaaa', 'Ann Example'])('refuses the passphrase %j', async (passphrase) => {
    const o = { name: 'V', userName: 'Ann Example', role: 'examiner' as const, passphrase, appVersion: '0' };
    await expect(createVault(join(temporaryFolder(), 'v'), o, ports())).rejects.toEqual(code('passphrase-weak'));
  });

  test('goes on without a keyring and says so', async () => {
    const broken = { ...fakeKeyring(), set: () => Promise.reject(new Error('no service')) };
    const { vault } = await newVault({ ports: ports({ keyring: broken }) });
    await expect(vault.setKeyring(true)).rejects.toThrow('no service');
    expect(vault.slots().map((s) => s.kind)).toEqual(['passphrase', 'recovery']);
  });
});

describe('opening', () => {
  test('by recovery code, however it is typed, and then with a new passphrase', async () => {
    const { vault, location, recoveryCode } = await newVault();
    vault.lock();
    const typed = recoveryCode.toLowerCase().replaceAll('-', '  ').replaceAll('0', 'o').replaceAll('1', 'l');
    const byCode = await openVault(location, { with: 'recovery', recoveryCode: typed }, ports());
    await byCode.changePassphrase('', 'another passphrase');
    byCode.lock();
    await expect(openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, ports())).rejects.toEqual(code('vault-wrong-key'));
    const later = () => Date.now() + 5_000;
    const again = await openVault(location, { with: 'passphrase', passphrase: 'another passphrase' }, ports({ now: later }));
    expect(again.workspace.audit.page({ offset: 0, limit: 9 }).rows.map((r) => r.action)).toContain('vault.passphrase-changed');
    again.lock();
  });

  test('by the system keyring, which is never the only way in', async () => {
    const keyring = fakeKeyring();
    const { vault, location } = await newVault({ ports: ports({ keyring }) });
    await vault.setKeyring(true);
    expect(vaultStatus(location).keyringEnrolled).toBe(true);
    const passphraseSlot = vault.slots().find((s) => s.kind === 'passphrase')!;
    expect(() => vault.removeSlot(passphraseSlot.id)).toThrow(/last passphrase/);
    vault.lock();
    const opened = await openVault(location, { with: 'keyring' }, ports({ keyring }));
    expect(opened.user.name).toBe('Ann Example');
    await opened.setKeyring(false);
    expect(keyring.entries.size).toBe(0);
    opened.lock();
    await expect(openVault(location, { with: 'keyring' }, ports({ keyring }))).rejects.toEqual(code('keyring-unavailable'));
  });

  test('makes wrong passphrases wait 1, 2, 4 … seconds, also across restarts', async () => {
    const { vault, location } = await newVault();
    vault.lock();
    let now = 1_000_000;
    const wrong = () => openVault(location, { with: 'passphrase', passphrase: 'not this one' }, ports({ now: () => now }));
    for (const seconds of [1, 2, 4, 8]) {
      await expect(wrong()).rejects.toEqual(code('vault-wrong-key'));
      expect(vaultStatus(location, now).waitSeconds).toBe(seconds);
      now += (seconds - 1) * 1000;
      await expect(wrong()).rejects.toEqual(code('vault-wait'));
      now += 1000;
    }
    const right = await openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, ports({ now: () => now }));
    right.lock();
    expect(vaultStatus(location, now).waitSeconds).toBe(0);
  });

  test('refuses a cheap key derivation unless code allows it', async () => {
    const { vault, location } = await newVault();
    vault.lock();
    const opening = openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, { kdfFloor: KDF_FLOOR });
    await expect(opening).rejects.toThrow(/weaker protection/);
  });

  test('a second time at once is refused, in this process too', async () => {
    const { vault, location } = await newVault();
    await expect(reopen(location)).rejects.toEqual(code('vault-in-use'));
    vault.lock();
    await expect(reopen(location)).resolves.toBeDefined();
  });
});

describe('users and slots', () => {
  test('each user opens with a passphrase of their own', async () => {
    const { vault, location } = await newVault();
    const bob = await vault.addUser({ name: 'Bob', role: 'auditor', passphrase: 'four unrelated words' });
    vault.lock();
    expect(vaultStatus(location).users.map((u) => u.name)).toEqual(['Ann Example', 'Bob']);
    const opened = await openVault(location, { with: 'passphrase', passphrase: 'four unrelated words', userId: bob.id }, ports());
    expect(opened.user).toEqual(bob);
    await expect(opened.addUser({ name: 'Eve', role: 'auditor', passphrase: 'something else' })).rejects.toEqual(code('forbidden'));
    expect(() => (opened.autoLockMinutes = 5)).toThrow(/may not do this/);
    opened.lock();
  });

  test('a changed passphrase does not open the kept copies of the header either', async () => {
    const { vault, location } = await newVault();
    newCase(vault);
    expect(existsSync(join(location, 'vault.json.1'))).toBe(true);
    await expect(vault.changePassphrase('wrong', 'the second passphrase')).rejects.toEqual(code('vault-wrong-key'));
    await vault.changePassphrase(PASSPHRASE, 'the second passphrase');
    expect(existsSync(join(location, 'vault.json.1'))).toBe(false);
    vault.lock();
    await expect(reopen(location)).rejects.toEqual(code('vault-wrong-key'));
  });

  test('a new recovery code makes the old one worthless', async () => {
    const { vault, location, recoveryCode } = await newVault();
    const next = await vault.newRecoveryCode(PASSPHRASE);
    vault.lock();
    await expect(openVault(location, { with: 'recovery', recoveryCode }, ports())).rejects.toEqual(code('vault-wrong-key'));
    const opened = await openVault(location, { with: 'recovery', recoveryCode: next }, ports());
    opened.lock();
  });

  test('the auto-lock time is kept and bounded', async () => {
    const { vault, location } = await newVault();
    expect(vault.autoLockMinutes).toBe(10);
    expect(() => (vault.autoLockMinutes = 61)).toThrow(/1 to 60/);
    vault.autoLockMinutes = 5;
    vault.lock();
    expect((await reopen(location)).autoLockMinutes).toBe(5);
  });
});

describe('locking', () => {
  test('wipes keys, closes databases, and can be repeated', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    vault.lock();
    vault.lock();
    expect(vault.locked).toBe(true);
    expect(() => store.read((r) => r.get('SELECT 1'))).toThrow(/locked/);
    expect(() => vault.workspace.read((r) => r.get('SELECT 1'))).toThrow(/locked/);
    expect(() => vault.readerGrant()).toThrow(/locked/);
  });

  test('leaves entries for creation, locking and unlocking in the log', async () => {
    const { vault, location } = await newVault();
    vault.lock('idle');
    const again = await reopen(location);
    const { rows } = again.workspace.audit.page({ offset: 0, limit: 10 });
    expect(rows.map((r) => r.action)).toEqual(['vault.unlocked', 'vault.locked', 'vault.created']);
    expect(rows[1]!.summary).toMatch(/without activity/);
  });
});

describe('status', () => {
  test('tells an empty place, a missing drive, a damaged and a newer vault apart', async () => {
    const folder = temporaryFolder();
    expect(vaultStatus(join(folder, 'new')).state).toBe('none');
    expect(vaultStatus(join(folder, 'missing', 'drive')).state).toBe('gone');
    const { vault, location } = await newVault();
    vault.lock();
    expect(vaultStatus(location)).toMatchObject({ state: 'locked', name: 'Test vault', message: null });
    const path = join(location, 'vault.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"version": 1', '"version": 2'));
    expect(vaultStatus(location)).toMatchObject({ state: 'newer', message: expect.stringMatching(/newer version/) as unknown });
    await expect(reopen(location)).rejects.toEqual(code('vault-newer'));
    writeFileSync(path, text.replace('Test vault', 'Tent vault'));
    expect(vaultStatus(location)).toMatchObject({ state: 'damaged', message: expect.stringMatching(/vault.json/) as unknown });
    await expect(reopen(location)).rejects.toEqual(code('vault-damaged'));
    writeFileSync(path, text);
  });

  test('a header that somebody re-signed without the key is refused', async () => {
    const { vault, location } = await newVault();
    vault.lock();
    const path = join(location, 'vault.json');
    const whole = JSON.parse(readFileSync(path, 'utf8')) as { header: { name: string }; checksum: string };
    whole.header.name = 'Other';
    const { createHash } = await import('node:crypto');
    whole.checksum = createHash('sha256').update(JSON.stringify(whole.header)).digest('hex');
    writeFileSync(path, JSON.stringify(whole));
    expect(vaultStatus(location).state).toBe('locked');
    await expect(reopen(location)).rejects.toEqual(code('vault-damaged'));
  });
});
