import type { Day } from '../base/day.ts'
import type { Session } from '../db/db.ts'
import type { FactKind } from './kinds.ts'
import type { CategorySpan, FactRow, HouseholdRow, KnownFact, PersonRow, RosterRow } from './rows.ts'

/** Rows travel as one JSON text; bytes in it are hexadecimal. */
const hex = (bytes: Uint8Array | null): string | null => (bytes === null ? null : Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join(''))

export async function insertHouseholds(session: Session, county: string, rows: readonly HouseholdRow[], at: Date): Promise<void> {
  await session.query(
    `INSERT INTO household (county_code, id, place_code, head, group_name, address, members, own_of, created_at, updated_at)
     SELECT $1, r.id, r.place_code, r.head, r.group_name, r.address, r.members, r.own_of, $3, $3
     FROM json_to_recordset($2::text::json) AS r(id uuid, place_code text, head text, group_name text, address text, members integer, own_of uuid)`,
    [county, JSON.stringify(rows), at],
  )
}

export async function selectHouseholds(session: Session, county: string, ids: readonly string[]): Promise<(HouseholdRow & { version: number })[]> {
  return (await session.query<HouseholdRow & { version: number }>(
    `SELECT id, place_code, head, group_name, address, members, own_of, version FROM household WHERE county_code = $1 AND id = ANY($2::uuid[])`,
    [county, ids],
  )).rows
}

/** `h` under a place whose head's name begins so. One that was entered with a person is gone when nobody lives in it any more. */
const LISTED_HOME = `h.county_code = $1 AND starts_with(h.place_code, $2) AND starts_with(h.head, $3)
  AND (h.own_of IS NULL OR EXISTS (SELECT 1 FROM person p WHERE p.county_code = h.county_code AND p.household = h.id))`

export async function pageHouseholds(session: Session, county: string, place: string, head: string, limit: number, offset: number) {
  const { rows } = await session.query<HouseholdRow & { version: number; persons: number }>(
    `SELECT h.id, h.place_code, h.head, h.group_name, h.address, h.members, h.own_of, h.version,
       (SELECT count(*) FROM person p WHERE p.county_code = h.county_code AND p.household = h.id) AS persons
     FROM household h WHERE ${LISTED_HOME}
     ORDER BY h.place_code, h.id LIMIT $4 OFFSET $5`,
    [county, place, head, limit, offset],
  )
  const total = await session.query<{ total: number }>(
    `SELECT count(*) AS total FROM household h WHERE ${LISTED_HOME}`,
    [county, place, head],
  )
  return { rows, total: total.rows[0]!.total }
}

/** Inserts persons; answers the ids that went in. One whose identity number is in the county already, seen or unseen, does not. */
export async function insertPersons(session: Session, county: string, rows: readonly PersonRow[], at: Date): Promise<Set<string>> {
  const json = rows.map(row => ({ ...row, identity_number: hex(row.identity_number), phone: hex(row.phone), account: hex(row.account) }))
  const { rows: inserted } = await session.query<{ id: string }>(
    `INSERT INTO person (county_code, id, place_code, name, name_pinyin, name_initials, sex, born, died_on, household, identity_number, identity_index,
       phone, account, account_index, bank_name, account_holder, account_relation, address, created_at, updated_at)
     SELECT $1, r.id, r.place_code, r.name, r.name_pinyin, r.name_initials, r.sex, r.born, r.died_on, r.household, decode(r.identity_number, 'hex'), r.identity_index,
       decode(r.phone, 'hex'), decode(r.account, 'hex'), r.account_index, r.bank_name, r.account_holder, r.account_relation, r.address, $3, $3
     FROM json_to_recordset($2::text::json) AS r(id uuid, place_code text, name text, name_pinyin text, name_initials text, sex text, born date, died_on date,
       household uuid, identity_number text, identity_index text, phone text, account text, account_index text, bank_name text, account_holder text,
       account_relation text, address text)
     ON CONFLICT (county_code, identity_index) WHERE withdrawn_import IS NULL AND duplicate_of IS NULL DO NOTHING RETURNING id`,
    [county, JSON.stringify(json), at],
  )
  return new Set(inserted.map(row => row.id))
}

