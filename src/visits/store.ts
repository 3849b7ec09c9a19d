import type { Day } from '../base/day.ts'
import type { Session } from '../db/db.ts'
import type { Candidate } from './suggest.ts'
import type { Festival, Goods, Round, RoundLine, RoundState, Visit, Visited } from './visits.ts'

type NewRound = Round & { readonly by: string; readonly at: Date }

export async function insertRound(session: Session, county: string, round: NewRound): Promise<void> {
  await session.query(
    `INSERT INTO visit_round (county_code, id, place_code, festival, year, name, from_day, to_day, fund, state, opened_at, opened_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11)`,
    [county, round.id, round.place, round.festival, round.year, round.name, round.from, round.to, round.fund, round.state, round.at, round.by],
  )
}

export async function selectRound(session: Session, county: string, id: string): Promise<Round | undefined> {
  return (await session.query<Round>(
    `SELECT id, place_code AS place, festival, year, name, from_day AS from, to_day AS to, fund, state
     FROM visit_round WHERE county_code = $1 AND id = $2`,
    [county, id],
  )).rows[0]
}

/** Which rounds a list asks for: null means any. */
export type RoundFilter = { readonly year: number | null; readonly festival: Festival | null; readonly place: string; readonly state: RoundState | null }

export async function pageRounds(
  session: Session, county: string, filter: RoundFilter, limit: number, offset: number,
): Promise<{ rows: RoundLine[]; total: number }> {
  const { rows } = await session.query<RoundLine & { total: number }>(
    `SELECT r.id, r.place_code AS place, r.festival, r.year, r.name, r.from_day AS from, r.to_day AS to, r.fund, r.state,
       v.households, v.cash_fen, v.goods_fen, count(*) OVER () AS total
     FROM visit_round r CROSS JOIN LATERAL (
       SELECT count(*) AS households, coalesce(sum(cash_fen), 0)::bigint AS cash_fen, coalesce(sum(goods_fen), 0)::bigint AS goods_fen
       FROM visit WHERE county_code = r.county_code AND round = r.id AND withdrawn_at IS NULL) v
     WHERE r.county_code = $1 AND ($2::integer IS NULL OR r.year = $2) AND ($3::text IS NULL OR r.festival = $3)
       AND starts_with(r.place_code, $4) AND ($5::text IS NULL AND r.state <> 'removed' OR r.state = $5)
     ORDER BY r.from_day DESC, r.id DESC LIMIT $6 OFFSET $7`,
    [county, filter.year, filter.festival, filter.place, filter.state, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

/** Moves a round on, if it is in the state from which the step starts. */
export async function moveRound(session: Session, county: string, id: string, from: readonly RoundState[], to: RoundState, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE visit_round SET state = $4, changed_at = $5 WHERE county_code = $1 AND id = $2 AND state = ANY($3::text[])`, [county, id, from, to, at],
  )
  return affected === 1
}

const VISIT = `id, round, place_code AS place, household, person, head, category, visited_on, visitors,
  giver, cash_fen, goods, goods_fen, signed_by, voucher, note, posted, version`

export async function selectVisits(session: Session, county: string, round: string): Promise<Visit[]> {
  return (await session.query<Visit>(
    `SELECT ${VISIT} FROM visit WHERE county_code = $1 AND round = $2 AND withdrawn_at IS NULL ORDER BY visited_on, id`, [county, round],
  )).rows
}

export async function selectVisit(session: Session, county: string, id: string): Promise<Visit | undefined> {
  return (await session.query<Visit>(`SELECT ${VISIT} FROM visit WHERE county_code = $1 AND id = $2 AND withdrawn_at IS NULL`, [county, id])).rows[0]
}

/** Inserts a visit; false when the household was visited in this round already, by whichever village. */
export async function insertVisit(session: Session, county: string, visit: Visit, by: string, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO visit (county_code, id, round, place_code, household, person, head, category, visited_on, visitors, giver, cash_fen, goods, goods_fen,
       signed_by, voucher, note, posted, version, recorded_at, recorded_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13::jsonb, $14, $15, $16, $17, $18, $19, $20, $21)
     ON CONFLICT DO NOTHING`,
    [county, visit.id, visit.round, visit.place, visit.household, visit.person, visit.head, visit.category, visit.visited_on, visit.visitors, visit.giver,
      visit.cash_fen, goodsText(visit.goods), visit.goods_fen, visit.signed_by, visit.voucher, visit.note, visit.posted, visit.version, at, by],
  )
  return affected === 1
}

const goodsText = (goods: readonly Goods[]): string => JSON.stringify(goods)

/** Writes a visit again as the next version, if nobody did since `version` was read. */
export async function updateVisit(session: Session, county: string, visit: Visit, version: number): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE visit SET visited_on = $4, visitors = $5::text[], giver = $6, cash_fen = $7, goods = $8::jsonb, goods_fen = $9, signed_by = $10, voucher = $11,
       note = $12, posted = false, version = version + 1
     WHERE county_code = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL`,
    [county, visit.id, version, visit.visited_on, visit.visitors, visit.giver, visit.cash_fen, goodsText(visit.goods), visit.goods_fen, visit.signed_by,
      visit.voucher, visit.note],
  )
  return affected === 1
}

export async function markPosted(session: Session, county: string, ids: readonly string[]): Promise<void> {
  await session.query(`UPDATE visit SET posted = true WHERE county_code = $1 AND id = ANY($2::uuid[])`, [county, ids])
}

export async function withdrawVisits(session: Session, county: string, ids: readonly string[], by: string, at: Date): Promise<number> {
  return (await session.query(
    `UPDATE visit SET withdrawn_at = $3, withdrawn_by = $4 WHERE county_code = $1 AND id = ANY($2::uuid[]) AND withdrawn_at IS NULL`, [county, ids, at, by],
  )).affected
}

/** The identity for which a household is visited: one with a regular benefit before a family's or a veteran's at large. */
const CATEGORY = `(SELECT c.category FROM person_category c JOIN person m ON m.county_code = c.county_code AND m.id = c.person
  WHERE c.county_code = $1 AND (m.id = p.id OR m.household = h.id) AND c.started_on <= $3::date AND (c.ended_on IS NULL OR c.ended_on >= $3::date)
  ORDER BY m.id = p.id DESC NULLS LAST, c.category IN ('conscript-family', 'serving-family', 'veteran'), c.started_on, c.category LIMIT 1)`

export async function selectVisitedHousehold(session: Session, county: string, household: string, on: Day): Promise<Visited | undefined> {
  return (await session.query<Visited>(
    `SELECT h.id AS household, NULL::uuid AS person, h.place_code AS place, h.head, ${CATEGORY} AS category
     FROM household h LEFT JOIN person p ON false WHERE h.county_code = $1 AND h.id = $2`,
    [county, household, on],
  )).rows[0]
}

export async function selectVisitedPerson(session: Session, county: string, person: string, on: Day): Promise<Visited | undefined> {
  return (await session.query<Visited>(
    `SELECT h.id AS household, p.id AS person, p.place_code AS place, coalesce(h.head, p.name) AS head, ${CATEGORY} AS category
     FROM person p LEFT JOIN household h ON h.county_code = p.county_code AND h.id = p.household WHERE p.county_code = $1 AND p.id = $2`,
    [county, person, on],
  )).rows[0]
}

/**
 * Households under a place with a living person of a regular identity, who were not visited in the round.
 * In hardship: named by a hardship survey of the last two years (activities/hardship-survey.yaml).
 */
export async function selectCandidates(session: Session, county: string, round: Round, today: Day): Promise<Candidate[]> {
  return (await session.query<Candidate>(
    `SELECT h.id AS household, h.place_code AS place, h.head, e.categories,
       (SELECT max(v.visited_on) FROM visit v WHERE v.county_code = $1 AND v.household = h.id AND v.withdrawn_at IS NULL) AS last_visited_on,
       h.id IN (SELECT member::uuid FROM activity a CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(a.parties -> 'households', '[]')) member
         WHERE a.county_code = $1 AND a.kind = 'hardship-survey' AND a.withdrawn_at IS NULL AND a.held_on >= $4::date - 730) AS hardship
     FROM household h JOIN (SELECT p.household, array_agg(DISTINCT c.category) AS categories
       FROM person_category c JOIN person p ON p.county_code = c.county_code AND p.id = c.person
       WHERE c.county_code = $1 AND p.household IS NOT NULL AND p.died_on IS NULL AND c.category NOT IN ('veteran', 'serving-family')
         AND c.started_on <= $4::date AND (c.ended_on IS NULL OR c.ended_on >= $4::date)
       GROUP BY p.household) e ON e.household = h.id
     WHERE h.county_code = $1 AND starts_with(h.place_code, $2)
       AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.county_code = $1 AND v.round = $3 AND v.household = h.id AND v.withdrawn_at IS NULL)`,
    [county, round.place, round.id, today],
  )).rows
}
