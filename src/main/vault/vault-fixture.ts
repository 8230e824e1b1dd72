import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { Role } from '../../shared/roles.ts';
import { openDatabase } from './database.ts';
import type { KeyringPort } from './device-key.ts';
import { KDF_FOR_TESTS } from './passphrase-key.ts';
import { scopePlaces } from './state.ts';
import type { CaseStore } from './store.ts';
import { createVault, openVault } from './vault.ts';
import type { OpenVault, VaultPorts } from './vault.ts';

/** For tests only: a vault in a temporary folder that goes away with the test. */
export const PASSPHRASE = 'correct horse battery';

/** A keyring in memory. */
export function fakeKeyring(): KeyringPort & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    get: async (account) => entries.get(account) ?? null,
    set: async (account, secret) => void entries.set(account, secret),
    remove: async (account) => entries.delete(account),
  };
}

export function ports(more: VaultPorts = {}): VaultPorts {
  return { keyring: fakeKeyring(), kdfFloor: KDF_FOR_TESTS, ...more };
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-vault-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export async function newVault(o: { role?: Role; ports?: VaultPorts; location?: string } = {}) {
  const location = o.location ?? join(temporaryFolder(), 'vault');
  const made = await createVault(
    location,
    {
      name: 'Test vault',
      userName: 'Ann Example',
      role: o.role ?? 'administrator',
      passphrase: PASSPHRASE,
      appVersion: '0.0.1',
      kdf: KDF_FOR_TESTS,
    },
    o.ports ?? ports(),
  );
  onTestFinished(() => made.vault.lock());
  return { location, ...made };
}

export async function reopen(location: string, more: VaultPorts = {}): Promise<OpenVault> {
  const vault = await openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, ports(more));
  onTestFinished(() => vault.lock());
  return vault;
}

/** A case with its row in the workspace. */
export function newCase(vault: OpenVault): CaseStore {
  const id = newId<CaseId>();
  const store = vault.createCase(id);
  vault.workspace.write(vault.actor, 'case.create', { action: 'case.created', object: id, summary: 'Case opened.' }, (tx) =>
    tx.run(
      'INSERT INTO case_index (id, name, reference, currency, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)',
      id,
      'Case',
      'R-1',
      'GBP',
      new Date().toISOString(),
      vault.user.id,
    ),
  );
  return store;
}

/** Seals bytes and writes their row, as an import does. */
export function sealEvidence(vault: OpenVault, store: CaseStore, name: string, bytes: Uint8Array) {
  const writer = store.blobs.begin(name);
  writer.write(bytes);
  const sealed = writer.finish();
  store.write(vault.actor, 'data.import', { action: 'evidence.sealed', object: sealed.id, summary: `Sealed ${name}.` }, (tx) =>
    tx.run('INSERT OR IGNORE INTO blob VALUES (?, ?, ?, ?, ?, ?)', sealed.id, sealed.sha256, sealed.bytes, name, 't', vault.user.id),
  );
  return sealed;
}

/** Marks a transaction, the smallest audited change of a case. */
export function decide(vault: OpenVault, store: CaseStore, txnId: number, disposition = 'cleared'): void {
  const entry = {
    action: 'flag.decided',
    object: String(txnId),
    summary: `Transaction ${txnId} ${disposition}.`,
    reason: 'Seen on paper.',
  };
  store.write(vault.actor, 'flag.decide', entry, (tx) =>
    tx.run('INSERT OR REPLACE INTO disposition VALUES (?, ?, ?, ?, ?)', txnId, disposition, 'Seen on paper.', vault.user.id, 't'),
  );
}

/** Opens a database past the vault, as somebody who has the key would. Lock the vault first. */
export function openRaw(location: string, scope: string, keys: ReturnType<OpenVault['readerGrant']>): Database.Database {
  const grant = keys.scopes.find((s) => s.scope === scope)!;
  return openDatabase(scopePlaces(location, scope).database, grant.db, grant.salt, 'write');
}
