ALTER TABLE payment_run ADD COLUMN benefits text[] CHECK (cardinality(benefits) > 0), ADD COLUMN benefit_names jsonb;

ALTER TABLE payment_run ADD CONSTRAINT payment_run_benefits_named CHECK ((benefits IS NULL) = (benefit_names IS NULL));

COMMENT ON COLUMN payment_run.benefits IS 'the benefits that it was asked for, and their names of that day for its title; null is all of them';

-- Leaving somebody out makes a draft's sums and hash anew; from the check on the hash stands.
ALTER TABLE payment_run ADD COLUMN checked_hash text CHECK (checked_hash ~ '^[0-9a-f]{64}$');

ALTER TABLE payment_run ADD CONSTRAINT payment_run_hash_stands CHECK (checked_hash IS NULL OR checked_hash = lines_hash);

COMMENT ON COLUMN payment_run.checked_hash IS 'the hash that the second person looked through, and that is approved; null in runs checked before there was such a column';

GRANT UPDATE (line_count, amount_fen, receivable_count, receivable_fen, lines_hash, checked_hash) ON payment_run TO tongxin_program;

ALTER TABLE payment_line ADD COLUMN due_on date, ADD COLUMN before_rate_fen bigint, ADD COLUMN before_rate_source text, ADD COLUMN before_run uuid, ADD COLUMN left_out_by integer;

ALTER TABLE payment_line ADD CONSTRAINT payment_line_left_out CHECK (left_out_by IS NULL OR state = 'discarded');

COMMENT ON COLUMN payment_line.due_on IS 'the day by which it must have arrived; null in lines prepared before there were due days';

COMMENT ON COLUMN payment_line.before_rate_fen IS 'the rate by which this period was paid last, with its source and run; null in regular lines';

COMMENT ON COLUMN payment_line.left_out_by IS 'the exception of its run by whose decision it was left out of a draft: the run no longer speaks of it';

GRANT UPDATE (left_out_by) ON payment_line TO tongxin_program;

ALTER TABLE receivable ADD COLUMN rate_fen bigint, ADD COLUMN rate_source text, ADD COLUMN before_rate_fen bigint, ADD COLUMN before_rate_source text, ADD COLUMN before_run uuid,
  ADD COLUMN left_out_by integer;

ALTER TABLE receivable ADD CONSTRAINT receivable_left_out CHECK (left_out_by IS NULL OR state = 'discarded');

COMMENT ON COLUMN receivable.rate_source IS 'where the rate stands by which something is still owed, empty when nothing is; null in rows prepared before both rates were kept';

GRANT UPDATE (left_out_by) ON receivable TO tongxin_program;

-- What a person must look at before a draft is checked: one row a person and reason, with the lines that it concerns.
CREATE TABLE payment_exception (
  county_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('died', 'moved', 'provisional', 'no-account', 'payee-changed', 'holder-differs', 'by-hand', 'missing')),
  benefit text,
  text_zh text NOT NULL,
  text_en text NOT NULL,
  lines integer[] NOT NULL,
  receivables integer[] NOT NULL,
  decision text CHECK (decision IN ('pay', 'leave-out')),
  reason text,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  PRIMARY KEY (county_code, run, number),
  FOREIGN KEY (county_code, run) REFERENCES payment_run (county_code, id),
  CHECK (kind <> 'provisional' OR decision IS DISTINCT FROM 'pay'),
  CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (reason IS NULL))
);

COMMENT ON COLUMN payment_exception.lines IS 'the numbers of the run''s lines that a decision to leave out takes from it; likewise its receivables';

ALTER TABLE payment_exception ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_exception FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_exception_scope ON payment_exception TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (decision, reason, decided_by, decided_by_name, decided_at) ON payment_exception TO tongxin_program;

-- How a place pays: its due days, who approves, whether runs are disclosed. Added, never changed: the row that holds on a day is the last one of the nearest place.
CREATE TABLE payment_setting (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL CHECK (kind IN ('due-day', 'approver', 'disclosure')),
  benefit text,
  value jsonb NOT NULL,
  from_day date NOT NULL,
  document text NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  CHECK (benefit IS NULL OR kind = 'due-day')
);

ALTER TABLE payment_setting ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_setting FORCE ROW LEVEL SECURITY;

-- A township's runs go by the county's settings too: the whole county reads them, each place writes its own.
CREATE POLICY payment_setting_seen ON payment_setting FOR SELECT TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''));

CREATE POLICY payment_setting_add ON payment_setting FOR INSERT TO tongxin_program
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON payment_setting TO tongxin_program;
