-- What the migrations make, read back from the catalog: node tools/run.mjs schema writes it, a test compares it.

TABLE account (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  login text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  password text,
  password_changed_at timestamp with time zone,
  failures integer NOT NULL DEFAULT 0,
  locked_until timestamp with time zone,
  closed_at timestamp with time zone,
  password_once boolean NOT NULL DEFAULT false,
  signed_in_at timestamp with time zone,
  version integer NOT NULL DEFAULT 1,
  toured_at timestamp with time zone,
  UNIQUE (county_code, login),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((role = ANY (ARRAY['village-worker'::text, 'clerk'::text, 'reviewer'::text, 'leader'::text, 'county-office'::text, 'auditor'::text, 'system-administrator'::text, 'security-administrator'::text, 'audit-administrator'::text])))
)
POLICY account_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE

TABLE account_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  reason text NOT NULL,
  note text,
  account bytea NOT NULL,
  account_index text NOT NULL,
  bank_name text NOT NULL,
  account_holder text NOT NULL,
  account_relation text NOT NULL,
  before_account bytea,
  before_bank_name text,
  before_account_holder text,
  before_account_relation text NOT NULL,
  evidence uuid[] NOT NULL,
  state text NOT NULL,
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  answer text,
  CHECK ((account_relation = ANY (ARRAY['self'::text, 'spouse'::text, 'parent'::text, 'child'::text, 'grandchild'::text, 'sibling'::text, 'guardian'::text, 'heir'::text, 'care-home'::text, 'village-office'::text]))),
  CHECK (((reason = 'first'::text) = (before_account IS NULL))),
  CHECK (((state = ANY (ARRAY['decided'::text, 'declined'::text])) = ((decided_by IS NOT NULL) AND (decided_by_name IS NOT NULL) AND (decided_at IS NOT NULL)))),
  CHECK (((state <> 'declined'::text) OR (answer IS NOT NULL))),
  FOREIGN KEY (county_code, person) REFERENCES person(county_code, id),
  CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  CHECK ((cardinality(evidence) > 0)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((reason = ANY (ARRAY['first'::text, 'lost-card'::text, 'bank-merged'::text, 'returned-by-bank'::text, 'payee-changed'::text, 'correction'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'decided'::text, 'declined'::text, 'withdrawn'::text])))
)
CREATE INDEX account_proposal_by_account ON public.account_proposal USING btree (county_code, account_index) WHERE (state = 'open'::text)
CREATE INDEX account_proposal_by_person ON public.account_proposal USING btree (county_code, person, proposed_at)
CREATE INDEX account_proposal_by_place ON public.account_proposal USING btree (county_code, place_code, state)
CREATE UNIQUE INDEX account_proposal_open ON public.account_proposal USING btree (county_code, person) WHERE (state = 'open'::text)
POLICY account_proposal_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (answer, decided_at, decided_by, decided_by_name, place_code, state)
-- account: sealed
-- answer: why it was declined, or what the decider says to a warning
-- before_account: sealed: the account on the card when it was proposed; while the proposal is open nothing else changes it
-- evidence: ids of what proves it

TABLE activity (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  held_on date NOT NULL,
  fields jsonb NOT NULL,
  parties jsonb NOT NULL,
  evidence_missing text[] NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by text NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX activity_by_kind ON public.activity USING btree (county_code, kind, held_on, place_code) WHERE (withdrawn_at IS NULL)
POLICY activity_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- activity: anything that was done, of a kind that activities/ describes
-- evidence_missing: kinds of evidence that the kind requires and the record does not have yet; while there is one no task is closed
-- fields: field id -> value, as the kind legally has it; money in fen
-- parties: party id -> list of household, person or place ids, or of names
-- withdrawn_at: a withdrawn record stays, and no figure counts it

TABLE command (
  county_code text NOT NULL,
  account text NOT NULL,
  key text NOT NULL,
  place_code text NOT NULL,
  at timestamp with time zone NOT NULL,
  outcome text,
  PRIMARY KEY (county_code, account, key),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY command_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE

TABLE confirmation (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  year integer NOT NULL,
  revision integer NOT NULL,
  way text NOT NULL,
  found_on date NOT NULL,
  result text NOT NULL,
  evidence uuid[] NOT NULL,
  note text,
  supersedes uuid,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  CHECK (((revision = 1) = (supersedes IS NULL))),
  FOREIGN KEY (county_code, supersedes, person, year) REFERENCES confirmation(county_code, id, person, year),
  UNIQUE (county_code, id, person, year),
  FOREIGN KEY (county_code, person) REFERENCES person(county_code, id),
  CHECK (((way <> 'face-check'::text) OR ((result = 'confirmed'::text) AND (note IS NULL) AND (cardinality(evidence) = 0)))),
  CHECK ((EXTRACT(year FROM found_on) = (year)::numeric)),
  UNIQUE (county_code, person, year, revision),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((result = ANY (ARRAY['confirmed'::text, 'away'::text, 'not-found'::text, 'deceased'::text]))),
  CHECK ((revision > 0)),
  CHECK ((way = ANY (ARRAY['face-check'::text, 'hand-held'::text, 'home-visit'::text, 'telephone'::text, 'video'::text, 'documents'::text]))),
  CHECK (((year >= 1949) AND (year <= 2200)))
)
CREATE INDEX confirmation_by_year ON public.confirmation USING btree (county_code, year, person)
POLICY confirmation_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (place_code)
-- evidence: ids of what proves it
-- revision: 1 for the first finding of a person's year, the next for what supersedes it: the last one stands, and each is there once
-- way: of a face check the result alone is kept: there is no column for a picture or a template, and none may be linked

TABLE county (
  code text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  CHECK ((code ~ '^[0-9]{6}$'::text)),
  PRIMARY KEY (code)
)
GRANT SELECT

TABLE decision (
  county_code text NOT NULL,
  id uuid NOT NULL,
  meeting uuid NOT NULL,
  place_code text NOT NULL,
  text text NOT NULL,
  owner_role text NOT NULL,
  owner_name text,
  due_on date NOT NULL,
  task uuid NOT NULL,
  FOREIGN KEY (county_code, meeting) REFERENCES meeting(county_code, id),
  FOREIGN KEY (county_code, task) REFERENCES task(county_code, id),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX decision_by_meeting ON public.decision USING btree (county_code, meeting)
POLICY decision_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT

TABLE disclosure_notice (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  subject_kind text,
  subject text,
  content text NOT NULL,
  content_hash text NOT NULL,
  row_count integer NOT NULL,
  omitted integer NOT NULL,
  phone text NOT NULL,
  address text NOT NULL,
  state text NOT NULL,
  prepared_by text NOT NULL,
  prepared_by_name text NOT NULL,
  prepared_at timestamp with time zone NOT NULL,
  published_by text,
  published_by_name text,
  published_on date,
  ends_on date,
  unknown_days date[] NOT NULL DEFAULT '{}'::date[],
  taken_down_on date,
  closed_by text,
  closed_by_name text,
  closed_on date,
  withdrawn_reason text,
  CHECK (((subject_kind IS NULL) = (subject IS NULL))),
  CHECK (((state = ANY (ARRAY['published'::text, 'ended'::text, 'withdrawn'::text])) = (published_by IS NOT NULL))),
  CHECK ((((published_by IS NULL) = (published_on IS NULL)) AND ((published_by IS NULL) = (ends_on IS NULL)))),
  CHECK ((published_on < ends_on)),
  CHECK (((taken_down_on IS NULL) OR (taken_down_on >= published_on))),
  CHECK (((state <> ALL (ARRAY['ended'::text, 'withdrawn'::text])) OR (taken_down_on IS NOT NULL))),
  CHECK (((state = ANY (ARRAY['ended'::text, 'withdrawn'::text, 'discarded'::text])) = ((closed_by IS NOT NULL) AND (closed_on IS NOT NULL)))),
  CHECK (((state = 'withdrawn'::text) = (withdrawn_reason IS NOT NULL))),
  CHECK ((content_hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((omitted >= 0)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((row_count > 0)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'ended'::text, 'withdrawn'::text, 'discarded'::text]))),
  CHECK (((published_by IS NULL) OR (published_by <> prepared_by))),
  CHECK (((state <> 'ended'::text) OR (closed_on > ends_on)))
)
CREATE INDEX disclosure_notice_by_place ON public.disclosure_notice USING btree (county_code, place_code, state)
CREATE UNIQUE INDEX disclosure_notice_open ON public.disclosure_notice USING btree (county_code, subject_kind, subject, place_code) WHERE (state = ANY (ARRAY['draft'::text, 'published'::text]))
POLICY disclosure_notice_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (closed_by, closed_by_name, closed_on, ends_on, published_by, published_by_name, published_on, state, taken_down_on, unknown_days, withdrawn_reason)
-- content: the exact text as JSON: headings, rows, everything on the paper; content_hash is its SHA-256
-- subject: what it is about, in the room that knows it: a run of payments
-- unknown_days: days of the period whose holidays were not announced when it was published

TABLE disclosure_objection (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  notice uuid NOT NULL,
  number integer NOT NULL,
  row_number integer,
  raised_on date NOT NULL,
  raised_by text NOT NULL,
  text text NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  result text,
  answer text,
  answered_by text,
  answered_by_name text,
  answered_on date,
  CHECK (((answered_by IS NULL) OR (answered_by <> recorded_by))),
  CHECK ((((result IS NULL) = (answer IS NULL)) AND ((result IS NULL) = (answered_by IS NULL)) AND ((result IS NULL) = (answered_on IS NULL)))),
  FOREIGN KEY (county_code, notice) REFERENCES disclosure_notice(county_code, id),
  UNIQUE (county_code, notice, number),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((result = ANY (ARRAY['upheld'::text, 'not-upheld'::text]))),
  CHECK ((row_number > 0))
)
CREATE INDEX disclosure_objection_answered ON public.disclosure_objection USING btree (county_code, answered_on) WHERE (answered_on IS NOT NULL)
POLICY disclosure_objection_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (answer, answered_by, answered_by_name, answered_on, result)

TABLE document (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  template text NOT NULL,
  year integer NOT NULL,
  state text NOT NULL,
  model jsonb NOT NULL,
  figures jsonb NOT NULL,
  text_hash text NOT NULL,
  prepared_by text NOT NULL,
  prepared_name text NOT NULL,
  prepared_at timestamp with time zone NOT NULL,
  checked_by text,
  checked_name text,
  checked_at timestamp with time zone,
  issued_by text,
  issued_name text,
  issued_at timestamp with time zone,
  issued_on date,
  journal_number bigint,
  journal_hash text,
  CHECK ((checked_by <> prepared_by)),
  CHECK ((issued_by <> prepared_by)),
  CHECK (((state = 'issued'::text) = ((issued_by IS NOT NULL) AND (issued_on IS NOT NULL) AND (journal_hash IS NOT NULL)))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'checked'::text, 'issued'::text, 'discarded'::text]))),
  CHECK ((length(text_hash) = 64)),
  CHECK (((year >= 1950) AND (year <= 2200)))
)
CREATE UNIQUE INDEX document_open ON public.document USING btree (county_code, place_code, template, year) WHERE (state = ANY (ARRAY['draft'::text, 'checked'::text]))
POLICY document_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE

