import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { KEY_BYTES, same, wipe } from '../keys.ts';

/**
 * C2SP chunked encryption (c2sp.org/chunked-encryption, v1) with SHA-512 and AES-256-GCM, known as Cobblestone-256:
 * header salt(24) ‖ commitment(32), then chunks of 16 KiB with a 16-byte tag each; the last chunk is always shorter.
 */
export const CHUNK_BYTES = 16 * 1024;
export const TAG_BYTES = 16;
export const SEALED_CHUNK_BYTES = CHUNK_BYTES + TAG_BYTES;
export const HEADER_BYTES = 56;
const SALT_BYTES = 24;
const NONCE_BYTES = 12;
const INFO = Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0', 'latin1');
/** The format's limit on chunks. */
const MAX_CHUNKS = 2 ** 38;

export interface MessageKeys {
  readonly key: Buffer;
  readonly nonce: Buffer;
  readonly commitment: Buffer;
}

/** HKDF-Expand (RFC 5869 section 2.3) with SHA-512 to key ‖ base nonce ‖ commitment (76 bytes: two blocks). */
export function messageKeys(inputKey: Uint8Array, salt: Uint8Array, context: Uint8Array): MessageKeys {
  if (inputKey.length !== KEY_BYTES) throw new RangeError('the input key must be 32 bytes');
  const info = Buffer.concat([INFO, salt, context]);
  const first = createHmac('sha512', inputKey)
    .update(info)
    .update(Buffer.from([1]))
    .digest();
  const second = createHmac('sha512', inputKey)
    .update(first)
    .update(info)
    .update(Buffer.from([2]))
    .digest();
  const okm = Buffer.alloc(128);
  first.copy(okm, 0);
  second.copy(okm, 64);
  wipe(first, second);
  return { key: okm.subarray(0, 32), nonce: okm.subarray(32, 44), commitment: okm.subarray(44, 76) };
}

/** A fresh header and the keys that belong to it. */
export function newMessage(inputKey: Uint8Array, context: Uint8Array): { header: Buffer; keys: MessageKeys } {
  const salt = randomBytes(SALT_BYTES);
  const keys = messageKeys(inputKey, salt, context);
  return { header: Buffer.concat([salt, keys.commitment]), keys };
}

/** The keys of an existing message, or null where key, context or header are not the right ones. */
export function openHeader(inputKey: Uint8Array, header: Uint8Array, context: Uint8Array): MessageKeys | null {
  if (header.length < HEADER_BYTES || inputKey.length !== KEY_BYTES) return null;
  const keys = messageKeys(inputKey, header.subarray(0, SALT_BYTES), context);
  return same(keys.commitment, header.subarray(SALT_BYTES, HEADER_BYTES)) ? keys : null;
}

/** Base nonce XOR the chunk number as a 96-bit big-endian integer. */
function chunkNonce(base: Uint8Array, chunk: number): Buffer {
  if (chunk >= MAX_CHUNKS) throw new RangeError('the message has too many chunks for its format');
  const nonce = Buffer.from(base);
  const low = NONCE_BYTES - 4;
  nonce.writeUInt32BE((nonce.readUInt32BE(low) ^ (chunk >>> 0)) >>> 0, low);
  nonce.writeUInt32BE((nonce.readUInt32BE(low - 4) ^ Math.floor(chunk / 2 ** 32)) >>> 0, low - 4);
  return nonce;
}

/** Seals one chunk; returns ciphertext and tag as two buffers to be written one after the other. */
export function sealChunk(keys: MessageKeys, chunk: number, plain: Uint8Array): [Buffer, Buffer] {
  const cipher = createCipheriv('aes-256-gcm', keys.key, chunkNonce(keys.nonce, chunk), { authTagLength: TAG_BYTES });
  const sealed = cipher.update(plain);
  cipher.final();
  return [sealed, cipher.getAuthTag()];
}

/** Opens one sealed chunk, or returns null where it was changed or stands in another place. */
export function openChunk(keys: MessageKeys, chunk: number, sealed: Uint8Array): Buffer | null {
  if (sealed.length < TAG_BYTES || sealed.length > SEALED_CHUNK_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', keys.key, chunkNonce(keys.nonce, chunk), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    // The tag does not fit: an answer, not an error. What was decrypted must not be used.
    return null;
  }
}

/** Plain length of a sealed message of `bytes` bytes, or null where no message can have that length. */
export function plainLength(bytes: number): number | null {
  const body = bytes - HEADER_BYTES;
  const last = body % SEALED_CHUNK_BYTES;
  if (body < TAG_BYTES || last < TAG_BYTES) return null;
  return Math.floor(body / SEALED_CHUNK_BYTES) * CHUNK_BYTES + last - TAG_BYTES;
}
