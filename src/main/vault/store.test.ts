import { describe, expect, expectTypeOf, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { ReadableCase, WritableCase } from './connection.ts';
import { disposition } from './schema/case.ts';
import { openReader } from './vault.ts';
import { decide, newCase, newVault } from './vault-fixture.ts';

const ENTRY = { action: 'test', object: 'x', summary: 'A change.' };
const code = (expected: string) => expect.objectContaining({ data: expect.objectContaining({ code: expected }) as unknown });

describe('write', () => {
  test('checks the permission before anything happens', async () => {
    const { vault } = await newVault({ role: 'judge' });
    let ran = false;
    const write = () => vault.workspace.write(vault.actor, 'case.create', ENTRY, () => (ran = true));
    expect(write).toThrow(/“Judge” may not do this/);
    expect(ran).toBe(false);
  });

  test('rolls the change back together with its entry', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    const before = store.audit.head();
    expect(() =>
      store.write(vault.actor, 'flag.decide', ENTRY, (tx) => {
        tx.run("INSERT INTO disposition VALUES (1, 'cleared', 'r', 'u', 't')");
        throw new Error('half-way');
      }),
    ).toThrow('half-way');
    expect(store.read((r) => r.all('SELECT * FROM disposition'))).toEqual([]);
    expect(store.audit.head()).toEqual(before);
    decide(vault, store, 1);
    expect(store.audit.verify().findings).toEqual([]);
  });

  test('makes the entry from the result, and refuses to wait', async () => {
    const { vault } = await newVault();
    const n = vault.workspace.write(
      vault.actor,
      'signed-in',
      (r: number) => ({ ...ENTRY, summary: `Result ${r}` }),
      () => 42,
    );
    expect(n).toBe(42);
    expect(vault.workspace.audit.page({ offset: 0, limit: 1 }).rows[0]!.summary).toBe('Result 42');
    expect(() => vault.workspace.write(vault.actor, 'signed-in', ENTRY, () => Promise.resolve(1))).toThrow(/must not wait/);
  });

  test('notes digests of tracked records by itself, and of others when told', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    decide(vault, store, 7, 'cleared');
    decide(vault, store, 7, 'escalated');
    const [second, first] = store.audit.page({ offset: 0, limit: 2 }).rows;
    expect(first!.before).toBeNull();
    expect(first!.after).toMatch(/^[0-9a-f]{64}$/);
    expect(second!.before).toBe(first!.after);
    expect(second!.after).not.toBe(first!.after);
    store.write(vault.actor, 'data.import', ENTRY, (tx) => tx.record('problem', 1, { a: 1 }, { a: 2 }));
    const [third] = store.audit.page({ offset: 0, limit: 1 }).rows;
    expect(third!.before).toMatch(/^[0-9a-f]{64}$/);
    expect(third!.before).not.toBe(third!.after);
  });
});

describe('stage', () => {
  test('writes unfinished work without an entry', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    store.stage((tx) =>
      tx.run("INSERT INTO match (run_id, state, origin, left_id, right_id, confidence) VALUES (1, 'suggested', 'engine', 1, 2, 90)"),
    );
    expect(store.read((r) => r.get('SELECT count(*) AS n FROM match'))).toEqual({ n: 1 });
    expect(store.audit.head().entries).toBe(0);
    expect(store.audit.verify().holds).toBe(true);
  });

  test('refuses to touch what the log vouches for', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    decide(vault, store, 1);
    expect(() => store.stage((tx) => tx.run('DELETE FROM disposition'))).toThrow(/tracked record disposition 1/);
    expect(() => store.stage((tx) => tx.record('x', 1, null, {}))).toThrow(/use write/);
    expect(store.read((r) => r.get('SELECT count(*) AS n FROM disposition'))).toEqual({ n: 1 });
    expect(() => vault.workspace.stage((tx) => tx.run('UPDATE case_index SET sources = 3'))).not.toThrow();
  });
});

describe('read', () => {
  test('gives a handle that can not write, by type and by connection', async () => {
    expectTypeOf<ReadableCase>().not.toExtend<WritableCase>();
    expectTypeOf<WritableCase>().toExtend<ReadableCase>();
    const { vault } = await newVault();
    const store = newCase(vault);
    expect(() => store.read((r) => r.all("INSERT INTO disposition VALUES (1, 'a', 'b', 'c', 'd') RETURNING txn_id"))).toThrow(
      /asked to write/,
    );
    expect(store.read((r) => Object.keys(r))).not.toContain('run');
    decide(vault, store, 3);
    const rows = store.read((r) => r.orm.select({ id: disposition.txnId }).from(disposition).where(eq(disposition.txnId, 3)).all());
    expect(rows).toEqual([{ id: 3 }]);
  });

  test('is one snapshot, also when reads are nested', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    decide(vault, store, 1);
    store.read((r) => {
      const n = () => r.get<{ n: number }>('SELECT count(*) AS n FROM disposition')!.n;
      expect(n()).toBe(1);
      decide(vault, store, 2);
      expect(n()).toBe(1);
      expect(store.read((inner) => inner.get<{ n: number }>('SELECT count(*) AS n FROM disposition')!.n)).toBe(1);
    });
    expect(store.read((r) => r.get('SELECT count(*) AS n FROM disposition'))).toEqual({ n: 2 });
  });

  test('works from a grant, sees later commits, and ends with close', async () => {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    const reader = openReader(location, structuredClone(vault.readerGrant()));
    decide(vault, store, 5);
    expect(reader.case(store.id).read((r) => r.all('SELECT txn_id FROM disposition'))).toEqual([{ txn_id: 5 }]);
    expect(() => reader.case(store.id).read((r) => r.all('DELETE FROM disposition RETURNING txn_id'))).toThrow(/asked to write/);
    const second = newCase(vault);
    expect(() => reader.case(second.id)).toThrow(/no such case/);
    reader.renew(vault.readerGrant());
    expect(reader.case(second.id).audit.head().entries).toBe(0);
    expect(reader.case(store.id).audit.verify().holds).toBe(true);
    reader.close();
    expect(() => vault.case('01ARZ3NDEKTSV4RRFFQ69G5FAV' as typeof store.id)).toThrow(code('not-found') as never);
  });
});
