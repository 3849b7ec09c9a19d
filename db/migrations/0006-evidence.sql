-- What proves that something was done. Bytes lie sealed in the file store; a row is never changed.
CREATE TABLE evidence (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL CHECK (kind IN ('photo', 'scan', 'sign-in', 'receipt', 'file')),
  title text NOT NULL,
  taken_on date NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  file text NOT NULL CHECK (file ~ '^[0-9a-f]{32}$'),
  file_name bytea,
  subject_kind text NOT NULL,
  subject text NOT NULL,
  kept_at timestamptz NOT NULL,
  kept_by text NOT NULL,
  PRIMARY KEY (county_code, id)
);

COMMENT ON COLUMN evidence.hash IS 'SHA-256 of the bytes as kept, after their metadata was removed';

COMMENT ON COLUMN evidence.file IS 'the name in the file store: a keyed hash';

COMMENT ON COLUMN evidence.file_name IS 'sealed: what the file was called where it came from';

CREATE INDEX evidence_by_subject ON evidence (county_code, subject, subject_kind);

ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;

ALTER TABLE evidence FORCE ROW LEVEL SECURITY;

CREATE POLICY evidence_scope ON evidence TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON evidence TO tongxin_program;

