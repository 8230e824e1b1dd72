import { expect, test } from 'vitest';
import { databaseAt } from '../database-at.ts';

test('makes the case: a source needs its sealed file, amounts are integers', () => {
  const { db } = databaseAt('case', 10);
  expect(db.pragma('user_version', { simple: true })).toBe(10);
  const source = db.prepare(
    `INSERT INTO source (state, kind, name, account, currency, file_name, file_bytes, sha256, blob_id, encoding, layout, reader_version, job_id, imported_at, imported_by)
     VALUES ('loading', 'bank', 'n', 'a', 'GBP', 'f', 1, 's', 'blob-1', 'utf-8', '{}', '1', 'j', 't', 'u')`,
  );
  expect(() => source.run()).toThrow(/FOREIGN KEY/);
  db.prepare("INSERT INTO blob VALUES ('blob-1', 's', 1, 'f', 't', 'u')").run();
  expect(source.run().changes).toBe(1);
  const txn = db.prepare(
    `INSERT INTO txn (source_id, row_no, line, byte_start, byte_length, amount_minor, currency, description, reference, counterparty, category, row_key)
     VALUES (1, 1, 1, 0, 1, ?, 'GBP', '', '', '', '', 1)`,
  );
  expect(() => txn.run('12.50')).toThrow(/cannot store/);
  expect(txn.run(1250).changes).toBe(1);
  db.close();
});
