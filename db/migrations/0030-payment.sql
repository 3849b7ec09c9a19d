-- The last number given to a run, by county and year: writers queue on the row.
CREATE TABLE payment_counter (
  county_code text NOT NULL,
  year integer NOT NULL,
  last_number integer NOT NULL CHECK (last_number BETWEEN 1 AND 9999),
  PRIMARY KEY (county_code, year)
);

ALTER TABLE payment_counter ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_counter FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_counter_county ON payment_counter TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''))
  WITH CHECK (county_code = nullif(current_setting('app.county', true), ''));

GRANT SELECT, INSERT, UPDATE ON payment_counter TO tongxin_program;

CREATE TABLE payment_run (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  year integer NOT NULL,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 9999),
  from_month text NOT NULL CHECK (from_month ~ '^[0-9]{4}-[0-9]{2}$'),
  to_month text NOT NULL CHECK (to_month ~ '^[0-9]{4}-[0-9]{2}$'),
  note text,
  state text NOT NULL CHECK (state IN ('draft', 'checked', 'approved', 'sent', 'returned', 'confirmed', 'discarded')),
  version integer NOT NULL DEFAULT 1,
  known_on date NOT NULL,
  line_count integer NOT NULL CHECK (line_count >= 0),
  amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
  receivable_count integer NOT NULL CHECK (receivable_count >= 0),
  receivable_fen bigint NOT NULL CHECK (receivable_fen >= 0),
  findings jsonb NOT NULL,
  lines_hash text NOT NULL CHECK (lines_hash ~ '^[0-9a-f]{64}$'),
  law_hash text NOT NULL,
  fund uuid,
  prepared_by text NOT NULL,
  prepared_by_name text NOT NULL,
  prepared_at timestamptz NOT NULL,
  checked_by text,
  checked_by_name text,
  checked_at timestamptz,
  approved_by text,
  approved_by_name text,
  approved_at timestamptz,
  anchor_number bigint,
  anchor_hash text,
  sent_by text,
  sent_by_name text,
  sent_at timestamptz,
  confirmed_by text,
  confirmed_by_name text,
  confirmed_at timestamptz,
  discarded_by text,
  discarded_at timestamptz,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, year, number),
  CHECK (from_month <= to_month),
  CONSTRAINT payment_run_checker_differs CHECK (checked_by IS NULL OR checked_by <> prepared_by),
  CONSTRAINT payment_run_approver_differs CHECK (approved_by IS NULL OR approved_by <> prepared_by),
  CHECK (state NOT IN ('checked', 'approved', 'sent', 'returned', 'confirmed') OR checked_by IS NOT NULL),
  CHECK (state NOT IN ('approved', 'sent', 'returned', 'confirmed') OR (approved_by IS NOT NULL AND anchor_hash IS NOT NULL)),
  CHECK (state <> 'discarded' OR (approved_by IS NULL AND discarded_by IS NOT NULL))
);

COMMENT ON COLUMN payment_run.lines_hash IS 'SHA-256 over its lines and receivables as they were prepared';

COMMENT ON COLUMN payment_run.anchor_hash IS 'where the county''s journal stood at approval: a chain that was cut or recomputed later is found out';

COMMENT ON COLUMN payment_run.findings IS 'what the law left open: missing rates and facts, what a person must decide, lines another run holds';

CREATE INDEX payment_run_by_place ON payment_run (county_code, place_code, to_month);

ALTER TABLE payment_run ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_run FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_run_scope ON payment_run TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state, version, fund, checked_by, checked_by_name, checked_at, approved_by, approved_by_name, approved_at, anchor_number, anchor_hash, sent_by, sent_by_name, sent_at, confirmed_by, confirmed_by_name, confirmed_at, discarded_by, discarded_at) ON payment_run TO tongxin_program;

-- What is paid, why, and by which law. No foreign keys: 30,000 lines come at once, with their run; verify looks for strays. Amounts are never changed: the program's role may update the state alone.
CREATE TABLE payment_line (
  county_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL CHECK (number BETWEEN 1 AND 999999),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  name text NOT NULL,
  benefit text NOT NULL,
  category text NOT NULL,
  period text NOT NULL CHECK (period ~ '^[0-9]{4}-[0-9]{2}$'),
  kind text NOT NULL CHECK (kind IN ('regular', 'arrears')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  entitled_fen bigint NOT NULL CHECK (entitled_fen >= 0),
  posted_before_fen bigint NOT NULL,
  source text NOT NULL,
  article text NOT NULL,
  arithmetic text NOT NULL,
  rate_fen bigint,
  rate_source text NOT NULL,
  confidence text NOT NULL,
  provisional boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'approved', 'sent', 'returned', 'confirmed', 'discarded')),
  confirmed_on date,
  PRIMARY KEY (county_code, run, number),
  CHECK (amount_fen = entitled_fen - posted_before_fen),
  CHECK (NOT provisional OR state IN ('open', 'discarded')),
  CHECK ((state = 'confirmed') = (confirmed_on IS NOT NULL))
);

