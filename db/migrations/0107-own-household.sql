-- Whoever is entered without a household has one of their own: visits, coverage and statements go by household, and nobody may be missed by them.
ALTER TABLE household ADD COLUMN own_of uuid;

COMMENT ON COLUMN household.own_of IS 'the person with whom it was entered; when nobody lives in it any more it is not listed';

-- Those who were entered before: the owner of the tables fills in what policies hide from everybody else.
DO $$
BEGIN
  ALTER TABLE person NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE household NO FORCE ROW LEVEL SECURITY;
  INSERT INTO household (county_code, id, place_code, head, address, own_of, created_at, updated_at)
    SELECT county_code, gen_random_uuid(), place_code, name, address, id, created_at, created_at FROM person WHERE household IS NULL;
  UPDATE person SET household = h.id FROM household h WHERE h.county_code = person.county_code AND h.own_of = person.id AND person.household IS NULL;
  ALTER TABLE person FORCE ROW LEVEL SECURITY;
  ALTER TABLE household FORCE ROW LEVEL SECURITY;
END
$$;

-- Visits are posted from the fund that their round had on that day; a round may change its fund for those to come.
ALTER TABLE visit ADD COLUMN fund uuid;

COMMENT ON COLUMN visit.fund IS 'the fund from which the cash that stands in the ledger came; null while nothing is posted';

DO $$
BEGIN
  ALTER TABLE visit NO FORCE ROW LEVEL SECURITY;
  ALTER TABLE visit_round NO FORCE ROW LEVEL SECURITY;
  UPDATE visit SET fund = r.fund FROM visit_round r WHERE r.county_code = visit.county_code AND r.id = visit.round AND visit.posted;
  ALTER TABLE visit FORCE ROW LEVEL SECURITY;
  ALTER TABLE visit_round FORCE ROW LEVEL SECURITY;
END
$$;

-- Two people at one round: the second is told.
ALTER TABLE visit_round ADD COLUMN version integer NOT NULL DEFAULT 1;
