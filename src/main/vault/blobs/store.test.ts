import { copyFileSync, readdirSync, readFileSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { BlobId } from '../../../shared/ids.ts';
import { newCase, newVault, reopen, sealEvidence } from '../vault-fixture.ts';
import { CHUNK_BYTES } from './cobblestone.ts';

async function someCase() {
  const { vault, location } = await newVault();
  const store = newCase(vault);
  return { vault, location, store, folder: join(location, 'cases', store.id, 'blobs') };
}

describe('sealed files', () => {
  test.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, 5 * CHUNK_BYTES + 17])('keep %i bytes, read anywhere', async (length) => {
    const { store } = await someCase();
    const bytes = randomBytes(length);
    const writer = store.blobs.begin('a.csv');
    for (let at = 0; at < length; at += 10_007) writer.write(bytes.subarray(at, at + 10_007));
    const sealed = writer.finish();
    expect(sealed).toMatchObject({ bytes: length, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(store.blobs.size(sealed.id)).toBe(length);
    expect(Buffer.from(store.blobs.read(sealed.id, 0, length + 10)).equals(bytes)).toBe(true);
    for (const [offset, count] of [
      [CHUNK_BYTES - 3, 6],
      [length - 2, 10],
      [length, 5],
      [3, 2 * CHUNK_BYTES],
    ] as const) {
      if (offset < 0) continue;
      expect(Buffer.from(store.blobs.read(sealed.id, offset, count)).equals(bytes.subarray(offset, offset + count))).toBe(true);
    }
    expect(() => store.blobs.verify(sealed.id)).not.toThrow();
  });

  test('are kept once inside a case and are not recognisable across cases', async () => {
    const { vault, store } = await someCase();
    const other = newCase(vault);
    const a = sealEvidence(vault, store, 'a.csv', Buffer.from('the same'));
    const b = sealEvidence(vault, store, 'b.csv', Buffer.from('the same'));
    const c = sealEvidence(vault, other, 'a.csv', Buffer.from('the same'));
    expect(b.id).toBe(a.id);
    expect(store.blobs.list()).toEqual([a.id]);
    expect(c.id).not.toBe(a.id);
    expect(c.sha256).toBe(a.sha256);
    expect(() => store.blobs.verify(a.id)).not.toThrow();
  });

  test('cut, exchanged, missing or foreign files are reported, never read', async () => {
    const { vault, store, folder, location } = await someCase();
    const a = sealEvidence(vault, store, 'a.csv', randomBytes(3 * CHUNK_BYTES));
    const b = sealEvidence(vault, store, 'b.csv', randomBytes(3 * CHUNK_BYTES));
    const other = newCase(vault);
    vault.lock();
    const keep = readFileSync(join(folder, a.id));
    const check = async (expected: RegExp) => {
      const again = await reopen(location);
      const blobs = again.case(store.id).blobs;
      expect(() => blobs.read(a.id, 0, 10)).toThrow(expected);
      const findings = await again.verify();
      expect(findings).toMatchObject([{ kind: 'blob', scope: store.id, message: expect.stringContaining('a.csv') as unknown }]);
      again.lock();
      writeFileSync(join(folder, a.id), keep);
    };
    copyFileSync(join(folder, b.id), join(folder, a.id));
    await check(/damaged/);
    truncateSync(join(folder, a.id), 56 + CHUNK_BYTES + 16 + 100);
    await check(/damaged/);
    truncateSync(join(folder, a.id), 10);
    await check(/damaged/);
    unlinkSync(join(folder, a.id));
    await check(/missing/);
    expect((await reopen(location)).case(other.id).blobs.list()).toEqual([]);
  });

  test('are locked with the vault: a read afterwards does not take sound evidence for damaged', async () => {
    const { vault, store } = await someCase();
    const sealed = sealEvidence(vault, store, 'a.csv', randomBytes(100));
    store.blobs.read(sealed.id, 0, 10);
    vault.lock();
    expect(() => store.blobs.read(sealed.id, 0, 10)).toThrow('The vault is locked.');
  });

  test('that nobody finished or knows are swept, those being written are not', async () => {
    const { vault, store, folder } = await someCase();
    const known = sealEvidence(vault, store, 'a.csv', Buffer.from('known'));
    const orphan = store.blobs.begin('b.csv');
    orphan.write(Buffer.from('no row'));
    const { id } = orphan.finish();
    writeFileSync(join(folder, 'left-by-a-crash.part'), 'x');
    const writing = store.blobs.begin('c.csv');
    writing.write(Buffer.alloc(10));
    expect(store.blobs.sweep(new Set([known.id]))).toBe(2);
    expect(store.blobs.has(id)).toBe(false);
    expect(() => store.blobs.verify(writing.finish().id)).not.toThrow();
    const given = store.blobs.begin('d.csv');
    given.write(Buffer.alloc(100_000));
    given.abort();
    expect(readdirSync(folder).filter((n) => n.endsWith('.part'))).toEqual([]);
    expect(() => given.finish()).toThrow(/finished or given up/);
  });

  test('have no name that could be a path', async () => {
    const { store } = await someCase();
    for (const name of ['../case.db', '', 'A'.repeat(64)]) expect(() => store.blobs.read(name as BlobId, 0, 1)).toThrow(/no evidence file/);
  });
});
