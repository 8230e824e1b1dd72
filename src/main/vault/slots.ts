import { randomBytes } from 'node:crypto';
import { newId } from '../../shared/ids.ts';
import { deriveKey, unwrap, wipe, wrap } from './keys.ts';
import { checkKdf, passphraseKey } from './passphrase-key.ts';
import type { KdfParams } from './passphrase-key.ts';

/** One way in: the root key wrapped under a key that only the holder of a passphrase, sheet or device secret can make. */
export interface Slot {
  readonly id: string;
  readonly kind: 'passphrase' | 'keyring' | 'recovery';
  readonly label: string;
  readonly userId: string | null;
  readonly createdAt: string;
  /** Argon2id cost for passphrases; null where the secret is random already and HKDF is enough. */
  readonly kdf: KdfParams | null;
  /** Hex. */
  readonly salt: string;
  /** Hex; see `wrap`. */
  readonly wrapped: string;
}

/** Binds a wrapped root key to its vault, its slot, its owner and its cost, so that none can be exchanged in the file. */
function aadOf(vaultId: string, slot: Omit<Slot, 'wrapped' | 'label'>): string {
  const { id, kind, userId, createdAt, kdf, salt } = slot;
  return JSON.stringify(['nexus/slot/v1', vaultId, id, kind, userId, createdAt, kdf && [kdf.memoryKiB, kdf.passes, kdf.lanes], salt]);
}

const slotKey = (secret: Uint8Array, kind: string, salt: Uint8Array) => deriveKey(secret, `nexus/slot-key/v1|${kind}`, salt);

/** Makes a passphrase slot. */
export async function passphraseSlot(
  vaultId: string,
  vrk: Uint8Array,
  o: { userId: string; label: string; passphrase: string; kdf: KdfParams },
): Promise<Slot> {
  const salt = randomBytes(32);
  const base = { id: newId<string>(), kind: 'passphrase' as const, userId: o.userId, createdAt: new Date().toISOString(), kdf: o.kdf };
  const stretched = await passphraseKey(o.passphrase, salt, o.kdf);
  const key = slotKey(stretched, 'passphrase', salt);
  const slot = { ...base, salt: salt.toString('hex') };
  const wrapped = wrap(key, vrk, aadOf(vaultId, slot)).toString('hex');
  wipe(key, stretched);
  return { ...slot, label: o.label, wrapped };
}

/** Makes a slot for a random secret of 32 bytes: the recovery sheet or the secret in the system keyring. */
export function secretSlot(
  vaultId: string,
  vrk: Uint8Array,
  o: { kind: 'recovery' | 'keyring'; userId: string | null; label: string; secret: Uint8Array },
): Slot {
  const salt = randomBytes(32);
  const slot = {
    id: newId<string>(),
    kind: o.kind,
    userId: o.userId,
    createdAt: new Date().toISOString(),
    kdf: null,
    salt: salt.toString('hex'),
  };
  const key = slotKey(o.secret, o.kind, salt);
  const wrapped = wrap(key, vrk, aadOf(vaultId, slot)).toString('hex');
  wipe(key);
  return { ...slot, label: o.label, wrapped };
}

/** Tries a passphrase on a slot. Null means that it is not the one. The cost is checked before any work is done. */
export async function openWithPassphrase(vaultId: string, slot: Slot, passphrase: string, floor: KdfParams): Promise<Buffer | null> {
  if (!slot.kdf) return null;
  checkKdf(slot.kdf, floor);
  const salt = Buffer.from(slot.salt, 'hex');
  const stretched = await passphraseKey(passphrase, salt, slot.kdf);
  const key = slotKey(stretched, 'passphrase', salt);
  const vrk = unwrap(key, Buffer.from(slot.wrapped, 'hex'), aadOf(vaultId, slot));
  wipe(key, stretched);
  return vrk;
}

/** Tries a random secret on a slot. */
export function openWithSecret(vaultId: string, slot: Slot, secret: Uint8Array): Buffer | null {
  const key = slotKey(secret, slot.kind, Buffer.from(slot.salt, 'hex'));
  const vrk = unwrap(key, Buffer.from(slot.wrapped, 'hex'), aadOf(vaultId, slot));
  wipe(key);
  return vrk;
}