/** Writes the card again, if nobody did since it was read at `version`; not the account, which changes by proposal alone. */
export async function updatePerson(session: Session, county: string, row: PersonRow, version: number, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE person SET place_code = $4, name = $5, name_pinyin = $6, name_initials = $7, sex = $8, born = $9, died_on = $10, household = $11,
       phone = $12, address = $13, identity_number = $14, identity_index = $15, version = version + 1, updated_at = $16
     WHERE county_code = $1 AND id = $2 AND version = $3`,
    [county, row.id, version, row.place_code, row.name, row.name_pinyin, row.name_initials, row.sex, row.born, row.died_on, row.household,
      row.phone, row.address, row.identity_number, row.identity_index, at],
  )
  return affected === 1
}

export async function insertFacts(session: Session, county: string, rows: readonly FactRow[], at: Date, by: string): Promise<void> {
  await session.query(
    `INSERT INTO fact (county_code, id, place_code, person, kind, value, known_on, recorded_at, recorded_by, supersedes, document)
     SELECT $1, r.id, r.place_code, r.person, r.kind, coalesce(r.value, 'null'::jsonb), r.known_on, $3, $4, r.supersedes, r.document
     FROM json_to_recordset($2::text::json) AS r(id uuid, place_code text, person uuid, kind text, value jsonb, known_on date, supersedes uuid, document text)`,
    [county, JSON.stringify(rows), at, by],
  )
}

/** What is recorded of a person goes where the person goes; nothing else of it is ever changed. */
export async function moveFacts(session: Session, county: string, person: string, place: string): Promise<void> {
  await session.query(`UPDATE fact SET place_code = $3 WHERE county_code = $1 AND person = $2`, [county, person, place])
  await session.query(`UPDATE confirmation SET place_code = $3 WHERE county_code = $1 AND person = $2`, [county, person, place])
  await session.query(`UPDATE account_proposal SET place_code = $3 WHERE county_code = $1 AND person = $2`, [county, person, place])
  await session.query(`UPDATE suspension_proposal SET place_code = $3 WHERE county_code = $1 AND person = $2`, [county, person, place])
}

/** What these persons are found by, made anew. */
export async function replaceGrams(session: Session, county: string, persons: readonly string[], grams: readonly { person: string; place_code: string; gram: string }[]): Promise<void> {
  await session.query(`DELETE FROM person_gram WHERE county_code = $1 AND person = ANY($2::uuid[])`, [county, persons])
  await insertGrams(session, county, grams)
}

/** What people are found and filtered by, made anew for these persons. */
export async function replaceIndexes(
  session: Session, county: string, persons: readonly string[],
  grams: readonly { person: string; place_code: string; gram: string }[] | null, categories: readonly CategorySpan[],
): Promise<void> {
  if (grams) await replaceGrams(session, county, persons, grams)
  await session.query(`DELETE FROM person_category WHERE county_code = $1 AND person = ANY($2::uuid[])`, [county, persons])
  await insertCategories(session, county, categories)
}

export async function insertGrams(session: Session, county: string, grams: readonly { person: string; place_code: string; gram: string }[]): Promise<void> {
  await session.query(
    `INSERT INTO person_gram (county_code, gram, person, place_code) SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::text[])`,
    [county, grams.map(row => row.gram), grams.map(row => row.person), grams.map(row => row.place_code)],
  )
}

export async function insertCategories(session: Session, county: string, rows: readonly CategorySpan[]): Promise<void> {
  await session.query(
    `INSERT INTO person_category (county_code, category, person, place_code, started_on, ended_on, name_pinyin, died_on)
     SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::text[], $5::date[], $6::date[], $7::text[], $8::date[])`,
    [county, rows.map(row => row.category), rows.map(row => row.person), rows.map(row => row.place_code), rows.map(row => row.started_on),
      rows.map(row => row.ended_on), rows.map(row => row.name_pinyin), rows.map(row => row.died_on)],
  )
}

const CARD = `p.id, p.place_code, p.name, p.name_pinyin, p.name_initials, p.sex, p.born, p.died_on, p.household, p.identity_number, p.identity_index,
  p.phone, p.account, p.account_index, p.bank_name, p.account_holder, p.account_relation, p.address, p.version`

export type StoredPerson = PersonRow & { readonly version: number }

export async function selectPersons(session: Session, county: string, ids: readonly string[]): Promise<StoredPerson[]> {
  return (await session.query<StoredPerson>(
    `SELECT ${CARD} FROM person p WHERE p.county_code = $1 AND p.id = ANY($2::uuid[])`, [county, ids],
  )).rows
}

export async function selectByIdentity(session: Session, county: string, indexes: readonly string[]): Promise<StoredPerson[]> {
  return (await session.query<StoredPerson>(
    // Said although the policy says it too: the index holds those that stand alone.
    `SELECT ${CARD} FROM person p WHERE p.county_code = $1 AND p.identity_index = ANY($2::text[]) AND p.withdrawn_import IS NULL AND p.duplicate_of IS NULL`, [county, indexes],
  )).rows
}

export async function selectHouseholdMembers(session: Session, county: string, household: string) {
  return (await session.query<{ id: string; name: string; born: Day; died_on: Day | null; version: number }>(
    `SELECT id, name, born, died_on, version FROM person WHERE county_code = $1 AND household = $2 ORDER BY born, id`, [county, household],
  )).rows
}

/** What a list asks for. Empty text means any; `place` is a prefix, and names the narrower of what is asked and what may be seen. */
export type Filter = {
  readonly place: string
  /** Places of other codes that were merged into it: their people are of it too. */
  readonly merged: readonly string[]
  readonly category: string
  readonly living: boolean | null
  readonly today: Day
  readonly surname: readonly [from: string, to: string] | null
}

/** Every code that begins with the prefix lies between it and this. Ranges, unlike starts_with, are leakproof and use the index. */
const afterPlace = (prefix: string): string => `${prefix}:`
const surnameOf = (filter: Filter): readonly [string | null, string | null] => filter.surname ?? [null, null]

/**
 * For the rest of a transaction that only lists. The planner cannot see how many rows a policy's pattern lets through, guesses one in two
 * hundred, and then reads whole tables, matching the pattern against every row of them.
 */
export async function preferIndexes(session: Session): Promise<void> {
  await session.query(`SET LOCAL enable_seqscan = off`)
}

/** A page of everybody and how many there are. */
export async function pagePersons(session: Session, county: string, filter: Filter, limit: number, offset: number): Promise<{ rows: StoredPerson[]; total: number }> {
  const parameters = [county, filter.place, afterPlace(filter.place), filter.living, ...surnameOf(filter), filter.merged]
  const { rows } = await session.query<StoredPerson>(
    `SELECT ${CARD} FROM (SELECT p.county_code, p.id FROM person p
       WHERE p.county_code = $1 AND ($2 = '' OR (p.place_code COLLATE "C" >= $2 AND p.place_code COLLATE "C" < $3) OR p.place_code COLLATE "C" = ANY($7::text[]))
         AND ($4::boolean IS NULL OR (p.died_on IS NULL) = $4)
         AND ($5::text IS NULL OR (p.name_pinyin >= $5 COLLATE "C" AND p.name_pinyin < $6::text COLLATE "C"))
       ORDER BY p.name_pinyin, p.id LIMIT $8 OFFSET $9) listed
     JOIN person p ON p.county_code = listed.county_code AND p.id = listed.id ORDER BY p.name_pinyin, p.id`,
    [...parameters, limit, offset],
  )
  const count = await session.query<{ total: number }>(
    `SELECT count(*) AS total FROM person p
     WHERE p.county_code = $1 AND ($2 = '' OR (p.place_code COLLATE "C" >= $2 AND p.place_code COLLATE "C" < $3) OR p.place_code COLLATE "C" = ANY($7::text[]))
       AND ($4::boolean IS NULL OR (p.died_on IS NULL) = $4)
       AND ($5::text IS NULL OR (p.name_pinyin >= $5 COLLATE "C" AND p.name_pinyin < $6::text COLLATE "C"))`,
    parameters,
  )
  return { rows, total: count.rows[0]!.total }
}

/** A page of those who are of a category today, and how many they are. */
export async function pageCategory(session: Session, county: string, filter: Filter, limit: number, offset: number): Promise<{ rows: StoredPerson[]; total: number }> {
  const parameters = [county, filter.category, filter.today, filter.place, afterPlace(filter.place), filter.living, ...surnameOf(filter), filter.merged]
  const { rows } = await session.query<StoredPerson>(
    `SELECT ${CARD} FROM (SELECT c.county_code, c.person FROM person_category c
       WHERE c.county_code = $1 AND c.category = $2 AND (c.ended_on IS NULL OR c.ended_on >= $3::date)
         AND ($4 = '' OR (c.place_code COLLATE "C" >= $4 AND c.place_code COLLATE "C" < $5) OR c.place_code COLLATE "C" = ANY($9::text[])) AND ($6::boolean IS NULL OR (c.died_on IS NULL) = $6)
         AND ($7::text IS NULL OR (c.name_pinyin >= $7 COLLATE "C" AND c.name_pinyin < $8::text COLLATE "C"))
       ORDER BY c.name_pinyin, c.person LIMIT $10 OFFSET $11) listed
     JOIN person p ON p.county_code = listed.county_code AND p.id = listed.person ORDER BY p.name_pinyin, p.id`,
    [...parameters, limit, offset],
  )
  const count = await session.query<{ total: number }>(
    `SELECT count(*) AS total FROM person_category c
     WHERE c.county_code = $1 AND c.category = $2 AND (c.ended_on IS NULL OR c.ended_on >= $3::date)
       AND ($4 = '' OR (c.place_code COLLATE "C" >= $4 AND c.place_code COLLATE "C" < $5) OR c.place_code COLLATE "C" = ANY($9::text[])) AND ($6::boolean IS NULL OR (c.died_on IS NULL) = $6)
       AND ($7::text IS NULL OR (c.name_pinyin >= $7 COLLATE "C" AND c.name_pinyin < $8::text COLLATE "C"))`,
    parameters,
  )
  return { rows, total: count.rows[0]!.total }
}

/** What is looked for: whole grams, or a range of them. */
export type Found = { readonly grams: readonly string[]; readonly from: string; readonly to: string }

/** A page of those found, and how many they are. */
export async function findPersons(session: Session, county: string, filter: Filter, found: Found, limit: number, offset: number): Promise<{ rows: StoredPerson[]; total: number }> {
  const { rows } = await session.query<StoredPerson & { total: number }>(
    `WITH listed AS MATERIALIZED (SELECT p.county_code, p.id, p.name_pinyin
       FROM (SELECT g.county_code, g.person FROM person_gram g WHERE g.county_code = $1 AND g.gram = ANY($6::text[])
         UNION SELECT g.county_code, g.person FROM person_gram g WHERE g.county_code = $1 AND g.gram >= $7 AND g.gram < $8) found
       JOIN person p ON p.county_code = found.county_code AND p.id = found.person
       WHERE p.county_code = $1 AND ($2 = '' OR starts_with(p.place_code, $2) OR p.place_code = ANY($11::text[]))
         AND ($3 = '' OR (p.county_code, p.id) IN (SELECT c.county_code, c.person FROM person_category c
           WHERE c.county_code = $1 AND c.category = $3 AND (c.ended_on IS NULL OR c.ended_on >= $4::date)))
         AND ($5::boolean IS NULL OR (p.died_on IS NULL) = $5))
     SELECT ${CARD}, (SELECT count(*) FROM listed) AS total
     FROM (SELECT * FROM listed ORDER BY name_pinyin, id LIMIT $9 OFFSET $10) page
     JOIN person p ON p.county_code = page.county_code AND p.id = page.id ORDER BY p.name_pinyin, p.id`,
    [county, filter.place, filter.category, filter.today, filter.living, found.grams, found.from, found.to, limit, offset, filter.merged],
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

export async function selectCategories(session: Session, county: string, persons: readonly string[]): Promise<CategorySpan[]> {
  return (await session.query<CategorySpan>(
    `SELECT person, place_code, category, started_on, ended_on, name_pinyin, died_on FROM person_category
     WHERE county_code = $1 AND person = ANY($2::uuid[]) ORDER BY person, started_on, category`,
    [county, persons],
  )).rows
}

/** Every fact of a person that was ever recorded, and which fact took its place. */
export async function selectHistory(session: Session, county: string, person: string) {
  return (await session.query<KnownFact & { recorded_at: Date; recorded_by: string; superseded_by: string | null }>(
    `SELECT f.id, f.person, f.kind, f.value, f.known_on, f.recorded_at, f.recorded_by, f.supersedes, f.document,
       (SELECT s.id FROM fact s WHERE s.county_code = f.county_code AND s.supersedes = f.id ORDER BY s.recorded_at DESC, s.id DESC LIMIT 1) AS superseded_by
     FROM fact f WHERE f.county_code = $1 AND f.person = $2 ORDER BY f.known_on, f.recorded_at, f.id`,
    [county, person],
  )).rows
}

/** Facts that a person has as known now, in the order in which they were learned. */
export async function selectCurrent(session: Session, county: string, person: string): Promise<KnownFact[]> {
  return (await session.query<KnownFact>(
    `SELECT f.id, f.person, f.kind, f.value, f.known_on, f.supersedes, f.document
     FROM fact f WHERE f.county_code = $1 AND f.person = $2
       AND NOT EXISTS (SELECT 1 FROM fact s WHERE s.county_code = f.county_code AND s.supersedes = f.id)
     ORDER BY f.known_on, f.recorded_at, f.id`,
    [county, person],
  )).rows
}

/** One person with the facts known of them. */
export type KnownRow = { readonly person: string; readonly place_code: string; readonly name: string; readonly facts: { kind: FactKind; value: unknown }[] }

/**
 * Facts as known on a day, of persons by id (null: of all) under a place, gathered person by person. Person by person in the database too:
 * a join of everybody's facts is sorted on disk, and the planner, blind behind the policies, looks each fact's successor up by itself.
 */
export async function selectKnownGrouped(session: Session, county: string, knownOn: Day, place: string, persons: readonly string[] | null): Promise<KnownRow[]> {
  const { rows } = await session.query<Omit<KnownRow, 'facts'> & { facts: string | null }>(
    `SELECT p.id AS person, p.place_code, p.name,
       (SELECT '[' || string_agg('{"kind":"' || f.kind || '","value":' || f.value::text || '}', ',' ORDER BY f.known_on, f.recorded_at, f.id) || ']'
        FROM fact f WHERE f.county_code = p.county_code AND f.person = p.id AND f.known_on <= $2::date
          AND f.id NOT IN (SELECT s.supersedes FROM fact s WHERE s.county_code = $1 AND s.supersedes IS NOT NULL AND s.known_on <= $2::date)) AS facts
     FROM person p
     WHERE p.county_code = $1 AND ($3 = '' OR starts_with(p.place_code, $3)) AND ($4::uuid[] IS NULL OR p.id = ANY($4::uuid[]))
     ORDER BY p.id`,
    [county, knownOn, place, persons],
  )
  // What is parsed here was built just above; nobody is known of whom nothing is.
  return rows.flatMap(({ facts, ...row }) => (facts === null ? [] : [{ ...row, facts: JSON.parse(facts) as KnownRow['facts'] }]))
}

/** Everybody under a place, with what they are on a day. */
export async function selectRoster(session: Session, county: string, place: string, on: Day): Promise<RosterRow[]> {
  return (await session.query<RosterRow>(
    `SELECT p.id, p.place_code, p.name, p.born, p.died_on, p.household, p.identity_index, p.account_index,
       ARRAY(SELECT c.category FROM person_category c WHERE c.county_code = p.county_code AND c.person = p.id
         AND c.started_on <= $3::date AND (c.ended_on IS NULL OR c.ended_on >= $3::date) ORDER BY c.category) AS categories
     FROM person p WHERE p.county_code = $1 AND ($2 = '' OR starts_with(p.place_code, $2)) ORDER BY p.id`,
    [county, place, on],
  )).rows
}
