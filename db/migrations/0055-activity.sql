CREATE TABLE activity (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL,
  held_on date NOT NULL,
  fields jsonb NOT NULL,
  parties jsonb NOT NULL,
  evidence_missing text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  PRIMARY KEY (county_code, id)
);

COMMENT ON TABLE activity IS 'anything that was done, of a kind that activities/ describes';

COMMENT ON COLUMN activity.fields IS 'field id -> value, as the kind legally has it; money in fen';

COMMENT ON COLUMN activity.parties IS 'party id -> list of household, person or place ids, or of names';

COMMENT ON COLUMN activity.evidence_missing IS 'kinds of evidence that the kind requires and the record does not have yet; while there is one no task is closed';

COMMENT ON COLUMN activity.withdrawn_at IS 'a withdrawn record stays, and no figure counts it';

CREATE INDEX activity_by_kind ON activity (county_code, kind, held_on, place_code) WHERE withdrawn_at IS NULL;

ALTER TABLE activity ENABLE ROW LEVEL SECURITY;

ALTER TABLE activity FORCE ROW LEVEL SECURITY;

CREATE POLICY activity_scope ON activity TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON activity TO tongxin_program;
