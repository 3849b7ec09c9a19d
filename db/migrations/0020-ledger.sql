-- Money that a place may spend. The balance is the ledger's sum for the fund's account, kept beside it so that
-- two approvals queue on one row and the database itself refuses to overspend; verify holds the two against each other.
CREATE TABLE fund (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  name text NOT NULL,
  source text NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('any', 'benefits', 'condolence')),
  year integer NOT NULL CHECK (year BETWEEN 1949 AND 2999),
  balance_fen bigint NOT NULL DEFAULT 0 CHECK (balance_fen >= 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, place_code, year, name)
);

ALTER TABLE fund ENABLE ROW LEVEL SECURITY;

ALTER TABLE fund FORCE ROW LEVEL SECURITY;

CREATE POLICY fund_scope ON fund TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (balance_fen) ON fund TO tongxin_program;

-- One row is one movement, balanced by construction. Only added, never changed: the program's role holds no UPDATE and no DELETE.
CREATE TABLE posting (
  county_code text NOT NULL,
  key text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  posted_on date NOT NULL,
  posted_at timestamptz NOT NULL,
  posted_by text NOT NULL,
  debit text NOT NULL,
  credit text NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  fund uuid,
  person uuid,
  benefit text,
  period text CHECK (period ~ '^[0-9]{4}-[0-9]{2}$'),
  reference_kind text NOT NULL,
  reference text NOT NULL,
  memo text NOT NULL,
  PRIMARY KEY (county_code, key),
  CHECK (debit <> credit)
);

COMMENT ON COLUMN posting.key IS 'idempotency: the same movement is posted once, however often it is asked for';

CREATE INDEX posting_by_period ON posting (county_code, period, person) WHERE person IS NOT NULL;

CREATE INDEX posting_by_reference ON posting (county_code, reference_kind, reference);

CREATE INDEX posting_by_fund ON posting (county_code, fund) WHERE fund IS NOT NULL;

-- A person who moved inside the county takes along what was paid: else the new township would pay it again.
ALTER TABLE posting ENABLE ROW LEVEL SECURITY;

ALTER TABLE posting FORCE ROW LEVEL SECURITY;

CREATE POLICY posting_seen ON posting FOR SELECT TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND (place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!'))
      OR person IN (SELECT p.id FROM person p WHERE p.county_code = current_setting('app.county', true))));

CREATE POLICY posting_add ON posting FOR INSERT TO tongxin_program
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON posting TO tongxin_program;
