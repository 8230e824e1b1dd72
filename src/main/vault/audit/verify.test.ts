import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type Database from 'better-sqlite3';
import { RowsDigest } from '../rows-digest.ts';
import { decide, newCase, newVault, openRaw, reopen } from '../vault-fixture.ts';
import { leafHash } from './tree.ts';

/** A case with ten decided transactions, changed past the vault by `tamper`, opened again and checked. */
async function afterTampering(tamper: (db: Database.Database) => void) {
  const { vault, location } = await newVault();
  const store = newCase(vault);
  for (let id = 1; id <= 10; id++) decide(vault, store, id);
  const grant = vault.readerGrant();
  vault.lock();
  const db = openRaw(location, store.id, grant);
  tamper(db);
  db.close();
  const again = await reopen(location);
  const verdict = again.case(store.id).audit.verify();
  const whole = await again.verify();
  return { verdict, kinds: [...new Set(verdict.findings.map((f) => f.kind))], whole, location, id: store.id };
}

describe('verification', () => {
  test('holds for an untouched log and its records', async () => {
    const { verdict, whole } = await afterTampering(() => undefined);
    expect(verdict).toMatchObject({ holds: true, entries: 10, findings: [] });
    expect(whole).toEqual([]);
  });

  test('finds an altered entry', async () => {
    const { verdict, kinds, whole } = await afterTampering((db) =>
      db.exec("UPDATE audit_entry SET body = replace(body, 'Transaction 4', 'Transaction 5') WHERE seq = 4"),
    );
    expect(verdict.findings).toContainEqual({ kind: 'altered', seq: 4, message: 'Entry 4 was changed after it was written.' });
    expect(kinds).toContain('altered');
    expect(whole.some((f) => f.kind === 'audit')).toBe(true);
  });

  test('finds an altered entry whose own hash was made to fit', async () => {
    const { verdict } = await afterTampering((db) => {
      const { body } = db.prepare('SELECT body FROM audit_entry WHERE seq = 4').get() as { body: string };
      const forged = body.replace('Ann Example', 'Bob Example');
      db.prepare('UPDATE audit_entry SET body = ?, hash = ? WHERE seq = 4').run(forged, leafHash(forged));
    });
    expect(verdict.findings.map((f) => [f.kind, f.seq])).toContainEqual(['reordered', 5]);
    expect(verdict.findings.map((f) => f.kind)).toContain('altered');
  });

  test('finds an entry dropped in the middle', async () => {
    const { verdict } = await afterTampering((db) => db.exec('DELETE FROM audit_entry WHERE seq = 6'));
    expect(verdict.findings).toContainEqual({ kind: 'dropped', seq: 6, message: 'Entry 6 is missing.' });
  });

  test('finds entries dropped at the end, head and records made to fit, by the anchor outside the database', async () => {
    const { verdict, kinds } = await afterTampering((db) => {
      const head = db.prepare('SELECT entries FROM audit_head').pluck().get();
      expect(head).toBe(10);
      // The state after entry 8, as a copy of the file of that time would have it.
      db.exec('DELETE FROM audit_entry WHERE seq > 8; DELETE FROM audit_record WHERE seq > 8; DELETE FROM disposition WHERE txn_id > 8;');
      db.exec('DELETE FROM audit_head');
    });
    expect(kinds).toContain('head-behind-anchor');
    expect(verdict.findings.find((f) => f.kind === 'head-behind-anchor')!.message).toMatch(/8 entries, but 10/);
  });

  test('finds two entries exchanged', async () => {
    const { kinds } = await afterTampering((db) =>
      db.exec(
        'UPDATE audit_entry SET seq = 1000 WHERE seq = 3; UPDATE audit_entry SET seq = 3 WHERE seq = 4; UPDATE audit_entry SET seq = 4 WHERE seq = 1000;',
      ),
    );
    expect(kinds).toContain('reordered');
  });

  test('finds a record changed, added or removed past the log', async () => {
    const changed = await afterTampering((db) => db.exec("UPDATE disposition SET reason = 'Other' WHERE txn_id = 2"));
    expect(changed.verdict.findings).toEqual([
      { kind: 'record-differs', seq: 2, message: 'The disposition record 2 is not as entry 2 left it.' },
    ]);
    const added = await afterTampering((db) => db.exec("INSERT INTO disposition VALUES (99, 'cleared', 'r', 'u', 't')"));
    expect(added.verdict.findings).toMatchObject([{ kind: 'record-differs', message: 'The disposition record 99 is not in the log.' }]);
    const removed = await afterTampering((db) => db.exec('DELETE FROM disposition WHERE txn_id = 3'));
    expect(removed.verdict.findings).toMatchObject([
      { kind: 'record-differs', seq: 3, message: expect.stringMatching(/is missing/) as unknown },
    ]);
  });

  test('finds changed record digests, and allows a detail to be erased but not to be changed', async () => {
    const digests = await afterTampering((db) => db.exec('UPDATE audit_record SET after = before WHERE seq = 2'));
    expect(digests.verdict.findings).toContainEqual({
      kind: 'altered',
      seq: 2,
      message: 'The record digests of entry 2 were changed after it was written.',
    });
    const { vault } = await newVault();
    const entry = { action: 'a', object: 'o', summary: 's', detail: { amount: 5 } };
    vault.workspace.write(vault.actor, 'signed-in', entry, () => null);
    expect(vault.workspace.audit.verify().holds).toBe(true);
    vault.workspace.stage((tx) => tx.run(`UPDATE audit_detail SET detail = '{"amount":6}'`));
    expect(vault.workspace.audit.verify().findings).toMatchObject([{ kind: 'altered' }]);
    vault.workspace.stage((tx) => tx.run('DELETE FROM audit_detail'));
    expect(vault.workspace.audit.verify().holds).toBe(true);
  });

  test('accepts a log ahead of its anchor, as after a crash, and refuses one behind', async () => {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    decide(vault, store, 1);
    vault.lock();
    const header = readFileSync(join(location, 'vault.json'));
    const database = readFileSync(join(location, 'cases', store.id, 'case.db'));
    const second = await reopen(location);
    decide(second, second.case(store.id), 2);
    second.lock();
    const newer = readFileSync(join(location, 'vault.json'));
    writeFileSync(join(location, 'vault.json'), header);
    const ahead = await reopen(location);
    expect(ahead.case(store.id).audit.verify()).toMatchObject({ holds: true, entries: 2 });
    ahead.lock();
    writeFileSync(join(location, 'vault.json'), newer);
    writeFileSync(join(location, 'cases', store.id, 'case.db'), database);
    const behind = await reopen(location);
    expect(behind.case(store.id).audit.verify().findings).toMatchObject([{ kind: 'head-behind-anchor', seq: 2 }]);
  });

  test('compares the transactions of a source with the digest in its record', async () => {
    const { vault, location } = await newVault();
    const store = newCase(vault);
    const digest = new RowsDigest();
    store.stage((tx) => {
      for (let n = 1; n <= 50; n++) {
        const row = { row_no: n, line: n + 1, byte_start: n, byte_length: 1, date: '2026-01-01', amount_minor: n, currency: 'GBP' };
        const text = { description: `d${n}`, reference: '', counterparty: 'é', category: '' };
        digest.add({ ...row, ...text, balance_minor: null, row_key: n });
        tx.run(
          'INSERT INTO txn (source_id, row_no, line, byte_start, byte_length, date, amount_minor, currency, description, reference, counterparty, category, row_key) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          ...Object.values(row),
          ...Object.values(text),
          n,
        );
      }
    });
    store.write(vault.actor, 'data.import', { action: 'import.finished', object: '1', summary: 'Imported.' }, (tx) => {
      tx.run("INSERT INTO blob VALUES ('b', 's', 1, 'f', 't', 'u')");
      tx.run(
        `INSERT INTO source (state, kind, name, account, currency, file_name, file_bytes, sha256, blob_id, encoding, layout, reader_version, first_id, last_id, rows_digest, job_id, imported_at, imported_by)
         VALUES ('ready', 'bank', 'Account', 'a', 'GBP', 'f', 1, 's', 'b', 'utf-8', '{}', '1', 1, 50, ?, 'j', 't', 'u')`,
        digest.finish(),
      );
    });
    expect(store.audit.verify().findings).toEqual([]);
    const grant = vault.readerGrant();
    vault.lock();
    const db = openRaw(location, store.id, grant);
    db.exec('UPDATE txn SET amount_minor = amount_minor + 1 WHERE id = 25');
    db.close();
    const { findings } = (await reopen(location)).case(store.id).audit.verify();
    expect(findings).toMatchObject([{ kind: 'record-differs', message: expect.stringMatching(/source 1 \(Account\)/) as unknown }]);
  });
});

