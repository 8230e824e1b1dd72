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
  mappingId: integer('mapping_id'),
  mappingName: text('mapping_name'),
  mappingVersion: integer('mapping_version'),
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
  statement: integer().notNull().default(0),
  valueDate: text('value_date'),
  amountExact: text('amount_exact'),
  spans: bytesColumn({ mode: 'buffer' }),
  place: text(),
});

export const statement = sqliteTable(
  'statement',
  {
    sourceId: integer('source_id').notNull(),
    seq: integer().notNull(),
    account: text(),
    currency: text().notNull(),
    number: text().notNull(),
    line: integer().notNull(),
    firstDate: text('first_date'),
    lastDate: text('last_date'),
    periodFrom: text('period_from'),
    periodTo: text('period_to'),
    rows: integer().notNull(),
    inMinor: integer('in_minor').notNull(),
    outMinor: integer('out_minor').notNull(),
    openingMinor: integer('opening_minor'),
    closingMinor: integer('closing_minor'),
    balance: text({ enum: ['proved', 'differs', 'none'] }).notNull(),
    equations: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.sourceId, table.seq] })],
);

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

export const repeatDecision = sqliteTable('repeat_decision', {
  id: integer().primaryKey(),
  txnId: integer('txn_id').notNull(),
  sourceId: integer('source_id').notNull(),
  otherId: integer('other_id'),
  otherSourceId: integer('other_source_id'),
  verdict: text({ enum: ['repeat', 'own', 'possible', 'left-out'] }).notNull(),
  rule: text().notNull(),
  ruleVersion: text('rule_version').notNull(),
  evidence: text().notNull(),
  decidedBy: text('decided_by', { enum: ['engine', 'person'] }).notNull(),
  decider: text().notNull(),
  at: text().notNull(),
  reason: text().notNull().default(''),
  act: integer().notNull().default(0),
  undoneBy: integer('undone_by'),
});

export const category = sqliteTable('category', {
  id: integer().primaryKey(),
  code: text().notNull(),
  name: text().notNull(),
  parentId: integer('parent_id').references((): AnySQLiteColumn => category.id),
  kind: text({ enum: ['income', 'expense', 'transfer'] }).notNull(),
  removed: integer().notNull().default(0),
  changedBy: text('changed_by'),
  changedAt: text('changed_at'),
});

export const categoryText = sqliteTable('category_text', {
  id: integer().primaryKey(),
  text: text().notNull().unique(),
  categoryId: integer('category_id').references(() => category.id),
  rows: integer().notNull().default(0),
});

export const vendor = sqliteTable('vendor', {
  id: integer().primaryKey(),
  name: text().notNull(),
  namedBy: text('named_by'),
});

export const vendorName = sqliteTable('vendor_name', {
  id: integer().primaryKey(),
  spelling: text().notNull().unique(),
  canonical: text().notNull(),
  source: text({ enum: ['counterparty', 'description'] }).notNull(),
  vendorId: integer('vendor_id')
    .notNull()
    .references(() => vendor.id),
  joinedBy: text('joined_by', { enum: ['alone', 'same', 'similar', 'person'] }).notNull(),
});

export const rule = sqliteTable('rule', {
  id: integer().primaryKey(),
  position: integer().notNull(),
  enabled: integer().notNull(),
  version: integer().notNull(),
  removed: integer().notNull().default(0),
});

export const ruleVersion = sqliteTable(
  'rule_version',
  {
    ruleId: integer('rule_id').notNull(),
    version: integer().notNull(),
    body: text().notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: text('made_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ruleId, t.version] })],
);

export const standardRun = sqliteTable('standard_run', {
  id: integer().primaryKey(),
  kind: text({ enum: ['chain', 'person', 'undo'] }).notNull(),
  state: text({ enum: ['loading', 'ready', 'undone'] }).notNull(),
  summary: text().notNull(),
  engine: text().notNull().default(''),
  operations: integer().notNull().default(0),
  report: text().notNull().default('{}'),
  resultDigest: text('result_digest'),
  applied: integer().notNull().default(0),
  seconds: real().notNull().default(0),
  jobId: text('job_id'),
  ranAt: text('ran_at').notNull(),
  ranBy: text('ran_by').notNull(),
  undoneBy: integer('undone_by').references((): AnySQLiteColumn => standardRun.id),
});

export const operation = sqliteTable('operation', {
  id: integer().primaryKey(),
  runId: integer('run_id').notNull(),
  subject: text({ enum: ['transaction', 'name', 'vendor', 'text'] }).notNull(),
  subjectId: integer('subject_id').notNull(),
  field: text().notNull(),
  oldValue: text('old_value'),
  newValue: text('new_value'),
  origin: text({ enum: ['rule', 'vendor', 'category-model', 'person'] }).notNull(),
  ruleId: integer('rule_id'),
  ruleVersion: integer('rule_version'),
  undoneBy: integer('undone_by').references(() => standardRun.id),
});

export const standard = sqliteTable('standard', {
  txnId: integer('txn_id').primaryKey(),
  nameId: integer('name_id'),
  vendorId: integer('vendor_id'),
  categoryId: integer('category_id'),
  categoryBy: text('category_by', { enum: ['person', 'rule', 'category-model', 'text'] }),
  proposedId: integer('proposed_id'),
  confidence: integer(),
  because: text(),
  tags: text(),
  transfer: integer().notNull().default(0),
  excluded: text(),
});

export const vendorTotal = sqliteTable(
  'vendor_total',
  {
    nameId: integer('name_id').notNull(),
    vendorId: integer('vendor_id').notNull(),
    currency: text().notNull(),
    rows: integer().notNull(),
    inMinor: integer('in_minor').notNull(),
    outMinor: integer('out_minor').notNull(),
  },
  (t) => [primaryKey({ columns: [t.nameId, t.vendorId, t.currency] })],
);
