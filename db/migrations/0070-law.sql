-- The package's law as it last stood without a fault, as texts: what a server starts with when the folder cannot be read. One row a version of the package; not business data.
CREATE TABLE law_package (
  proof_hash text PRIMARY KEY CHECK (proof_hash ~ '^[0-9a-f]{64}$'),
  law_hash text NOT NULL CHECK (law_hash ~ '^[0-9a-f]{64}$'),
  files bytea NOT NULL,
  taken_at timestamptz NOT NULL
);

COMMENT ON COLUMN law_package.proof_hash IS 'SHA-256 over every file, cases too; law_hash leaves the cases out, as decisions and runs do';

COMMENT ON COLUMN law_package.files IS 'a JSON list of {path, text}, compressed';

-- What a county's own law has come to: whoever decides compares it with the law in memory; whoever approves holds it until the end.
CREATE TABLE law_version (
  county_code text NOT NULL,
  version integer NOT NULL CHECK (version >= 0),
  hash text NOT NULL,
  PRIMARY KEY (county_code)
);

COMMENT ON COLUMN law_version.hash IS 'SHA-256 over the hash before it and the hashes of the texts that were added; empty before the first';

ALTER TABLE law_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE law_version FORCE ROW LEVEL SECURITY;

-- A county's law is the same for all its places, so the county alone is the scope.
CREATE POLICY law_version_county ON law_version TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''))
  WITH CHECK (county_code = nullif(current_setting('app.county', true), ''));

GRANT SELECT, INSERT, UPDATE ON law_version TO tongxin_program;

-- Data files that somebody puts forward for the county's law, until another person approves or rejects them.
CREATE TABLE law_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  title text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'proposed', 'approved', 'rejected', 'withdrawn')),
  files jsonb NOT NULL,
  prepared_by text NOT NULL,
  prepared_by_name text NOT NULL,
  prepared_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decision_reason text,
  version integer,
  PRIMARY KEY (county_code, id),
  CONSTRAINT law_proposal_decider_differs CHECK (decided_by <> prepared_by),
  CHECK ((state IN ('approved', 'rejected')) = (decided_by IS NOT NULL)),
  CHECK ((state = 'approved') = (version IS NOT NULL)),
  CHECK (state <> 'rejected' OR decision_reason IS NOT NULL)
);

COMMENT ON COLUMN law_proposal.place_code IS 'the place of whoever prepared it; what it adds holds for the county';

COMMENT ON COLUMN law_proposal.files IS 'a list of {path, text}, as typed';

COMMENT ON COLUMN law_proposal.version IS 'the version of the county''s law that it made';

CREATE INDEX law_proposal_by_day ON law_proposal (county_code, prepared_at);

ALTER TABLE law_proposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE law_proposal FORCE ROW LEVEL SECURITY;

CREATE POLICY law_proposal_county ON law_proposal TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''))
  WITH CHECK (county_code = nullif(current_setting('app.county', true), ''));

GRANT SELECT, INSERT, UPDATE (title, reason, state, files, decided_by, decided_by_name, decided_at, decision_reason, version) ON law_proposal TO tongxin_program;

-- What was approved, kept for ever: the program's role may add to it and read it.
CREATE TABLE law_text (
  county_code text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  path text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  text text NOT NULL,
  proposal uuid NOT NULL,
  PRIMARY KEY (county_code, version, path),
  FOREIGN KEY (county_code, proposal) REFERENCES law_proposal (county_code, id)
);

COMMENT ON COLUMN law_text.hash IS 'SHA-256 of the text';

ALTER TABLE law_text ENABLE ROW LEVEL SECURITY;

ALTER TABLE law_text FORCE ROW LEVEL SECURITY;

CREATE POLICY law_text_county ON law_text TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''))
  WITH CHECK (county_code = nullif(current_setting('app.county', true), ''));

GRANT SELECT, INSERT ON law_text TO tongxin_program;
