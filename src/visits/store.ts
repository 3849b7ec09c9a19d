import type { Day } from '../base/day.ts'
import type { Session } from '../db/db.ts'
import type { Festival, Goods, Round, RoundLine, RoundState, Visit, Visited } from './visits.ts'

type NewRound = Round & { readonly by: string; readonly at: Date }

export async function insertRound(session: Session, county: string, round: NewRound): Promise<void> {
  await session.query(
    `INSERT INTO visit_round (county_code, id, place_code, festival, year, name, from_day, to_day, fund, giver, cash_each_fen, goods_each, state,
       opened_at, opened_by, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12::jsonb, $13, $14, $15, $14)`,
    [county, round.id, round.place, round.festival, round.year, round.name, round.from, round.to, round.fund, round.giver, round.cash_each_fen,
      goodsText(round.goods_each), round.state, round.at, round.by],
  )
}

/** Columns of `r`. */
export const ROUND = `r.id, r.place_code AS place, r.festival, r.year, r.name, r.from_day AS from, r.to_day AS to, r.fund, r.giver, r.cash_each_fen, r.goods_each,
  r.state, r.closing_note, r.version`

export async function selectRound(session: Session, county: string, id: string): Promise<Round | undefined> {
  return (await session.query<Round>(
    `SELECT ${ROUND} FROM visit_round r WHERE r.county_code = $1 AND r.id = $2`, [county, id],
  )).rows[0]
}

/** Which rounds a list asks for: null means any. */
export type RoundFilter = { readonly year: number | null; readonly festival: Festival | null; readonly place: string; readonly state: RoundState | null }

export async function pageRounds(
  session: Session, county: string, filter: RoundFilter, limit: number, offset: number,
): Promise<{ rows: RoundLine[]; total: number }> {
  const { rows } = await session.query<RoundLine & { total: number }>(
    `SELECT ${ROUND}, v.households, v.cash_fen, v.goods_fen, count(*) OVER () AS total,
       (SELECT count(*) FROM visit_planned q WHERE q.county_code = r.county_code AND q.round = r.id) AS planned
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

/** Writes a round again, if it is open and nobody did since it was read at `version`. */
export async function updateRound(session: Session, county: string, round: Round, version: number, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE visit_round SET name = $4, from_day = $5, to_day = $6, fund = $7, giver = $8, cash_each_fen = $9, goods_each = $10::jsonb, changed_at = $11, version = version + 1
     WHERE county_code = $1 AND id = $2 AND version = $3 AND state = 'open'`,
    [county, round.id, version, round.name, round.from, round.to, round.fund, round.giver, round.cash_each_fen, goodsText(round.goods_each), at],
  )
  return affected === 1
}

/** Moves a round on, if it is in the state from which the step starts. */
export async function moveRound(
  session: Session, county: string, id: string, from: readonly RoundState[], to: RoundState, at: Date, note: string | null,
): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE visit_round SET state = $4, changed_at = $5, closing_note = $6, version = version + 1 WHERE county_code = $1 AND id = $2 AND state = ANY($3::text[])`,
    [county, id, from, to, at, note],
  )
  return affected === 1
}

export const VISIT = `id, round, place_code AS place, household, person, head, category, visited_on, visitors,
  giver, cash_fen, goods, goods_fen, signed_by, voucher, note, wish, hardship, task, posted, fund, version`

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
       signed_by, voucher, note, posted, version, recorded_at, recorded_by, wish, hardship, task)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text[], $11, $12, $13::jsonb, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)
     ON CONFLICT DO NOTHING`,
    [county, visit.id, visit.round, visit.place, visit.household, visit.person, visit.head, visit.category, visit.visited_on, visit.visitors, visit.giver,
      visit.cash_fen, goodsText(visit.goods), visit.goods_fen, visit.signed_by, visit.voucher, visit.note, visit.posted, visit.version, at, by,
      visit.wish, visit.hardship, visit.task],
  )
  return affected === 1
}

const goodsText = (goods: readonly Goods[]): string => JSON.stringify(goods)

/** Writes a visit again as the next version, if nobody did since `version` was read. */
export async function updateVisit(session: Session, county: string, visit: Visit, version: number): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE visit SET visited_on = $4, visitors = $5::text[], giver = $6, cash_fen = $7, goods = $8::jsonb, goods_fen = $9, signed_by = $10, voucher = $11,
       note = $12, wish = $13, hardship = $14, task = $15, posted = false, fund = NULL, version = version + 1
     WHERE county_code = $1 AND id = $2 AND version = $3 AND withdrawn_at IS NULL`,
    [county, visit.id, version, visit.visited_on, visit.visitors, visit.giver, visit.cash_fen, goodsText(visit.goods), visit.goods_fen, visit.signed_by,
      visit.voucher, visit.note, visit.wish, visit.hardship, visit.task],
  )
  return affected === 1
}

export async function markPosted(session: Session, county: string, ids: readonly string[], fund: string | null): Promise<void> {
  await session.query(`UPDATE visit SET posted = true, fund = $3 WHERE county_code = $1 AND id = ANY($2::uuid[])`, [county, ids, fund])
}

export async function withdrawVisits(session: Session, county: string, ids: readonly string[], by: string, at: Date): Promise<number> {
  return (await session.query(
    `UPDATE visit SET withdrawn_at = $3, withdrawn_by = $4 WHERE county_code = $1 AND id = ANY($2::uuid[]) AND withdrawn_at IS NULL`, [county, ids, at, by],
  )).affected
}

/** The identity for which a household is visited: one with a regular benefit before a family's or a veteran's at large. */
export const CATEGORY = `(SELECT c.category FROM person_category c JOIN person m ON m.county_code = c.county_code AND m.id = c.person
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
