import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'
import { CATEGORY, ROUND, VISIT } from '../store.ts'
import type { Candidate } from '../suggest.ts'
import type { Planned, Round, Tried, Visit } from '../visits.ts'

/** Who is to be visited in these rounds, by village, group and household. */
export async function selectPlanned(session: Session, county: string, rounds: readonly string[]): Promise<(Planned & { readonly round: string })[]> {
  return (await session.query<Planned & { readonly round: string }>(
    `SELECT q.round, q.household, q.place_code AS place, q.head, q.category, h.group_name, h.address, q.visitors, q.tried, q.tried_on, q.tried_note
     FROM visit_planned q LEFT JOIN household h ON h.county_code = q.county_code AND h.id = q.household
     WHERE q.county_code = $1 AND q.round = ANY($2::uuid[]) ORDER BY q.place_code, h.group_name NULLS FIRST, q.household`,
    [county, rounds],
  )).rows
}

/** Plans households of the round's place that are in the roster; those planned already stay as they are. @returns those that were added */
export async function insertPlanned(
  session: Session, county: string, round: Round, households: readonly string[], visitors: readonly string[], by: string, at: Date, today: Day,
): Promise<string[]> {
  return (await session.query<{ household: string }>(
    `INSERT INTO visit_planned (county_code, round, household, place_code, head, category, visitors, planned_at, planned_by)
     SELECT $1, $2, h.id, h.place_code, h.head, ${CATEGORY}, $5::text[], $6, $7
     FROM household h LEFT JOIN person p ON false
     WHERE h.county_code = $1 AND h.id = ANY($4::uuid[]) AND starts_with(h.place_code, $8)
     ON CONFLICT (county_code, round, household) DO NOTHING RETURNING household`,
    [county, round.id, today, households, visitors, at, by, round.place],
  )).rows.map(row => row.household)
}

/** Which of these households are in the roster under a place. */
export async function selectHouseholdsUnder(session: Session, county: string, place: string, households: readonly string[]): Promise<string[]> {
  return (await session.query<{ id: string }>(
    `SELECT id FROM household WHERE county_code = $1 AND id = ANY($2::uuid[]) AND starts_with(place_code, $3)`, [county, households, place],
  )).rows.map(row => row.id)
}

export async function deletePlanned(session: Session, county: string, round: string, household: string): Promise<boolean> {
  return (await session.query(`DELETE FROM visit_planned WHERE county_code = $1 AND round = $2 AND household = $3`, [county, round, household])).affected === 1
}

export async function updateVisitors(session: Session, county: string, round: string, place: string, visitors: readonly string[]): Promise<number> {
  return (await session.query(
    `UPDATE visit_planned SET visitors = $4::text[] WHERE county_code = $1 AND round = $2 AND starts_with(place_code, $3)`, [county, round, place, visitors],
  )).affected
}

export async function updateTried(session: Session, county: string, round: string, household: string, tried: Tried, on: Day, note: string | null): Promise<void> {
  await session.query(
    `UPDATE visit_planned SET tried = $4, tried_on = $5, tried_note = $6 WHERE county_code = $1 AND round = $2 AND household = $3`,
    [county, round, household, tried, on, note],
  )
}

/** What other open rounds still mean to give out of a fund, and what villages gave that is not in the ledger yet. */
export async function selectReserved(session: Session, county: string, fund: string, except: string): Promise<Fen> {
  return (await session.query<{ reserved_fen: Fen }>(
    `SELECT coalesce(sum(
         r.cash_each_fen * (SELECT count(*) FROM visit_planned q WHERE q.county_code = $1 AND q.round = r.id
           AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.county_code = $1 AND v.round = r.id AND v.household = q.household AND v.withdrawn_at IS NULL))
         + (SELECT coalesce(sum(v.cash_fen), 0) FROM visit v WHERE v.county_code = $1 AND v.round = r.id AND v.withdrawn_at IS NULL AND NOT v.posted)), 0)::bigint AS reserved_fen
     FROM visit_round r WHERE r.county_code = $1 AND r.fund = $2 AND r.id <> $3 AND r.state = 'open'`,
    [county, fund, except],
  )).rows[0]!.reserved_fen
}

/** Open rounds whose last day is not long past, the next first. */
export async function selectOpenRounds(session: Session, county: string, since: Day): Promise<Round[]> {
  return (await session.query<Round>(
    `SELECT ${ROUND} FROM visit_round r WHERE r.county_code = $1 AND r.state = 'open' AND r.to_day >= $2 ORDER BY r.from_day, r.id`, [county, since],
  )).rows
}

export async function selectVisitsOfRounds(session: Session, county: string, rounds: readonly string[]): Promise<Visit[]> {
  return (await session.query<Visit>(
    `SELECT ${VISIT} FROM visit WHERE county_code = $1 AND round = ANY($2::uuid[]) AND withdrawn_at IS NULL ORDER BY visited_on, id`, [county, rounds],
  )).rows
}

export type PastVisit = Visit & { readonly round_name: string; readonly proofs: number }

