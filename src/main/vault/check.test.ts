import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newId } from '../../shared/ids.ts';
import type { CaseId } from '../../shared/ids.ts';
import { decide, newCase, newVault, openRaw, reopen, sealEvidence } from './vault-fixture.ts';

describe('the check of a whole vault', () => {
  test('says how far it is and can be stopped', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    sealEvidence(vault, store, 'a.csv', Buffer.alloc(3_000_000));
    const stages = new Set<string>();
    expect(await vault.verify({ onProgress: ({ stage }) => stages.add(stage) })).toEqual([]);
    expect([...stages]).toEqual(['audit', 'blobs']);
    const stop = new AbortController();
    const stopped = vault.verify({ signal: stop.signal, onProgress: ({ stage }) => stage === 'blobs' && stop.abort() });
    await expect(stopped).rejects.toThrow(/stopped before it was finished/);
  });

  test('lets other work run in between', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    sealEvidence(vault, store, 'a.csv', Buffer.alloc(20_000_000));
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await vault.verify();
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });

  test('passes over a case whose making a crash cut short, but not over one in the list', async () => {
    const { vault, location } = await newVault();
    const listed = newCase(vault).id;
    const half = newId<CaseId>();
    vault.createCase(half);
    const keys = vault.readerGrant();
    vault.lock();
    const cutShort = (id: CaseId) => {
      const db = openRaw(location, id, keys);
      db.exec('DROP TABLE audit_head; DROP TABLE audit_entry; PRAGMA user_version = 10');
      db.close();
    };
    cutShort(half);
    const second = await reopen(location);
    expect(await second.verify()).toEqual([]);
    second.lock();
    cutShort(listed);
    const third = await reopen(location);
    expect(await third.verify()).toMatchObject([{ scope: listed, kind: 'database' }]);
  });

  test('names a case whose database is missing', async () => {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    decide(vault, store, 1);
    vault.lock();
    rmSync(join(location, 'cases', store.id, 'case.db'));
    const again = await reopen(location);
    expect(await again.verify()).toMatchObject([{ scope: store.id, kind: 'missing' }]);
    expect(() => again.case(store.id)).toThrow(/database of this case is missing/);
  });
});
