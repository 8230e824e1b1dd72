-- Evidence: sealed files. The row is written after the sealed file is durable.
CREATE TABLE blob (
  id TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  sealed_at TEXT NOT NULL,
  sealed_by TEXT NOT NULL
) STRICT;

CREATE TABLE upload (
  id TEXT PRIMARY KEY,
  file_name TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('receiving', 'sealed', 'imported', 'discarded')),
  blob_id TEXT REFERENCES blob (id),
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL
) STRICT;

-- A file as it was understood. `loading` sources are invisible; a crash leaves them so, and the next unlock resumes or clears them.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('loading', 'ready', 'undone')),
  kind TEXT NOT NULL CHECK (kind IN ('bank', 'ledger', 'payments')),
  name TEXT NOT NULL,
  account TEXT NOT NULL,
  currency TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  blob_id TEXT NOT NULL REFERENCES blob (id),
  encoding TEXT NOT NULL,
  layout TEXT NOT NULL,
  reader_version TEXT NOT NULL,
  -- Its transactions are exactly the ids first_id..last_id: no index over source_id is needed.
  first_id INTEGER,
  last_id INTEGER,
  rows_read INTEGER NOT NULL DEFAULT 0,
  rows_kept INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  first_date TEXT,
  last_date TEXT,
  opening_minor INTEGER,
  closing_minor INTEGER,
  in_minor INTEGER NOT NULL DEFAULT 0,
  out_minor INTEGER NOT NULL DEFAULT 0,
  balance TEXT NOT NULL DEFAULT 'none' CHECK (balance IN ('proved', 'differs', 'none')),
  equations TEXT NOT NULL DEFAULT '[]',
  problems INTEGER NOT NULL DEFAULT 0,
  -- SHA-256 over the stored values of its transactions in order: what `audit verify` compares with the log.
  rows_digest TEXT,
  job_id TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  imported_by TEXT NOT NULL
) STRICT;

CREATE TABLE txn (
  id INTEGER PRIMARY KEY,
  source_id INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  line INTEGER NOT NULL,
  byte_start INTEGER NOT NULL,
  byte_length INTEGER NOT NULL,
  date TEXT,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  description TEXT NOT NULL,
  reference TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  category TEXT NOT NULL,
  balance_minor INTEGER,
  -- 53-bit digest of account, date, amount, currency and normalised text: equal movements have equal keys.
  row_key INTEGER NOT NULL,
  duplicate_of INTEGER
) STRICT;

CREATE TABLE problem (
  source_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  code TEXT NOT NULL,
  severity TEXT NOT NULL,
  line INTEGER NOT NULL,
  field INTEGER,
  message TEXT NOT NULL,
  raw TEXT,
  PRIMARY KEY (source_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE reconcile_run (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('loading', 'ready', 'superseded')),
  settings TEXT NOT NULL,
  engine TEXT NOT NULL,
  left_total INTEGER NOT NULL DEFAULT 0,
  right_total INTEGER NOT NULL DEFAULT 0,
  report TEXT NOT NULL DEFAULT '{}',
  seconds REAL NOT NULL DEFAULT 0,
  result_digest TEXT,
  job_id TEXT NOT NULL,
  ran_at TEXT NOT NULL,
  ran_by TEXT NOT NULL
) STRICT;

CREATE TABLE match (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('suggested', 'accepted', 'rejected')),
  origin TEXT NOT NULL CHECK (origin IN ('engine', 'manual')),
  left_id INTEGER NOT NULL,
  right_id INTEGER NOT NULL,
  confidence INTEGER NOT NULL,
  -- Named parts as a packed blob of small integers, in the order of the engine's part names.
  parts BLOB,
  runner_up_id INTEGER,
  runner_up_confidence INTEGER,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT
) STRICT;
-- Accepted and rejected matches outlive the run that proposed them, so state comes first.
CREATE INDEX match_by_state ON match (state, run_id, confidence);
CREATE INDEX match_by_left ON match (left_id);
CREATE INDEX match_by_right ON match (right_id);

CREATE TABLE unmatched (
  run_id INTEGER NOT NULL,
  txn_id INTEGER NOT NULL,
  side TEXT NOT NULL CHECK (side IN ('left', 'right')),
  kind TEXT NOT NULL,
  PRIMARY KEY (run_id, txn_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE score_run (
  id INTEGER PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('loading', 'ready', 'superseded')),
  seed INTEGER NOT NULL,
  source_ids TEXT NOT NULL,
  engine TEXT NOT NULL,
  scored INTEGER NOT NULL DEFAULT 0,
  report TEXT NOT NULL DEFAULT '{}',
  seconds REAL NOT NULL DEFAULT 0,
  result_digest TEXT,
  job_id TEXT NOT NULL,
  ran_at TEXT NOT NULL,
  ran_by TEXT NOT NULL
) STRICT;

CREATE TABLE score (
  run_id INTEGER NOT NULL,
  txn_id INTEGER NOT NULL,
  risk INTEGER NOT NULL,
  score REAL NOT NULL,
  reasons BLOB,
  PRIMARY KEY (run_id, txn_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE disposition (
  txn_id INTEGER PRIMARY KEY,
  disposition TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_by TEXT NOT NULL,
  decided_at TEXT NOT NULL
) STRICT;

-- What a person decided, with enough to undo it. Undoing writes a second row and links both.
CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('match', 'flag')),
  action TEXT NOT NULL,
  changes TEXT NOT NULL,
  undone_by INTEGER REFERENCES decision (id),
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL
) STRICT;
