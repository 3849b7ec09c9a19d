-- Official documents from the moment somebody puts one forward. What was put forward stands: text, figures and their values are frozen.
CREATE TABLE document (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  template text NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 1950 AND 2200),
  state text NOT NULL CHECK (state IN ('draft', 'checked', 'issued', 'discarded')),
  -- The blocks as they were rendered, and the value of every figure then.
  model jsonb NOT NULL,
  figures jsonb NOT NULL,
  -- SHA-256 of the plain text.
  text_hash text NOT NULL CHECK (length(text_hash) = 64),
  prepared_by text NOT NULL,
  prepared_name text NOT NULL,
  prepared_at timestamptz NOT NULL,
  checked_by text,
  checked_name text,
  checked_at timestamptz,
  issued_by text,
  issued_name text,
  issued_at timestamptz,
  issued_on date,
  -- Where the county's journal stood when it was issued.
  journal_number bigint,
  journal_hash text,
  PRIMARY KEY (county_code, id),
  CHECK (checked_by <> prepared_by),
  CHECK (issued_by <> prepared_by),
  CHECK ((state = 'issued') = (issued_by IS NOT NULL AND issued_on IS NOT NULL AND journal_hash IS NOT NULL))
);
ALTER TABLE document ENABLE ROW LEVEL SECURITY;
ALTER TABLE document FORCE ROW LEVEL SECURITY;
CREATE POLICY document_scope ON document TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));
-- One document of a kind, place and year is on its way at a time.
CREATE UNIQUE INDEX document_open ON document (county_code, place_code, template, year) WHERE state IN ('draft', 'checked');
GRANT SELECT, INSERT, UPDATE ON document TO tongxin_program;
