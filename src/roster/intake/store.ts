import type { Session } from '../../db/db.ts'
import type { ImportedKind, Resting } from './imports.ts'

export type ImportRow = {
  readonly id: string; readonly place_code: string; readonly form: string; readonly imported_at: Date; readonly imported_by: string; readonly imported_by_name: string | null
  readonly rows_read: number; readonly rows_accepted: number; readonly rows_refused: number; readonly failed_rows: string | null
}

export async function insertImport(session: Session, county: string, row: ImportRow): Promise<void> {
  await session.query(
    `INSERT INTO sheet_import (county_code, id, place_code, form, imported_at, imported_by, imported_by_name, rows_read, rows_accepted, rows_refused, failed_rows)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [county, row.id, row.place_code, row.form, row.imported_at, row.imported_by, row.imported_by_name, row.rows_read, row.rows_accepted, row.rows_refused, row.failed_rows],
  )
}

const IMPORT = `i.id, i.place_code, i.form, i.imported_at, i.imported_by, i.imported_by_name, i.rows_read, i.rows_accepted, i.rows_refused, i.failed_rows`
const COUNTED = `(SELECT count(*) FROM sheet_import_row r WHERE r.county_code = i.county_code AND r.import = i.id AND r.undone_at IS NULL) AS standing,
  (SELECT count(*) FROM sheet_import_row r WHERE r.county_code = i.county_code AND r.import = i.id AND r.undone_at IS NOT NULL) AS undone`

export type CountedImport = ImportRow & { readonly standing: number; readonly undone: number }

export async function selectImport(session: Session, county: string, id: string): Promise<CountedImport | undefined> {
  return (await session.query<CountedImport>(`SELECT ${IMPORT}, ${COUNTED} FROM sheet_import i WHERE i.county_code = $1 AND i.id = $2`, [county, id])).rows[0]
}

export async function pageImports(session: Session, county: string, limit: number, offset: number): Promise<{ rows: CountedImport[]; total: number }> {
  const { rows } = await session.query<CountedImport & { total: number }>(
    `SELECT ${IMPORT}, ${COUNTED}, count(*) OVER () AS total FROM sheet_import i WHERE i.county_code = $1 ORDER BY i.imported_at DESC, i.id DESC LIMIT $2 OFFSET $3`,
    [county, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** A row that put something on the roster. `before`: what it changed of the card, the telephone number sealed. */
export type ImportRowRecord = {
  readonly number: number; readonly place_code: string; readonly person: string; readonly name: string; readonly kind: ImportedKind
  readonly facts: readonly string[]; readonly version_before: number | null; readonly version: number; readonly before: Readonly<Record<string, string | null>> | null
}
export type StoredImportRow = ImportRowRecord & { readonly undone_at: Date | null; readonly undone_by_name: string | null; readonly undone_reason: string | null }

export async function insertImportRows(session: Session, county: string, imported: string, rows: readonly ImportRowRecord[]): Promise<void> {
  await session.query(
    `INSERT INTO sheet_import_row (county_code, import, number, place_code, person, name, kind, facts, version_before, version, before)
     SELECT $1, $2, r.number, r.place_code, r.person, r.name, r.kind, ARRAY(SELECT json_array_elements_text(r.facts)::uuid), r.version_before, r.version, r.before
     FROM json_to_recordset($3::text::json) AS r(number integer, place_code text, person uuid, name text, kind text, facts json, version_before integer, version integer, before jsonb)`,
    [county, imported, JSON.stringify(rows)],
  )
}

const ROW = `r.number, r.place_code, r.person, r.name, r.kind, r.facts, r.version_before, r.version, r.before, r.undone_at, r.undone_by_name, r.undone_reason`

export async function pageImportRows(session: Session, county: string, imported: string, limit: number, offset: number): Promise<{ rows: StoredImportRow[]; total: number }> {
  const { rows } = await session.query<StoredImportRow & { total: number }>(
    `SELECT ${ROW}, count(*) OVER () AS total FROM sheet_import_row r WHERE r.county_code = $1 AND r.import = $2 ORDER BY r.number LIMIT $3 OFFSET $4`,
    [county, imported, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Takes the import for this transaction: whoever else takes it back waits until this one is through, and then sees what is left. */
export async function claimImport(session: Session, county: string, imported: string): Promise<boolean> {
  return (await session.query(`UPDATE sheet_import SET version = version + 1 WHERE county_code = $1 AND id = $2`, [county, imported])).affected === 1
}

export async function selectStandingRows(session: Session, county: string, imported: string): Promise<StoredImportRow[]> {
  return (await session.query<StoredImportRow>(
    `SELECT ${ROW} FROM sheet_import_row r WHERE r.county_code = $1 AND r.import = $2 AND r.undone_at IS NULL ORDER BY r.number`, [county, imported],
  )).rows
}

/** Whoever records something of these persons with a reference to them waits until we are through. */
export async function lockPersons(session: Session, county: string, persons: readonly string[]): Promise<void> {
  await session.query(`SELECT id FROM person WHERE county_code = $1 AND id = ANY($2::uuid[]) ORDER BY id FOR UPDATE`, [county, persons])
}

/**
 * Where other records name a person, and when they were made. One line a table: whoever adds a table with a column `person` adds it
 * here, or to `NOT_RESTING` with the reason (a test walks the catalog). Read by SQL, because these rooms rank above the roster.
 */
export const USES: readonly { readonly table: string; readonly what: Resting; readonly from: string; readonly person: string; readonly at: string }[] = [
  { table: 'payment_line', what: 'payment', from: 'payment_line u JOIN payment_run n ON n.county_code = u.county_code AND n.id = u.run', person: 'u.person', at: 'n.prepared_at' },
  { table: 'payment_exception', what: 'payment', from: 'payment_exception u JOIN payment_run n ON n.county_code = u.county_code AND n.id = u.run', person: 'u.person', at: 'n.prepared_at' },
  { table: 'posting', what: 'posting', from: 'posting u', person: 'u.person', at: 'u.posted_at' },
  { table: 'visit', what: 'visit', from: 'visit u', person: 'u.person', at: 'u.recorded_at' },
  { table: 'visit', what: 'visit', from: 'visit u JOIN person d ON d.county_code = u.county_code AND d.household = u.household', person: 'd.id', at: 'u.recorded_at' },
  { table: 'visit_planned', what: 'visit', from: 'visit_planned u JOIN person d ON d.county_code = u.county_code AND d.household = u.household', person: 'd.id', at: 'u.planned_at' },
  { table: 'confirmation', what: 'confirmation', from: 'confirmation u', person: 'u.person', at: 'u.recorded_at' },
  { table: 'suspension_proposal', what: 'suspension', from: 'suspension_proposal u', person: 'u.person', at: 'u.proposed_at' },
  { table: 'account_proposal', what: 'account', from: 'account_proposal u', person: 'u.person', at: 'u.proposed_at' },
  { table: 'evidence', what: 'evidence', from: 'evidence u', person: 'u.subject', at: 'u.kept_at' },
  {
    table: 'activity', what: 'activity',
    from: `activity u CROSS JOIN LATERAL jsonb_each(u.parties) AS party(id, list) CROSS JOIN LATERAL jsonb_array_elements_text(party.list) AS named(id)`,
    person: 'named.id', at: 'u.recorded_at',
  },
]

/** Tables with a column `person` that nothing rests on by itself, and why. */
export const NOT_RESTING: Readonly<Record<string, string>> = {
  duplicate_judgement: 'a word about two records, not a record of the person',
  fact: 'the version of the card says whether one was added',
  person_category: 'made from facts',
  person_gram: 'made from the card',
  receivable: 'only of money that was posted',
  receivable_closing: 'only of a receivable',
  sheet_import_row: 'the import itself; a later one raises the version of the card',
}

/** What rests on each of these persons since a moment, each once. Withdrawn visits and activities still name the person. */
export async function selectResting(session: Session, county: string, persons: readonly string[], since: Date): Promise<{ person: string; what: Resting }[]> {
  const parts = USES.map(({ what, from, person, at }) =>
    `SELECT ${person}::text AS person, '${what}' AS what FROM ${from} WHERE u.county_code = $1 AND ${person}::text = ANY($2::text[]) AND ${at} >= $3`)
  return (await session.query<{ person: string; what: Resting }>(
    `SELECT DISTINCT person, what FROM (${parts.join(' UNION ALL ')}) resting ORDER BY person, what`, [county, persons, since],
  )).rows
}

/** Marks persons as entered in error by an import. From here on nobody meets them; what they were found by goes. */
export async function withdrawPersons(session: Session, county: string, imported: string, persons: readonly string[], at: Date): Promise<void> {
  await session.query(`DELETE FROM person_gram WHERE county_code = $1 AND person = ANY($2::uuid[])`, [county, persons])
  await session.query(`DELETE FROM person_category WHERE county_code = $1 AND person = ANY($2::uuid[])`, [county, persons])
  await session.query(`SELECT set_config('app.withdrawn', 'shown', true)`)
  const { affected } = await session.query(
    `UPDATE person SET withdrawn_import = $3, version = version + 1, updated_at = $4 WHERE county_code = $1 AND id = ANY($2::uuid[]) AND withdrawn_import IS NULL`,
    [county, persons, imported, at],
  )
  await session.query(`SELECT set_config('app.withdrawn', '', true)`)
  if (affected !== persons.length) throw new Error('a person was withdrawn twice')
}

/** The facts of persons that stand now, for withdrawing them. */
export async function selectStandingFacts(session: Session, county: string, persons: readonly string[]) {
  return (await session.query<{ id: string; person: string; place_code: string; kind: string }>(
    `SELECT f.id, f.person, f.place_code, f.kind FROM fact f WHERE f.county_code = $1 AND f.person = ANY($2::uuid[]) AND f.value <> 'null'::jsonb
       AND f.id NOT IN (SELECT s.supersedes FROM fact s WHERE s.county_code = $1 AND s.person = ANY($2::uuid[]) AND s.supersedes IS NOT NULL)
     ORDER BY f.person, f.id`,
    [county, persons],
  )).rows
}

export async function markUndone(session: Session, county: string, imported: string, numbers: readonly number[], by: { account: string; name: string; reason: string; at: Date }): Promise<void> {
  await session.query(
    `UPDATE sheet_import_row SET undone_at = $4, undone_by = $5, undone_by_name = $6, undone_reason = $7
     WHERE county_code = $1 AND import = $2 AND number = ANY($3::integer[]) AND undone_at IS NULL`,
    [county, imported, numbers, by.at, by.account, by.name, by.reason],
  )
}

/** The card stands again as another row left it: what that row knows as its own version is the card's present one. */
export async function carryVersion(session: Session, county: string, person: string, from: number, to: number): Promise<void> {
  await session.query(`UPDATE sheet_import_row SET version = $4 WHERE county_code = $1 AND person = $2 AND version = $3 AND undone_at IS NULL`, [county, person, from, to])
}
