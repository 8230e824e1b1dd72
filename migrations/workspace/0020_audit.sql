-- The audit log. `body` holds the exact text that was hashed; the other columns are read out of it and hold nothing of their own.
CREATE TABLE audit_entry (
  seq INTEGER PRIMARY KEY,
  body TEXT NOT NULL,
  -- RFC 6962 leaf hash of the body.
  hash BLOB NOT NULL,
  at TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL,
  actor TEXT GENERATED ALWAYS AS (json_extract(body, '$.actor.name')) VIRTUAL,
  role TEXT GENERATED ALWAYS AS (json_extract(body, '$.actor.role')) VIRTUAL,
  action TEXT GENERATED ALWAYS AS (json_extract(body, '$.action')) VIRTUAL,
  object TEXT GENERATED ALWAYS AS (json_extract(body, '$.object')) VIRTUAL,
  summary TEXT GENERATED ALWAYS AS (json_extract(body, '$.summary')) VIRTUAL,
  reason TEXT GENERATED ALWAYS AS (json_extract(body, '$.reason')) VIRTUAL
) STRICT;

-- Digests of the records that one entry speaks of; the entry holds the digest of this list.
CREATE TABLE audit_record (
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (seq, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX audit_record_by_id ON audit_record (kind, id, seq);

-- Details stand beside the log and only their salted digest in it, so that they can be erased and the log still holds.
CREATE TABLE audit_detail (
  seq INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  detail TEXT NOT NULL
) STRICT;

-- The head and the frontier of the tree: what the next entry needs.
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  entries INTEGER NOT NULL,
  hash TEXT NOT NULL,
  root TEXT NOT NULL,
  frontier BLOB NOT NULL
) STRICT;
