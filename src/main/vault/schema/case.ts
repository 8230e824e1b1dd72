import { blob as bytesColumn, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core';

// The tables of a case database for drizzle. The numbered SQL files are the truth; a test compares the two.

export const blob = sqliteTable('blob', {
  id: text().primaryKey(),
  sha256: text().notNull().unique(),
  bytes: integer().notNull(),
  fileName: text('file_name').notNull(),
  sealedAt: text('sealed_at').notNull(),
  sealedBy: text('sealed_by').notNull(),
});

export const upload = sqliteTable('upload', {
  id: text().primaryKey(),
  fileName: text('file_name').notNull(),
  sizeBytes: integer('size_bytes').notNull(),
  state: text({ enum: ['receiving', 'sealed', 'imported', 'discarded'] }).notNull(),
  blobId: text('blob_id').references(() => blob.id),
  createdAt: text('created_at').notNull(),
  createdBy: text('created_by').notNull(),
});

export const source = sqliteTable('source', {
  id: integer().primaryKey(),
  state: text({ enum: ['loading', 'ready', 'undone'] }).notNull(),
  kind: text({ enum: ['bank', 'ledger', 'payments'] }).notNull(),
  name: text().notNull(),
  account: text().notNull(),
  currency: text().notNull(),
  fileName: text('file_name').notNull(),
  fileBytes: integer('file_bytes').notNull(),
  sha256: text().notNull(),
  blobId: text('blob_id')
    .notNull()
    .references(() => blob.id),
  encoding: text().notNull(),
  layout: text().notNull(),
  readerVersion: text('reader_version').notNull(),
  firstId: integer('first_id'),
  lastId: integer('last_id'),
  rowsRead: integer('rows_read').notNull().default(0),
  rowsKept: integer('rows_kept').notNull().default(0),
  rowsRejected: integer('rows_rejected').notNull().default(0),
  duplicates: integer().notNull().default(0),
  firstDate: text('first_date'),
  lastDate: text('last_date'),
  openingMinor: integer('opening_minor'),
  closingMinor: integer('closing_minor'),
  inMinor: integer('in_minor').notNull().default(0),
  outMinor: integer('out_minor').notNull().default(0),
  balance: text({ enum: ['proved', 'differs', 'none'] })
    .notNull()
    .default('none'),
  equations: text().notNull().default('[]'),
  problems: integer().notNull().default(0),
  rowsDigest: text('rows_digest'),
  jobId: text('job_id').notNull(),
  importedAt: text('imported_at').notNull(),
  importedBy: text('imported_by').notNull(),
});

export const txn = sqliteTable('txn', {
  id: integer().primaryKey(),
  sourceId: integer('source_id').notNull(),
  rowNo: integer('row_no').notNull(),
  line: integer().notNull(),
  byteStart: integer('byte_start').notNull(),
  byteLength: integer('byte_length').notNull(),
  date: text(),
  amountMinor: integer('amount_minor').notNull(),
  currency: text().notNull(),
  description: text().notNull(),
  reference: text().notNull(),
  counterparty: text().notNull(),
  category: text().notNull(),
  balanceMinor: integer('balance_minor'),
  rowKey: integer('row_key').notNull(),
  duplicateOf: integer('duplicate_of'),
});

export const problem = sqliteTable(
  'problem',
  {
    sourceId: integer('source_id').notNull(),
    seq: integer().notNull(),
    code: text().notNull(),
    severity: text().notNull(),
    line: integer().notNull(),
    field: integer(),
    message: text().notNull(),
    raw: text(),
  },
  (t) => [primaryKey({ columns: [t.sourceId, t.seq] })],
);

export const reconcileRun = sqliteTable('reconcile_run', {
  id: integer().primaryKey(),
  state: text({ enum: ['loading', 'ready', 'superseded'] }).notNull(),
  settings: text().notNull(),
  engine: text().notNull(),
  leftTotal: integer('left_total').notNull().default(0),
  rightTotal: integer('right_total').notNull().default(0),
  report: text().notNull().default('{}'),
  seconds: real().notNull().default(0),
  resultDigest: text('result_digest'),
  jobId: text('job_id').notNull(),
  ranAt: text('ran_at').notNull(),
  ranBy: text('ran_by').notNull(),
});

export const match = sqliteTable('match', {
  id: integer().primaryKey(),
  runId: integer('run_id').notNull(),
  state: text({ enum: ['suggested', 'accepted', 'rejected'] }).notNull(),
  origin: text({ enum: ['engine', 'manual'] }).notNull(),
  leftId: integer('left_id').notNull(),
  rightId: integer('right_id').notNull(),
  confidence: integer().notNull(),
  parts: bytesColumn({ mode: 'buffer' }),
  runnerUpId: integer('runner_up_id'),
  runnerUpConfidence: integer('runner_up_confidence'),
  decidedBy: text('decided_by'),
  decidedAt: text('decided_at'),
  reason: text(),
});

export const unmatched = sqliteTable(
  'unmatched',
  {
    runId: integer('run_id').notNull(),
    txnId: integer('txn_id').notNull(),
    side: text({ enum: ['left', 'right'] }).notNull(),
    kind: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.txnId] })],
);

export const scoreRun = sqliteTable('score_run', {
  id: integer().primaryKey(),
  state: text({ enum: ['loading', 'ready', 'superseded'] }).notNull(),
  seed: integer().notNull(),
  sourceIds: text('source_ids').notNull(),
  engine: text().notNull(),
  scored: integer().notNull().default(0),
  report: text().notNull().default('{}'),
  seconds: real().notNull().default(0),
  resultDigest: text('result_digest'),
  jobId: text('job_id').notNull(),
  ranAt: text('ran_at').notNull(),
  ranBy: text('ran_by').notNull(),
});

export const score = sqliteTable(
  'score',
  {
    runId: integer('run_id').notNull(),
    txnId: integer('txn_id').notNull(),
    risk: integer().notNull(),
    score: real().notNull(),
    reasons: bytesColumn({ mode: 'buffer' }),
  },
  (t) => [primaryKey({ columns: [t.runId, t.txnId] })],
);

export const disposition = sqliteTable('disposition', {
  txnId: integer('txn_id').primaryKey(),
  disposition: text().notNull(),
  reason: text().notNull(),
  decidedBy: text('decided_by').notNull(),
  decidedAt: text('decided_at').notNull(),
});

export const decision = sqliteTable('decision', {
  id: integer().primaryKey(),
  kind: text({ enum: ['match', 'flag'] }).notNull(),
  action: text().notNull(),
  changes: text().notNull(),
  undoneBy: integer('undone_by').references((): AnySQLiteColumn => decision.id),
  decidedAt: text('decided_at').notNull(),
  decidedBy: text('decided_by').notNull(),
});