describe('a page of the log', () => {
  test('is newest first, counted, and filtered by known columns', async () => {
    const { vault } = await newVault();
    const store = newCase(vault);
    for (let id = 1; id <= 10; id++) decide(vault, store, id, id % 2 ? 'cleared' : 'escalated');
    const page = store.audit.page({ offset: 1, limit: 2 });
    expect(page).toMatchObject({ total: 10, unfiltered: 10 });
    expect(page.rows.map((r) => r.seq)).toEqual([9, 8]);
    expect(page.rows[1]!.hash).toBe(page.rows[0]!.prev);
    const filter = [
      { column: 'summary', op: 'text', value: 'ESCALATED' },
      { column: 'seq', op: 'range', from: 3, to: null },
    ] as const;
    expect(store.audit.page({ offset: 0, limit: 9, filter: [...filter] })).toMatchObject({ total: 4, unfiltered: 10 });
    const none = store.audit.page({ offset: 0, limit: 9, filter: [{ column: 'object', op: 'in', values: ['%', '_'] }] });
    expect(none.total).toBe(0);
    expect(store.audit.page({ offset: 0, limit: 9, filter: [{ column: 'summary', op: 'text', value: '%' }] }).total).toBe(0);
    expect(() => store.audit.page({ offset: 0, limit: 1, filter: [{ column: 'body"--', op: 'is', value: 1 }] })).toThrow(/no column/);
  });
});
