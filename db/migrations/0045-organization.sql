-- The leading group (双拥工作领导小组): versions, dated members, meetings, decisions.
CREATE TABLE leading_group (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  name text NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, place_code, name)
);

ALTER TABLE leading_group ENABLE ROW LEVEL SECURITY;

ALTER TABLE leading_group FORCE ROW LEVEL SECURITY;

CREATE POLICY leading_group_scope ON leading_group TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON leading_group TO tongxin_program;

CREATE TABLE group_version (
  county_code text NOT NULL,
  id uuid NOT NULL,
  leading_group uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  kind text NOT NULL CHECK (kind IN ('established', 'adjusted')),
  happened_on date NOT NULL,
  document text NOT NULL,
  reason text,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (county_code, id),
  UNIQUE (county_code, leading_group, happened_on),
  FOREIGN KEY (county_code, leading_group) REFERENCES leading_group (county_code, id)
);

COMMENT ON COLUMN group_version.document IS 'the paper that established or adjusted the group';

ALTER TABLE group_version ENABLE ROW LEVEL SECURITY;

ALTER TABLE group_version FORCE ROW LEVEL SECURITY;

CREATE POLICY group_version_scope ON group_version TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON group_version TO tongxin_program;

CREATE TABLE group_member (
  county_code text NOT NULL,
  id uuid NOT NULL,
  leading_group uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  name text NOT NULL,
  office text NOT NULL,
  role text NOT NULL CHECK (role IN ('head', 'deputy', 'member', 'office-director')),
  from_day date NOT NULL,
  to_day date CHECK (to_day >= from_day),
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, leading_group) REFERENCES leading_group (county_code, id)
);

COMMENT ON COLUMN group_member.to_day IS 'the last day of membership';

CREATE INDEX group_member_by_group ON group_member (county_code, leading_group, from_day);

ALTER TABLE group_member ENABLE ROW LEVEL SECURITY;

ALTER TABLE group_member FORCE ROW LEVEL SECURITY;

CREATE POLICY group_member_scope ON group_member TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON group_member TO tongxin_program;

CREATE TABLE meeting (
  county_code text NOT NULL,
  id uuid NOT NULL,
  leading_group uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  held_on date NOT NULL,
  topic text NOT NULL,
  chair text NOT NULL,
  attendees jsonb NOT NULL,
  absent jsonb NOT NULL,
  summary text,
  recorded_at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, leading_group) REFERENCES leading_group (county_code, id)
);

COMMENT ON COLUMN meeting.absent IS 'a list of {name, reason}';

CREATE INDEX meeting_by_day ON meeting (county_code, place_code, held_on);

ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;

ALTER TABLE meeting FORCE ROW LEVEL SECURITY;

CREATE POLICY meeting_scope ON meeting TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT, UPDATE ON meeting TO tongxin_program;

CREATE TABLE decision (
  county_code text NOT NULL,
  id uuid NOT NULL,
  meeting uuid NOT NULL,
  place_code text NOT NULL CHECK (place_code ~ '^[0-9]{6,12}$'),
  text text NOT NULL,
  owner_role text NOT NULL,
  owner_name text,
  due_on date NOT NULL,
  task uuid NOT NULL,
  PRIMARY KEY (county_code, id),
  FOREIGN KEY (county_code, meeting) REFERENCES meeting (county_code, id),
  FOREIGN KEY (county_code, task) REFERENCES task (county_code, id)
);

CREATE INDEX decision_by_meeting ON decision (county_code, meeting);

ALTER TABLE decision ENABLE ROW LEVEL SECURITY;

ALTER TABLE decision FORCE ROW LEVEL SECURITY;

CREATE POLICY decision_scope ON decision TO tongxin_program
  USING (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')))
  WITH CHECK (county_code = current_setting('app.county', true) AND place_code ~ (SELECT coalesce('^(' || replace(nullif(current_setting('app.scope', true), ''), ',', '|') || ')', '!')));

GRANT SELECT, INSERT ON decision TO tongxin_program;

