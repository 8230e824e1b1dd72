import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The audit tables, the same in the workspace and in each case. They are written by the vault alone. */
export const auditEntry = sqliteTable('audit_entry', {
  seq: integer().primaryKey(),
  body: text().notNull(),
  hash: blob({ mode: 'buffer' }).notNull(),
});

export const auditRecord = sqliteTable(
  'audit_record',
  {
    seq: integer().notNull(),
    kind: text().notNull(),
    id: text().notNull(),
    before: text(),
    after: text(),
  },
  (t) => [primaryKey({ columns: [t.seq, t.kind, t.id] })],
);

export const auditDetail = sqliteTable('audit_detail', {
  seq: integer().primaryKey(),
  salt: blob({ mode: 'buffer' }).notNull(),
  detail: text().notNull(),
});

export const auditHead = sqliteTable('audit_head', {
  id: integer().primaryKey(),
  entries: integer().notNull(),
  hash: text().notNull(),
  root: text().notNull(),
  frontier: blob({ mode: 'buffer' }).notNull(),
});
