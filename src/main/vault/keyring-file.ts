import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from './durable.ts';
import { damaged, guarded } from './failures.ts';
import { GENERATIONS_KEPT } from './header.ts';
import { KEY_BYTES, deriveKey, mac, newKey, same, unwrap, wipe, wrap } from './keys.ts';

/** Keys of one scope: the workspace or one case. Deleting them erases the scope. */
export interface ScopeKeys {
  /** Database key. */
  readonly db: Uint8Array;
  /** Input key of the sealed files. */
  readonly content: Uint8Array;
  /** Names sealed files by content inside one case, without telling equal files of two cases. */
  readonly dedupe: Uint8Array;
}

/** `keyring.bin`: magic(8) generation(u32) count(u32) then per scope id(32, NUL padded) nonce(12) keys(96) tag(16); HMAC(32). */
const MAGIC = Buffer.from('NXKEYS1\n', 'latin1');
const ID_BYTES = 32;
const WRAPPED_BYTES = 12 + 3 * KEY_BYTES + 16;
const ENTRY_BYTES = ID_BYTES + WRAPPED_BYTES;
const MAC_BYTES = 32;

const keyringPath = (location: string) => join(location, 'keyring.bin');
const aad = (vaultId: string, scope: string) => `nexus/keyring/v1|${vaultId}|${scope}`;

export function newScopeKeys(): ScopeKeys {
  return { db: newKey(), content: newKey(), dedupe: newKey() };
}

export function wipeScope(keys: ScopeKeys): void {
  wipe(keys.db, keys.content, keys.dedupe);
}

/** Writes every scope's keys, each wrapped for its vault and scope, and the whole under a MAC; keeps earlier generations. */
export function writeKeyring(
  location: string,
  vaultId: string,
  vrk: Uint8Array,
  generation: number,
  scopes: ReadonlyMap<string, ScopeKeys>,
): void {
  const wrapKey = deriveKey(vrk, 'nexus/keyring-wrap/v1');
  const macKey = deriveKey(vrk, 'nexus/keyring-mac/v1');
  const head = Buffer.alloc(16);
  MAGIC.copy(head);
  head.writeUInt32BE(generation, 8);
  head.writeUInt32BE(scopes.size, 12);
  const parts: Buffer[] = [head];
  for (const [scope, keys] of scopes) {
    const id = Buffer.alloc(ID_BYTES);
    id.write(scope, 'latin1');
    const secret = Buffer.alloc(3 * KEY_BYTES);
    secret.set(keys.db, 0);
    secret.set(keys.content, KEY_BYTES);
    secret.set(keys.dedupe, 2 * KEY_BYTES);
    parts.push(id, wrap(wrapKey, secret, aad(vaultId, scope)));
    wipe(secret);
  }
  const body = Buffer.concat(parts);
  const whole = Buffer.concat([body, mac(macKey, Buffer.concat([body, Buffer.from(vaultId, 'latin1')]))]);
  wipe(wrapKey, macKey);
  guarded(location, 'The key file of the vault', () => writeDurably(keyringPath(location), whole, GENERATIONS_KEPT));
}

/**
 * Reads and unwraps `keyring.bin`.
 * @param minGeneration the generation the header knows of; an older file was put back from somewhere
 */
export function readKeyring(location: string, vaultId: string, vrk: Uint8Array, minGeneration: number): Map<string, ScopeKeys> {
  const what = 'The key file of the vault (keyring.bin)';
  const path = keyringPath(location);
  const bytes = guarded(location, what, () => readFileSync(path));
  const macKey = deriveKey(vrk, 'nexus/keyring-mac/v1');
  const body = bytes.subarray(0, Math.max(bytes.length - MAC_BYTES, 0));
  const sound = same(mac(macKey, Buffer.concat([body, Buffer.from(vaultId, 'latin1')])), bytes.subarray(body.length));
  wipe(macKey);
  if (!sound || body.length < 16 || !body.subarray(0, 8).equals(MAGIC) || body.readUInt32BE(8) < minGeneration) throw damaged(what);
  const count = body.readUInt32BE(12);
  if (body.length !== 16 + count * ENTRY_BYTES) throw damaged(what);
  const wrapKey = deriveKey(vrk, 'nexus/keyring-wrap/v1');
  const scopes = new Map<string, ScopeKeys>();
  for (let at = 16; at < body.length; at += ENTRY_BYTES) {
    const scope = body.toString('latin1', at, at + ID_BYTES).replace(/\0+$/, '');
    const secret = unwrap(wrapKey, body.subarray(at + ID_BYTES, at + ENTRY_BYTES), aad(vaultId, scope));
    if (!secret) throw damaged(what);
    const part = (n: number) => secret.subarray(n * KEY_BYTES, (n + 1) * KEY_BYTES);
    scopes.set(scope, { db: part(0), content: part(1), dedupe: part(2) });
  }
  wipe(wrapKey);
  return scopes;
}

/** Whether a vault folder has a key file at all. */
export function keyringExists(location: string): boolean {
  return existsSync(keyringPath(location));
}
