-- What the nightly comparison found to differ, whose it is to settle, and when it was found no more. A difference found again is the same row.
CREATE TABLE payment_difference (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  subject text NOT NULL,
  kind text NOT NULL,
  owner text NOT NULL,
  text_zh text NOT NULL,
  text_en text NOT NULL,
  stated_fen bigint,
  found_fen bigint,
  first_seen_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  gone_at timestamptz,
  note text,
  noted_by_name text,
  PRIMARY KEY (county_code, id)
);

COMMENT ON COLUMN payment_difference.owner IS 'the role that is to settle it';

COMMENT ON COLUMN payment_difference.gone_at IS 'when a comparison no longer found it; nobody closes a difference by hand';

CREATE UNIQUE INDEX payment_difference_open ON payment_difference (county_code, kind, subject) WHERE gone_at IS NULL;

ALTER TABLE payment_difference ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_difference FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_difference_scope ON payment_difference TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (last_seen_at, gone_at, text_zh, text_en, stated_fen, found_fen, note, noted_by_name) ON payment_difference TO tongxin_program;

-- Each comparison: when, over how much, what it found.
CREATE TABLE payment_comparison (
  county_code text NOT NULL,
  id uuid NOT NULL,
  compared_at timestamptz NOT NULL,
  asked_by_name text NOT NULL,
  lines integer NOT NULL CHECK (lines >= 0),
  replayed integer NOT NULL CHECK (replayed >= 0),
  differences integer NOT NULL CHECK (differences >= 0),
  PRIMARY KEY (county_code, id)
);

CREATE INDEX payment_comparison_by_time ON payment_comparison (county_code, compared_at);

ALTER TABLE payment_comparison ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_comparison FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_comparison_county ON payment_comparison TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''))
  WITH CHECK (county_code = nullif(current_setting('app.county', true), ''));

GRANT SELECT, INSERT ON payment_comparison TO tongxin_program;
