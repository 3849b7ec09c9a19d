-- One chain of entries per county. Rows are only ever added: the program's role holds no UPDATE and no DELETE on them.
CREATE TABLE journal (
  county_code text NOT NULL,
  number bigint NOT NULL CHECK (number > 0),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  at timestamptz NOT NULL,
  account text NOT NULL,
  actor text NOT NULL,
  role text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  before text,
  after text,
  previous_hash text NOT NULL CHECK (previous_hash ~ '^[0-9a-f]{64}$'),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (county_code, number)
);
CREATE INDEX journal_subject ON journal (county_code, subject, number);
ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal FORCE ROW LEVEL SECURITY;
CREATE POLICY journal_scope ON journal FOR SELECT TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));
-- A village worker's entry about the county's own record (a session, a document) must be possible: adding asks for the county only.
CREATE POLICY journal_add ON journal FOR INSERT TO tongxin_program
  WITH CHECK (county_code = nullif(current_setting('app.county', true), ''));
GRANT SELECT, INSERT ON journal TO tongxin_program;

-- The last number and hash of each county's chain: the row that writers queue on.
CREATE TABLE journal_head (
  county_code text NOT NULL,
  number bigint NOT NULL,
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (county_code)
);
ALTER TABLE journal_head ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_head FORCE ROW LEVEL SECURITY;
CREATE POLICY journal_head_county ON journal_head TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''))
  WITH CHECK (county_code = nullif(current_setting('app.county', true), ''));
GRANT SELECT, INSERT, UPDATE ON journal_head TO tongxin_program;
