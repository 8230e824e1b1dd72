import { expect, test } from 'vitest';
import { databaseAt } from '../database-at.ts';

test('a mapping that was saved before becomes its first version, which nobody is named for', () => {
  const { db, upTo } = databaseAt('workspace', 20);
  db.prepare(
    `INSERT INTO mapping VALUES (4, 'Bank A', 'abc', '{"format":"csv"}', '2026-01-02T00:00:00Z', 'Ann', '2026-02-03T00:00:00Z')`,
  ).run();
  upTo(30);
  expect(db.prepare('SELECT * FROM mapping_version').all()).toEqual([
    { mapping_id: 4, version: 1, fingerprint: 'abc', layout: '{"format":"csv"}', note: '', made_at: '2026-01-02T00:00:00Z', made_by: null },
  ]);
  expect(db.prepare('SELECT name, removed_at, uses FROM mapping').all()).toEqual([{ name: 'Bank A', removed_at: null, uses: 0 }]);
  expect(() => db.prepare(`INSERT INTO mapping_version VALUES (4, 1, 'abc', '{}', '', 't', 'Ann')`).run()).toThrow(/UNIQUE/);
  db.close();
});
