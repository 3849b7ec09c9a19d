-- What each import put on the roster, row by row, so that a whole import can be taken back.
ALTER TABLE sheet_import ADD COLUMN imported_by_name text;
-- Raised by whoever takes rows back: two clerks at one import come one after the other.
ALTER TABLE sheet_import ADD COLUMN version integer NOT NULL DEFAULT 1;
GRANT UPDATE (version) ON sheet_import TO tongxin_program;
CREATE INDEX sheet_import_by_time ON sheet_import (county_code, imported_at);

CREATE TABLE sheet_import_row (
  county_code text NOT NULL,
  import uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('person', 'identity', 'change')),
  facts uuid[] NOT NULL,
  version_before integer,
  version integer NOT NULL,
  before jsonb,
  undone_at timestamptz,
  undone_by text,
  undone_by_name text,
  undone_reason text,
  PRIMARY KEY (county_code, import, number),
  FOREIGN KEY (county_code, import) REFERENCES sheet_import (county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person (county_code, id),
  CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)),
  CHECK ((kind = 'person') = (version_before IS NULL))
);

COMMENT ON COLUMN sheet_import_row.kind IS 'what the row became: a person, one more identity of a person who was there, or changes of their card';

COMMENT ON COLUMN sheet_import_row.facts IS 'the facts that the row recorded';

COMMENT ON COLUMN sheet_import_row.version IS 'of the card as the row left it: a card of another version has been changed since';

COMMENT ON COLUMN sheet_import_row.before IS 'what the row changed on the card, as it stood before; the telephone number sealed';

CREATE INDEX sheet_import_row_by_person ON sheet_import_row (county_code, person);

ALTER TABLE sheet_import_row ENABLE ROW LEVEL SECURITY;

ALTER TABLE sheet_import_row FORCE ROW LEVEL SECURITY;

CREATE POLICY sheet_import_row_scope ON sheet_import_row TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (version, undone_at, undone_by, undone_by_name, undone_reason) ON sheet_import_row TO tongxin_program;

-- A person entered in error: the row and its facts stay, nobody meets it again, and its number is free for whoever it belongs to.
ALTER TABLE person ADD COLUMN withdrawn_import uuid;

COMMENT ON COLUMN person.withdrawn_import IS 'the import that entered this person in error, and was taken back';

ALTER TABLE person DROP CONSTRAINT person_county_code_identity_index_key;

CREATE UNIQUE INDEX person_by_identity ON person (county_code, identity_index) WHERE withdrawn_import IS NULL;

-- Whatever reads persons, in any room, reads those that stand; the setting lets the one statement that withdraws them do so.
CREATE POLICY person_standing ON person AS RESTRICTIVE FOR SELECT TO tongxin_program
  USING (withdrawn_import IS NULL OR (SELECT current_setting('app.withdrawn', true)) = 'shown');
