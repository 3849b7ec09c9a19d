-- A run's lines and attempts are written and changed three times each, thirty thousand at once: as in the ledger (0088), the same codes are let in
-- and the same scope is asked for, at a quarter of the cost.
ALTER TABLE payment_line DROP CONSTRAINT payment_line_place_code_check;

ALTER TABLE payment_line ADD CONSTRAINT payment_line_place_code_check CHECK (octet_length(place_code) BETWEEN 6 AND 12 AND place_code !~ '[^0-9]');

ALTER TABLE payment_sending DROP CONSTRAINT payment_sending_place_code_check;

ALTER TABLE payment_sending ADD CONSTRAINT payment_sending_place_code_check CHECK (octet_length(place_code) BETWEEN 6 AND 12 AND place_code !~ '[^0-9]');

ALTER TABLE payment_sending DROP CONSTRAINT payment_sending_serial_check;

ALTER TABLE payment_sending ADD CONSTRAINT payment_sending_serial_check CHECK (octet_length(serial) = 14 AND serial !~ '[^0-9]');

ALTER POLICY payment_line_add ON payment_line
  WITH CHECK (county_code = (SELECT current_setting('app.county', true)) AND place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[]));

ALTER POLICY payment_line_change ON payment_line
  USING (county_code = (SELECT current_setting('app.county', true)) AND place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[]))
  WITH CHECK (county_code = (SELECT current_setting('app.county', true)) AND place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[]));

ALTER POLICY payment_line_seen ON payment_line
  USING (county_code = current_setting('app.county', true) AND (place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[])
      OR person IN (SELECT p.id FROM person p WHERE p.county_code = current_setting('app.county', true))));

ALTER POLICY payment_sending_scope ON payment_sending
  USING (county_code = (SELECT current_setting('app.county', true)) AND place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[]))
  WITH CHECK (county_code = (SELECT current_setting('app.county', true)) AND place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[]));

ALTER POLICY posting_seen ON posting
  USING (county_code = current_setting('app.county', true) AND (place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[])
      OR person IN (SELECT p.id FROM person p WHERE p.county_code = current_setting('app.county', true))));
