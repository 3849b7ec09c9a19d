import type { Session } from '../db/db.ts'
import type { Evidence, Subject } from './evidence.ts'

const COLUMNS = `id, kind, title, place_code AS place, taken_on, media_type, size, hash, subject_kind, subject, kept_by`

export type StoredEvidence = Evidence & { readonly file: string; readonly file_name: Uint8Array | null }

export async function insertEvidence(session: Session, county: string, row: StoredEvidence, now: Date): Promise<void> {
  await session.query(
    `INSERT INTO evidence (county_code, id, place_code, kind, title, taken_on, media_type, size, hash, file, file_name, subject_kind, subject, kept_at, kept_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [county, row.id, row.place, row.kind, row.title, row.taken_on, row.media_type, row.size, row.hash, row.file, row.file_name, row.subject_kind, row.subject,
      now, row.kept_by],
  )
}

export async function evidenceBySubject(session: Session, county: string, subject: Subject): Promise<Evidence[]> {
  return (await session.query<Evidence>(
    `SELECT ${COLUMNS} FROM evidence WHERE county_code = $1 AND subject = $2 AND subject_kind = $3 ORDER BY taken_on, id`,
    [county, subject.id, subject.kind],
  )).rows
}

export async function evidenceById(session: Session, county: string, id: string): Promise<StoredEvidence | undefined> {
  return (await session.query<StoredEvidence>(
    `SELECT ${COLUMNS}, file, file_name FROM evidence WHERE county_code = $1 AND id = $2`, [county, id],
  )).rows[0]
}

/** Those of the ids that exist within the scope. */
export async function evidenceAmong(session: Session, county: string, ids: readonly string[]): Promise<Evidence[]> {
  return (await session.query<Evidence>(`SELECT ${COLUMNS} FROM evidence WHERE county_code = $1 AND id = ANY($2::uuid[]) ORDER BY id`, [county, ids])).rows
}

/** The kept files, and what they must be. */
export async function evidenceFiles(session: Session, county: string): Promise<{ id: string; file: string; hash: string }[]> {
  return (await session.query<{ id: string; file: string; hash: string }>(`SELECT id, file, hash FROM evidence WHERE county_code = $1 ORDER BY id`,
    [county])).rows
}
