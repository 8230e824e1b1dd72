import { argon2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KDF_FLOOR, checkKdf, checkStrength, passphraseKey } from './passphrase-key.ts';
import { selfTest } from './self-test.ts';

describe('the passphrase key', () => {
  test('is what the runtime’s own Argon2id gives', async () => {
    const salt = Buffer.alloc(32, 3);
    const key = await passphraseKey('pässphrase', salt, { memoryKiB: 256, passes: 2, lanes: 2 });
    const own = argon2Sync('argon2id', {
      message: 'pässphrase'.normalize('NFKC'),
      nonce: salt,
      parallelism: 2,
      memory: 256,
      passes: 2,
      tagLength: 32,
    });
    expect(key.equals(own)).toBe(true);
  });

  test('does not depend on how the keyboard composes letters', async () => {
    const params = { memoryKiB: 64, passes: 1, lanes: 1 };
    const salt = Buffer.alloc(32);
    const composed = await passphraseKey('\u00e9cole', salt, params);
    expect((await passphraseKey('e\u0301cole', salt, params)).equals(composed)).toBe(true);
    expect((await passphraseKey('ecole', salt, params)).equals(composed)).toBe(false);
  });

  test('is refused below the floor and beyond reason', () => {
    expect(() => checkKdf(KDF_FLOOR, KDF_FLOOR)).not.toThrow();
    for (const change of [{ memoryKiB: 65_535 }, { passes: 2 }, { lanes: 0 }, { memoryKiB: 2 ** 30 }, { passes: 1.5 }, { passes: 1e6 }]) {
      expect(() => checkKdf({ ...KDF_FLOOR, ...change }, KDF_FLOOR)).toThrow(/weaker protection/);
    }
  });
});

test('strength asks for length and variety, and refuses names', () => {
  expect(() => checkStrength('four unrelated words')).not.toThrow();
  expect(() => checkStrength('ninechars')).toThrow(/fewer than 10/);
  expect(() => checkStrength('ababababababab')).toThrow(/repeats/);
  expect(() => checkStrength(' northern office', ['Northern Office'])).toThrow(/name used/);
});

test('the primitives give their known answers', async () => {
  await expect(selfTest()).resolves.toBeUndefined();
});
