-- What the whole database is: a demo for ever or never one, and its keys, wrapped. One row; not business data.
CREATE TABLE installation (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  demo boolean NOT NULL,
  made_at timestamptz NOT NULL,
  -- A demo's clock stands where its invented history ends and runs on from there; a real database's is the real one.
  clock_shift_milliseconds bigint NOT NULL DEFAULT 0,
  keys_by_file bytea NOT NULL,
  keys_by_phrase bytea NOT NULL,
  phrase_salt bytea NOT NULL
);

-- The counties of this database: a lookup that signing in needs before any scope is known.
CREATE TABLE county (
  code text PRIMARY KEY CHECK (code ~ '^[0-9]{6}$'),
  name text NOT NULL,
  name_en text NOT NULL
);
GRANT SELECT ON county TO tongxin_program;

CREATE TABLE place (
  county_code text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  name text NOT NULL,
  name_en text NOT NULL,
  level text NOT NULL CHECK (level IN ('county', 'township', 'village')),
  parent_code text,
  from_day date NOT NULL,
  to_day date CHECK (to_day >= from_day),
  -- The place that took this one in: its scope includes this one's records.
  successor_code text,
  -- The row of law/calendar that tells when harvests are here.
  harvest_region text,
  PRIMARY KEY (county_code, place_code),
  CHECK (left(place_code, 6) = county_code),
  CHECK (left(place_code, length(parent_code)) = parent_code)
);
ALTER TABLE place ENABLE ROW LEVEL SECURITY;
ALTER TABLE place FORCE ROW LEVEL SECURITY;
-- A village sees the names of the places around and above it; names of places are no secret.
CREATE POLICY place_county ON place FOR SELECT TO tongxin_program
  USING (county_code = nullif(current_setting('app.county', true), ''));
CREATE POLICY place_add ON place FOR INSERT TO tongxin_program
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));
CREATE POLICY place_change ON place FOR UPDATE TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));
GRANT SELECT, INSERT, UPDATE ON place TO tongxin_program;

CREATE TABLE account (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  login text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('village-worker', 'clerk', 'reviewer', 'leader', 'county-office', 'auditor',
    'system-administrator', 'security-administrator', 'audit-administrator')),
  -- argon2id$memory_kib$passes$parallelism$salt$tag; null in a demo, where nobody has a password.
  password text,
  password_changed_at timestamptz,
  failures integer NOT NULL DEFAULT 0,
  locked_until timestamptz,
  closed_at timestamptz,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, login)
);
ALTER TABLE account ENABLE ROW LEVEL SECURITY;
ALTER TABLE account FORCE ROW LEVEL SECURITY;
CREATE POLICY account_scope ON account TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));
GRANT SELECT, INSERT, UPDATE ON account TO tongxin_program;

CREATE TABLE session (
  county_code text NOT NULL,
  token_hash text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  account uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  closed_at timestamptz,
  PRIMARY KEY (county_code, token_hash),
  FOREIGN KEY (county_code, account) REFERENCES account (county_code, id)
);
ALTER TABLE session ENABLE ROW LEVEL SECURITY;
ALTER TABLE session FORCE ROW LEVEL SECURITY;
CREATE POLICY session_scope ON session TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));
GRANT SELECT, INSERT, UPDATE ON session TO tongxin_program;

-- Commands that carried an idempotency key, and what they answered: a repeat gets the first answer.
CREATE TABLE command (
  county_code text NOT NULL,
  account text NOT NULL,
  key text NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  at timestamptz NOT NULL,
  outcome text,
  PRIMARY KEY (county_code, account, key)
);
ALTER TABLE command ENABLE ROW LEVEL SECURITY;
ALTER TABLE command FORCE ROW LEVEL SECURITY;
CREATE POLICY command_scope ON command TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));
GRANT SELECT, INSERT, UPDATE ON command TO tongxin_program;
