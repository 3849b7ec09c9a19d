import type { Session } from '../db/db.ts'
import type { DataFile } from './data-file.ts'

export type KeptRow = { readonly files: Uint8Array; readonly law_hash: string; readonly taken_at: Date }

/** Which package was last taken into use: the hash over all its files. */
export async function selectKeptHash(session: Session): Promise<string | undefined> {
  const { rows } = await session.query<{ proof_hash: string }>(`SELECT proof_hash FROM law_package ORDER BY taken_at DESC LIMIT 1`)
  return rows[0]?.proof_hash
}

export async function selectKept(session: Session): Promise<KeptRow | undefined> {
  const { rows } = await session.query<KeptRow>(`SELECT files, law_hash, taken_at FROM law_package ORDER BY taken_at DESC LIMIT 1`)
  return rows[0]
}

export async function upsertKept(session: Session, kept: KeptRow & { readonly proof_hash: string }): Promise<void> {
  await session.query(
    `INSERT INTO law_package (proof_hash, law_hash, files, taken_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (proof_hash) DO UPDATE SET taken_at = excluded.taken_at`,
    [kept.proof_hash, kept.law_hash, kept.files, kept.taken_at],
  )
}

/** What the county's own law has come to; version 0 before it has any. */
export type VersionRow = { readonly version: number; readonly hash: string }
const NO_VERSION: VersionRow = { version: 0, hash: '' }

export async function selectVersion(session: Session, county: string): Promise<VersionRow> {
  const { rows } = await session.query<VersionRow>(`SELECT version, hash FROM law_version WHERE county_code = $1`, [county])
  return rows[0] ?? NO_VERSION
}

/** Takes the county's version for this transaction: the next one who changes its law waits here. */
export async function lockVersion(session: Session, county: string): Promise<VersionRow> {
  await session.query(`INSERT INTO law_version (county_code, version, hash) VALUES ($1, 0, '') ON CONFLICT (county_code) DO NOTHING`, [county])
  const { rows } = await session.query<VersionRow>(`SELECT version, hash FROM law_version WHERE county_code = $1 FOR UPDATE`, [county])
  return rows[0]!
}

export async function updateVersion(session: Session, county: string, { version, hash }: VersionRow): Promise<void> {
  await session.query(`UPDATE law_version SET version = $2, hash = $3 WHERE county_code = $1`, [county, version, hash])
}

export type TextRow = DataFile & { readonly version: number }

/** What the county has entered up to a version, in the order of its approval. */
export async function selectTexts(session: Session, county: string, version: number): Promise<TextRow[]> {
  const { rows } = await session.query<TextRow>(
    `SELECT version, path, text FROM law_text WHERE county_code = $1 AND version <= $2 ORDER BY version, path COLLATE "C"`, [county, version],
  )
  return rows
}

/** Every approved text of the county with the hash that was written beside it. */
export async function selectHashedTexts(session: Session, county: string): Promise<(TextRow & { readonly hash: string })[]> {
  const { rows } = await session.query<TextRow & { hash: string }>(
    `SELECT version, path, text, hash FROM law_text WHERE county_code = $1 ORDER BY version, path COLLATE "C"`, [county],
  )
  return rows
}

export type NewText = DataFile & { readonly hash: string }
type Of = { readonly county: string; readonly place: string; readonly proposal: string; readonly version: number }

export async function insertTexts(session: Session, { county, place, proposal, version }: Of, texts: readonly NewText[]): Promise<void> {
  await session.query(
    `INSERT INTO law_text (county_code, version, path, place_code, hash, text, proposal)
     SELECT $1, $2, t.path, $3, t.hash, t.text, $4 FROM unnest($5::text[], $6::text[], $7::text[]) AS t (path, hash, text)`,
    [county, version, place, proposal, texts.map(one => one.path), texts.map(one => one.hash), texts.map(one => one.text)],
  )
}
