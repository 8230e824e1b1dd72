import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { CHUNK_BYTES, HEADER_BYTES, SEALED_CHUNK_BYTES, newMessage, openChunk, openHeader, plainLength, sealChunk } from './cobblestone.ts';

/** Project Wycheproof's vectors lie outside the repository, in the shared test data. */
const VECTORS = join(import.meta.dirname, '../../../../../shared/data/vectors/wycheproof/c2sp_chunked_encryption_aes_256_gcm_test.json');

interface Vector {
  tcId: number;
  comment: string;
  key: string;
  ctx: string;
  ct: string;
  msgLength?: number;
  msgSha512?: string;
  result: 'valid' | 'invalid';
}

/** Decrypts a whole message with nothing but the exported steps, or null. */
function decrypt(key: Buffer, context: Buffer, message: Buffer): Buffer | null {
  const keys = openHeader(key, message, context);
  const length = plainLength(message.length);
  if (!keys || length === null) return null;
  const parts: Buffer[] = [];
  for (let chunk = 0, at = HEADER_BYTES; at < message.length; chunk++, at += SEALED_CHUNK_BYTES) {
    const plain = openChunk(keys, chunk, message.subarray(at, at + SEALED_CHUNK_BYTES));
    if (!plain) return null;
    parts.push(plain);
  }
  const whole = Buffer.concat(parts);
  return whole.length === length ? whole : null;
}

describe.skipIf(!existsSync(VECTORS))('Wycheproof vectors for Cobblestone-256 (skipped where the shared test data is absent)', () => {
  const file = existsSync(VECTORS)
    ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as { testGroups: { tests: Vector[] }[] })
    : { testGroups: [] };
  const vectors = file.testGroups.flatMap((g) => g.tests);

  test('are there', () => {
    expect(vectors.length).toBeGreaterThan(10);
  });

  test.each(vectors)('$tcId $comment: $result', (v) => {
    const plain = decrypt(Buffer.from(v.key, 'hex'), Buffer.from(v.ctx, 'hex'), inflateSync(Buffer.from(v.ct, 'hex')));
    const found = plain && { bytes: plain.length, sha512: createHash('sha512').update(plain).digest('hex') };
    expect(found).toEqual(v.result === 'valid' ? { bytes: v.msgLength, sha512: v.msgSha512 } : null);
  });
});

describe('chunked encryption', () => {
  const key = Buffer.alloc(32, 9);
  const context = Buffer.from('context');

  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])('gives %i bytes back', (length) => {
    const plain = Buffer.alloc(length, 0x5a);
    const { header, keys } = newMessage(key, context);
    const sealed: Buffer[] = [header];
    for (let chunk = 0; ; chunk++) {
      const piece = plain.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES);
      sealed.push(...sealChunk(keys, chunk, piece));
      if (piece.length < CHUNK_BYTES) break;
    }
    const message = Buffer.concat(sealed);
    expect(plainLength(message.length)).toBe(length);
    expect(decrypt(key, context, message)?.equals(plain)).toBe(true);
    expect(decrypt(key, Buffer.from('other'), message)).toBeNull();
  });

  test('counts chunks beyond 2^32 in the nonce', () => {
    const { keys } = newMessage(key, context);
    const sealed = Buffer.concat(sealChunk(keys, 2 ** 32, Buffer.from('far')));
    expect(openChunk(keys, 0, sealed)).toBeNull();
    expect(openChunk(keys, 2 ** 32, sealed)?.toString()).toBe('far');
    expect(() => sealChunk(keys, 2 ** 38, Buffer.alloc(1))).toThrow(/too many chunks/);
  });

  test.each([0, 55, 56, 71, HEADER_BYTES + SEALED_CHUNK_BYTES, HEADER_BYTES + SEALED_CHUNK_BYTES + 15])(
    'knows that no message has %i bytes',
    (n) => {
      expect(plainLength(n)).toBeNull();
    },
  );
});
