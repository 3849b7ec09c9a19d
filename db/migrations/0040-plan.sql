-- A year's plan of a place, its items, and the tasks they turn into.
CREATE TABLE plan (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  year integer NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  adopted_on date NOT NULL,
  document text,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, place_code, year)
);

ALTER TABLE plan ENABLE ROW LEVEL SECURITY;

ALTER TABLE plan FORCE ROW LEVEL SECURITY;

CREATE POLICY plan_scope ON plan TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON plan TO tongxin_program;

CREATE TABLE plan_item (
  county_code text NOT NULL,
  id uuid NOT NULL,
  plan uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  number integer NOT NULL CHECK (number > 0),
  duty text,
  title jsonb NOT NULL,
  sentence jsonb NOT NULL,
  windows jsonb NOT NULL,
  owner_role text NOT NULL,
  target jsonb NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, plan, number),
  FOREIGN KEY (county_code, plan) REFERENCES plan (county_code, id)
);

COMMENT ON COLUMN plan_item.duty IS 'id in law/duties, or null for an item of this place alone';

ALTER TABLE plan_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE plan_item FORCE ROW LEVEL SECURITY;

CREATE POLICY plan_item_scope ON plan_item TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON plan_item TO tongxin_program;

CREATE TABLE task (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  year integer NOT NULL CHECK (year BETWEEN 1990 AND 2100),
  plan_item uuid,
  number integer,
  duty text,
  window_id text,
  title jsonb NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL CHECK (to_day >= from_day),
  owner_role text NOT NULL,
  owner_name text,
  closes_by jsonb NOT NULL,
  source_kind text NOT NULL CHECK (source_kind IN ('duty', 'decision', 'notice', 'own')),
  source text NOT NULL,
  dropped_on date,
  dropped_reason text,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, plan_item) REFERENCES plan_item (county_code, id),
  CHECK ((dropped_on IS NULL) = (dropped_reason IS NULL))
);

COMMENT ON TABLE task IS 'whether it is done is not stored: it is done while progress shows a record that proves it';

COMMENT ON COLUMN task.closes_by IS 'the kinds of record that prove it, e.g. visits.round';

CREATE INDEX task_by_year ON task (county_code, year, place_code);

CREATE UNIQUE INDEX task_once ON task (county_code, source_kind, source, place_code, year, window_id) WHERE source_kind = 'duty';

ALTER TABLE task ENABLE ROW LEVEL SECURITY;

ALTER TABLE task FORCE ROW LEVEL SECURITY;

CREATE POLICY task_scope ON task TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON task TO tongxin_program;

CREATE TABLE progress (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  year integer NOT NULL,
  task uuid,
  duty text,
  window_id text,
  record_kind text NOT NULL,
  record text NOT NULL,
  happened_on date NOT NULL,
  noted_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  PRIMARY KEY (county_code, id)
);

COMMENT ON TABLE progress IS 'a record that a room holds as proof: of one task, or of every task of its year and place that such a record closes';

CREATE INDEX progress_by_year ON progress (county_code, year, record_kind) WHERE withdrawn_at IS NULL;

CREATE INDEX progress_by_record ON progress (county_code, record, record_kind);

ALTER TABLE progress ENABLE ROW LEVEL SECURITY;

ALTER TABLE progress FORCE ROW LEVEL SECURITY;

CREATE POLICY progress_scope ON progress TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON progress TO tongxin_program;

