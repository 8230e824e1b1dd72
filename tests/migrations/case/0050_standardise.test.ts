import { expect, test } from 'vitest';
import { databaseAt } from '../database-at.ts';

test('brings a chart whose parents are there and of one kind, and tables that refuse what the application never writes', () => {
  const { db, upTo } = databaseAt('case', 20);
  upTo(50);
  const chart = db.prepare('SELECT id, code, parent_id AS parent, kind, changed_by AS by FROM category').all() as {
    id: number;
    code: string;
    parent: number | null;
    kind: string;
    by: string | null;
  }[];
  expect(new Set(chart.map((row) => row.code)).size).toBe(chart.length);
  for (const row of chart.filter((one) => one.parent !== null)) expect(chart.find((one) => one.id === row.parent)?.kind).toBe(row.kind);
  // Nobody decided these rows, so the audit log has no record of them.
  expect(chart.every((row) => row.by === null)).toBe(true);
  db.prepare("INSERT INTO vendor (id, name) VALUES (1, 'A')").run();
  const name = db.prepare("INSERT INTO vendor_name (spelling, canonical, source, vendor_id, joined_by) VALUES ('A', 'a', ?, ?, 'alone')");
  expect(() => name.run('counterparty', 2)).toThrow(/FOREIGN KEY/);
  expect(() => name.run('memo', 1)).toThrow(/CHECK/);
  expect(name.run('counterparty', 1).changes).toBe(1);
  const operation = db.prepare("INSERT INTO operation (run_id, subject, subject_id, field, origin) VALUES (1, ?, 1, 'category', ?)");
  expect(() => operation.run('row', 'person')).toThrow(/CHECK/);
  expect(() => operation.run('transaction', 'guess')).toThrow(/CHECK/);
  expect(operation.run('transaction', 'person').changes).toBe(1);
  db.close();
});
