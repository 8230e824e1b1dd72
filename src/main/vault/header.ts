import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OperatingError } from '../../shared/errors.ts';
import { syncFolder, writeDurably } from './durable.ts';
import { damaged, guarded } from './failures.ts';
import { deriveKey, mac, same } from './keys.ts';
import type { Anchor } from './audit/tree.ts';
import type { Slot } from './slots.ts';

/** Format of `vault.json` that this program writes; higher ones are refused with a sentence. */
export const FORMAT_VERSION = 1;
/** Earlier generations of the header and of the keyring file that are kept beside them. */
export const GENERATIONS_KEPT = 2;

/** What stands in clear beside the encrypted files. No secret and nothing of a case: names of users, salts, digests. */
export interface Header {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly appVersion: string;
  /** Grows with every change of keys, slots or users. */
  generation: number;
  /** The keyring file must be of exactly this generation or newer: an old one put back is refused. */
  keyringGeneration: number;
  lastOpenedAt: string | null;
  autoLockMinutes: number;
  users: { id: string; name: string }[];
  slots: Slot[];
  /** Scope ('workspace' or a case id) → SQLCipher salt in hex, put back before opening. */
  databases: Record<string, { salt: string }>;
  /** Scope → last known head of its audit log. A log behind it has lost entries. */
  anchors: Record<string, Anchor>;
}

/** Wrong passphrases in a row. Outside the seal, because it is written while nobody holds a key. */
export interface Attempts {
  count: number;
  lastAt: number;
}

export interface HeaderFile {
  readonly header: Header;
  readonly mac: string;
  readonly attempts: Attempts;
}

export const headerPath = (location: string) => join(location, 'vault.json');

/** Stands in the folder while a vault is being made: until it is gone nobody was promised anything. */
export const unfinishedPath = (location: string) => join(location, 'vault.unfinished');

function sealOf(vrk: Uint8Array, text: string): string {
  const key = deriveKey(vrk, `nexus/header-mac/v${FORMAT_VERSION}`);
  const seal = mac(key, text).toString('hex');
  key.fill(0);
  return seal;
}

/**
 * What happens to the earlier header: `keep` beside the new one where keys, slots or users were added; `overwrite` it
 * for anchors and times; `revoke` every kept copy where a way in was withdrawn, or the old passphrase would still open
 * the copy.
 */
export type Earlier = 'keep' | 'overwrite' | 'revoke';

/** Writes the header under its seal. */
export function writeHeader(location: string, vrk: Uint8Array, header: Header, attempts: Attempts, earlier: Earlier): void {
  const text = JSON.stringify(header);
  const file = { header, mac: sealOf(vrk, text), attempts };
  writeFile(location, file, text, earlier === 'keep' ? GENERATIONS_KEPT : 0);
  if (earlier !== 'revoke') return;
  guarded(location, 'The header of the vault', () => {
    for (let n = 1; n <= GENERATIONS_KEPT; n++) rmSync(`${headerPath(location)}.${n}`, { force: true });
    syncFolder(location);
  });
}

/** Rewrites only the attempts, leaving header and seal as they are. */
export function writeAttempts(location: string, file: HeaderFile, attempts: Attempts): void {
  writeFile(location, { ...file, attempts }, JSON.stringify(file.header), 0);
}

function writeFile(location: string, file: HeaderFile, text: string, keep: number): void {
  const checksum = createHash('sha256').update(text).digest('hex');
  const { header, mac: seal, attempts } = file;
  const whole = { format: 'nexus-vault', version: FORMAT_VERSION, header, checksum, mac: seal, attempts };
  guarded(location, 'The header of the vault', () => writeDurably(headerPath(location), `${JSON.stringify(whole, null, 1)}\n`, keep));
}

/**
 * Reads `vault.json` and checks its plain checksum (damage), not yet its seal (which needs the root key).
 * @throws vault-missing, vault-newer, vault-damaged, disk errors
 */
export function readHeader(location: string): HeaderFile {
  const path = headerPath(location);
  if (!existsSync(path) || existsSync(unfinishedPath(location))) throw absent(location);
  const text = guarded(location, 'The header of the vault', () => readFileSync(path, 'utf8'));
  let whole: { format?: unknown; version?: unknown; header?: Header; checksum?: unknown; mac?: unknown; attempts?: Attempts };
  try {
    whole = JSON.parse(text) as typeof whole;
  } catch {
    throw damaged('The header of the vault (vault.json)');
  }
  if (whole === null || typeof whole !== 'object' || whole.format !== 'nexus-vault' || typeof whole.version !== 'number') {
    throw damaged('The header of the vault (vault.json)');
  }
  if (whole.version > FORMAT_VERSION) throw newer();
  const sound = whole.header && createHash('sha256').update(JSON.stringify(whole.header)).digest('hex') === whole.checksum;
  if (!sound || typeof whole.mac !== 'string') throw damaged('The header of the vault (vault.json)');
  const { count, lastAt } = whole.attempts ?? { count: 0, lastAt: 0 };
  const attempts = Number.isFinite(count) && Number.isFinite(lastAt) ? { count, lastAt } : { count: 0, lastAt: 0 };
  return { header: whole.header!, mac: whole.mac, attempts };
}

/** Checks the seal with the root key: a header changed by somebody without the key is refused. */
export function checkSeal(file: HeaderFile, vrk: Uint8Array): void {
  const want = Buffer.from(sealOf(vrk, JSON.stringify(file.header)), 'hex');
  if (!same(want, Buffer.from(file.mac, 'hex'))) throw damaged('The header of the vault (vault.json)');
}

/** The error for a vault, or a database in it, that a newer program wrote. */
export function newer(): OperatingError {
  return new OperatingError('vault-newer', 'This vault was written by a newer version of the program and can not be opened by this one.', {
    remedy: 'Install the newer version. Nothing in the vault was changed.',
  });
}

function absent(location: string): OperatingError {
  if (!existsSync(location)) {
    return new OperatingError('vault-gone', 'The folder of the vault can not be found. The drive may have been removed.', {
      remedy: 'Connect the drive, or choose another folder.',
    });
  }
  const begun = existsSync(unfinishedPath(location));
  if (!begun && (existsSync(join(location, 'keyring.bin')) || existsSync(join(location, 'workspace.db')))) {
    return new OperatingError('vault-damaged', 'The header of the vault (vault.json) is missing from its folder.', {
      remedy: 'Put vault.json back from a backup, or from the copy vault.json.1 beside it. Nothing else was changed.',
    });
  }
  return new OperatingError('vault-missing', 'There is no vault in this folder.', { remedy: 'Create one, or choose another folder.' });
}
