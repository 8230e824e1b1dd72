-- What stands in several files. Each verdict on a row is kept, with its reasons, who gave it and what took its place.
CREATE TABLE repeat_decision (
  id INTEGER PRIMARY KEY,
  txn_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  -- The movement it repeats or may repeat: the row that counts. NULL where there is none.
  other_id INTEGER,
  other_source_id INTEGER,
  verdict TEXT NOT NULL CHECK (verdict IN ('repeat', 'own', 'possible', 'left-out')),
  rule TEXT NOT NULL,
  rule_version TEXT NOT NULL,
  evidence TEXT NOT NULL,
  decided_by TEXT NOT NULL CHECK (decided_by IN ('engine', 'person')),
  -- The person, or whoever started the import.
  decider TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  -- The first decision of the act it was part of: an act is undone as a whole. 0 for the engine.
  act INTEGER NOT NULL DEFAULT 0,
  -- The decision that took its place. The one in force has none.
  undone_by INTEGER
) STRICT;
-- One verdict on a row is in force. `txn.duplicate_of` follows from them: the movement that counts, or the row itself where it was left out.
CREATE UNIQUE INDEX repeat_in_force ON repeat_decision (txn_id) WHERE undone_by IS NULL;
CREATE INDEX repeat_by_other ON repeat_decision (other_id) WHERE undone_by IS NULL;
CREATE INDEX repeat_by_source ON repeat_decision (source_id) WHERE undone_by IS NULL;
CREATE INDEX repeat_by_other_source ON repeat_decision (other_source_id) WHERE undone_by IS NULL;

-- Repeats that were marked before decisions were kept.
INSERT INTO repeat_decision (txn_id, source_id, other_id, other_source_id, verdict, rule, rule_version, evidence, decided_by, decider, at)
  SELECT t.id, t.source_id, o.id, o.source_id, 'repeat', 'count', 'overlap-0', '{}', 'engine', s.imported_by, s.imported_at
  FROM txn t JOIN txn o ON o.id = t.duplicate_of JOIN source s ON s.id = t.source_id
  WHERE s.state <> 'loading';

-- The saved mapping that a file was read with: its number in the workspace, its name then, and its version.
ALTER TABLE source ADD COLUMN mapping_id INTEGER;
ALTER TABLE source ADD COLUMN mapping_name TEXT;
ALTER TABLE source ADD COLUMN mapping_version INTEGER;
