-- What came back and why, by when somebody must see to it, and what the bank took back after it had said that it was paid.
ALTER TABLE payment_sending
  ADD COLUMN reversed_on date,
  ADD COLUMN failure_class text,
  ADD COLUMN failure_due date,
  ADD COLUMN cleared_on date,
  ADD COLUMN cleared_by text,
  ADD COLUMN cleared_reason text,
  ADD CONSTRAINT payment_sending_reversed CHECK (reversed_on IS NULL OR state = 'returned'),
  ADD CONSTRAINT payment_sending_cleared CHECK (cleared_on IS NULL OR (state = 'returned' AND cleared_by IS NOT NULL AND cleared_reason IS NOT NULL));

COMMENT ON COLUMN payment_sending.reversed_on IS 'the bank confirmed this attempt and took it back afterwards: its postings are send, confirm, reverse';

COMMENT ON COLUMN payment_sending.failure_class IS 'a class of forms/bank-failures.yaml, as it read the bank''s words on that day';

COMMENT ON COLUMN payment_sending.cleared_on IS 'somebody made sure with bank and payee that the account is right as it stands: it may go again';

GRANT UPDATE (reversed_on, failure_class, failure_due, cleared_on, cleared_by, cleared_reason) ON payment_sending TO tongxin_program;

-- Which attempts a message told a bank of: its answer may speak of the whole message.
CREATE TABLE payment_message (
  county_code text NOT NULL,
  id text NOT NULL CHECK (id ~ '^[0-9A-Za-z-]{1,35}$'),
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  run uuid NOT NULL,
  serials text[] NOT NULL CHECK (cardinality(serials) > 0),
  exported_on date NOT NULL,
  PRIMARY KEY (county_code, id)
);

COMMENT ON COLUMN payment_message.id IS 'the run''s number and a hash over the serials: the same payments make the same message';

ALTER TABLE payment_message ENABLE ROW LEVEL SECURITY;

ALTER TABLE payment_message FORCE ROW LEVEL SECURITY;

CREATE POLICY payment_message_scope ON payment_message TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON payment_message TO tongxin_program;
