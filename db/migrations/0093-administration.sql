-- Whether the password was given by the security administrator and must be changed before anything else (GB/T 22239-2019, 8.1.4.1).
ALTER TABLE account ADD COLUMN password_once boolean NOT NULL DEFAULT false;
ALTER TABLE account ADD COLUMN signed_in_at timestamptz;
-- Two people at one account or place: who comes second is told.
ALTER TABLE account ADD COLUMN version integer NOT NULL DEFAULT 1;
ALTER TABLE place ADD COLUMN version integer NOT NULL DEFAULT 1;
-- What the browser says it is, so that somebody recognises their own sessions.
ALTER TABLE session ADD COLUMN device text CHECK (length(device) <= 200);
CREATE INDEX session_account ON session (county_code, account, seen_at);
-- What the auditor asks for: a stretch of time, one account, one kind of action.
CREATE INDEX journal_at ON journal (county_code, at);
CREATE INDEX journal_account ON journal (county_code, account, number);
CREATE INDEX journal_action ON journal (county_code, action, number);
