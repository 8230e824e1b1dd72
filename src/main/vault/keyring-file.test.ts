import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newScopeKeys, readKeyring, writeKeyring } from './keyring-file.ts';
import { newKey } from './keys.ts';
import { newCase, newVault, reopen, temporaryFolder } from './vault-fixture.ts';

describe('the key file', () => {
  function someFile() {
    const location = temporaryFolder();
    const vrk = newKey();
    const scopes = new Map(['workspace', '01ARZ3NDEKTSV4RRFFQ69G5FAV'].map((id) => [id, newScopeKeys()]));
    writeKeyring(location, 'vault-1', vrk, 7, scopes);
    return { location, vrk, scopes, path: join(location, 'keyring.bin') };
  }

  test('gives every key back to the root key of its vault, and to no other', () => {
    const { location, vrk, scopes } = someFile();
    const read = readKeyring(location, 'vault-1', vrk, 7);
    expect([...read.keys()]).toEqual([...scopes.keys()]);
    for (const [scope, keys] of scopes) expect(read.get(scope)).toEqual(keys);
    expect(() => readKeyring(location, 'vault-2', vrk, 7)).toThrow(/keyring.bin\) is damaged/);
    expect(() => readKeyring(location, 'vault-1', newKey(), 7)).toThrow(/is damaged/);
  });

  test('with an entry taken out and its count made to fit is refused', () => {
    const { location, vrk, path } = someFile();
    const bytes = readFileSync(path);
    const entry = (bytes.length - 16 - 32) / 2;
    const cut = Buffer.concat([bytes.subarray(0, 16 + entry), bytes.subarray(-32)]);
    cut.writeUInt32BE(1, 12);
    writeFileSync(path, cut);
    expect(() => readKeyring(location, 'vault-1', vrk, 7)).toThrow(/is damaged/);
  });

  test('of an earlier generation is refused', async () => {
    const { location, vrk } = someFile();
    expect(() => readKeyring(location, 'vault-1', vrk, 8)).toThrow(/is damaged/);
    const { vault, location: folder } = await newVault();
    newCase(vault);
    vault.lock();
    copyFileSync(join(folder, 'keyring.bin.1'), join(folder, 'keyring.bin'));
    await expect(reopen(folder)).rejects.toThrow(/keyring.bin\) is damaged/);
  });

  test('keeps two earlier generations beside it', async () => {
    const { vault, location } = await newVault();
    for (let n = 0; n < 4; n++) newCase(vault);
    const generation = (name: string) => readFileSync(join(location, name)).readUInt32BE(8);
    expect(['keyring.bin', 'keyring.bin.1', 'keyring.bin.2'].map(generation)).toEqual([5, 4, 3]);
  });
});
