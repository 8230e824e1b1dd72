import { expect, test } from 'vitest';
import { databaseAt } from '../database-at.ts';

test('repeats that were marked before become decisions of the engine; one verdict on a row is in force', () => {
  const { db, upTo } = databaseAt('case', 30);
  db.prepare(`INSERT INTO blob VALUES ('b', 'x', 1, 'f', 't', 'Ann')`).run();
  const source = db.prepare(
    `INSERT INTO source (id, state, kind, name, account, currency, file_name, file_bytes, sha256, blob_id, encoding, layout, reader_version, job_id, imported_at, imported_by)
     VALUES (?, 'ready', 'bank', 'n', '', 'GBP', 'f', 1, 'x', 'b', 'utf-8', '{}', 'r', 'j', '2026-01-05T10:00:00Z', 'Ann')`,
  );
  source.run(1);
  source.run(2);
  const txn = db.prepare(
    `INSERT INTO txn (id, source_id, row_no, line, byte_start, byte_length, amount_minor, currency, description, reference, counterparty, category, row_key, duplicate_of)
     VALUES (?, ?, 1, 2, 10, 20, -500, 'GBP', 'd', '', '', '', 42, ?)`,
  );
  txn.run(1, 1, null);
  txn.run(2, 2, 1);
  txn.run(3, 2, null);
  upTo(40);
  expect(
    db.prepare('SELECT txn_id, source_id, other_id, other_source_id, verdict, decided_by, decider, undone_by FROM repeat_decision').all(),
  ).toEqual([
    {
      ...{
        txn_id: 2,
        source_id: 2,
        other_id: 1,
        other_source_id: 1,
        verdict: 'repeat',
        decided_by: 'engine',
        decider: 'Ann',
        undone_by: null,
      },
    },
  ]);
  const decide = db.prepare(
    `INSERT INTO repeat_decision (txn_id, source_id, verdict, rule, rule_version, evidence, decided_by, decider, at) VALUES (2, 2, ?, 'r', 'v', '{}', 'person', 'Ann', 't')`,
  );
  expect(() => decide.run('gone')).toThrow(/CHECK/);
  expect(() => decide.run('own')).toThrow(/UNIQUE/);
  db.prepare('UPDATE repeat_decision SET undone_by = 2 WHERE txn_id = 2').run();
  expect(decide.run('own').changes).toBe(1);
  expect(db.prepare('SELECT mapping_id, mapping_name, mapping_version FROM source WHERE id = 1').get()).toEqual({
    ...{ mapping_id: null, mapping_name: null, mapping_version: null },
  });
  db.close();
});
