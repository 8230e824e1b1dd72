import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';

/** Every key of the vault is 256 bits. */
export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A fresh random key in memory of its own (never the shared Buffer pool), so that `wipe` reaches all of it. */
export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Overwrites secrets with zeros. */
export function wipe(...secrets: (Uint8Array | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}

/** HKDF-SHA-512 (RFC 5869) with an empty salt unless given; `purpose` separates the keys derived from one secret. */
export function deriveKey(secret: Uint8Array, purpose: string, salt: Uint8Array = new Uint8Array(0)): Buffer {
  return Buffer.from(hkdfSync('sha512', secret, salt, purpose, KEY_BYTES));
}

/** HMAC-SHA-256. */
export function mac(key: Uint8Array, bytes: Uint8Array | string): Buffer {
  return createHmac('sha256', key).update(bytes).digest();
}

/** Compares in constant time; different lengths are simply different. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Wraps a secret with AES-256-GCM under a random nonce: nonce(12) ‖ ciphertext ‖ tag(16).
 * A key wraps far fewer than 2^32 secrets, so random nonces are safe (NIST SP 800-38D section 8.3).
 */
export function wrap(key: Uint8Array, secret: Uint8Array, aad: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(aad, 'utf8'));
  const sealed = cipher.update(secret);
  cipher.final();
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

/** Opens what `wrap` made, or returns null where the key, the bytes or the associated data are not the same. */
export function unwrap(key: Uint8Array, wrapped: Uint8Array, aad: string): Buffer | null {
  if (wrapped.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(aad, 'utf8'));
  decipher.setAuthTag(wrapped.subarray(wrapped.length - TAG_BYTES));
  const secret = decipher.update(wrapped.subarray(NONCE_BYTES, wrapped.length - TAG_BYTES));
  try {
    decipher.final();
    return secret;
  } catch {
    // A failed tag is the one thing `final` reports in GCM; a wrong key is an answer here, not an error.
    wipe(secret);
    return null;
  }
}