TABLE document_revision (
  county_code text NOT NULL,
  place_code text NOT NULL,
  template text NOT NULL,
  year integer NOT NULL,
  source text NOT NULL,
  text text NOT NULL,
  version integer NOT NULL,
  revised_by text NOT NULL,
  revised_by_name text NOT NULL,
  revised_at timestamp with time zone NOT NULL,
  PRIMARY KEY (county_code, place_code, template, year, source),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((source <> ''::text)),
  CHECK ((text <> ''::text)),
  CHECK ((version > 0)),
  CHECK (((year >= 1950) AND (year <= 2200)))
)
POLICY document_revision_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT DELETE, INSERT, SELECT, UPDATE
-- source: the paragraph that it stands for, as the template words it: where the template says something else, the revision waits

TABLE duplicate_judgement (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  other uuid NOT NULL,
  seen text NOT NULL,
  state text NOT NULL,
  closed uuid,
  reason text NOT NULL,
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  answer text,
  CHECK ((((state = 'two'::text) = (closed IS NULL)) AND ((closed IS NULL) OR ((closed = person) OR (closed = other))))),
  CHECK (((state = ANY (ARRAY['same'::text, 'declined'::text])) = ((decided_by IS NOT NULL) AND (decided_by_name IS NOT NULL) AND (decided_at IS NOT NULL)))),
  CHECK (((state <> 'declined'::text) OR (answer IS NOT NULL))),
  FOREIGN KEY (county_code, other) REFERENCES person(county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person(county_code, id),
  CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  CHECK ((person < other)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((state = ANY (ARRAY['two'::text, 'open'::text, 'same'::text, 'declined'::text])))
)
CREATE INDEX duplicate_judgement_by_pair ON public.duplicate_judgement USING btree (county_code, person, other, proposed_at)
CREATE UNIQUE INDEX duplicate_judgement_open ON public.duplicate_judgement USING btree (county_code, person, other) WHERE (state = 'open'::text)
POLICY duplicate_judgement_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (answer, decided_at, decided_by, decided_by_name, state)
-- closed: the record to be closed as the duplicate of the other; none where they are two people
-- seen: keyed: names, births, numbers and accounts as they stood; a judgement of two people holds while they stand so

TABLE evidence (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  title text NOT NULL,
  taken_on date NOT NULL,
  media_type text NOT NULL,
  size integer NOT NULL,
  hash text NOT NULL,
  file text NOT NULL,
  file_name bytea,
  subject_kind text NOT NULL,
  subject text NOT NULL,
  kept_at timestamp with time zone NOT NULL,
  kept_by text NOT NULL,
  CHECK ((file ~ '^[0-9a-f]{32}$'::text)),
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((kind = ANY (ARRAY['photo'::text, 'scan'::text, 'sign-in'::text, 'receipt'::text, 'file'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((size > 0))
)
CREATE INDEX evidence_by_subject ON public.evidence USING btree (county_code, subject, subject_kind)
POLICY evidence_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
-- file: the name in the file store: a keyed hash
-- file_name: sealed: what the file was called where it came from
-- hash: SHA-256 of the bytes as kept, after their metadata was removed

TABLE fact (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  kind text NOT NULL,
  value jsonb NOT NULL,
  known_on date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by text NOT NULL,
  supersedes uuid,
  document text,
  FOREIGN KEY (county_code, person) REFERENCES person(county_code, id),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX fact_by_person ON public.fact USING btree (county_code, person, known_on)
CREATE INDEX fact_superseding ON public.fact USING btree (county_code, supersedes) WHERE (supersedes IS NOT NULL)
POLICY fact_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (place_code)
-- fact: append-only; as known on a day = known by then, and not superseded by a fact known by then
-- document: the paper it rests on
-- known_on: the day the office learned it; when it became true is inside the value
-- value: JSON null withdraws what it supersedes

TABLE fund (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  name text NOT NULL,
  source text NOT NULL,
  purpose text NOT NULL,
  year integer NOT NULL,
  created_at timestamp with time zone NOT NULL,
  level text NOT NULL,
  donor text,
  UNIQUE (county_code, place_code, year, name),
  CHECK (((donor IS NULL) OR (level = 'donated'::text))),
  CHECK ((level = ANY (ARRAY['central'::text, 'provincial'::text, 'county'::text, 'township'::text, 'donated'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((purpose = ANY (ARRAY['any'::text, 'benefits'::text, 'condolence'::text, 'hardship'::text]))),
  CHECK (((year >= 1949) AND (year <= 2999)))
)
POLICY fund_locked AS RESTRICTIVE FOR UPDATE
    USING true
    WITH CHECK false
POLICY fund_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (created_at)
-- donor: who gave a donated fund; null where the giver stays unnamed

TABLE fund_balance (
  county_code text NOT NULL,
  fund uuid NOT NULL,
  number integer NOT NULL,
  place_code text NOT NULL,
  change_fen bigint NOT NULL,
  balance_fen bigint NOT NULL,
  reference_kind text NOT NULL,
  reference text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  changed_by text NOT NULL,
  CHECK ((balance_fen >= 0)),
  CHECK ((change_fen <> 0)),
  CHECK (((number > 1) OR (balance_fen = change_fen))),
  FOREIGN KEY (county_code, fund) REFERENCES fund(county_code, id),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, fund, number),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY fund_balance_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
-- fund_balance: only added to; of a fund the row with the highest number is its balance, and no row is a balance of nothing

TABLE fund_budget (
  county_code text NOT NULL,
  fund uuid NOT NULL,
  number integer NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  purpose text,
  change_fen bigint NOT NULL,
  document text NOT NULL,
  decided_on date NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  CHECK ((change_fen <> 0)),
  CHECK (((kind = 'adjustment'::text) OR (change_fen > 0))),
  FOREIGN KEY (county_code, fund) REFERENCES fund(county_code, id),
  CHECK ((kind = ANY (ARRAY['budget'::text, 'allocation'::text, 'adjustment'::text]))),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, fund, number),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((purpose ~ '^[a-z0-9-]+$'::text))
)
POLICY fund_budget_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
-- kind: budget 预算, allocation 上级下达的指标, adjustment 调整
-- purpose: the benefit or purpose that the notice names; null where it names none

TABLE fund_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  fund uuid NOT NULL,
  fund_to uuid,
  amount_fen bigint,
  item uuid,
  quantity_counted integer,
  quantity_booked integer,
  happens_on date NOT NULL,
  document text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  answer text,
  CHECK ((amount_fen > 0)),
  CHECK (((state = ANY (ARRAY['approved'::text, 'rejected'::text])) = ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL)))),
  CHECK (((state <> 'rejected'::text) OR (answer IS NOT NULL))),
  CHECK (((kind = 'transfer'::text) = ((fund_to IS NOT NULL) AND (amount_fen IS NOT NULL)))),
  CHECK (((kind = 'stock-count'::text) = ((item IS NOT NULL) AND (quantity_counted IS NOT NULL) AND (quantity_booked IS NOT NULL)))),
  CHECK ((fund_to <> fund)),
  FOREIGN KEY (county_code, fund) REFERENCES fund(county_code, id),
  FOREIGN KEY (county_code, fund_to) REFERENCES fund(county_code, id),
  FOREIGN KEY (county_code, item) REFERENCES stock_item(county_code, id),
  CHECK ((decided_by <> proposed_by)),
  CHECK ((kind = ANY (ARRAY['transfer'::text, 'stock-count'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((quantity_booked >= 0)),
  CHECK ((quantity_counted >= 0)),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
)
CREATE INDEX fund_proposal_by_place ON public.fund_proposal USING btree (county_code, place_code, state)
CREATE UNIQUE INDEX fund_proposal_one_count ON public.fund_proposal USING btree (county_code, item) WHERE (state = 'proposed'::text)
POLICY fund_proposal_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (answer, decided_at, decided_by, decided_by_name, state)
-- quantity_booked: what the books said when it was counted; the difference is posted whatever moved since

TABLE group_member (
  county_code text NOT NULL,
  id uuid NOT NULL,
  leading_group uuid NOT NULL,
  place_code text NOT NULL,
  name text NOT NULL,
  office text NOT NULL,
  role text NOT NULL,
  from_day date NOT NULL,
  to_day date,
  CHECK ((to_day >= from_day)),
  FOREIGN KEY (county_code, leading_group) REFERENCES leading_group(county_code, id),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((role = ANY (ARRAY['head'::text, 'deputy'::text, 'member'::text, 'office-director'::text])))
)
CREATE INDEX group_member_by_group ON public.group_member USING btree (county_code, leading_group, from_day)
POLICY group_member_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- to_day: the last day of membership

TABLE group_version (
  county_code text NOT NULL,
  id uuid NOT NULL,
  leading_group uuid NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  happened_on date NOT NULL,
  document text NOT NULL,
  reason text,
  recorded_at timestamp with time zone NOT NULL,
  FOREIGN KEY (county_code, leading_group) REFERENCES leading_group(county_code, id),
  UNIQUE (county_code, leading_group, happened_on),
  CHECK ((kind = ANY (ARRAY['established'::text, 'adjusted'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY group_version_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
-- document: the paper that established or adjusted the group

TABLE household (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  head text NOT NULL,
  group_name text,
  address text,
  members integer,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  own_of uuid,
  CHECK ((members > 0)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX household_place ON public.household USING btree (county_code, place_code, id)
POLICY household_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- group_name: the villagers' group (村民小组)
-- members: how many live in it, as counted by the village; not all of them are persons here
-- own_of: the person with whom it was entered; when nobody lives in it any more it is not listed

TABLE installation (
  only_one boolean NOT NULL DEFAULT true,
  demo boolean NOT NULL,
  made_at timestamp with time zone NOT NULL,
  clock_shift_milliseconds bigint NOT NULL DEFAULT 0,
  keys_by_file bytea NOT NULL,
  keys_by_phrase bytea NOT NULL,
  phrase_salt bytea NOT NULL,
  CHECK (only_one),
  PRIMARY KEY (only_one)
)

TABLE journal (
  county_code text NOT NULL,
  number bigint NOT NULL,
  place_code text NOT NULL,
  at timestamp with time zone NOT NULL,
  account text NOT NULL,
  actor text NOT NULL,
  role text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  before text,
  after text,
  previous_hash text NOT NULL,
  hash text NOT NULL,
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, number),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((previous_hash ~ '^[0-9a-f]{64}$'::text))
)
CREATE INDEX journal_account ON public.journal USING btree (county_code, account, number)
CREATE INDEX journal_action ON public.journal USING btree (county_code, action, number)
CREATE INDEX journal_at ON public.journal USING btree (county_code, at)
CREATE INDEX journal_subject ON public.journal USING btree (county_code, subject, number)
POLICY journal_add FOR INSERT
    WITH CHECK (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
POLICY journal_scope FOR SELECT
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT

TABLE journal_head (
  county_code text NOT NULL,
  number bigint NOT NULL,
  hash text NOT NULL,
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  PRIMARY KEY (county_code)
)
POLICY journal_head_county FOR ALL
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
    WITH CHECK (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT, UPDATE

TABLE law_package (
  proof_hash text NOT NULL,
  law_hash text NOT NULL,
  files bytea NOT NULL,
  taken_at timestamp with time zone NOT NULL,
  CHECK ((law_hash ~ '^[0-9a-f]{64}$'::text)),
  PRIMARY KEY (proof_hash),
  CHECK ((proof_hash ~ '^[0-9a-f]{64}$'::text))
)
-- files: a JSON list of {path, text}, compressed
-- proof_hash: SHA-256 over every file, cases too; law_hash leaves the cases out, as decisions and runs do

TABLE law_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  title text NOT NULL,
  reason text NOT NULL,
  state text NOT NULL,
  files jsonb NOT NULL,
  prepared_by text NOT NULL,
  prepared_by_name text NOT NULL,
  prepared_at timestamp with time zone NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision_reason text,
  version integer,
  CHECK (((state = ANY (ARRAY['approved'::text, 'rejected'::text])) = (decided_by IS NOT NULL))),
  CHECK (((state = 'approved'::text) = (version IS NOT NULL))),
  CHECK (((state <> 'rejected'::text) OR (decision_reason IS NOT NULL))),
  CHECK ((decided_by <> prepared_by)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'approved'::text, 'rejected'::text, 'withdrawn'::text])))
)
CREATE INDEX law_proposal_by_day ON public.law_proposal USING btree (county_code, prepared_at)
POLICY law_proposal_county FOR ALL
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
    WITH CHECK (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT
GRANT UPDATE (decided_at, decided_by, decided_by_name, decision_reason, files, reason, state, title, version)
-- files: a list of {path, text}, as typed
-- place_code: the place of whoever prepared it; what it adds holds for the county
-- version: the version of the county's law that it made

TABLE law_text (
  county_code text NOT NULL,
  version integer NOT NULL,
  path text NOT NULL,
  place_code text NOT NULL,
  hash text NOT NULL,
  text text NOT NULL,
  proposal uuid NOT NULL,
  FOREIGN KEY (county_code, proposal) REFERENCES law_proposal(county_code, id),
  CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  PRIMARY KEY (county_code, version, path),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((version > 0))
)
POLICY law_text_county FOR ALL
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
    WITH CHECK (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT
-- hash: SHA-256 of the text

TABLE law_version (
  county_code text NOT NULL,
  version integer NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (county_code),
  CHECK ((version >= 0))
)
POLICY law_version_county FOR ALL
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
    WITH CHECK (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT, UPDATE
-- hash: SHA-256 over the hash before it and the hashes of the texts that were added; empty before the first

TABLE leading_group (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  name text NOT NULL,
  UNIQUE (county_code, place_code, name),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY leading_group_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE

TABLE meeting (
  county_code text NOT NULL,
  id uuid NOT NULL,
  leading_group uuid NOT NULL,
  place_code text NOT NULL,
  held_on date NOT NULL,
  topic text NOT NULL,
  chair text NOT NULL,
  attendees jsonb NOT NULL,
  absent jsonb NOT NULL,
  summary text,
  recorded_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  version integer NOT NULL DEFAULT 1,
  venue text,
  recorder text,
  agenda jsonb NOT NULL DEFAULT '[]'::jsonb,
  observers jsonb NOT NULL DEFAULT '[]'::jsonb,
  FOREIGN KEY (county_code, leading_group) REFERENCES leading_group(county_code, id),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX meeting_by_day ON public.meeting USING btree (county_code, place_code, held_on)
POLICY meeting_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- absent: a list of {name, reason}
-- observers: who sits in without being a member (列席)

TABLE migration (
  file text NOT NULL,
  number integer NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (file, number)
)

TABLE payment_allocation (
  county_code text NOT NULL,
  run uuid NOT NULL,
  benefit text NOT NULL,
  place_code text NOT NULL,
  fund uuid NOT NULL,
  amount_fen bigint NOT NULL,
  CHECK ((amount_fen > 0)),
  FOREIGN KEY (county_code, fund) REFERENCES fund(county_code, id),
  FOREIGN KEY (county_code, run) REFERENCES payment_run(county_code, id),
  PRIMARY KEY (county_code, run, benefit),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX payment_allocation_by_fund ON public.payment_allocation USING btree (county_code, fund)
POLICY payment_allocation_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT

TABLE payment_comparison (
  county_code text NOT NULL,
  id uuid NOT NULL,
  compared_at timestamp with time zone NOT NULL,
  asked_by_name text NOT NULL,
  lines integer NOT NULL,
  replayed integer NOT NULL,
  differences integer NOT NULL,
  CHECK ((differences >= 0)),
  CHECK ((lines >= 0)),
  PRIMARY KEY (county_code, id),
  CHECK ((replayed >= 0))
)
CREATE INDEX payment_comparison_by_time ON public.payment_comparison USING btree (county_code, compared_at)
POLICY payment_comparison_county FOR ALL
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
    WITH CHECK (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT

TABLE payment_counter (
  county_code text NOT NULL,
  year integer NOT NULL,
  last_number integer NOT NULL,
  CHECK (((last_number >= 1) AND (last_number <= 9999))),
  PRIMARY KEY (county_code, year)
)
POLICY payment_counter_county FOR ALL
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
    WITH CHECK (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT, UPDATE

TABLE payment_difference (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  subject text NOT NULL,
  kind text NOT NULL,
  owner text NOT NULL,
  text_zh text NOT NULL,
  text_en text NOT NULL,
  stated_fen bigint,
  found_fen bigint,
  first_seen_at timestamp with time zone NOT NULL,
  last_seen_at timestamp with time zone NOT NULL,
  gone_at timestamp with time zone,
  note text,
  noted_by_name text,
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE UNIQUE INDEX payment_difference_open ON public.payment_difference USING btree (county_code, kind, subject) WHERE (gone_at IS NULL)
POLICY payment_difference_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (found_fen, gone_at, last_seen_at, note, noted_by_name, stated_fen, text_en, text_zh)
-- gone_at: when a comparison no longer found it; nobody closes a difference by hand
-- owner: the role that is to settle it

TABLE payment_exception (
  county_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  benefit text,
  text_zh text NOT NULL,
  text_en text NOT NULL,
  lines integer[] NOT NULL,
  receivables integer[] NOT NULL,
  decision text,
  reason text,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  decided_in uuid,
  CHECK (((kind <> 'provisional'::text) OR (decision IS DISTINCT FROM 'pay'::text))),
  CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (reason IS NULL)))),
  FOREIGN KEY (county_code, run) REFERENCES payment_run(county_code, id),
  CHECK (((decided_in IS NULL) OR ((decision = 'pay'::text) AND (kind = 'by-hand'::text) AND (decided_in <> run)))),
  CHECK ((decision = ANY (ARRAY['pay'::text, 'leave-out'::text]))),
  CHECK ((kind = ANY (ARRAY['died'::text, 'moved'::text, 'provisional'::text, 'no-account'::text, 'payee-changed'::text, 'holder-differs'::text, 'by-hand'::text, 'missing'::text]))),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, run, number),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX payment_exception_judged ON public.payment_exception USING btree (county_code, person) WHERE ((kind = 'by-hand'::text) AND (decision IS NOT NULL) AND (decided_in IS NULL))
POLICY payment_exception_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (decided_at, decided_by, decided_by_name, decided_in, decision, reason)
-- decided_in: the earlier run in which this was decided: who, when and why are of that day; null where it was decided in this run, or not yet
-- lines: the numbers of the run's lines that a decision to leave out takes from it; likewise its receivables

TABLE payment_line (
  county_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  name text NOT NULL,
  benefit text NOT NULL,
  category text NOT NULL,
  period text NOT NULL,
  kind text NOT NULL,
  amount_fen bigint NOT NULL,
  entitled_fen bigint NOT NULL,
  posted_before_fen bigint NOT NULL,
  source text NOT NULL,
  article text NOT NULL,
  arithmetic text NOT NULL,
  rate_fen bigint,
  rate_source text NOT NULL,
  confidence text NOT NULL,
  provisional boolean NOT NULL,
  state text NOT NULL,
  confirmed_on date,
  claims boolean DEFAULT 
CASE
    WHEN (state = 'open'::text) THEN true
    ELSE NULL::boolean
END,
  due_on date,
  before_rate_fen bigint,
  before_rate_source text,
  before_run uuid,
  left_out_by integer,
  offset_fen bigint NOT NULL DEFAULT 0,
  CHECK ((amount_fen > 0)),
  CHECK ((amount_fen = (entitled_fen - posted_before_fen))),
  CHECK (((NOT provisional) OR (state = ANY (ARRAY['open'::text, 'discarded'::text])))),
  CHECK (((state = 'confirmed'::text) = (confirmed_on IS NOT NULL))),
  CHECK ((entitled_fen >= 0)),
  CHECK ((kind = ANY (ARRAY['regular'::text, 'arrears'::text]))),
  CHECK (((left_out_by IS NULL) OR (state = 'discarded'::text))),
  CHECK (((number >= 1) AND (number <= 999999))),
  CHECK ((((offset_fen >= 0) AND (offset_fen <= amount_fen)) AND ((offset_fen = amount_fen) = (state = 'withdrawn'::text)))),
  CHECK ((period ~ '^[0-9]{4}-[0-9]{2}$'::text)),
  PRIMARY KEY (county_code, run, number),
  CHECK ((((octet_length(place_code) >= 6) AND (octet_length(place_code) <= 12)) AND (place_code !~ '[^0-9]'::text))),
  CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'sent'::text, 'returned'::text, 'withdrawn'::text, 'confirmed'::text, 'discarded'::text])))
)
CREATE INDEX payment_line_by_person ON public.payment_line USING btree (county_code, person, period)
CREATE INDEX payment_line_confirmed ON public.payment_line USING btree (county_code, confirmed_on, benefit) WHERE (confirmed_on IS NOT NULL)
CREATE UNIQUE INDEX payment_line_open ON public.payment_line USING btree (county_code, person, benefit, period) WHERE claims
POLICY payment_line_add FOR INSERT
    WITH CHECK ((county_code = ( SELECT current_setting('app.county'::text, true) AS current_setting)) AND (place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])))
POLICY payment_line_change FOR UPDATE
    USING ((county_code = ( SELECT current_setting('app.county'::text, true) AS current_setting)) AND (place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])))
    WITH CHECK ((county_code = ( SELECT current_setting('app.county'::text, true) AS current_setting)) AND (place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])))
POLICY payment_line_seen FOR SELECT
    USING ((county_code = current_setting('app.county'::text, true)) AND ((place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])) OR (person IN ( SELECT p.id FROM person p WHERE (p.county_code = current_setting('app.county'::text, true))))))
GRANT INSERT, SELECT
GRANT UPDATE (confirmed_on, left_out_by, offset_fen, state)
-- before_rate_fen: the rate by which this period was paid last, with its source and run; null in regular lines
-- claims: true while the line is not posted: then nobody else claims its person's benefit of its period
-- due_on: the day by which it must have arrived; null in lines prepared before there were due days
-- left_out_by: the exception of its run by whose decision it was left out of a draft: the run no longer speaks of it
-- offset_fen: the sum of its decided deductions; kept beside them so that set statements read one row, and held against them by verify
-- rate_fen: the rate behind it; null when several entitlements add up in it

TABLE payment_message (
  county_code text NOT NULL,
  id text NOT NULL,
  place_code text NOT NULL,
  run uuid NOT NULL,
  serials text[] NOT NULL,
  exported_on date NOT NULL,
  CHECK ((id ~ '^[0-9A-Za-z-]{1,35}$'::text)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((cardinality(serials) > 0))
)
POLICY payment_message_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
-- id: the run's number and a hash over the serials: the same payments make the same message

TABLE payment_run (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  year integer NOT NULL,
  number integer NOT NULL,
  from_month text NOT NULL,
  to_month text NOT NULL,
  note text,
  state text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  known_on date NOT NULL,
  line_count integer NOT NULL,
  amount_fen bigint NOT NULL,
  receivable_count integer NOT NULL,
  receivable_fen bigint NOT NULL,
  findings jsonb NOT NULL,
  lines_hash text NOT NULL,
  law_hash text NOT NULL,
  fund uuid,
  prepared_by text NOT NULL,
  prepared_by_name text NOT NULL,
  prepared_at timestamp with time zone NOT NULL,
  checked_by text,
  checked_by_name text,
  checked_at timestamp with time zone,
  approved_by text,
  approved_by_name text,
  approved_at timestamp with time zone,
  anchor_number bigint,
  anchor_hash text,
  sent_by text,
  sent_by_name text,
  sent_at timestamp with time zone,
  confirmed_by text,
  confirmed_by_name text,
  confirmed_at timestamp with time zone,
  discarded_by text,
  discarded_at timestamp with time zone,
  benefits text[],
  benefit_names jsonb,
  checked_hash text,
  CHECK ((amount_fen >= 0)),
  CHECK (((approved_by IS NULL) OR (approved_by <> prepared_by))),
  CHECK ((cardinality(benefits) > 0)),
  CHECK (((benefits IS NULL) = (benefit_names IS NULL))),
  CHECK ((from_month <= to_month)),
  CHECK (((state <> ALL (ARRAY['checked'::text, 'approved'::text, 'sent'::text, 'returned'::text, 'confirmed'::text])) OR (checked_by IS NOT NULL))),
  CHECK (((state <> ALL (ARRAY['approved'::text, 'sent'::text, 'returned'::text, 'confirmed'::text])) OR ((approved_by IS NOT NULL) AND (anchor_hash IS NOT NULL)))),
  CHECK (((state <> 'discarded'::text) OR ((approved_by IS NULL) AND (discarded_by IS NOT NULL)))),
  CHECK ((checked_hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK (((checked_by IS NULL) OR (checked_by <> prepared_by))),
  UNIQUE (county_code, year, number),
  CHECK ((from_month ~ '^[0-9]{4}-[0-9]{2}$'::text)),
  CHECK (((checked_hash IS NULL) OR (checked_hash = lines_hash))),
  CHECK ((line_count >= 0)),
  CHECK ((lines_hash ~ '^[0-9a-f]{64}$'::text)),
  CHECK (((number >= 1) AND (number <= 9999))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((receivable_count >= 0)),
  CHECK ((receivable_fen >= 0)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'checked'::text, 'approved'::text, 'sent'::text, 'returned'::text, 'confirmed'::text, 'discarded'::text]))),
  CHECK ((to_month ~ '^[0-9]{4}-[0-9]{2}$'::text))
)
CREATE INDEX payment_run_by_place ON public.payment_run USING btree (county_code, place_code, to_month)
POLICY payment_run_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (amount_fen, anchor_hash, anchor_number, approved_at, approved_by, approved_by_name, checked_at, checked_by, checked_by_name, checked_hash, confirmed_at, confirmed_by, confirmed_by_name, discarded_at, discarded_by, fund, line_count, lines_hash, receivable_count, receivable_fen, sent_at, sent_by, sent_by_name, state, version)
-- anchor_hash: where the county's journal stood at approval: a chain that was cut or recomputed later is found out
-- benefits: the benefits that it was asked for, and their names of that day for its title; null is all of them
-- checked_hash: the hash that the second person looked through, and that is approved; null in runs checked before there was such a column
-- findings: what the law left open: missing rates and facts, what a person must decide, lines another run holds
-- fund: the fund that was named for all its benefits; null: one was found for each (payment_allocation)
-- lines_hash: SHA-256 over its lines and receivables as they were prepared

TABLE payment_sending (
  county_code text NOT NULL,
  serial text NOT NULL,
  place_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL,
  attempt integer NOT NULL,
  amount_fen bigint NOT NULL,
  account bytea NOT NULL,
  account_holder text NOT NULL,
  bank_name text NOT NULL,
  state text NOT NULL,
  sent_on date NOT NULL,
  settled_on date,
  failure text,
  reversed_on date,
  failure_class text,
  failure_due date,
  cleared_on date,
  cleared_by text,
  cleared_reason text,
  CHECK ((amount_fen > 0)),
  CHECK (((attempt >= 1) AND (attempt <= 99))),
  CHECK (((state = 'sent'::text) = (settled_on IS NULL))),
  CHECK (((cleared_on IS NULL) OR ((state = 'returned'::text) AND (cleared_by IS NOT NULL) AND (cleared_reason IS NOT NULL)))),
  UNIQUE (county_code, run, number, attempt),
  PRIMARY KEY (county_code, serial),
  CHECK ((((octet_length(place_code) >= 6) AND (octet_length(place_code) <= 12)) AND (place_code !~ '[^0-9]'::text))),
  CHECK (((reversed_on IS NULL) OR (state = 'returned'::text))),
  CHECK ((((octet_length(serial) >= 14) AND (octet_length(serial) <= 15)) AND (serial !~ '[^0-9]'::text))),
  CHECK ((state = ANY (ARRAY['sent'::text, 'confirmed'::text, 'returned'::text])))
)
CREATE UNIQUE INDEX payment_sending_once ON public.payment_sending USING btree (county_code, run, number) WHERE (state = ANY (ARRAY['sent'::text, 'confirmed'::text]))
CREATE INDEX payment_sending_settled ON public.payment_sending USING btree (county_code, settled_on) WHERE (state = 'returned'::text)
POLICY payment_sending_scope FOR ALL
    USING ((county_code = ( SELECT current_setting('app.county'::text, true) AS current_setting)) AND (place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])))
    WITH CHECK ((county_code = ( SELECT current_setting('app.county'::text, true) AS current_setting)) AND (place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])))
GRANT INSERT, SELECT
GRANT UPDATE (cleared_by, cleared_on, cleared_reason, failure, failure_class, failure_due, reversed_on, settled_on, state)
-- account: sealed, as it stood when it was sent
-- cleared_on: somebody made sure with bank and payee that the account is right as it stands: it may go again
-- failure: the bank's own words; null where it wrote none
-- failure_class: a class of forms/bank/failures/failures.yaml, as it read the bank's words on that day
-- reversed_on: the bank confirmed this attempt and took it back afterwards: its postings are send, confirm, reverse
-- serial: two digits of the year, four of the run, six of the line, three of person and attempt (two of the attempt, in former years): fifteen digits survive a spreadsheet's number cell

TABLE payment_setting (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  benefit text,
  value jsonb NOT NULL,
  from_day date NOT NULL,
  document text NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CHECK (((kind <> 'paying-account'::text) OR (((value ->> 'account'::text) IS NULL) AND ((value ->> 'account_sealed'::text) IS NOT NULL)))),
  CHECK (((benefit IS NULL) OR (kind = 'due-day'::text))),
  CHECK ((kind = ANY (ARRAY['due-day'::text, 'approver'::text, 'disclosure'::text, 'paying-account'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY payment_setting_add FOR INSERT
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
POLICY payment_setting_seen FOR SELECT
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT

TABLE person (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  name text NOT NULL,
  name_pinyin text COLLATE "C" NOT NULL,
  name_initials text COLLATE "C" NOT NULL,
  sex text NOT NULL,
  born date NOT NULL,
  died_on date,
  household uuid,
  identity_number bytea NOT NULL,
  identity_index text NOT NULL,
  phone bytea,
  account bytea,
  account_index text,
  bank_name text,
  account_holder text,
  address text,
  version integer NOT NULL DEFAULT 1,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  account_relation text NOT NULL DEFAULT 'self'::text,
  withdrawn_import uuid,
  duplicate_of uuid,
  CHECK ((account_relation = ANY (ARRAY['self'::text, 'spouse'::text, 'parent'::text, 'child'::text, 'grandchild'::text, 'sibling'::text, 'guardian'::text, 'heir'::text, 'care-home'::text, 'village-office'::text]))),
  FOREIGN KEY (county_code, household) REFERENCES household(county_code, id),
  FOREIGN KEY (county_code, duplicate_of) REFERENCES person(county_code, id),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((sex = ANY (ARRAY['male'::text, 'female'::text])))
)
CREATE INDEX person_by_account ON public.person USING btree (county_code, account_index) WHERE (account_index IS NOT NULL)
CREATE INDEX person_by_household ON public.person USING btree (county_code, household) WHERE (household IS NOT NULL)
CREATE UNIQUE INDEX person_by_identity ON public.person USING btree (county_code, identity_index) WHERE ((withdrawn_import IS NULL) AND (duplicate_of IS NULL))
CREATE INDEX person_by_name ON public.person USING btree (county_code, name_pinyin, id, place_code)
CREATE INDEX person_by_place ON public.person USING btree (county_code, place_code COLLATE "C", name_pinyin, id)
POLICY person_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
POLICY person_standing AS RESTRICTIVE FOR SELECT
    USING (((withdrawn_import IS NULL) AND (duplicate_of IS NULL)) OR (( SELECT current_setting('app.withdrawn'::text, true) AS current_setting) = 'shown'::text))
GRANT INSERT, SELECT, UPDATE
CREATE TRIGGER person_account_by_decision BEFORE UPDATE ON public.person FOR EACH ROW WHEN ((((((old.account IS DISTINCT FROM new.account) OR (old.account_index IS DISTINCT FROM new.account_index)) OR (old.bank_name IS DISTINCT FROM new.bank_name)) OR (old.account_holder IS DISTINCT FROM new.account_holder)) OR (old.account_relation IS DISTINCT FROM new.account_relation))) EXECUTE FUNCTION person_account_by_decision()
    AS BEGIN IF NOT EXISTS ( SELECT 1 FROM account_proposal s WHERE s.county_code = NEW.county_code AND s.person = NEW.id AND s.state = 'decided' AND s.account = NEW.account AND s.account_index = NEW.account_index AND s.bank_name = NEW.bank_name AND s.account_holder = NEW.account_holder AND s.account_relation = NEW.account_relation AND NOT EXISTS ( SELECT 1 FROM account_proposal later WHERE later.county_code = s.county_code AND later.person = s.person AND later.state = 'decided' AND later.decided_at > s.decided_at) ) THEN RAISE EXCEPTION 'an account changes by a decided proposal alone' USING ERRCODE = 'check_violation', CONSTRAINT = 'person_account_by_decision'; END IF; RETURN NEW; END 
-- person: the current card; what is true of a person, and since when the office knows it, is in fact
-- account: sealed
-- account_relation: what the holder of the account is to the person
-- duplicate_of: the person whose duplicate this record is, by two people's decision
-- identity_index: keyed index of the whole number
-- identity_number: sealed
-- phone: sealed
-- withdrawn_import: the import that entered this person in error, and was taken back

TABLE person_category (
  county_code text NOT NULL,
  category text NOT NULL,
  person uuid NOT NULL,
  place_code text NOT NULL,
  started_on date NOT NULL,
  ended_on date,
  name_pinyin text COLLATE "C" NOT NULL,
  died_on date,
  PRIMARY KEY (county_code, category, person),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX person_category_by_name ON public.person_category USING btree (county_code, category, name_pinyin, person)
CREATE INDEX person_category_by_person ON public.person_category USING btree (county_code, person)
POLICY person_category_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT DELETE, INSERT, SELECT
-- person_category: derived from the identity facts as known now; ended_on is the last day; name and death are copied from the card so that a list of one category is one index range

TABLE person_gram (
  county_code text NOT NULL,
  gram text COLLATE "C" NOT NULL,
  person uuid NOT NULL,
  place_code text NOT NULL,
  PRIMARY KEY (county_code, gram, person),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX person_gram_by_person ON public.person_gram USING btree (county_code, person)
POLICY person_gram_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT DELETE, INSERT, SELECT
-- person_gram: what a person is found by: the endings of the name, its pinyin and its initials (a fragment is the beginning of an ending), and keyed indexes of numbers

TABLE place (
  county_code text NOT NULL,
  place_code text NOT NULL,
  name text NOT NULL,
  name_en text NOT NULL,
  level text NOT NULL,
  parent_code text,
  from_day date NOT NULL,
  to_day date,
  successor_code text,
  harvest_region text,
  version integer NOT NULL DEFAULT 1,
  CHECK ((to_day >= from_day)),
  CHECK (("left"(place_code, 6) = county_code)),
  CHECK (("left"(place_code, length(parent_code)) = parent_code)),
  CHECK ((level = ANY (ARRAY['county'::text, 'township'::text, 'village'::text]))),
  PRIMARY KEY (county_code, place_code),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY place_add FOR INSERT
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
POLICY place_change FOR UPDATE
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
POLICY place_county FOR SELECT
    USING (county_code = NULLIF(current_setting('app.county'::text, true), ''::text))
GRANT INSERT, SELECT, UPDATE

TABLE plan (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  year integer NOT NULL,
  adopted_on date NOT NULL,
  document text,
  UNIQUE (county_code, place_code, year),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK (((year >= 1990) AND (year <= 2100)))
)
POLICY plan_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE

TABLE plan_item (
  county_code text NOT NULL,
  id uuid NOT NULL,
  plan uuid NOT NULL,
  place_code text NOT NULL,
  number integer NOT NULL,
  duty text,
  title jsonb NOT NULL,
  sentence jsonb NOT NULL,
  windows jsonb NOT NULL,
  owner_role text NOT NULL,
  target jsonb NOT NULL,
  version integer NOT NULL DEFAULT 1,
  owner_name text,
  FOREIGN KEY (county_code, plan) REFERENCES plan(county_code, id),
  UNIQUE (county_code, plan, number),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY plan_item_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- duty: id in law/duties, or null for an item of this place alone

TABLE posting (
  county_code text NOT NULL,
  key text NOT NULL,
  place_code text NOT NULL,
  posted_on date NOT NULL,
  posted_at timestamp with time zone NOT NULL,
  posted_by text NOT NULL,
  debit text NOT NULL,
  credit text NOT NULL,
  amount_fen bigint NOT NULL,
  fund uuid,
  person uuid,
  benefit text,
  period text,
  reference_kind text NOT NULL,
  reference text NOT NULL,
  memo text NOT NULL,
  CHECK ((amount_fen > 0)),
  CHECK ((debit <> credit)),
  CHECK ((period ~ '^[0-9]{4}-[0-9]{2}$'::text)),
  PRIMARY KEY (county_code, key),
  CHECK ((((octet_length(place_code) >= 6) AND (octet_length(place_code) <= 12)) AND (place_code !~ '[^0-9]'::text)))
)
CREATE INDEX posting_of_funds ON public.posting USING btree (county_code, fund, posted_on) WHERE ((debit ~~ 'fund:%'::text) OR (credit ~~ 'fund:%'::text))
CREATE INDEX posting_where ON public.posting USING brin (county_code, period, reference) WITH (pages_per_range='32', autosummarize='on')
POLICY posting_add FOR INSERT
    WITH CHECK ((county_code = ( SELECT current_setting('app.county'::text, true) AS current_setting)) AND (place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])))
POLICY posting_seen FOR SELECT
    USING ((county_code = current_setting('app.county'::text, true)) AND ((place_code ^@ ANY (( SELECT string_to_array(current_setting('app.scope'::text, true), ','::text) AS string_to_array)::text[])) OR (person IN ( SELECT p.id FROM person p WHERE (p.county_code = current_setting('app.county'::text, true))))))
GRANT INSERT, SELECT
-- key: idempotency: the same movement is posted once, however often it is asked for

TABLE progress (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  year integer NOT NULL,
  task uuid,
  duty text,
  window_id text,
  record_kind text NOT NULL,
  record text NOT NULL,
  happened_on date NOT NULL,
  noted_at timestamp with time zone NOT NULL,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX progress_by_record ON public.progress USING btree (county_code, record, record_kind)
CREATE INDEX progress_by_year ON public.progress USING btree (county_code, year, record_kind) WHERE (withdrawn_at IS NULL)
POLICY progress_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- progress: a record that a room holds as proof: of one task, or of every task of its year and place that such a record closes

TABLE receivable (
  county_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  name text NOT NULL,
  benefit text NOT NULL,
  period text NOT NULL,
  amount_fen bigint NOT NULL,
  entitled_fen bigint NOT NULL,
  posted_before_fen bigint NOT NULL,
  reason text NOT NULL,
  provisional boolean NOT NULL,
  state text NOT NULL,
  rate_fen bigint,
  rate_source text,
  before_rate_fen bigint,
  before_rate_source text,
  before_run uuid,
  left_out_by integer,
  CHECK ((amount_fen > 0)),
  CHECK ((amount_fen = (posted_before_fen - entitled_fen))),
  FOREIGN KEY (county_code, run) REFERENCES payment_run(county_code, id),
  CHECK ((entitled_fen >= 0)),
  CHECK (((left_out_by IS NULL) OR (state = 'discarded'::text))),
  CHECK ((number > 0)),
  CHECK ((period ~ '^[0-9]{4}-[0-9]{2}$'::text)),
  PRIMARY KEY (county_code, run, number),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'open'::text, 'discarded'::text])))
)
CREATE INDEX receivable_by_person ON public.receivable USING btree (county_code, person)
CREATE UNIQUE INDEX receivable_proposed ON public.receivable USING btree (county_code, person, benefit, period) WHERE (state = 'proposed'::text)
POLICY receivable_add FOR INSERT
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
POLICY receivable_change FOR UPDATE
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
POLICY receivable_seen FOR SELECT
    USING ((county_code = current_setting('app.county'::text, true)) AND ((place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")) OR (person IN ( SELECT p.id FROM person p WHERE (p.county_code = current_setting('app.county'::text, true))))))
GRANT INSERT, SELECT
GRANT UPDATE (left_out_by, state)
-- rate_source: where the rate stands by which something is still owed, empty when nothing is; null in rows prepared before both rates were kept

TABLE receivable_closing (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  run uuid NOT NULL,
  number integer NOT NULL,
  person uuid NOT NULL,
  kind text NOT NULL,
  amount_fen bigint NOT NULL,
  document text NOT NULL,
  reason text NOT NULL,
  fund uuid,
  line_run uuid,
  line_number integer,
  state text NOT NULL,
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  answer text,
  CHECK ((amount_fen > 0)),
  CHECK (((state = ANY (ARRAY['decided'::text, 'declined'::text])) = ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL)))),
  CHECK (((state <> 'declined'::text) OR (answer IS NOT NULL))),
  CHECK (((kind = 'refund'::text) = (fund IS NOT NULL))),
  CHECK ((((kind = 'offset'::text) = (line_run IS NOT NULL)) AND ((line_run IS NULL) = (line_number IS NULL)))),
  FOREIGN KEY (county_code, line_run, line_number) REFERENCES payment_line(county_code, run, number),
  FOREIGN KEY (county_code, run, number) REFERENCES receivable(county_code, run, number),
  CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  CHECK ((kind = ANY (ARRAY['refund'::text, 'offset'::text, 'write-off'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((state = ANY (ARRAY['proposed'::text, 'decided'::text, 'declined'::text, 'withdrawn'::text])))
)
CREATE INDEX receivable_closing_by_line ON public.receivable_closing USING btree (county_code, line_run, line_number) WHERE (line_run IS NOT NULL)
CREATE INDEX receivable_closing_by_receivable ON public.receivable_closing USING btree (county_code, run, number)
POLICY receivable_closing_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (answer, decided_at, decided_by, decided_by_name, state)
-- fund: into which fund the money came back
-- line_run: the line from which it is deducted, before it goes to the bank

TABLE saved_search (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  account uuid NOT NULL,
  list text NOT NULL,
  name text NOT NULL,
  words bytea NOT NULL,
  opens_first boolean NOT NULL,
  saved_at timestamp with time zone NOT NULL,
  FOREIGN KEY (county_code, account) REFERENCES account(county_code, id),
  UNIQUE (county_code, account, place_code, list, name),
  CHECK ((list ~ '^[a-z-]{1,40}$'::text)),
  CHECK (((length(name) >= 1) AND (length(name) <= 30))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE UNIQUE INDEX saved_search_first ON public.saved_search USING btree (county_code, account, place_code, list) WHERE opens_first
POLICY saved_search_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT DELETE, INSERT, SELECT
GRANT UPDATE (name, opens_first)
-- list: the list that is searched, as the page names it
-- opens_first: the one with which the list opens
-- place_code: where the account was when it saved: whoever moves to another place begins anew
-- words: sealed: somebody may have searched for a name or a number

TABLE session (
  county_code text NOT NULL,
  token_hash text NOT NULL,
  place_code text NOT NULL,
  account uuid NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  device text,
  FOREIGN KEY (county_code, account) REFERENCES account(county_code, id),
  CHECK ((length(device) <= 200)),
  PRIMARY KEY (county_code, token_hash),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX session_account ON public.session USING btree (county_code, account, seen_at)
POLICY session_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE

TABLE sheet_import (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  form text NOT NULL,
  imported_at timestamp with time zone NOT NULL,
  imported_by text NOT NULL,
  rows_read integer NOT NULL,
  rows_accepted integer NOT NULL,
  rows_refused integer NOT NULL,
  failed_rows text,
  imported_by_name text,
  version integer NOT NULL DEFAULT 1,
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX sheet_import_by_time ON public.sheet_import USING btree (county_code, imported_at)
POLICY sheet_import_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (version)
-- failed_rows: hash of the file of refused rows; the sheet that was brought is not kept

TABLE sheet_import_row (
  county_code text NOT NULL,
  import uuid NOT NULL,
  number integer NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  facts uuid[] NOT NULL,
  version_before integer,
  version integer NOT NULL,
  before jsonb,
  undone_at timestamp with time zone,
  undone_by text,
  undone_by_name text,
  undone_reason text,
  CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undone_reason IS NULL)))),
  CHECK (((kind = 'person'::text) = (version_before IS NULL))),
  FOREIGN KEY (county_code, import) REFERENCES sheet_import(county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person(county_code, id),
  CHECK ((kind = ANY (ARRAY['person'::text, 'identity'::text, 'change'::text]))),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, import, number),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
CREATE INDEX sheet_import_row_by_person ON public.sheet_import_row USING btree (county_code, person)
POLICY sheet_import_row_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (undone_at, undone_by, undone_by_name, undone_reason, version)
-- before: what the row changed on the card, as it stood before; the telephone number sealed
-- facts: the facts that the row recorded
-- kind: what the row became: a person, one more identity of a person who was there, or changes of their card
-- version: of the card as the row left it: a card of another version has been changed since

TABLE stock_item (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  fund uuid NOT NULL,
  name text NOT NULL,
  unit text NOT NULL,
  unit_price_fen bigint NOT NULL,
  created_at timestamp with time zone NOT NULL,
  FOREIGN KEY (county_code, fund) REFERENCES fund(county_code, id),
  UNIQUE (county_code, fund, name, unit_price_fen),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((unit_price_fen > 0))
)
POLICY stock_item_locked AS RESTRICTIVE FOR UPDATE
    USING true
    WITH CHECK false
POLICY stock_item_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (created_at)
-- fund: what pays for it; what is given of it is that fund's doing

TABLE stock_movement (
  county_code text NOT NULL,
  item uuid NOT NULL,
  number integer NOT NULL,
  place_code text NOT NULL,
  kind text NOT NULL,
  quantity_change integer NOT NULL,
  quantity_left integer NOT NULL,
  amount_fen bigint NOT NULL,
  moved_on date NOT NULL,
  document text NOT NULL,
  posting text NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by text NOT NULL,
  CHECK ((amount_fen > 0)),
  CHECK (
CASE kind
    WHEN 'given'::text THEN (quantity_change < 0)
    WHEN 'difference'::text THEN (quantity_change <> 0)
    ELSE (quantity_change > 0)
END),
  FOREIGN KEY (county_code, item) REFERENCES stock_item(county_code, id),
  FOREIGN KEY (county_code, posting) REFERENCES posting(county_code, key),
  UNIQUE (county_code, posting),
  CHECK ((kind = ANY (ARRAY['received'::text, 'given'::text, 'returned'::text, 'difference'::text]))),
  CHECK ((quantity_left >= 0)),
  CHECK ((number > 0)),
  PRIMARY KEY (county_code, item, number),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text))
)
POLICY stock_movement_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
-- place_code: the item's place, so that whoever may move the item sees its last row
-- posting: the key of its movement in the ledger: the same goods are given once

TABLE suspension_proposal (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  person uuid NOT NULL,
  kind text NOT NULL,
  reason text NOT NULL,
  note text,
  confirmation uuid,
  state text NOT NULL,
  proposed_by text NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamp with time zone NOT NULL,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  authority text,
  document text,
  effective_on date,
  answer text,
  fact uuid,
  CHECK ((authority = ANY (ARRAY['province'::text, 'prefecture'::text, 'county'::text, 'other'::text]))),
  CHECK (((state = ANY (ARRAY['decided'::text, 'declined'::text])) = ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL)))),
  CHECK (((state <> 'decided'::text) OR ((authority IS NOT NULL) AND (document IS NOT NULL) AND (effective_on IS NOT NULL)))),
  CHECK (((state <> 'declined'::text) OR (answer IS NOT NULL))),
  CHECK (((reason <> 'deceased'::text) OR (state <> 'decided'::text))),
  CHECK (((reason <> 'other'::text) OR (note IS NOT NULL))),
  FOREIGN KEY (county_code, confirmation) REFERENCES confirmation(county_code, id),
  FOREIGN KEY (county_code, fact) REFERENCES fact(county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person(county_code, id),
  CHECK (((decided_by IS NULL) OR (decided_by <> proposed_by))),
  CHECK ((kind = ANY (ARRAY['stop'::text, 'resume'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((reason = ANY (ARRAY['not-found'::text, 'deceased'::text, 'found'::text, 'other'::text]))),
  CHECK ((state = ANY (ARRAY['open'::text, 'decided'::text, 'declined'::text, 'withdrawn'::text])))
)
CREATE INDEX suspension_proposal_by_place ON public.suspension_proposal USING btree (county_code, place_code, state)
CREATE UNIQUE INDEX suspension_proposal_open ON public.suspension_proposal USING btree (county_code, person, kind) WHERE (state = 'open'::text)
POLICY suspension_proposal_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT
GRANT UPDATE (answer, authority, decided_at, decided_by, decided_by_name, document, effective_on, fact, place_code, state)
-- answer: why it was declined
-- confirmation: the finding that made it; null when a person proposed it
-- effective_on: the first day on which the suspension holds, or no longer holds
-- fact: what the decision recorded in the roster; null when it changed nothing there

TABLE task (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  year integer NOT NULL,
  plan_item uuid,
  number integer,
  duty text,
  window_id text,
  title jsonb NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  owner_role text NOT NULL,
  owner_name text,
  closes_by jsonb NOT NULL,
  source_kind text NOT NULL,
  source text NOT NULL,
  dropped_on date,
  dropped_reason text,
  added_at timestamp with time zone NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CHECK ((to_day >= from_day)),
  CHECK (((dropped_on IS NULL) = (dropped_reason IS NULL))),
  FOREIGN KEY (county_code, plan_item) REFERENCES plan_item(county_code, id),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((source_kind = ANY (ARRAY['duty'::text, 'decision'::text, 'notice'::text, 'visit'::text, 'own'::text]))),
  CHECK (((year >= 1990) AND (year <= 2100)))
)
CREATE INDEX task_by_year ON public.task USING btree (county_code, year, place_code)
CREATE UNIQUE INDEX task_once ON public.task USING btree (county_code, source_kind, source, place_code, year, window_id) WHERE (source_kind = 'duty'::text)
POLICY task_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- task: whether it is done is not stored: it is done while progress shows a record that proves it
-- closes_by: the kinds of record that prove it, e.g. visits.round

TABLE visit (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  round uuid NOT NULL,
  household uuid,
  person uuid,
  head text NOT NULL,
  category text,
  visited_on date NOT NULL,
  visitors text[] NOT NULL,
  giver text NOT NULL,
  cash_fen bigint NOT NULL,
  goods jsonb NOT NULL,
  goods_fen bigint NOT NULL,
  signed_by text,
  voucher text,
  note text,
  posted boolean NOT NULL,
  version integer NOT NULL DEFAULT 1,
  recorded_at timestamp with time zone NOT NULL,
  recorded_by text NOT NULL,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  wish text,
  hardship text,
  task uuid,
  fund uuid,
  CHECK ((cash_fen >= 0)),
  CHECK (((household IS NOT NULL) OR (person IS NOT NULL))),
  FOREIGN KEY (county_code, household) REFERENCES household(county_code, id),
  FOREIGN KEY (county_code, person) REFERENCES person(county_code, id),
  FOREIGN KEY (county_code, round) REFERENCES visit_round(county_code, id),
  CHECK ((goods_fen >= 0)),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((cardinality(visitors) > 0))
)
CREATE INDEX visit_by_day ON public.visit USING btree (county_code, visited_on, place_code) WHERE (withdrawn_at IS NULL)
CREATE INDEX visit_by_household ON public.visit USING btree (county_code, household, visited_on) WHERE (withdrawn_at IS NULL)
CREATE UNIQUE INDEX visit_once ON public.visit USING btree (county_code, round, COALESCE(household, person)) WHERE (withdrawn_at IS NULL)
POLICY visit_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- category: the identity for which the household was visited, as known on the day
-- fund: the fund that the round had when this version was posted; null while nothing is posted, or where it had none: then the cash waits for one
-- head: the head of the household as the name was on the day
-- posted: what this version gave out of the store, or its cash, stands in the books; what a village recorded is posted by the township, whose fund it is
-- task: the plan's task that what was told became
-- version: each change reverses the posting of the version before it and posts its own
-- withdrawn_at: a withdrawn visit stays, and no figure counts it

TABLE visit_planned (
  county_code text NOT NULL,
  round uuid NOT NULL,
  household uuid NOT NULL,
  place_code text NOT NULL,
  head text NOT NULL,
  category text,
  visitors text[] NOT NULL,
  tried text,
  tried_on date,
  tried_note text,
  planned_at timestamp with time zone NOT NULL,
  planned_by text NOT NULL,
  CHECK (((tried IS NULL) = (tried_on IS NULL))),
  FOREIGN KEY (county_code, household) REFERENCES household(county_code, id),
  FOREIGN KEY (county_code, round) REFERENCES visit_round(county_code, id),
  PRIMARY KEY (county_code, round, household),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((tried = ANY (ARRAY['absent'::text, 'refused'::text])))
)
CREATE INDEX visit_planned_by_household ON public.visit_planned USING btree (county_code, household)
POLICY visit_planned_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT DELETE, INSERT, SELECT, UPDATE
-- visit_planned: a household to be visited in a round; it is visited when the round has a visit of it
-- tried: what came of the last attempt that found nobody or was refused

TABLE visit_round (
  county_code text NOT NULL,
  id uuid NOT NULL,
  place_code text NOT NULL,
  festival text NOT NULL,
  year integer NOT NULL,
  name text NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  fund uuid,
  state text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  opened_by text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  giver text,
  cash_each_fen bigint NOT NULL DEFAULT 0,
  goods_each jsonb NOT NULL DEFAULT '[]'::jsonb,
  closing_note text,
  version integer NOT NULL DEFAULT 1,
  CHECK ((cash_each_fen >= 0)),
  CHECK ((to_day >= from_day)),
  FOREIGN KEY (county_code, fund) REFERENCES fund(county_code, id),
  CHECK ((festival = ANY (ARRAY['new-year'::text, 'spring-festival'::text, 'army-day'::text]))),
  PRIMARY KEY (county_code, id),
  CHECK ((place_code ~ '^[0-9]{6,12}$'::text)),
  CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'removed'::text]))),
  CHECK (((year >= 1949) AND (year <= 2200)))
)
CREATE INDEX visit_round_by_year ON public.visit_round USING btree (county_code, year, festival, place_code)
POLICY visit_round_above FOR SELECT
    USING ((county_code = current_setting('app.county'::text, true)) AND (current_setting('app.scope'::text, true) ~ ('(^|,)'::text || place_code)))
POLICY visit_round_scope FOR ALL
    USING ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
    WITH CHECK ((county_code = current_setting('app.county'::text, true)) AND (place_code ~ ( SELECT COALESCE((('^('::text || replace(NULLIF(current_setting('app.scope'::text, true), ''::text), ','::text, '|'::text)) || ')'::text), '!'::text) AS "coalesce")))
GRANT INSERT, SELECT, UPDATE
-- visit_round: one holiday's visits of one place; a removed round stays, and nothing of it is counted
-- cash_each_fen: the standard of one household; what a visit really gave stands in the visit
-- closing_note: why what was given differs from what was planned
-- fund: whence the cash comes; without it the cash is noted and not posted
-- goods_each: the goods of one household, those out of the store with item and quantity
