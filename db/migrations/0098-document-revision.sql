-- Paragraphs of a year's document that people have worded otherwise than the template: text with the places of its figures, never their numbers.
CREATE TABLE document_revision (
  county_code text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  template text NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 1950 AND 2200),
  source text NOT NULL CHECK (source <> ''),
  text text NOT NULL CHECK (text <> ''),
  version integer NOT NULL CHECK (version > 0),
  revised_by text NOT NULL,
  revised_by_name text NOT NULL,
  revised_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, place_code, template, year, source)
);

COMMENT ON COLUMN document_revision.source IS 'the paragraph that it stands for, as the template words it: where the template says something else, the revision waits';

ALTER TABLE document_revision ENABLE ROW LEVEL SECURITY;

ALTER TABLE document_revision FORCE ROW LEVEL SECURITY;

CREATE POLICY document_revision_scope ON document_revision TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE, DELETE ON document_revision TO tongxin_program;
