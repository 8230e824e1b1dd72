-- Every version of a saved mapping. A change makes a new one; files say which one read them.
CREATE TABLE mapping_version (
  mapping_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  layout TEXT NOT NULL,
  -- What was changed, or where it came from.
  note TEXT NOT NULL,
  made_at TEXT NOT NULL,
  -- NULL for what was saved before versions were kept: the audit log vouches for that in the mapping itself.
  made_by TEXT,
  PRIMARY KEY (mapping_id, version)
) STRICT, WITHOUT ROWID;

INSERT INTO mapping_version (mapping_id, version, fingerprint, layout, note, made_at)
  SELECT id, 1, fingerprint, layout, '', created_at FROM mapping;

-- A mapping that was removed is not used any more; its name and its versions stay for the files that it read.
ALTER TABLE mapping ADD COLUMN removed_at TEXT;
ALTER TABLE mapping ADD COLUMN uses INTEGER NOT NULL DEFAULT 0;
