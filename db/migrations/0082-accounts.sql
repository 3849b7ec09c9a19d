ALTER TABLE person ADD COLUMN account_relation text NOT NULL DEFAULT 'self'
  CHECK (account_relation IN ('self', 'spouse', 'parent', 'child', 'grandchild', 'sibling', 'guardian', 'heir', 'care-home', 'village-office'));

COMMENT ON COLUMN person.account_relation IS 'what the holder of the account is to the person';

-- What account somebody is to be paid to instead: proposed with its proof by one person, decided by another.
CREATE TABLE account_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  person uuid NOT NULL,
  reason text NOT NULL CHECK (reason IN ('first', 'lost-card', 'bank-merged', 'returned-by-bank', 'payee-changed', 'correction')),
  note text,
  account bytea NOT NULL,
  account_index text NOT NULL,
  bank_name text NOT NULL,
  account_holder text NOT NULL,
  account_relation text NOT NULL
    CHECK (account_relation IN ('self', 'spouse', 'parent', 'child', 'grandchild', 'sibling', 'guardian', 'heir', 'care-home', 'village-office')),
  before_account bytea,
  before_bank_name text,
  before_account_holder text,
  before_account_relation text NOT NULL,
  evidence uuid[] NOT NULL,
  state text NOT NULL CHECK (state IN ('open', 'decided', 'declined', 'withdrawn')),
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  answer text,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person (county_code, id),
  CONSTRAINT account_proposal_decider_differs CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CONSTRAINT account_proposal_has_proof CHECK (cardinality(evidence) > 0),
  CHECK ((reason = 'first') = (before_account IS NULL)),
  CHECK ((state IN ('decided', 'declined')) = (decided_by IS NOT NULL AND decided_by_name IS NOT NULL AND decided_at IS NOT NULL)),
  CHECK (state <> 'declined' OR answer IS NOT NULL)
);

COMMENT ON COLUMN account_proposal.account IS 'sealed';

COMMENT ON COLUMN account_proposal.before_account IS 'sealed: the account on the card when it was proposed; while the proposal is open nothing else changes it';

COMMENT ON COLUMN account_proposal.evidence IS 'ids of what proves it';

COMMENT ON COLUMN account_proposal.answer IS 'why it was declined, or what the decider says to a warning';

CREATE UNIQUE INDEX account_proposal_open ON account_proposal (county_code, person) WHERE state = 'open';

CREATE INDEX account_proposal_by_place ON account_proposal (county_code, place_code, state);

CREATE INDEX account_proposal_by_account ON account_proposal (county_code, account_index) WHERE state = 'open';

CREATE INDEX account_proposal_by_person ON account_proposal (county_code, person, proposed_at);

ALTER TABLE account_proposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE account_proposal FORCE ROW LEVEL SECURITY;

CREATE POLICY account_proposal_scope ON account_proposal TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (place_code, state, decided_by, decided_by_name, decided_at, answer) ON account_proposal TO tongxin_program;

-- A card is made with its first account; from then on the account follows the last decided proposal, whoever writes.
CREATE FUNCTION person_account_by_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM account_proposal s
    WHERE s.county_code = NEW.county_code AND s.person = NEW.id AND s.state = 'decided' AND s.account = NEW.account AND s.account_index = NEW.account_index
      AND s.bank_name = NEW.bank_name AND s.account_holder = NEW.account_holder AND s.account_relation = NEW.account_relation
      AND NOT EXISTS (
        SELECT 1 FROM account_proposal later
        WHERE later.county_code = s.county_code AND later.person = s.person AND later.state = 'decided' AND later.decided_at > s.decided_at)
  ) THEN
    RAISE EXCEPTION 'an account changes by a decided proposal alone' USING ERRCODE = 'check_violation', CONSTRAINT = 'person_account_by_decision';
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER person_account_by_decision BEFORE UPDATE ON person FOR EACH ROW
  WHEN ((OLD.account, OLD.account_index, OLD.bank_name, OLD.account_holder, OLD.account_relation)
    IS DISTINCT FROM (NEW.account, NEW.account_index, NEW.bank_name, NEW.account_holder, NEW.account_relation))
  EXECUTE FUNCTION person_account_by_decision();
