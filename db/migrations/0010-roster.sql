CREATE TABLE household (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  head text NOT NULL,
  group_name text,
  address text,
  members integer CHECK (members > 0),
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id)
);

COMMENT ON COLUMN household.group_name IS 'the villagers'' group (村民小组)';

COMMENT ON COLUMN household.members IS 'how many live in it, as counted by the village; not all of them are persons here';

CREATE INDEX household_place ON household (county_code, place_code, id);

ALTER TABLE household ENABLE ROW LEVEL SECURITY;

ALTER TABLE household FORCE ROW LEVEL SECURITY;

CREATE POLICY household_scope ON household TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON household TO tongxin_program;

CREATE TABLE person (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  name text NOT NULL,
  name_pinyin text COLLATE "C" NOT NULL,
  name_initials text COLLATE "C" NOT NULL,
  sex text NOT NULL CHECK (sex IN ('male', 'female')),
  born date NOT NULL,
  died_on date,
  household uuid,
  identity_number bytea NOT NULL,
  identity_index text NOT NULL,
  phone bytea,
  account bytea,
  account_index text,
  bank_name text,
  account_holder text,
  address text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, identity_index),
  FOREIGN KEY (county_code, household) REFERENCES household (county_code, id)
);

COMMENT ON TABLE person IS 'the current card; what is true of a person, and since when the office knows it, is in fact';

COMMENT ON COLUMN person.identity_number IS 'sealed';

COMMENT ON COLUMN person.identity_index IS 'keyed index of the whole number';

COMMENT ON COLUMN person.phone IS 'sealed';

COMMENT ON COLUMN person.account IS 'sealed';

CREATE INDEX person_by_name ON person (county_code, name_pinyin, id, place_code);

CREATE INDEX person_by_place ON person (county_code, place_code COLLATE "C", name_pinyin, id);

CREATE INDEX person_by_household ON person (county_code, household) WHERE household IS NOT NULL;

CREATE INDEX person_by_account ON person (county_code, account_index) WHERE account_index IS NOT NULL;

ALTER TABLE person ENABLE ROW LEVEL SECURITY;

ALTER TABLE person FORCE ROW LEVEL SECURITY;

CREATE POLICY person_scope ON person TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON person TO tongxin_program;

CREATE TABLE fact (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  kind text NOT NULL,
  value jsonb NOT NULL,
  known_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  supersedes uuid,
  document text,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person (county_code, id)
);

COMMENT ON TABLE fact IS 'append-only; as known on a day = known by then, and not superseded by a fact known by then';

COMMENT ON COLUMN fact.value IS 'JSON null withdraws what it supersedes';

COMMENT ON COLUMN fact.known_on IS 'the day the office learned it; when it became true is inside the value';

COMMENT ON COLUMN fact.document IS 'the paper it rests on';

CREATE INDEX fact_by_person ON fact (county_code, person, known_on);

CREATE INDEX fact_superseding ON fact (county_code, supersedes) WHERE supersedes IS NOT NULL;

ALTER TABLE fact ENABLE ROW LEVEL SECURITY;

ALTER TABLE fact FORCE ROW LEVEL SECURITY;

CREATE POLICY fact_scope ON fact TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (place_code) ON fact TO tongxin_program;

CREATE TABLE person_gram (
  county_code text NOT NULL,
  gram text COLLATE "C" NOT NULL,
  person uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  PRIMARY KEY (county_code, gram, person)
);

COMMENT ON TABLE person_gram IS 'what a person is found by: the endings of the name, its pinyin and its initials (a fragment is the beginning of an ending), and keyed indexes of numbers';

CREATE INDEX person_gram_by_person ON person_gram (county_code, person);

ALTER TABLE person_gram ENABLE ROW LEVEL SECURITY;

ALTER TABLE person_gram FORCE ROW LEVEL SECURITY;

CREATE POLICY person_gram_scope ON person_gram TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, DELETE ON person_gram TO tongxin_program;

CREATE TABLE person_category (
  county_code text NOT NULL,
  category text NOT NULL,
  person uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  started_on date NOT NULL,
  ended_on date,
  name_pinyin text COLLATE "C" NOT NULL,
  died_on date,
  PRIMARY KEY (county_code, category, person)
);

COMMENT ON TABLE person_category IS 'derived from the identity facts as known now; ended_on is the last day; name and death are copied from the card so that a list of one category is one index range';

CREATE INDEX person_category_by_name ON person_category (county_code, category, name_pinyin, person);

CREATE INDEX person_category_by_person ON person_category (county_code, person);

ALTER TABLE person_category ENABLE ROW LEVEL SECURITY;

ALTER TABLE person_category FORCE ROW LEVEL SECURITY;

CREATE POLICY person_category_scope ON person_category TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, DELETE ON person_category TO tongxin_program;

CREATE TABLE sheet_import (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  form text NOT NULL,
  imported_at timestamptz NOT NULL,
  imported_by text NOT NULL,
  rows_read integer NOT NULL,
  rows_accepted integer NOT NULL,
  rows_refused integer NOT NULL,
  failed_rows text,
  PRIMARY KEY (county_code, id)
);

COMMENT ON COLUMN sheet_import.failed_rows IS 'hash of the file of refused rows; the sheet that was brought is not kept';

ALTER TABLE sheet_import ENABLE ROW LEVEL SECURITY;

ALTER TABLE sheet_import FORCE ROW LEVEL SECURITY;

CREATE POLICY sheet_import_scope ON sheet_import TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON sheet_import TO tongxin_program;
