import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUpdater, statementText } from './updater.ts';
import type { UpdateMachine } from './updater.ts';

const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const feed = { url: 'https://updates.agency.test/nexus', publicKey };
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nexus-update-'));
  file = join(folder, 'installer');
  writeFileSync(file, 'the installer');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function machine(
  files: string[] = [file],
): UpdateMachine & { readonly installed: ReturnType<typeof vi.fn>; readonly fetched: ReturnType<typeof vi.fn> } {
  const installed = vi.fn();
  const fetched = vi.fn(() => Promise.resolve(files));
  return {
    autoDownload: true,
    autoInstallOnAppQuit: true,
    allowDowngrade: true,
    allowPrerelease: true,
    disableWebInstaller: false,
    setFeedURL: vi.fn(),
    checkForUpdates: () => Promise.resolve({ isUpdateAvailable: true, updateInfo: { version: '2.0.0' } }),
    downloadUpdate: fetched,
    quitAndInstall: installed,
    installed,
    fetched,
  };
}
function statement(version = '2.0.0', text = 'the installer', key = keys.privateKey) {
  const sha512 = [createHash('sha512').update(text).digest('hex')];
  return { version, sha512, signature: sign(null, Buffer.from(statementText({ version, sha512 })), key).toString('base64') };
}

test('without a feed there is no updater, and only https is a feed', () => {
  expect(createUpdater(machine(), null, () => Promise.reject(new Error('asked')))).toBeNull();
  expect(() => createUpdater(machine(), { ...feed, url: 'http://updates.agency.test' }, () => Promise.resolve(null))).toThrow(/https/);
});

test('nothing is downloaded or installed by itself', async () => {
  const updates = machine();
  const updater = createUpdater(updates, feed, () => Promise.resolve(statement()))!;
  expect(updates).toMatchObject({
    autoDownload: false,
    autoInstallOnAppQuit: false,
    allowDowngrade: false,
    allowPrerelease: false,
    disableWebInstaller: true,
  });
  expect(await updater.check()).toBe('2.0.0');
  expect(updates.fetched).not.toHaveBeenCalled();
});

test('a signed release whose bytes agree is installed', async () => {
  const updates = machine();
  await createUpdater(updates, feed, () => Promise.resolve(statement()))!.install('2.0.0');
  expect(updates.installed).toHaveBeenCalledOnce();
});

test('anything else is not', async () => {
  const stranger = generateKeyPairSync('ed25519').privateKey;
  const wrong: Readonly<Record<string, unknown>> = {
    'other bytes': statement('2.0.0', 'another installer'),
    'another key': statement('2.0.0', 'the installer', stranger),
    'another version': statement('1.0.0'),
    'version changed after signing': { ...statement('1.0.0'), version: '2.0.0' },
    'no signature': { ...statement(), signature: '' },
    'no hashes': { version: '2.0.0', sha512: 'x', signature: '' },
    nothing: null,
  };
  const outcomes: Record<string, unknown> = {};
  for (const [why, given] of Object.entries(wrong)) {
    const updates = machine();
    const code = await createUpdater(updates, feed, () => Promise.resolve(given))!
      .install('2.0.0')
      .then(() => 'installed')
      .catch((error: { data: { code: string } }) => error.data.code);
    outcomes[why] = [code, updates.installed.mock.calls.length];
  }
  expect(outcomes).toEqual(Object.fromEntries(Object.keys(wrong).map((why) => [why, ['forbidden', 0]])));
  const empty = machine([]);
  await expect(createUpdater(empty, feed, () => Promise.resolve(statement()))!.install('2.0.0')).rejects.toMatchObject({
    data: { code: 'forbidden' },
  });
});

test('a key of another kind is refused, even where its signature is right', async () => {
  const ed448 = generateKeyPairSync('ed448');
  const other = { ...feed, publicKey: ed448.publicKey.export({ format: 'der', type: 'spki' }).toString('base64') };
  const updates = machine();
  const install = createUpdater(updates, other, () => Promise.resolve(statement('2.0.0', 'the installer', ed448.privateKey)))!.install(
    '2.0.0',
  );
  await expect(install).rejects.toMatchObject({ data: { code: 'forbidden' } });
});
