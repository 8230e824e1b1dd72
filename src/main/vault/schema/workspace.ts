import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// The tables of the workspace database for drizzle. The numbered SQL files are the truth; a test compares the two.

export const user = sqliteTable('user', {
  id: text().primaryKey(),
  name: text().notNull(),
  role: text().notNull(),
  createdAt: text('created_at').notNull(),
  retiredAt: text('retired_at'),
});

export const caseIndex = sqliteTable('case_index', {
  id: text().primaryKey(),
  name: text().notNull(),
  reference: text().notNull(),
  currency: text().notNull(),
  sample: integer().notNull().default(0),
  createdAt: text('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  sources: integer().notNull().default(0),
  transactions: integer().notNull().default(0),
});

export const job = sqliteTable('job', {
  id: text().primaryKey(),
  caseId: text('case_id'),
  kind: text().notNull(),
  title: text().notNull(),
  input: text().notNull(),
  state: text({ enum: ['queued', 'running', 'done', 'failed', 'cancelled'] }).notNull(),
  attempts: integer().notNull().default(0),
  createdAt: text('created_at').notNull(),
  startedAt: text('started_at'),
  finishedAt: text('finished_at'),
  startedBy: text('started_by').notNull(),
  actor: text().notNull(),
  result: text(),
  error: text(),
});

export const setting = sqliteTable(
  'setting',
  {
    userId: text('user_id').notNull(),
    name: text().notNull(),
    value: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.name] })],
);

export const mapping = sqliteTable('mapping', {
  id: integer().primaryKey(),
  name: text().notNull().unique(),
  fingerprint: text().notNull(),
  layout: text().notNull(),
  createdAt: text('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  usedAt: text('used_at').notNull(),
  removedAt: text('removed_at'),
  uses: integer().notNull().default(0),
});

export const mappingVersion = sqliteTable(
  'mapping_version',
  {
    mappingId: integer('mapping_id').notNull(),
    version: integer().notNull(),
    fingerprint: text().notNull(),
    layout: text().notNull(),
    note: text().notNull(),
    madeAt: text('made_at').notNull(),
    madeBy: text('made_by'),
  },
  (t) => [primaryKey({ columns: [t.mappingId, t.version] })],
);
