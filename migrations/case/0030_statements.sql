-- Files hold more than delimited rows: several statements, values whose bytes are known one by one, places on pages.
-- The statement (`statement.seq` of its source) that a movement belongs to.
ALTER TABLE txn ADD COLUMN statement INTEGER NOT NULL DEFAULT 0;
ALTER TABLE txn ADD COLUMN value_date TEXT;
-- The exact amount in plain decimals, where it has more of them than its currency.
ALTER TABLE txn ADD COLUMN amount_exact TEXT;
-- Byte ranges of the values within the record, packed (`spans.ts`); NULL where the layout's columns say it.
ALTER TABLE txn ADD COLUMN spans BLOB;
-- The place of the values on a page, as JSON.
ALTER TABLE txn ADD COLUMN place TEXT;

-- One account and one period of a file, with its own proof.
CREATE TABLE statement (
  source_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  account TEXT,
  currency TEXT NOT NULL,
  number TEXT NOT NULL,
  line INTEGER NOT NULL,
  first_date TEXT,
  last_date TEXT,
  period_from TEXT,
  period_to TEXT,
  rows INTEGER NOT NULL,
  in_minor INTEGER NOT NULL,
  out_minor INTEGER NOT NULL,
  opening_minor INTEGER,
  closing_minor INTEGER,
  balance TEXT NOT NULL CHECK (balance IN ('proved', 'differs', 'none')),
  equations TEXT NOT NULL,
  PRIMARY KEY (source_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_by_account ON statement (account, source_id, seq);

-- Files that were imported before held one statement each.
INSERT INTO statement (source_id, seq, account, currency, number, line, first_date, last_date, rows, in_minor, out_minor, opening_minor, closing_minor, balance, equations)
  SELECT id, 0, nullif(account, ''), currency, '', 1, first_date, last_date, rows_kept, in_minor, out_minor, opening_minor, closing_minor, balance, equations
  FROM source WHERE state <> 'loading';
