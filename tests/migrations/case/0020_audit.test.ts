import { expect, test } from 'vitest';
import { databaseAt } from '../database-at.ts';

test('adds an empty audit log with columns read out of the body', () => {
  const { db, upTo } = databaseAt('case', 10);
  upTo(20);
  expect(db.pragma('user_version', { simple: true })).toBe(20);
  const body = JSON.stringify({
    at: '2026-01-02T03:04:05Z',
    actor: { name: 'Ann', role: 'examiner' },
    action: 'a',
    object: 'o',
    summary: 's',
    reason: '',
  });
  db.prepare('INSERT INTO audit_entry (seq, body, hash) VALUES (1, ?, ?)').run(body, Buffer.alloc(32));
  expect(db.prepare('SELECT at, actor, role, action FROM audit_entry').get()).toEqual({
    at: '2026-01-02T03:04:05Z',
    actor: 'Ann',
    role: 'examiner',
    action: 'a',
  });
  expect(() => db.prepare('INSERT INTO audit_head VALUES (2, 1, ?, ?, ?)').run('', '', Buffer.alloc(0))).toThrow(/CHECK/);
  db.close();
});
