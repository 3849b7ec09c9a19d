-- How what was paid and is not owed is closed: money that came back, a deduction from a later payment, or a write-off. Put forward by one person,
-- decided by another; nothing is deducted by itself.
CREATE TABLE receivable_closing (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  run uuid NOT NULL,
  number integer NOT NULL,
  person uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('refund', 'offset', 'write-off')),
  amount_fen bigint NOT NULL CHECK (amount_fen > 0),
  document text NOT NULL,
  reason text NOT NULL,
  fund uuid,
  line_run uuid,
  line_number integer,
  state text NOT NULL CHECK (state IN ('proposed', 'decided', 'declined', 'withdrawn')),
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  answer text,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, run, number) REFERENCES receivable (county_code, run, number),
  FOREIGN KEY (county_code, line_run, line_number) REFERENCES payment_line (county_code, run, number),
  CONSTRAINT receivable_closing_decider_differs CHECK (decided_by IS NULL OR decided_by <> proposed_by),
  CHECK ((state IN ('decided', 'declined')) = (decided_by IS NOT NULL AND decided_at IS NOT NULL)),
  CHECK (state <> 'declined' OR answer IS NOT NULL),
  CHECK ((kind = 'refund') = (fund IS NOT NULL)),
  CHECK ((kind = 'offset') = (line_run IS NOT NULL) AND (line_run IS NULL) = (line_number IS NULL))
);

COMMENT ON COLUMN receivable_closing.fund IS 'into which fund the money came back';

COMMENT ON COLUMN receivable_closing.line_run IS 'the line from which it is deducted, before it goes to the bank';

CREATE INDEX receivable_closing_by_receivable ON receivable_closing (county_code, run, number);

CREATE INDEX receivable_closing_by_line ON receivable_closing (county_code, line_run, line_number) WHERE line_run IS NOT NULL;

ALTER TABLE receivable_closing ENABLE ROW LEVEL SECURITY;

ALTER TABLE receivable_closing FORCE ROW LEVEL SECURITY;

CREATE POLICY receivable_closing_scope ON receivable_closing TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (state, decided_by, decided_by_name, decided_at, answer) ON receivable_closing TO tongxin_program;

-- What a decided deduction takes from a line: the bank is told the rest. A deduction of everything would leave somebody without a month's living.
ALTER TABLE payment_line ADD COLUMN offset_fen bigint NOT NULL DEFAULT 0;

ALTER TABLE payment_line ADD CONSTRAINT payment_line_offset CHECK (offset_fen >= 0 AND offset_fen < amount_fen);

COMMENT ON COLUMN payment_line.offset_fen IS 'the sum of its decided deductions; kept beside them so that set statements read one row, and held against them by verify';

GRANT UPDATE (offset_fen) ON payment_line TO tongxin_program;
