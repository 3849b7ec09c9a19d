-- Who gives a fund its money. What stands there already is told from the fund's words: a generated column reaches rows that policies hide from the owner.
ALTER TABLE fund ADD COLUMN level text NOT NULL GENERATED ALWAYS AS (CASE
  WHEN source LIKE '%捐%' THEN 'donated' WHEN source ~ '中央|国家' THEN 'central' WHEN source LIKE '%省%' THEN 'provincial'
  WHEN source ~ '县|区级|市' THEN 'county' ELSE 'township' END) STORED;

ALTER TABLE fund ALTER COLUMN level DROP EXPRESSION;

ALTER TABLE fund ADD CONSTRAINT fund_level_check CHECK (level IN ('central', 'provincial', 'county', 'township', 'donated'));

ALTER TABLE fund ADD COLUMN donor text;

ALTER TABLE fund ADD CONSTRAINT fund_donor_of_donated CHECK (donor IS NULL OR level = 'donated');

COMMENT ON COLUMN fund.donor IS 'who gave a donated fund; null where the giver stays unnamed';

ALTER TABLE fund DROP CONSTRAINT fund_purpose_check;

ALTER TABLE fund ADD CONSTRAINT fund_purpose_check CHECK (purpose IN ('any', 'benefits', 'condolence', 'hardship'));

-- The movements of funds' own accounts, among the many lines that name the fund they are paid from.
CREATE INDEX posting_of_funds ON posting (county_code, fund, posted_on) WHERE debit LIKE 'fund:%' OR credit LIKE 'fund:%';

-- What a fund may spend in its year. Only added: the first row of a purpose is its budget, each further one changes it by a signed amount.
CREATE TABLE fund_budget (
  county_code text NOT NULL,
  fund uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL CHECK (kind IN ('budget', 'allocation', 'adjustment')),
  purpose text CHECK (purpose ~ '^[a-z0-9-]+$'),
  change_fen bigint NOT NULL CHECK (change_fen <> 0),
  document text NOT NULL,
  decided_on date NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  PRIMARY KEY (county_code, fund, number),
  FOREIGN KEY (county_code, fund) REFERENCES fund (county_code, id),
  CHECK (kind = 'adjustment' OR change_fen > 0)
);

COMMENT ON COLUMN fund_budget.purpose IS 'the benefit or purpose that the notice names; null where it names none';

COMMENT ON COLUMN fund_budget.kind IS 'budget 预算, allocation 上级下达的指标, adjustment 调整';

ALTER TABLE fund_budget ENABLE ROW LEVEL SECURITY;

ALTER TABLE fund_budget FORCE ROW LEVEL SECURITY;

CREATE POLICY fund_budget_scope ON fund_budget TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON fund_budget TO tongxin_program;

-- Goods that a place keeps to give, each at one price: another price is another item.
CREATE TABLE stock_item (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  fund uuid NOT NULL,
  name text NOT NULL,
  unit text NOT NULL,
  unit_price_fen bigint NOT NULL CHECK (unit_price_fen > 0),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, fund, name, unit_price_fen),
  FOREIGN KEY (county_code, fund) REFERENCES fund (county_code, id)
);

COMMENT ON COLUMN stock_item.fund IS 'what pays for it; what is given of it is that fund''s doing';

ALTER TABLE stock_item ENABLE ROW LEVEL SECURITY;

ALTER TABLE stock_item FORCE ROW LEVEL SECURITY;

CREATE POLICY stock_item_scope ON stock_item TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON stock_item TO tongxin_program;

-- As with funds: whoever locks a row must be allowed to update something of it, and the second policy lets no update through.
GRANT UPDATE (created_at) ON stock_item TO tongxin_program;

CREATE POLICY stock_item_locked ON stock_item AS RESTRICTIVE FOR UPDATE TO tongxin_program USING (true) WITH CHECK (false);

-- What came into the store and went out of it. The last row of an item says what is left, and it never says less than nothing.
CREATE TABLE stock_movement (
  county_code text NOT NULL,
  item uuid NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL CHECK (kind IN ('received', 'given', 'returned', 'difference')),
  quantity_change integer NOT NULL,
  quantity_left integer NOT NULL,
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  moved_on date NOT NULL,
  document text NOT NULL,
  posting text NOT NULL,
  recorded_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (county_code, item, number),
  UNIQUE (county_code, posting),
  FOREIGN KEY (county_code, item) REFERENCES stock_item (county_code, id),
  FOREIGN KEY (county_code, posting) REFERENCES posting (county_code, key),
  CONSTRAINT stock_movement_never_below_nothing CHECK (quantity_left >= 0),
  CHECK (CASE kind WHEN 'given' THEN quantity_change < 0 WHEN 'difference' THEN quantity_change <> 0 ELSE quantity_change > 0 END)
);

COMMENT ON COLUMN stock_movement.place_code IS 'the item''s place, so that whoever may move the item sees its last row';

COMMENT ON COLUMN stock_movement.posting IS 'the key of its movement in the ledger: the same goods are given once';

ALTER TABLE stock_movement ENABLE ROW LEVEL SECURITY;

ALTER TABLE stock_movement FORCE ROW LEVEL SECURITY;

CREATE POLICY stock_movement_scope ON stock_movement TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON stock_movement TO tongxin_program;

-- What one person puts forward and another decides: money from one fund to another, and what a count of the store found.
CREATE TABLE fund_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL CHECK (kind IN ('transfer', 'stock-count')),
  fund uuid NOT NULL,
  fund_to uuid,
  amount_fen bigint CHECK (amount_fen > 0),
  item uuid,
  quantity_counted integer CHECK (quantity_counted >= 0),
  quantity_booked integer CHECK (quantity_booked >= 0),
  happens_on date NOT NULL,
  document text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected', 'withdrawn')),
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  answer text,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, fund) REFERENCES fund (county_code, id),
  FOREIGN KEY (county_code, fund_to) REFERENCES fund (county_code, id),
  FOREIGN KEY (county_code, item) REFERENCES stock_item (county_code, id),
  CONSTRAINT fund_proposal_decider_differs CHECK (decided_by <> proposed_by),
  CHECK ((state IN ('approved', 'rejected')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
  CHECK (state <> 'rejected' OR answer IS NOT NULL),
  CHECK ((kind = 'transfer') = (fund_to IS NOT NULL AND amount_fen IS NOT NULL)),
  CHECK ((kind = 'stock-count') = (item IS NOT NULL AND quantity_counted IS NOT NULL AND quantity_booked IS NOT NULL)),
  CHECK (fund_to <> fund)
);

COMMENT ON COLUMN fund_proposal.quantity_booked IS 'what the books said when it was counted; the difference is posted whatever moved since';

CREATE UNIQUE INDEX fund_proposal_one_count ON fund_proposal (county_code, item) WHERE state = 'proposed';

CREATE INDEX fund_proposal_by_place ON fund_proposal (county_code, place_code, state);

ALTER TABLE fund_proposal ENABLE ROW LEVEL SECURITY;

ALTER TABLE fund_proposal FORCE ROW LEVEL SECURITY;

CREATE POLICY fund_proposal_scope ON fund_proposal TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_by_name, decided_at, answer) ON fund_proposal TO tongxin_program;
