CREATE TABLE visit_round (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  festival text NOT NULL CHECK (festival IN ('new-year', 'spring-festival', 'army-day')),
  year integer NOT NULL CHECK (year BETWEEN 1949 AND 2200),
  name text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL CHECK (to_day >= from_day),
  fund uuid,
  state text NOT NULL CHECK (state IN ('open', 'closed', 'removed')),
  opened_at timestamptz NOT NULL,
  opened_by text NOT NULL,
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, fund) REFERENCES fund (county_code, id)
);

COMMENT ON TABLE visit_round IS 'one holiday''s visits of one place; a removed round stays, and nothing of it is counted';

COMMENT ON COLUMN visit_round.fund IS 'whence the cash comes; without it the cash is noted and not posted';

CREATE INDEX visit_round_by_year ON visit_round (county_code, year, festival, place_code);

ALTER TABLE visit_round ENABLE ROW LEVEL SECURITY;

ALTER TABLE visit_round FORCE ROW LEVEL SECURITY;

CREATE POLICY visit_round_scope ON visit_round TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

CREATE POLICY visit_round_above ON visit_round FOR SELECT TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND current_setting('app.scope', true) ~ ('(^|,)' || place_code));

COMMENT ON POLICY visit_round_above ON visit_round IS 'a village records its visits into the round of its township; a round names nobody';

GRANT SELECT, INSERT, UPDATE ON visit_round TO tongxin_program;

CREATE TABLE visit (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  round uuid NOT NULL,
  household uuid,
  person uuid,
  head text NOT NULL,
  category text,
  visited_on date NOT NULL,
  visitors text[] NOT NULL CHECK (cardinality(visitors) > 0),
  giver text NOT NULL,
  cash_fen bigint NOT NULL CHECK (cash_fen >= 0),
  goods jsonb NOT NULL,
  goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
  signed_by text,
  voucher text,
  note text,
  posted boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_by text,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, round) REFERENCES visit_round (county_code, id),
  FOREIGN KEY (county_code, household) REFERENCES household (county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person (county_code, id),
  CHECK (household IS NOT NULL OR person IS NOT NULL)
);

COMMENT ON COLUMN visit.head IS 'the head of the household as the name was on the day';

COMMENT ON COLUMN visit.category IS 'the identity for which the household was visited, as known on the day';

COMMENT ON COLUMN visit.version IS 'each change reverses the posting of the version before it and posts its own';

COMMENT ON COLUMN visit.posted IS 'the cash of this version stands in the ledger; what a village recorded is posted by the township, whose fund it is';

COMMENT ON COLUMN visit.withdrawn_at IS 'a withdrawn visit stays, and no figure counts it';

CREATE UNIQUE INDEX visit_once ON visit (county_code, round, coalesce(household, person)) WHERE withdrawn_at IS NULL;

CREATE INDEX visit_by_household ON visit (county_code, household, visited_on) WHERE withdrawn_at IS NULL;

CREATE INDEX visit_by_day ON visit (county_code, visited_on, place_code) WHERE withdrawn_at IS NULL;

ALTER TABLE visit ENABLE ROW LEVEL SECURITY;

ALTER TABLE visit FORCE ROW LEVEL SECURITY;

CREATE POLICY visit_scope ON visit TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON visit TO tongxin_program;
