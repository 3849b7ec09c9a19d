-- Two records that look like one person: what somebody judged of them, and which record was closed as the other's duplicate.
CREATE TABLE duplicate_judgement (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  other uuid NOT NULL,
  seen text NOT NULL,
  state text NOT NULL CHECK (state IN ('two', 'open', 'same', 'declined')),
  closed uuid,
  reason text NOT NULL,
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  answer text,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person (county_code, id),
  FOREIGN KEY (county_code, other) REFERENCES person (county_code, id),
  CONSTRAINT duplicate_judgement_in_order CHECK (person < other),
  CONSTRAINT duplicate_judgement_decider_differs CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((state = 'two') = (closed IS NULL) AND (closed IS NULL OR closed IN (person, other))),
  CHECK ((state IN ('same', 'declined')) = (decided_by IS NOT NULL AND decided_by_name IS NOT NULL AND decided_at IS NOT NULL)),
  CHECK (state <> 'declined' OR answer IS NOT NULL)
);

COMMENT ON COLUMN duplicate_judgement.seen IS 'keyed: names, births, numbers and accounts as they stood; a judgement of two people holds while they stand so';

COMMENT ON COLUMN duplicate_judgement.closed IS 'the record to be closed as the duplicate of the other; none where they are two people';

CREATE UNIQUE INDEX duplicate_judgement_open ON duplicate_judgement (county_code, person, other) WHERE state = 'open';

CREATE INDEX duplicate_judgement_by_pair ON duplicate_judgement (county_code, person, other, proposed_at);

ALTER TABLE duplicate_judgement ENABLE ROW LEVEL SECURITY;

ALTER TABLE duplicate_judgement FORCE ROW LEVEL SECURITY;

CREATE POLICY duplicate_judgement_scope ON duplicate_judgement TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_by_name, decided_at, answer) ON duplicate_judgement TO tongxin_program;

-- Closed as a duplicate: like a person entered in error, the row and its facts stay, nobody meets it again, and its number is free.
ALTER TABLE person ADD COLUMN duplicate_of uuid;

ALTER TABLE person ADD CONSTRAINT person_duplicate_of FOREIGN KEY (county_code, duplicate_of) REFERENCES person (county_code, id);

COMMENT ON COLUMN person.duplicate_of IS 'the person whose duplicate this record is, by two people''s decision';

DROP INDEX person_by_identity;

CREATE UNIQUE INDEX person_by_identity ON person (county_code, identity_index) WHERE withdrawn_import IS NULL AND duplicate_of IS NULL;

DROP POLICY person_standing ON person;

CREATE POLICY person_standing ON person AS RESTRICTIVE FOR SELECT TO tongxin_program
  USING ((withdrawn_import IS NULL AND duplicate_of IS NULL) OR (SELECT current_setting('app.withdrawn', true)) = 'shown');
