import type { Role } from '../../base/actor.ts'
import type { Day, Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'
import type { Difference, DifferenceKind } from './consistency.ts'

export type StandingDifference = {
  readonly id: string; readonly kind: DifferenceKind; readonly subject: string; readonly place: string; readonly owner: Role; readonly text_zh: string; readonly text_en: string
  readonly stated_fen: Fen | null; readonly found_fen: Fen | null; readonly first_seen_at: Date; readonly last_seen_at: Date; readonly gone_at: Date | null
  readonly note: string | null; readonly noted_by_name: string | null
}

const DIFFERENCE = `d.id, d.kind, d.subject, d.place_code AS place, d.owner, d.text_zh, d.text_en, d.stated_fen, d.found_fen, d.first_seen_at, d.last_seen_at, d.gone_at, d.note, d.noted_by_name`

export async function selectStanding(session: Session, county: string): Promise<StandingDifference[]> {
  return (await session.query<StandingDifference>(
    `SELECT ${DIFFERENCE} FROM payment_difference d WHERE d.county_code = $1 AND d.gone_at IS NULL ORDER BY d.first_seen_at, d.kind, d.subject`, [county],
  )).rows
}

type NewDifference = Difference & { readonly id: string; readonly owner: Role }

export async function insertDifferences(session: Session, county: string, rows: readonly NewDifference[], at: Date): Promise<void> {
  await session.query(
    `INSERT INTO payment_difference (county_code, id, place_code, subject, kind, owner, text_zh, text_en, stated_fen, found_fen, first_seen_at, last_seen_at)
     SELECT $1, r.id, r.place, r.subject, r.kind, r.owner, r.text_zh, r.text_en, r.stated_fen, r.found_fen, $3, $3
     FROM json_to_recordset($2::text::json) AS r(id uuid, place text, subject text, kind text, owner text, text_zh text, text_en text, stated_fen bigint, found_fen bigint)`,
    [county, JSON.stringify(rows.map(({ text, ...row }) => ({ ...row, text_zh: text.zh, text_en: text.en }))), at],
  )
}

export async function seeAgain(session: Session, county: string, rows: readonly { readonly id: string; readonly found: Difference }[], at: Date): Promise<void> {
  await session.query(
    `UPDATE payment_difference d SET last_seen_at = $3, text_zh = r.text_zh, text_en = r.text_en, stated_fen = r.stated_fen, found_fen = r.found_fen
     FROM json_to_recordset($2::text::json) AS r(id uuid, text_zh text, text_en text, stated_fen bigint, found_fen bigint) WHERE d.county_code = $1 AND d.id = r.id`,
    [county, JSON.stringify(rows.map(({ id, found }) => ({ id, text_zh: found.text.zh, text_en: found.text.en, stated_fen: found.stated_fen, found_fen: found.found_fen }))), at],
  )
}

export async function closeDifferences(session: Session, county: string, ids: readonly string[], at: Date): Promise<void> {
  await session.query(`UPDATE payment_difference SET gone_at = $3 WHERE county_code = $1 AND id = ANY($2::uuid[])`, [county, ids, at])
}

/** @returns false where no such difference stands in sight */
export async function noteDifference(session: Session, county: string, id: string, note: string, by: string): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE payment_difference SET note = $3, noted_by_name = $4 WHERE county_code = $1 AND id = $2 AND gone_at IS NULL`, [county, id, note, by],
  )
  return affected === 1
}

export type ComparisonRow = { readonly id: string; readonly compared_at: Date; readonly asked_by_name: string; readonly lines: number; readonly replayed: number; readonly differences: number }

export async function insertComparison(session: Session, county: string, row: ComparisonRow): Promise<void> {
  await session.query(
    `INSERT INTO payment_comparison (county_code, id, compared_at, asked_by_name, lines, replayed, differences) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [county, row.id, row.compared_at, row.asked_by_name, row.lines, row.replayed, row.differences],
  )
}

export async function selectLastComparison(session: Session, county: string): Promise<ComparisonRow | undefined> {
  return (await session.query<ComparisonRow>(
    `SELECT id, compared_at, asked_by_name, lines, replayed, differences FROM payment_comparison WHERE county_code = $1 ORDER BY compared_at DESC, id DESC LIMIT 1`, [county],
  )).rows[0]
}

export type ReplayedRun = { readonly id: string; readonly year: number; readonly number: number; readonly from: Month; readonly to: Month; readonly known_on: Day; readonly prepared_at: Date }

/** Runs in the ledger that were decided by this law, the latest first. */
export async function selectReplayable(session: Session, county: string, law: string, since: Month): Promise<ReplayedRun[]> {
  return (await session.query<ReplayedRun>(
    `SELECT id, year, number, from_month AS "from", to_month AS "to", known_on, prepared_at FROM payment_run
     WHERE county_code = $1 AND law_hash = $2 AND to_month >= $3 AND state IN ('approved', 'sent', 'returned', 'confirmed') ORDER BY year DESC, number DESC`,
    [county, law, since],
  )).rows
}

/** Of whom something was recorded only after a run was prepared, though it was known by then: the run could not know it. */
export async function selectLearnedLater(session: Session, county: string, persons: readonly string[], run: Pick<ReplayedRun, 'known_on' | 'prepared_at'>): Promise<Set<string>> {
  const { rows } = await session.query<{ person: string }>(
    `SELECT DISTINCT person FROM fact WHERE county_code = $1 AND person = ANY($2::uuid[]) AND known_on <= $3::date AND recorded_at > $4`, [county, persons, run.known_on, run.prepared_at],
  )
  return new Set(rows.map(row => row.person))
}
