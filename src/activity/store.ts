import type { Session } from '../db/db.ts'
import type { EvidenceKind } from '../evidence/evidence.ts'
import type { Activity } from './activity.ts'

const COLUMNS = 'id, kind, place_code AS place, held_on, fields, parties, evidence_missing, version'

export async function insertActivity(session: Session, county: string, row: Activity, by: string, at: Date): Promise<void> {
  await session.query(
    `INSERT INTO activity (county_code, id, place_code, kind, held_on, fields, parties, evidence_missing, version, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8::text[], $9, $10, $11)`,
    [county, row.id, row.place, row.kind, row.held_on, JSON.stringify(row.fields), JSON.stringify(row.parties), row.evidence_missing, row.version, at, by],
  )
}

export async function selectActivity(session: Session, county: string, id: string): Promise<Activity | undefined> {
  return (await session.query<Activity>(`SELECT ${COLUMNS} FROM activity WHERE county_code = $1 AND id = $2 AND withdrawn_at IS NULL`, [county, id])).rows[0]
}

/** Writes a record again as the next version, if nobody did since `version` was read. */
export async function updateActivity(session: Session, county: string, row: Activity, version: number): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE activity SET held_on = $4, fields = $5::jsonb, parties = $6::jsonb, evidence_missing = $7::text[], version = version + 1
     WHERE county_code = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL`,
    [county, row.id, version, row.held_on, JSON.stringify(row.fields), JSON.stringify(row.parties), row.evidence_missing],
  )
  return affected === 1
}

export async function setEvidenceMissing(session: Session, county: string, id: string, missing: readonly EvidenceKind[]): Promise<void> {
  await session.query(`UPDATE activity SET evidence_missing = $3::text[] WHERE county_code = $1 AND id = $2`, [county, id, missing])
}

export async function withdrawActivity(session: Session, county: string, id: string, by: string, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE activity SET withdrawn_at = $3, withdrawn_by = $4 WHERE county_code = $1 AND id = $2 AND withdrawn_at IS NULL`, [county, id, at, by],
  )
  return affected === 1
}

/** Which records a list asks for: null and empty mean any. */
export type ActivityFilter = { readonly kind: string | null; readonly year: number | null; readonly place: string }

export async function pageActivities(
  session: Session, county: string, filter: ActivityFilter, limit: number, offset: number,
): Promise<{ rows: Activity[]; total: number }> {
  const { rows } = await session.query<Activity & { total: number }>(
    `SELECT ${COLUMNS}, count(*) OVER () AS total FROM activity
     WHERE county_code = $1 AND withdrawn_at IS NULL AND ($2::text IS NULL OR kind = $2) AND starts_with(place_code, $4)
       AND ($3::integer IS NULL OR held_on BETWEEN make_date($3::integer, 1, 1) AND make_date($3::integer, 12, 31))
     ORDER BY held_on DESC, id DESC LIMIT $5 OFFSET $6`,
    [county, filter.kind, filter.year, filter.place, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Those of the ids that are there and in sight. */
export async function selectKnown(session: Session, county: string, sort: 'households' | 'persons' | 'places', ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await session.query<{ id: string }>(KNOWN[sort], [county, ids])
  return new Set(rows.map(row => row.id))
}

const KNOWN = {
  households: 'SELECT id FROM household WHERE county_code = $1 AND id = ANY($2::uuid[])',
  persons: 'SELECT id FROM person WHERE county_code = $1 AND id = ANY($2::uuid[])',
  places: 'SELECT place_code AS id FROM place WHERE county_code = $1 AND place_code = ANY($2::text[])',
} as const

/** Id -> name of those of the ids that are in sight. */
export async function selectNames(session: Session, county: string, sort: 'households' | 'persons' | 'places', ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await session.query<{ id: string; name: string }>(NAMES[sort], [county, ids])
  return new Map(rows.map(row => [row.id, row.name]))
}

const NAMES = {
  households: `SELECT id::text AS id, head || coalesce('（' || group_name || '）', '') AS name FROM household WHERE county_code = $1 AND id = ANY($2::uuid[])`,
  persons: 'SELECT id::text AS id, name FROM person WHERE county_code = $1 AND id = ANY($2::uuid[])',
  places: 'SELECT place_code AS id, name FROM place WHERE county_code = $1 AND place_code = ANY($2::text[])',
} as const
