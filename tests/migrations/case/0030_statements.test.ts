import { expect, test } from 'vitest';
import { databaseAt } from '../database-at.ts';

test('a file imported before becomes one statement, and its movements keep their values', () => {
  const { db, upTo } = databaseAt('case', 20);
  db.prepare(`INSERT INTO blob VALUES ('b', 'x', 1, 'f', 't', 'Ann')`).run();
  db.prepare(
    `INSERT INTO source (id, state, kind, name, account, currency, file_name, file_bytes, sha256, blob_id, encoding, layout, reader_version, rows_kept, first_date, opening_minor, balance, equations, job_id, imported_at, imported_by)
     VALUES (7, 'ready', 'bank', 'n', '', 'GBP', 'f', 1, 'x', 'b', 'utf-8', '{"format":"csv"}', 'csv-1', 3, '2026-01-02', 500, 'proved', '[]', 'j', 't', 'Ann')`,
  ).run();
  db.prepare(`INSERT INTO txn VALUES (1, 7, 1, 2, 10, 20, '2026-01-02', -500, 'GBP', 'd', 'r', 'c', 'k', NULL, 42, NULL)`).run();
  upTo(30);
  expect(db.prepare('SELECT source_id, seq, account, currency, rows, opening_minor, balance FROM statement').all()).toEqual([
    { source_id: 7, seq: 0, account: null, currency: 'GBP', rows: 3, opening_minor: 500, balance: 'proved' },
  ]);
  expect(db.prepare('SELECT amount_minor, statement, value_date, amount_exact, spans, place FROM txn').get()).toEqual({
    ...{ amount_minor: -500, statement: 0, value_date: null, amount_exact: null, spans: null, place: null },
  });
  db.close();
});
