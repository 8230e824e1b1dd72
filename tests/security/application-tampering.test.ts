import type Database from 'better-sqlite3';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openRaw } from '../../src/main/vault/vault-fixture.ts';
import { openVault } from '../../src/main/vault/vault.ts';
import { bankText } from '../fault/application-files.ts';
import { PASSPHRASE, startCase, type Fixture } from '../integration/case-fixture.ts';

const unlockInput = { with: 'passphrase', passphrase: PASSPHRASE } as const;

/** Somebody who holds the real key changes the database past the program; the program is asked what it makes of it. */
describe('a case database changed by a holder of the key', { timeout: 60_000 }, () => {
  let one: Fixture & { caseId: string };
  beforeEach(async () => {
    one = await startCase();
    const { caseId } = one;
    await one.importText(caseId, 'bank.csv', bankText(40), { kind: 'bank', account: 'A' });
    await one.importText(caseId, 'ledger.csv', bankText(40, 'Booked'), { kind: 'ledger', account: 'L' });
    await one.finish((await one.call('reconcile.run', { caseId, leftSources: [1], rightSources: [2] })).jobId);
    const { rows } = await one.call('reconcile.matches', { caseId, state: 'suggested' });
    await one.call('reconcile.accept', { caseId, matchIds: [rows[0]!.id] });
    await one.call('reconcile.reject', { caseId, matchIds: [rows[1]!.id], reason: 'Other supplier' });
  });
  afterEach(() => one.close());

  /** Locks, opens the database with the real key, changes it, and unlocks the application again. */
  async function tamper(scope: string, change: (db: Database.Database) => void): Promise<void> {
    await one.call('vault.lock', {});
    const location = join(one.folder, 'vault');
    const vault = await openVault(location, unlockInput);
    const grant = vault.readerGrant();
    vault.lock();
    const db = openRaw(location, scope, grant);
    change(db);
    db.close();
    await one.call('vault.unlock', unlockInput);
  }

  async function findings(caseId: string | null): Promise<readonly { kind: string; seq: number | null; message: string }[]> {
    const verdict = await one.call('audit.verify', { caseId });
    expect(verdict.holds).toBe(verdict.findings.length === 0);
    const { jobId } = await one.call('vault.verify', {});
    // The check of the whole vault says the same.
    expect((await one.finish(jobId)).result).toMatchObject({ holds: verdict.holds });
    return verdict.findings;
  }

  test('nothing changed: nothing found, so that what is found below is the change', async () => {
    await tamper(one.caseId, () => undefined);
    expect(await findings(one.caseId)).toEqual([]);
  });

  test.each([
    ['amount', 'UPDATE txn SET amount_minor = amount_minor + 1 WHERE id = 7'],
    ['date', "UPDATE txn SET date = '2023-01-02' WHERE id = 40"],
    ['text', "UPDATE txn SET description = 'Payment 7 ' WHERE id = 8"],
    ['place in the file', 'UPDATE txn SET line = line + 1 WHERE id = 1'],
  ])('the %s of one transaction: its source is named', async (_, sql) => {
    await tamper(one.caseId, (db) => expect(db.prepare(sql).run().changes).toBe(1));
    expect(await findings(one.caseId)).toMatchObject([{ kind: 'record-differs', message: expect.stringContaining('bank.csv') as unknown }]);
  });

  test('a transaction taken out: its source is named', async () => {
    await tamper(one.caseId, (db) => db.prepare('DELETE FROM txn WHERE id = 12').run());
    expect(await findings(one.caseId)).toMatchObject([{ kind: 'record-differs', message: expect.stringContaining('bank.csv') as unknown }]);
  });

  test('a decision turned round: the entry that made it is named', async () => {
    await tamper(one.caseId, (db) => db.prepare("UPDATE match SET state = 'accepted' WHERE state = 'rejected'").run());
    const [finding] = await findings(one.caseId);
    expect(finding).toMatchObject({
      kind: 'record-differs',
      message: expect.stringMatching(/match record \d+ is not as entry \d+/) as unknown,
    });
  });

  test('the last entry dropped, head and all: missing, because it was noted outside', async () => {
    let last = 0;
    await tamper(one.caseId, (db) => {
      last = (db.prepare('SELECT max(seq) AS n FROM audit_entry').get() as { n: number }).n;
      for (const table of ['audit_entry', 'audit_record', 'audit_detail']) dropGuarded(db, table, last);
    });
    const found = await findings(one.caseId);
    expect(found).toContainEqual(expect.objectContaining({ kind: 'dropped', seq: last }));
    expect(found).toContainEqual(expect.objectContaining({ kind: 'head-behind-anchor', seq: last }));
  });

  test('an entry from the middle dropped, two swapped, one rewritten: each named by its number', async () => {
    await tamper(one.caseId, (db) => {
      withoutTriggers(db);
      const swap = db.prepare('SELECT seq, body, hash FROM audit_entry WHERE seq IN (2, 3) ORDER BY seq').all() as {
        seq: number;
        body: string;
        hash: Buffer;
      }[];
      const put = db.prepare('UPDATE audit_entry SET body = ?, hash = ? WHERE seq = ?');
      put.run(swap[1]!.body, swap[1]!.hash, 2);
      put.run(swap[0]!.body, swap[0]!.hash, 3);
      db.prepare('DELETE FROM audit_entry WHERE seq = 5').run();
      db.prepare(`UPDATE audit_entry SET body = replace(body, 'Ann Examiner', 'Bob Examiner') WHERE seq = 6`).run();
    });
    const found = await findings(one.caseId);
    for (const [kind, seq] of [
      ['reordered', 2],
      ['reordered', 3],
      ['dropped', 5],
      ['altered', 6],
    ] as const)
      expect(found, `${kind} ${seq}`).toContainEqual(expect.objectContaining({ kind, seq }));
  });

  test('a role raised in the workspace: the log of the vault names the user', async () => {
    await tamper('workspace', (db) => expect(db.prepare("UPDATE user SET role = 'administrator'").run().changes).toBe(1));
    const [finding] = await findings(null);
    expect(finding).toMatchObject({ kind: 'record-differs', message: expect.stringContaining('user record') as unknown });
  });
});

/** Takes away whatever keeps the log from being changed by accident: a holder of the key can. */
function withoutTriggers(db: Database.Database): void {
  for (const { name } of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all() as { name: string }[])
    db.exec(`DROP TRIGGER "${name}"`);
}

function dropGuarded(db: Database.Database, table: string, seq: number): void {
  withoutTriggers(db);
  db.prepare(`DELETE FROM ${table} WHERE seq = ?`).run(seq);
}
