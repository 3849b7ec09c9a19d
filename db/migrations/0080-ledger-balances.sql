-- What a fund holds, row by row: the last row is the balance. Writers queue on the fund's own row, nothing is updated in place,
-- and the database itself refuses a balance below nothing; verify holds the rows against the ledger.
CREATE TABLE fund_balance (
  county_code text NOT NULL,
  fund uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  change_fen bigint NOT NULL CHECK (change_fen <> 0),
  balance_fen bigint NOT NULL CHECK (balance_fen >= 0),
  reference_kind text NOT NULL,
  reference text NOT NULL,
  changed_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  PRIMARY KEY (county_code, fund, number),
  FOREIGN KEY (county_code, fund) REFERENCES fund (county_code, id),
  CHECK (number > 1 OR balance_fen = change_fen)
);

COMMENT ON TABLE fund_balance IS 'only added to; of a fund the row with the highest number is its balance, and no row is a balance of nothing';

ALTER TABLE fund_balance ENABLE ROW LEVEL SECURITY;

ALTER TABLE fund_balance FORCE ROW LEVEL SECURITY;

CREATE POLICY fund_balance_scope ON fund_balance TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON fund_balance TO tongxin_program;

-- From which fund a run pays a benefit, as its approval chose it.
CREATE TABLE payment_allocation (
  county_code text NOT NULL,
  run uuid NOT NULL,
  benefit text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  fund uuid NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  PRIMARY KEY (county_code, run, benefit),
  FOREIGN KEY (county_code, run) REFERENCES payment_run (county_code, id),
  FOREIGN KEY (county_code, fund) REFERENCES fund (county_code, id)
);

CREATE INDEX payment_allocation_by_fund ON payment_allocation (county_code, fund);

ALTER TABLE payment_allocation ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_allocation FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_allocation_scope ON payment_allocation TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON payment_allocation TO tongxin_program;

COMMENT ON COLUMN payment_run.fund IS 'the fund that was named for all its benefits; null: one was found for each (payment_allocation)';

-- What stands in older databases is taken over. Forced policies hide every row even from the owner, so for this one
-- statement, which is one transaction, they are not forced.
DO $$
DECLARE guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['fund', 'fund_balance', 'payment_run', 'payment_line', 'payment_allocation'] LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
  INSERT INTO fund_balance (county_code, fund, number, place_code, change_fen, balance_fen, reference_kind, reference, changed_at, changed_by)
    SELECT county_code, id, 1, place_code, balance_fen, balance_fen, 'ledger.fund', id::text, created_at, 'migration' FROM fund WHERE balance_fen > 0;
  INSERT INTO payment_allocation (county_code, run, benefit, place_code, fund, amount_fen)
    SELECT r.county_code, r.id, l.benefit, r.place_code, r.fund, sum(l.amount_fen)
    FROM payment_run r JOIN payment_line l ON l.county_code = r.county_code AND l.run = r.id
    WHERE r.fund IS NOT NULL AND r.state IN ('approved', 'sent', 'returned', 'confirmed')
    GROUP BY r.county_code, r.id, l.benefit, r.place_code, r.fund;
  FOREACH guarded IN ARRAY ARRAY['fund', 'fund_balance', 'payment_run', 'payment_line', 'payment_allocation'] LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', guarded);
  END LOOP;
END $$;

ALTER TABLE fund DROP COLUMN balance_fen;

-- Who locks a row must be allowed to update something of it; the second policy lets no update through.
GRANT UPDATE (created_at) ON fund TO tongxin_program;

CREATE POLICY fund_locked ON fund AS RESTRICTIVE FOR UPDATE TO tongxin_program USING (true) WITH CHECK (false);

-- A line's state changes three times in its life. No index hangs on the state, and half of each page is left free, so that all
-- but the first change (which gives up the line's claim) stay in their page and touch no index.
ALTER TABLE payment_line ADD COLUMN claims boolean GENERATED ALWAYS AS (CASE WHEN state = 'open' THEN true END) STORED;

COMMENT ON COLUMN payment_line.claims IS 'true while the line is not posted: then nobody else claims its person''s benefit of its period';

DROP INDEX payment_line_open;

CREATE UNIQUE INDEX payment_line_open ON payment_line (county_code, person, benefit, period) WHERE claims;

DROP INDEX payment_line_confirmed;

CREATE INDEX payment_line_confirmed ON payment_line (county_code, confirmed_on, benefit) WHERE confirmed_on IS NOT NULL;

ALTER TABLE payment_line SET (fillfactor = 50);

-- Nearly every posting has a fund: by fund, only those are looked for that move a fund's own account (posting_of_funds).
DROP INDEX posting_by_fund;