/** Every visit to a person and to the household that the person lives in, the latest first. */
export async function selectVisitsTo(session: Session, county: string, person: string): Promise<PastVisit[]> {
  return (await session.query<PastVisit>(
    `SELECT ${VISIT},
       (SELECT r.name FROM visit_round r WHERE r.county_code = $1 AND r.id = visit.round) AS round_name,
       (SELECT count(*) FROM evidence e WHERE e.county_code = $1 AND e.subject_kind = 'visit' AND e.subject = visit.id::text) AS proofs
     FROM visit WHERE county_code = $1 AND withdrawn_at IS NULL
       AND (person = $2 OR household = (SELECT p.household FROM person p WHERE p.county_code = $1 AND p.id = $2))
     ORDER BY visited_on DESC, id DESC`,
    [county, person],
  )).rows
}

/** A regular identity, of somebody living, on the day $2: whose household a round thinks of. */
const ENTITLED_HOME = `SELECT p.household, array_agg(DISTINCT c.category) AS categories, min(p.born) AS eldest_born
  FROM person_category c JOIN person p ON p.county_code = c.county_code AND p.id = c.person
  WHERE c.county_code = $1 AND p.household IS NOT NULL AND p.died_on IS NULL AND c.category NOT IN ('veteran', 'serving-family')
    AND c.started_on <= $2::date AND (c.ended_on IS NULL OR c.ended_on >= $2::date)
  GROUP BY p.household`

export type CandidateFilter = { readonly place: string; readonly category: string | null }

/**
 * Households under a place with a living person of a regular identity, who are neither planned nor visited in the round.
 * In hardship: named by a hardship survey of the last two years (activities/hardship-survey.yaml), or a visit heard of it.
 */
export async function selectCandidates(session: Session, county: string, round: Round, filter: CandidateFilter, today: Day): Promise<Candidate[]> {
  return (await session.query<Candidate>(
    `SELECT c.household, c.place, c.head, c.group_name, c.categories, c.eldest_born, c.last_visited_on,
       (SELECT r.name FROM visit_planned q JOIN visit_round r ON r.county_code = $1 AND r.id = q.round
        WHERE q.county_code = $1 AND q.household = c.household AND r.state = 'closed' AND r.id <> $4 AND (c.last_visited_on IS NULL OR r.from_day > c.last_visited_on)
          AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.county_code = $1 AND v.round = r.id AND v.household = c.household AND v.withdrawn_at IS NULL)
        ORDER BY r.from_day DESC, r.id LIMIT 1) AS missed_in,
       c.household IN (SELECT member::uuid FROM activity a CROSS JOIN LATERAL jsonb_array_elements_text(coalesce(a.parties -> 'households', '[]')) member
         WHERE a.county_code = $1 AND a.kind = 'hardship-survey' AND a.withdrawn_at IS NULL AND a.held_on >= $2::date - 730)
         OR EXISTS (SELECT 1 FROM visit v WHERE v.county_code = $1 AND v.household = c.household AND v.withdrawn_at IS NULL
           AND v.hardship IS NOT NULL AND v.visited_on >= $2::date - 730) AS hardship
     FROM (SELECT h.id AS household, h.place_code AS place, h.head, h.group_name, e.categories, e.eldest_born,
         (SELECT max(v.visited_on) FROM visit v WHERE v.county_code = $1 AND v.household = h.id AND v.withdrawn_at IS NULL) AS last_visited_on
       FROM household h JOIN (${ENTITLED_HOME}) e ON e.household = h.id
       WHERE h.county_code = $1 AND starts_with(h.place_code, $3) AND starts_with(h.place_code, $5) AND ($6::text IS NULL OR $6 = ANY(e.categories))
         AND NOT EXISTS (SELECT 1 FROM visit v WHERE v.county_code = $1 AND v.round = $4 AND v.household = h.id AND v.withdrawn_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM visit_planned q WHERE q.county_code = $1 AND q.round = $4 AND q.household = h.id)) c`,
    [county, today, round.place, round.id, filter.place, filter.category],
  )).rows
}

/** How many of a village's entitled households somebody came to in a year. */
export type Coverage = { readonly place: string; readonly households: number; readonly reached: number; readonly visits: number; readonly cash_fen: Fen }

export async function selectCoverage(session: Session, county: string, place: string, year: number, today: Day): Promise<Coverage[]> {
  return (await session.query<Coverage>(
    `SELECT coalesce(e.place, v.place) AS place, coalesce(e.households, 0) AS households, coalesce(e.reached, 0) AS reached,
       coalesce(v.visits, 0) AS visits, coalesce(v.cash_fen, 0)::bigint AS cash_fen
     FROM (SELECT h.place_code AS place, count(*) AS households, count(*) FILTER (WHERE EXISTS (SELECT 1 FROM visit v WHERE v.county_code = $1 AND v.household = h.id
           AND v.withdrawn_at IS NULL AND v.visited_on BETWEEN $4::date AND $5::date)) AS reached
         FROM household h JOIN (${ENTITLED_HOME}) e ON e.household = h.id WHERE h.county_code = $1 AND starts_with(h.place_code, $3) GROUP BY h.place_code) e
       FULL JOIN (SELECT place_code AS place, count(*) AS visits, sum(cash_fen) AS cash_fen FROM visit
         WHERE county_code = $1 AND starts_with(place_code, $3) AND withdrawn_at IS NULL AND visited_on BETWEEN $4::date AND $5::date GROUP BY place_code) v
       ON v.place = e.place
     ORDER BY 1`,
    [county, today, place, `${year}-01-01`, `${year}-12-31`],
  )).rows
}
