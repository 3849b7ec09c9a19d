-- What hangs on a board, why, since when and until when. The text is inserted once and never changed: the program's role may not update it.
CREATE TABLE disclosure_notice (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL,
  title text NOT NULL,
  subject_kind text,
  subject text,
  content text NOT NULL,
  content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  row_count integer NOT NULL CHECK (row_count > 0),
  omitted integer NOT NULL CHECK (omitted >= 0),
  phone text NOT NULL,
  address text NOT NULL,
  state text NOT NULL CHECK (state IN ('draft', 'published', 'ended', 'withdrawn', 'discarded')),
  prepared_by text NOT NULL,
  prepared_by_name text NOT NULL,
  prepared_at timestamptz NOT NULL,
  published_by text,
  published_by_name text,
  published_on date,
  ends_on date,
  unknown_days date[] NOT NULL DEFAULT '{}',
  taken_down_on date,
  closed_by text,
  closed_by_name text,
  closed_on date,
  withdrawn_reason text,
  PRIMARY KEY (county_code, id),
  CONSTRAINT disclosure_publisher_differs CHECK (published_by IS NULL OR published_by <> prepared_by),
  CHECK ((subject_kind IS NULL) = (subject IS NULL)),
  CHECK ((state IN ('published', 'ended', 'withdrawn')) = (published_by IS NOT NULL)),
  CHECK ((published_by IS NULL) = (published_on IS NULL) AND (published_by IS NULL) = (ends_on IS NULL)),
  CHECK (published_on < ends_on),
  CHECK (taken_down_on IS NULL OR taken_down_on >= published_on),
  CHECK (state NOT IN ('ended', 'withdrawn') OR taken_down_on IS NOT NULL),
  CONSTRAINT disclosure_runs_its_days CHECK (state <> 'ended' OR closed_on > ends_on),
  CHECK ((state IN ('ended', 'withdrawn', 'discarded')) = (closed_by IS NOT NULL AND closed_on IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL))
);

COMMENT ON COLUMN disclosure_notice.subject IS 'what it is about, in the room that knows it: a run of payments';

COMMENT ON COLUMN disclosure_notice.content IS 'the exact text as JSON: headings, rows, everything on the paper; content_hash is its SHA-256';

COMMENT ON COLUMN disclosure_notice.unknown_days IS 'days of the period whose holidays were not announced when it was published';

CREATE UNIQUE INDEX disclosure_notice_open ON disclosure_notice (county_code, subject_kind, subject, place_code) WHERE state IN ('draft', 'published');

CREATE INDEX disclosure_notice_by_place ON disclosure_notice (county_code, place_code, state);

ALTER TABLE disclosure_notice ENABLE ROW LEVEL SECURITY;

ALTER TABLE disclosure_notice FORCE ROW LEVEL SECURITY;

CREATE POLICY disclosure_notice_scope ON disclosure_notice TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state, published_by, published_by_name, published_on, ends_on, unknown_days, taken_down_on, closed_by, closed_by_name, closed_on, withdrawn_reason) ON disclosure_notice TO tongxin_program;

-- What somebody has against a notice, and what was answered, by another person than the one who wrote it down.
CREATE TABLE disclosure_objection (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  notice uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  row_number integer CHECK (row_number > 0),
  raised_on date NOT NULL,
  raised_by text NOT NULL,
  text text NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamptz NOT NULL,
  result text CHECK (result IN ('upheld', 'not-upheld')),
  answer text,
  answered_by text,
  answered_by_name text,
  answered_on date,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, notice, number),
  FOREIGN KEY (county_code, notice) REFERENCES disclosure_notice (county_code, id),
  CONSTRAINT disclosure_answerer_differs CHECK (answered_by IS NULL OR answered_by <> recorded_by),
  CHECK ((result IS NULL) = (answer IS NULL) AND (result IS NULL) = (answered_by IS NULL) AND (result IS NULL) = (answered_on IS NULL))
);

CREATE INDEX disclosure_objection_answered ON disclosure_objection (county_code, answered_on) WHERE answered_on IS NOT NULL;

ALTER TABLE disclosure_objection ENABLE ROW LEVEL SECURITY;

ALTER TABLE disclosure_objection FORCE ROW LEVEL SECURITY;

CREATE POLICY disclosure_objection_scope ON disclosure_objection TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (result, answer, answered_by, answered_by_name, answered_on) ON disclosure_objection TO tongxin_program;
