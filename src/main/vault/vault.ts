import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OperatingError } from '../../shared/errors.ts';
import { isId, newId } from '../../shared/ids.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import type { Actor } from './audit/append.ts';
import { OpenVault } from './open-vault.ts';
import { restoreSalt } from './database.ts';
import { systemKeyring } from './device-key.ts';
import type { KeyringPort } from './device-key.ts';
import { asOperating, guarded } from './failures.ts';
import { syncFolder, writeDurably } from './durable.ts';
import { checkSeal, readHeader, unfinishedPath } from './header.ts';
import type { Header } from './header.ts';
import { readKeyring, wipeScope } from './keyring-file.ts';
import { newKey, wipe } from './keys.ts';
import { KDF_FLOOR, checkStrength } from './passphrase-key.ts';
import type { KdfParams } from './passphrase-key.ts';
import { takeLock } from './process-lock.ts';
import { formatRecoveryCode } from './recovery-code.ts';
import { openWorkspace } from './scopes.ts';
import { selfTest } from './self-test.ts';
import { passphraseSlot, secretSlot } from './slots.ts';
import { VaultState, WORKSPACE, scopePlaces } from './state.ts';
import { DEFAULT_AUTO_LOCK_MINUTES } from './status.ts';
import { unlock } from './unlock.ts';
import type { Credentials } from './unlock.ts';

export { vaultStatus } from './status.ts';
export { keyringState } from './device-key.ts';
export { openReader } from './reader.ts';
export { OpenVault } from './open-vault.ts';
export type { Actor } from './audit/append.ts';

/** What tests replace: the keyring, the clock, and the lowest KDF cost that is accepted. */
export interface VaultPorts {
  readonly keyring?: KeyringPort;
  readonly kdfFloor?: KdfParams;
  readonly now?: () => number;
}

export interface CreateOptions {
  readonly name: string;
  readonly userName: string;
  readonly role: Role;
  readonly passphrase: string;
  readonly rememberInKeyring?: boolean;
  readonly appVersion: string;
  readonly kdf?: KdfParams;
}

/**
 * Creates a vault in an empty or new folder with its first user, and opens it.
 * @returns the open vault and the recovery code, which is shown once and kept nowhere
 * @throws vault-exists, passphrase-weak, vault-in-use, disk errors. A keyring that can not be used is no reason to fail: see `keyringNote`.
 */
export async function createVault(
  location: string,
  o: CreateOptions,
  ports: VaultPorts = {},
): Promise<{ vault: OpenVault; recoveryCode: string }> {
  await selfTest();
  checkStrength(o.passphrase, [o.name, o.userName]);
  guarded(location, 'The folder of the vault', () => makeFolder(location));
  const lock = takeLock(location);
  const vrk = newKey();
  let state: VaultState | undefined;
  try {
    prepareFolder(location);
    const vaultId = newId<string>();
    const userId = newId<string>();
    const kdf = o.kdf ?? KDF_FLOOR;
    const recovery = newKey();
    const header: Header = {
      id: vaultId,
      name: o.name,
      createdAt: new Date().toISOString(),
      appVersion: o.appVersion,
      generation: 0,
      keyringGeneration: 0,
      lastOpenedAt: new Date().toISOString(),
      autoLockMinutes: DEFAULT_AUTO_LOCK_MINUTES,
      users: [{ id: userId, name: o.userName }],
      slots: [
        await passphraseSlot(vaultId, vrk, { userId, label: o.userName, passphrase: o.passphrase, kdf }),
        secretSlot(vaultId, vrk, { kind: 'recovery', userId: null, label: 'Recovery code', secret: recovery }),
      ],
      databases: {},
      anchors: {},
    };
    const recoveryCode = formatRecoveryCode(recovery);
    wipe(recovery);
    state = new VaultState(location, header, vrk, new Map(), lock);
    state.addScope(WORKSPACE);
    const workspace = openWorkspace(state, true);
    const actor: Actor = { userId, name: o.userName, role: o.role, session: newSession() };
    try {
      workspace.write(
        actor,
        'anyone',
        { action: 'vault.created', object: vaultId, summary: `Vault “${o.name}” created by ${o.userName}.` },
        (tx) => tx.run('INSERT INTO user (id, name, role, created_at) VALUES (?, ?, ?, ?)', userId, o.userName, o.role, header.createdAt),
      );
    } catch (error) {
      workspace.close();
      throw error;
    }
    const vault = new OpenVault(state, workspace, actor, 'passphrase', ports.keyring ?? systemKeyring);
    if (o.rememberInKeyring) await vault.tryKeyring();
    finishFolder(location);
    return { vault, recoveryCode };
  } catch (error) {
    if (state) state.release();
    else {
      wipe(vrk);
      lock.release();
    }
    throw asOperating(error, location);
  }
}

