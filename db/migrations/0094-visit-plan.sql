ALTER TABLE visit_round ADD COLUMN giver text, ADD COLUMN cash_each_fen bigint NOT NULL DEFAULT 0 CHECK (cash_each_fen >= 0),
  ADD COLUMN goods_each jsonb NOT NULL DEFAULT '[]', ADD COLUMN closing_note text;

COMMENT ON COLUMN visit_round.cash_each_fen IS 'the standard of one household; what a visit really gave stands in the visit';

COMMENT ON COLUMN visit_round.goods_each IS 'the goods of one household, those out of the store with item and quantity';

COMMENT ON COLUMN visit_round.closing_note IS 'why what was given differs from what was planned';

ALTER TABLE visit ADD COLUMN wish text, ADD COLUMN hardship text, ADD COLUMN task uuid;

COMMENT ON COLUMN visit.task IS 'the plan''s task that what was told became';

CREATE TABLE visit_planned (
  county_code text NOT NULL,
  round uuid NOT NULL,
  household uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  head text NOT NULL,
  category text,
  visitors text[] NOT NULL,
  tried text CHECK (tried IN ('absent', 'refused')),
  tried_on date,
  tried_note text,
  planned_at timestamptz NOT NULL,
  planned_by text NOT NULL,
  PRIMARY KEY (county_code, round, household),
  FOREIGN KEY (county_code, round) REFERENCES visit_round (county_code, id),
  FOREIGN KEY (county_code, household) REFERENCES household (county_code, id),
  CHECK ((tried IS NULL) = (tried_on IS NULL))
);

COMMENT ON TABLE visit_planned IS 'a household to be visited in a round; it is visited when the round has a visit of it';

COMMENT ON COLUMN visit_planned.tried IS 'what came of the last attempt that found nobody or was refused';

CREATE INDEX visit_planned_by_household ON visit_planned (county_code, household);

ALTER TABLE visit_planned ENABLE ROW LEVEL SECURITY;

ALTER TABLE visit_planned FORCE ROW LEVEL SECURITY;

CREATE POLICY visit_planned_scope ON visit_planned TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE, DELETE ON visit_planned TO tongxin_program;
