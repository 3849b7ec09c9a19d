import type { Day } from '../../base/day.ts'
import type { Session } from '../../db/db.ts'
import type { JudgementState } from './duplicates.ts'

export type AlikeRow = { readonly id: string; readonly name: string; readonly born: Day; readonly identity_number: Uint8Array; readonly account_index: string | null; readonly own_account: boolean }

/** Persons whose name or own account somebody else has too, where the actor may look. */
export async function selectAlike(session: Session, county: string): Promise<AlikeRow[]> {
  return (await session.query<AlikeRow>(
    `SELECT p.id, p.name, p.born, p.identity_number, p.account_index, p.account_relation = 'self' AS own_account FROM person p
     WHERE p.county_code = $1 AND (
       p.name IN (SELECT n.name FROM person n WHERE n.county_code = $1 GROUP BY n.name HAVING count(*) > 1)
       OR p.account_index IN (SELECT a.account_index FROM person a WHERE a.county_code = $1 AND a.account_index IS NOT NULL GROUP BY a.account_index HAVING count(*) > 1))
     ORDER BY p.name_pinyin, p.id`,
    [county],
  )).rows
}

export type Judgement = {
  readonly id: string; readonly place: string; readonly person: string; readonly other: string; readonly seen: string; readonly state: JudgementState; readonly closed: string | null
  readonly reason: string; readonly proposed_by: string; readonly proposed_by_name: string; readonly proposed_at: Date
}
const JUDGEMENT = `id, place_code AS place, person, other, seen, state, closed, reason, proposed_by, proposed_by_name, proposed_at`

/** Judgements that hold or wait: two people, and open proposals. */
export async function selectHolding(session: Session, county: string): Promise<Judgement[]> {
  return (await session.query<Judgement>(`SELECT ${JUDGEMENT} FROM duplicate_judgement WHERE county_code = $1 AND state IN ('two', 'open')`, [county])).rows
}

export async function selectJudgement(session: Session, county: string, id: string): Promise<Judgement | undefined> {
  return (await session.query<Judgement>(`SELECT ${JUDGEMENT} FROM duplicate_judgement WHERE county_code = $1 AND id = $2`, [county, id])).rows[0]
}

type By = { readonly account: string; readonly name: string }

/** False where an open proposal about the pair stands already. */
export async function insertJudgement(session: Session, county: string, row: Omit<Judgement, 'proposed_by' | 'proposed_by_name' | 'proposed_at'>, by: By, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO duplicate_judgement (county_code, id, place_code, person, other, seen, state, closed, reason, proposed_by, proposed_by_name, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
    [county, row.id, row.place, row.person, row.other, row.seen, row.state, row.closed, row.reason, by.account, by.name, at],
  )
  return affected === 1
}

export async function answerJudgement(session: Session, county: string, id: string, state: 'same' | 'declined', answer: string | null, by: By, at: Date): Promise<boolean> {
  return (await session.query(
    `UPDATE duplicate_judgement SET state = $3, answer = $4, decided_by = $5, decided_by_name = $6, decided_at = $7 WHERE county_code = $1 AND id = $2 AND state = 'open'`,
    [county, id, state, answer, by.account, by.name, at],
  )).affected === 1
}

export async function countFacts(session: Session, county: string, persons: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await session.query<{ person: string; facts: number }>(
    `SELECT f.person, count(*) AS facts FROM fact f WHERE f.county_code = $1 AND f.person = ANY($2::uuid[]) AND f.value <> 'null'::jsonb
       AND NOT EXISTS (SELECT 1 FROM fact s WHERE s.county_code = f.county_code AND s.supersedes = f.id) GROUP BY f.person`,
    [county, persons],
  )
  return new Map(rows.map(row => [row.person, Number(row.facts)]))
}

/** Marks a record as the duplicate of another. From here on nobody meets it; what it was found by goes. */
export async function closeDuplicate(session: Session, county: string, closed: string, kept: string, at: Date): Promise<void> {
  await session.query(`DELETE FROM person_gram WHERE county_code = $1 AND person = $2`, [county, closed])
  await session.query(`DELETE FROM person_category WHERE county_code = $1 AND person = $2`, [county, closed])
  await session.query(`SELECT set_config('app.withdrawn', 'shown', true)`)
  const { affected } = await session.query(
    `UPDATE person SET duplicate_of = $3, version = version + 1, updated_at = $4 WHERE county_code = $1 AND id = $2 AND duplicate_of IS NULL`, [county, closed, kept, at],
  )
  await session.query(`SELECT set_config('app.withdrawn', '', true)`)
  if (affected !== 1) throw new Error('a record was closed twice')
}
