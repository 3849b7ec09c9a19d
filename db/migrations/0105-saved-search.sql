-- Searches that somebody keeps under a name, for themselves alone: an office's computers are shared, so the browser is no place for them.
CREATE TABLE saved_search (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  account uuid NOT NULL,
  list text NOT NULL CHECK (list ~ '^[a-z-]{1,40}$'),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 30),
  words bytea NOT NULL,
  opens_first boolean NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, account, place_code, list, name),
  FOREIGN KEY (county_code, account) REFERENCES account (county_code, id)
);

COMMENT ON COLUMN saved_search.place_code IS 'where the account was when it saved: whoever moves to another place begins anew';

COMMENT ON COLUMN saved_search.list IS 'the list that is searched, as the page names it';

COMMENT ON COLUMN saved_search.words IS 'sealed: somebody may have searched for a name or a number';

COMMENT ON COLUMN saved_search.opens_first IS 'the one with which the list opens';

CREATE UNIQUE INDEX saved_search_first ON saved_search (county_code, account, place_code, list) WHERE opens_first;

ALTER TABLE saved_search ENABLE ROW LEVEL SECURITY;

ALTER TABLE saved_search FORCE ROW LEVEL SECURITY;

CREATE POLICY saved_search_scope ON saved_search TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE (name, opens_first), DELETE ON saved_search TO tongxin_program;