/** Makes the folder. On a write-protected disk `mkdir` only says that something is missing, so that is asked before. */
function makeFolder(location: string): void {
  let there = location;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  accessSync(there, constants.W_OK);
  mkdirSync(location, { recursive: true });
}

/** Everything that a vault puts into its folder, but the lock. */
const OWN_FILES = /^(vault\.json|keyring\.bin|workspace\.db|cases$|backups$)/;

/**
 * A folder with anything of a vault in it is never created over, damaged or not. What a crash left of a vault that
 * was never finished is cleared: nobody has seen its recovery code.
 */
function prepareFolder(location: string): void {
  guarded(location, 'The folder of the vault', () => {
    const own = readdirSync(location).filter((name) => OWN_FILES.test(name));
    if (own.length > 0 && !existsSync(unfinishedPath(location))) {
      throw new OperatingError('vault-exists', 'There is already a vault, or part of one, in this folder. Nothing was changed.', {
        remedy: 'Open it, or choose another folder for the new vault.',
      });
    }
    writeDurably(unfinishedPath(location), '');
    for (const name of own) rmSync(join(location, name), { recursive: true });
  });
}

/** The last step of making a vault: from here on it is one. */
function finishFolder(location: string): void {
  guarded(location, 'The folder of the vault', () => {
    rmSync(unfinishedPath(location));
    syncFolder(location);
  });
}

const newSession = () => randomBytes(8).toString('hex');

/**
 * Opens a vault.
 * @throws vault-missing, vault-gone, vault-newer, vault-damaged, vault-in-use, vault-wait, vault-wrong-key, keyring-unavailable, disk errors
 */
export async function openVault(location: string, credentials: Credentials, ports: VaultPorts = {}): Promise<OpenVault> {
  await selfTest();
  readHeader(location);
  const lock = takeLock(location);
  const keyring = ports.keyring ?? systemKeyring;
  const now = ports.now ?? Date.now;
  let vrk: Buffer | undefined;
  let state: VaultState | undefined;
  try {
    const file = readHeader(location);
    const unlocked = await unlock(location, file, credentials, { keyring, kdfFloor: ports.kdfFloor ?? KDF_FLOOR, now });
    vrk = unlocked.vrk;
    checkSeal(file, vrk);
    const { header } = file;
    const scopes = readKeyring(location, header.id, vrk, header.keyringGeneration);
    for (const [scope, keys] of scopes) {
      // A key without a database is what a crash left while a case was being made.
      if (header.databases[scope]) continue;
      wipeScope(keys);
      scopes.delete(scope);
    }
    state = new VaultState(location, header, vrk, scopes, lock);
    const sound = state;
    guarded(location, 'A database of the vault', () => {
      for (const [scope, { salt }] of Object.entries(header.databases)) restoreSalt(scopePlaces(sound.location, scope).database, salt);
    });
    return enter(state, credentials, unlocked.slot.userId, keyring, now);
  } catch (error) {
    if (state) state.release();
    else {
      wipe(vrk);
      lock.release();
    }
    throw asOperating(error, location);
  }
}

function enter(state: VaultState, credentials: Credentials, slotUser: string | null, keyring: KeyringPort, now: () => number): OpenVault {
  const workspace = openWorkspace(state, false);
  try {
    const users = workspace.read((r) =>
      r.all<{ id: string; name: string; role: Role }>('SELECT id, name, role FROM user WHERE retired_at IS NULL ORDER BY created_at'),
    );
    // The recovery code belongs to the vault, not to a person: it signs in its first administrator, else its first user.
    const user = slotUser === null ? (users.find((u) => u.role === 'administrator') ?? users[0]) : users.find((u) => u.id === slotUser);
    if (!user)
      throw new OperatingError('vault-wrong-key', 'This user was removed from the vault.', {
        remedy: 'Ask an administrator of the vault.',
      });
    const actor: Actor = { userId: user.id, name: user.name, role: user.role, session: newSession() };
    state.header.lastOpenedAt = new Date(now()).toISOString();
    const way = { passphrase: 'a passphrase', recovery: 'the recovery code', keyring: 'the key in the system keyring' }[credentials.with];
    workspace.write(
      actor,
      'signed-in',
      { action: 'vault.unlocked', object: state.header.id, summary: `${user.name} unlocked the vault with ${way}.` },
      () => null,
    );
    state.saveHeader('overwrite');
    return new OpenVault(state, workspace, actor, credentials.with, keyring);
  } catch (error) {
    workspace.close();
    throw error;
  }
}

/** Whether a text may be used as a case id. */
export function isCaseId(text: string): text is CaseId {
  return isId(text);
}
