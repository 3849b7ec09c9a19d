-- A county posts 300,000 rows in one go: what each row costs is looked at. Two indexes gave every row a place in a tree, where it was only ever asked
-- for whole months and whole runs. Rows of a month, and those of a run, come together and stay together: what lies between two marks is noted
-- for each piece of the table.
DROP INDEX posting_by_period;

DROP INDEX posting_by_reference;

CREATE INDEX posting_where ON posting USING brin (county_code, period, reference) WITH (pages_per_range = 32, autosummarize = on);

-- The same codes are let in as by '^[0-9]{6,12}$', at a quarter of the cost.
ALTER TABLE posting DROP CONSTRAINT posting_place_code_check;

ALTER TABLE posting ADD CONSTRAINT posting_place_code_check CHECK (octet_length(place_code) BETWEEN 6 AND 12 AND place_code !~ '[^0-9]');

-- The same scope is let in as by the pattern of other tables. No scope is no place.
DROP POLICY posting_add ON posting;

CREATE POLICY posting_add ON posting FOR INSERT TO tongxin_program
  WITH CHECK (county_code = (SELECT current_setting('app.county', true)) AND place_code ^@ ANY ((SELECT string_to_array(current_setting('app.scope', true), ','))::text[]));
