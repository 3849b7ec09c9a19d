-- What the annual confirmation found of a person. Append-only: a correction is a row that supersedes another of the same person and year.
CREATE TABLE confirmation (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  year integer NOT NULL CHECK (year BETWEEN 1949 AND 2200),
  revision integer NOT NULL CHECK (revision > 0),
  way text NOT NULL CHECK (way IN ('face-check', 'hand-held', 'home-visit', 'telephone', 'video', 'documents')),
  found_on date NOT NULL,
  result text NOT NULL CHECK (result IN ('confirmed', 'away', 'not-found', 'deceased')),
  evidence uuid[] NOT NULL,
  note text,
  supersedes uuid,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, id, person, year),
  CONSTRAINT confirmation_one_stands UNIQUE (county_code, person, year, revision),
  FOREIGN KEY (county_code, person) REFERENCES person (county_code, id),
  CONSTRAINT confirmation_corrects_its_own FOREIGN KEY (county_code, supersedes, person, year) REFERENCES confirmation (county_code, id, person, year),
  CHECK ((revision = 1) = (supersedes IS NULL)),
  CONSTRAINT confirmation_in_its_year CHECK (extract(year FROM found_on) = year),
  CONSTRAINT confirmation_face_check_result_alone CHECK (way <> 'face-check' OR (result = 'confirmed' AND note IS NULL AND cardinality(evidence) = 0))
);

COMMENT ON COLUMN confirmation.way IS 'of a face check the result alone is kept: there is no column for a picture or a template, and none may be linked';

COMMENT ON COLUMN confirmation.evidence IS 'ids of what proves it';

COMMENT ON COLUMN confirmation.revision IS '1 for the first finding of a person''s year, the next for what supersedes it: the last one stands, and each is there once';

CREATE INDEX confirmation_by_year ON confirmation (county_code, year, person);

ALTER TABLE confirmation ENABLE ROW LEVEL SECURITY;

ALTER TABLE confirmation FORCE ROW LEVEL SECURITY;

CREATE POLICY confirmation_scope ON confirmation TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (place_code) ON confirmation TO tongxin_program;

-- Who is to be suspended or resumed, by whose word, and what was decided. The suspension itself is a fact of the roster.
CREATE TABLE suspension_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('stop', 'resume')),
  reason text NOT NULL CHECK (reason IN ('not-found', 'deceased', 'found', 'other')),
  note text,
  confirmation uuid,
  state text NOT NULL CHECK (state IN ('open', 'decided', 'declined', 'withdrawn')),
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  authority text CHECK (authority IN ('province', 'prefecture', 'county', 'other')),
  document text,
  effective_on date,
  answer text,
  fact uuid,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person (county_code, id),
  FOREIGN KEY (county_code, confirmation) REFERENCES confirmation (county_code, id),
  FOREIGN KEY (county_code, fact) REFERENCES fact (county_code, id),
  CONSTRAINT suspension_proposal_decider_differs CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((state IN ('decided', 'declined')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
  CHECK (state <> 'decided' OR (authority IS NOT NULL AND document IS NOT NULL AND effective_on IS NOT NULL)),
  CHECK (state <> 'declined' OR answer IS NOT NULL),
  CHECK (reason <> 'deceased' OR state <> 'decided'),
  CHECK (reason <> 'other' OR note IS NOT NULL)
);

COMMENT ON COLUMN suspension_proposal.confirmation IS 'the finding that made it; null when a person proposed it';

COMMENT ON COLUMN suspension_proposal.effective_on IS 'the first day on which the suspension holds, or no longer holds';

COMMENT ON COLUMN suspension_proposal.answer IS 'why it was declined';

COMMENT ON COLUMN suspension_proposal.fact IS 'what the decision recorded in the roster; null when it changed nothing there';

CREATE UNIQUE INDEX suspension_proposal_open ON suspension_proposal (county_code, person, kind) WHERE state = 'open';

CREATE INDEX suspension_proposal_by_place ON suspension_proposal (county_code, place_code, state);

ALTER TABLE suspension_proposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE suspension_proposal FORCE ROW LEVEL SECURITY;

CREATE POLICY suspension_proposal_scope ON suspension_proposal TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (place_code, state, decided_by, decided_by_name, decided_at, authority, document, effective_on, answer, fact) ON suspension_proposal TO tongxin_program;
