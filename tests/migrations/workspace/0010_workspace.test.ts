import { expect, test } from 'vitest';
import { databaseAt } from '../database-at.ts';

test('makes the workspace: users, cases, jobs, settings, mappings', () => {
  const { db } = databaseAt('workspace', 10);
  expect(db.pragma('user_version', { simple: true })).toBe(10);
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();
  expect(tables).toEqual(['case_index', 'job', 'mapping', 'setting', 'user']);
  const job = db.prepare(
    "INSERT INTO job (id, kind, title, input, state, created_at, started_by, actor) VALUES ('j', 'import', 't', '{}', ?, 't', 'u', '{}')",
  );
  expect(() => job.run('lost')).toThrow(/CHECK/);
  expect(job.run('queued').changes).toBe(1);
  db.close();
});
