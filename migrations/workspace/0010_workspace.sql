-- The workspace: who may sign in, which cases there are, what runs, how the window looks.
CREATE TABLE user (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  created_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;

CREATE TABLE case_index (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  reference TEXT NOT NULL,
  currency TEXT NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  -- Counts kept for the case list, so that it opens no case database.
  sources INTEGER NOT NULL DEFAULT 0,
  transactions INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE job (
  id TEXT PRIMARY KEY,
  case_id TEXT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  input TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  started_at TEXT,
  finished_at TEXT,
  started_by TEXT NOT NULL,
  actor TEXT NOT NULL,
  result TEXT,
  error TEXT
) STRICT;
CREATE INDEX job_by_state ON job (state, created_at);

CREATE TABLE setting (
  user_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (user_id, name)
) STRICT, WITHOUT ROWID;

-- How files of one shape are read; the key is the digest of header names and column types.
CREATE TABLE mapping (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL,
  layout TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL,
  used_at TEXT NOT NULL
) STRICT;
CREATE INDEX mapping_by_fingerprint ON mapping (fingerprint);