COMMENT ON COLUMN payment_line.rate_fen IS 'the rate behind it; null when several entitlements add up in it';

-- At most one line that is not yet posted claims a person's benefit of a period, whoever prepares it and wherever.
CREATE UNIQUE INDEX payment_line_open ON payment_line (county_code, person, benefit, period) WHERE state = 'open';

CREATE INDEX payment_line_by_person ON payment_line (county_code, person, period);

CREATE INDEX payment_line_confirmed ON payment_line (county_code, confirmed_on, benefit) WHERE state = 'confirmed';

ALTER TABLE payment_line ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_line FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_line_seen ON payment_line FOR SELECT TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND (place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!'))
      OR person IN (SELECT p.id FROM person p WHERE p.county_code = current_setting('app.county', true))));

CREATE POLICY payment_line_add ON payment_line FOR INSERT TO tongxin_program
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

CREATE POLICY payment_line_change ON payment_line FOR UPDATE TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state, confirmed_on) ON payment_line TO tongxin_program;

-- One line on its way to one account; a line that came back is sent again with the next attempt, at the same amount.
CREATE TABLE payment_sending (
  county_code text NOT NULL,
  serial text NOT NULL CHECK (serial ~ '^[0-9]{14}$'),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  run uuid NOT NULL,
  number integer NOT NULL,
  attempt integer NOT NULL CHECK (attempt BETWEEN 1 AND 99),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  account bytea NOT NULL,
  account_holder text NOT NULL,
  bank_name text NOT NULL,
  state text NOT NULL CHECK (state IN ('sent', 'confirmed', 'returned')),
  sent_on date NOT NULL,
  settled_on date,
  failure text,
  PRIMARY KEY (county_code, serial),
  UNIQUE (county_code, run, number, attempt),
  CHECK ((state = 'sent') = (settled_on IS NULL))
);

COMMENT ON COLUMN payment_sending.serial IS 'two digits of the year, four of the run, six of the line, two of the attempt: fourteen digits survive a spreadsheet''s number cell';

COMMENT ON COLUMN payment_sending.account IS 'sealed, as it stood when it was sent';

CREATE UNIQUE INDEX payment_sending_once ON payment_sending (county_code, run, number) WHERE state IN ('sent', 'confirmed');

CREATE INDEX payment_sending_settled ON payment_sending (county_code, settled_on) WHERE state = 'returned';

ALTER TABLE payment_sending ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_sending FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_sending_scope ON payment_sending TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state, settled_on, failure) ON payment_sending TO tongxin_program;

-- What was paid and is no longer owed. It never enters a bank file and never nets against anything without a decision of its own.
CREATE TABLE receivable (
  county_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  name text NOT NULL,
  benefit text NOT NULL,
  period text NOT NULL CHECK (period ~ '^[0-9]{4}-[0-9]{2}$'),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  entitled_fen bigint NOT NULL CHECK (entitled_fen >= 0),
  posted_before_fen bigint NOT NULL,
  reason text NOT NULL,
  provisional boolean NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'open', 'discarded')),
  PRIMARY KEY (county_code, run, number),
  FOREIGN KEY (county_code, run) REFERENCES payment_run (county_code, id),
  CHECK (amount_fen = posted_before_fen - entitled_fen)
);

CREATE UNIQUE INDEX receivable_proposed ON receivable (county_code, person, benefit, period) WHERE state = 'proposed';

CREATE INDEX receivable_by_person ON receivable (county_code, person);

ALTER TABLE receivable ENABLE ROW LEVEL SECURITY;

ALTER TABLE receivable FORCE ROW LEVEL SECURITY;

CREATE POLICY receivable_seen ON receivable FOR SELECT TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND (place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!'))
      OR person IN (SELECT p.id FROM person p WHERE p.county_code = current_setting('app.county', true))));

CREATE POLICY receivable_add ON receivable FOR INSERT TO tongxin_program
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

CREATE POLICY receivable_change ON receivable FOR UPDATE TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state) ON receivable TO tongxin_program;
