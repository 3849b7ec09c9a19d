-- The year's work in the browser: who changed something first is told to whoever comes second, a plan has items of its own
-- with somebody's name on them, a visit may ask for something to be done, and a meeting's paper says what such papers say.

ALTER TABLE task ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE task DROP CONSTRAINT task_source_kind_check;

ALTER TABLE task ADD CONSTRAINT task_source_kind_check CHECK (source_kind IN ('duty', 'decision', 'notice', 'visit', 'own'));

ALTER TABLE plan_item ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE plan_item ADD COLUMN owner_name text;

ALTER TABLE meeting ADD COLUMN version integer NOT NULL DEFAULT 1;

ALTER TABLE meeting ADD COLUMN venue text;

ALTER TABLE meeting ADD COLUMN recorder text;

ALTER TABLE meeting ADD COLUMN agenda jsonb NOT NULL DEFAULT '[]';

ALTER TABLE meeting ADD COLUMN observers jsonb NOT NULL DEFAULT '[]';

COMMENT ON COLUMN meeting.observers IS 'who sits in without being a member (列席)';
