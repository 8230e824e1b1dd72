import { createHash, createHmac, hkdfSync } from 'node:crypto';
import { argon2id } from 'hash-wasm';
import { unwrap, wrap } from './keys.ts';

/**
 * Known answers for the primitives, checked once per process before the first key is used: a runtime whose
 * cryptography differs (Electron links BoringSSL, Node OpenSSL) must not get as far as writing a vault.
 */
let passed: Promise<void> | undefined;

/** Resolves when every primitive gave its known answer; rejects with a plain error (a broken program) otherwise. */
export function selfTest(): Promise<void> {
  passed ??= run();
  return passed;
}

const hex = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString('hex');

function expect(name: string, got: string, want: string): void {
  if (got !== want) throw new Error(`self-test of ${name} failed: the cryptography of this runtime can not be used`);
}

async function run(): Promise<void> {
  // FIPS 180-4 example "abc".
  expect('SHA-256', createHash('sha256').update('abc').digest('hex'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  // RFC 4231 test case 2.
  expect(
    'HMAC-SHA-256',
    createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
  // RFC 5869 appendix A.1, first 32 bytes of the output.
  const salt = Buffer.from('000102030405060708090a0b0c', 'hex');
  const info = Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex');
  expect(
    'HKDF-SHA-256',
    hex(hkdfSync('sha256', Buffer.alloc(22, 0x0b), salt, info, 32)),
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf',
  );
  const key = Buffer.alloc(32, 7);
  const wrapped = wrap(key, Buffer.from('self-test'), 'aad');
  expect('AES-256-GCM', unwrap(key, wrapped, 'aad')?.toString() ?? '', 'self-test');
  wrapped[14]! ^= 1;
  expect('AES-256-GCM tag', String(unwrap(key, wrapped, 'aad')), 'null');
  // Computed with OpenSSL 3 (crypto.argon2Sync of Node 24): "password", "somesalt", 64 KiB, 2 passes, 1 lane.
  const tag = await argon2id({
    password: 'password',
    salt: Buffer.from('somesalt'),
    memorySize: 64,
    iterations: 2,
    parallelism: 1,
    hashLength: 32,
    outputType: 'hex',
  });
  expect('Argon2id', tag, ARGON2ID_ANSWER);
}

const ARGON2ID_ANSWER = '16a1a498734609dd01456da406de9f3d9da93e6c86c300a12fc1465214ce4922';
