-- The chart of categories. The chart every case starts with has no `changed_by`; the audit log vouches for a row from its first edit on.
CREATE TABLE category (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent_id INTEGER REFERENCES category (id),
  kind TEXT NOT NULL CHECK (kind IN ('income', 'expense', 'transfer')),
  removed INTEGER NOT NULL DEFAULT 0,
  changed_by TEXT,
  changed_at TEXT
) STRICT;

INSERT INTO category (id, code, name, parent_id, kind) VALUES
  (1, '1000', 'Income', NULL, 'income'),
  (2, '1100', 'Sales and fees', 1, 'income'),
  (3, '1200', 'Grants and donations', 1, 'income'),
  (4, '1300', 'Interest and dividends received', 1, 'income'),
  (5, '1400', 'Rent received', 1, 'income'),
  (6, '1500', 'Refunds received', 1, 'income'),
  (7, '1600', 'Salary and benefits received', 1, 'income'),
  (8, '1900', 'Other income', 1, 'income'),
  (9, '2000', 'Staff', NULL, 'expense'),
  (10, '2100', 'Wages and salaries', 9, 'expense'),
  (11, '2200', 'Payroll taxes and pensions', 9, 'expense'),
  (12, '2300', 'Expenses repaid to staff', 9, 'expense'),
  (13, '3000', 'Premises', NULL, 'expense'),
  (14, '3100', 'Rent and leases', 13, 'expense'),
  (15, '3200', 'Utilities', 13, 'expense'),
  (16, '3300', 'Repairs and maintenance', 13, 'expense'),
  (17, '3400', 'Property taxes', 13, 'expense'),
  (18, '4000', 'Running costs', NULL, 'expense'),
  (19, '4100', 'Goods and materials', 18, 'expense'),
  (20, '4200', 'Office and stationery', 18, 'expense'),
  (21, '4300', 'Telephone and internet', 18, 'expense'),
  (22, '4400', 'Software and subscriptions', 18, 'expense'),
  (23, '4500', 'Insurance', 18, 'expense'),
  (24, '4600', 'Vehicles and fuel', 18, 'expense'),
  (25, '4700', 'Travel and lodging', 18, 'expense'),
  (26, '4800', 'Meals and entertainment', 18, 'expense'),
  (27, '4900', 'Advertising', 18, 'expense'),
  (28, '5000', 'Services', NULL, 'expense'),
  (29, '5100', 'Legal and professional fees', 28, 'expense'),
  (30, '5200', 'Consultants and contractors', 28, 'expense'),
  (31, '6000', 'Finance', NULL, 'expense'),
  (32, '6100', 'Bank charges', 31, 'expense'),
  (33, '6200', 'Interest paid', 31, 'expense'),
  (34, '6300', 'Taxes and duties', 31, 'expense'),
  (35, '7000', 'Private', NULL, 'expense'),
  (36, '7100', 'Groceries and household', 35, 'expense'),
  (37, '7200', 'Cash withdrawals', 35, 'expense'),
  (38, '7300', 'Gambling', 35, 'expense'),
  (39, '7400', 'Gifts and donations given', 35, 'expense'),
  (40, '7900', 'Other spending', NULL, 'expense'),
  (41, '8000', 'Transfers', NULL, 'transfer'),
  (42, '8100', 'Between own accounts', 41, 'transfer'),
  (43, '8200', 'Loans received and repaid', 41, 'transfer'),
  (44, '8300', 'Owners and shareholders', 41, 'transfer'),
  (45, '8400', 'Purchase and sale of assets', 41, 'transfer');

-- A category as the files write it, and what it means in the chart.
CREATE TABLE category_text (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,
  category_id INTEGER REFERENCES category (id),
  rows INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE vendor (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  -- Whoever named it. A vendor without is called by its most frequent spelling.
  named_by TEXT
) STRICT;

-- One spelling of a counterparty, and the vendor it stands for.
CREATE TABLE vendor_name (
  id INTEGER PRIMARY KEY,
  spelling TEXT NOT NULL UNIQUE,
  canonical TEXT NOT NULL,
  -- Which text the name was taken from.
  source TEXT NOT NULL CHECK (source IN ('counterparty', 'description')),
  vendor_id INTEGER NOT NULL REFERENCES vendor (id),
  joined_by TEXT NOT NULL CHECK (joined_by IN ('alone', 'same', 'similar', 'person'))
) STRICT;
CREATE INDEX vendor_name_by_vendor ON vendor_name (vendor_id);

CREATE TABLE rule (
  id INTEGER PRIMARY KEY,
  position INTEGER NOT NULL,
  enabled INTEGER NOT NULL,
  version INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Versions are never changed: an operation names the version that made it.
CREATE TABLE rule_version (
  rule_id INTEGER NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (rule_id, version)
) STRICT, WITHOUT ROWID;

-- One act that made operations: a run of the chain, or what a person decided in one step.
CREATE TABLE standard_run (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('chain', 'person', 'undo')),
  state TEXT NOT NULL CHECK (state IN ('loading', 'ready', 'undone')),
  summary TEXT NOT NULL,
  engine TEXT NOT NULL DEFAULT '',
  operations INTEGER NOT NULL DEFAULT 0,
  report TEXT NOT NULL DEFAULT '{}',
  result_digest TEXT,
  -- Whether the tables of current values below have taken it in. A crash in between is made good from the operations.
  applied INTEGER NOT NULL DEFAULT 0,
  seconds REAL NOT NULL DEFAULT 0,
  job_id TEXT,
  ran_at TEXT NOT NULL,
  ran_by TEXT NOT NULL,
  undone_by INTEGER REFERENCES standard_run (id)
) STRICT;

-- A change on top of a raw value. NULL is the raw value itself. Who and when stand in its run.
CREATE TABLE operation (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL,
  subject TEXT NOT NULL CHECK (subject IN ('transaction', 'name', 'vendor', 'text')),
  subject_id INTEGER NOT NULL,
  field TEXT NOT NULL,
  old_value TEXT,
  new_value TEXT,
  origin TEXT NOT NULL CHECK (origin IN ('rule', 'vendor', 'category-model', 'person')),
  rule_id INTEGER,
  rule_version INTEGER,
  undone_by INTEGER REFERENCES standard_run (id)
) STRICT;
CREATE INDEX operation_by_subject ON operation (subject_id, subject);
CREATE INDEX operation_by_run ON operation (run_id);

-- What stands now for each transaction. It follows from the operations and can be made anew from them.
CREATE TABLE standard (
  txn_id INTEGER PRIMARY KEY,
  name_id INTEGER,
  -- A vendor set for this transaction alone.
  vendor_id INTEGER,
  category_id INTEGER,
  category_by TEXT CHECK (category_by IN ('person', 'rule', 'category-model', 'text')),
  proposed_id INTEGER,
  confidence INTEGER,
  because TEXT,
  tags TEXT,
  transfer INTEGER NOT NULL DEFAULT 0,
  excluded TEXT
) STRICT;
CREATE INDEX standard_by_name ON standard (name_id);

CREATE TABLE vendor_total (
  name_id INTEGER NOT NULL,
  -- 0 where the vendor of the name stands.
  vendor_id INTEGER NOT NULL,
  currency TEXT NOT NULL,
  rows INTEGER NOT NULL,
  in_minor INTEGER NOT NULL,
  out_minor INTEGER NOT NULL,
  PRIMARY KEY (name_id, vendor_id, currency)
) STRICT, WITHOUT ROWID;
