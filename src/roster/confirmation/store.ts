import type { Session } from '../../db/db.ts'
import type { Asked, ConfirmationState, FindingEntry, Standing, StateTotal, Way } from './confirmation.ts'

/**
 * Those under a place ($2) who are to be confirmed in the year of $3 to $4, and what was found of them. $5 the entitled categories, $6 the day
 * on which confirmation opens, MM-DD (the rule is `isAsked`). The list pages it, figures count it. Categories and findings are gathered in one
 * pass: the planner, blind behind the policies, takes a join of the two for a join of a few rows.
 */
export const ASKED = `
  SELECT p.id AS person, p.place_code, p.name, p.name_pinyin, p.born, p.died_on, g.categories, g.finding,
    CASE WHEN p.died_on IS NULL OR (g.finding ->> 'result' = 'confirmed' AND (g.finding ->> 'on')::date <= p.died_on)
      THEN coalesce(g.finding ->> 'result', 'open') ELSE 'deceased' END AS state
  FROM (SELECT r.person, array_agg(r.category ORDER BY r.category) FILTER (WHERE r.category IS NOT NULL) AS categories,
      (array_agg(r.finding ORDER BY r.revision DESC) FILTER (WHERE r.finding IS NOT NULL))[1] AS finding
    FROM (SELECT c.person, c.category, NULL::jsonb AS finding, NULL::integer AS revision
        FROM person_category c CROSS JOIN (SELECT (to_char($4::date, 'YYYY-') || $6)::date AS opens) o
        WHERE c.county_code = $1 AND c.category = ANY($5::text[]) AND c.started_on < o.opens AND (c.ended_on IS NULL OR c.ended_on >= o.opens)
          AND (c.died_on IS NULL OR c.died_on >= o.opens)
      UNION ALL
      SELECT f.person, NULL, jsonb_build_object('id', f.id, 'way', f.way, 'on', f.found_on, 'result', f.result, 'evidence', f.evidence, 'note', f.note,
          'by', f.recorded_by_name), f.revision
        FROM confirmation f WHERE f.county_code = $1 AND f.year = extract(year FROM $3::date)) r
    GROUP BY r.person HAVING count(r.category) > 0) g
  JOIN person p ON p.county_code = $1 AND p.id = g.person
  WHERE starts_with(p.place_code, $2)`

/** Which of a year's persons a list asks for; empty text means any, `name` is the beginning of it. `opens` is MM-DD. */
export type AskedFilter = {
  readonly year: number
  readonly opens: string
  readonly entitled: readonly string[]
  readonly place: string
  readonly category: string
  readonly state: ConfirmationState | ''
  readonly way: Way | ''
  readonly name: string
}

const parametersOf = (county: string, { place, year, entitled, opens }: Pick<AskedFilter, 'place' | 'year' | 'entitled' | 'opens'>) =>
  [county, place, `${year}-01-01`, `${year}-12-31`, entitled, opens]

/** A page of those to be confirmed, village by village, and how many there are. */
export async function pageAsked(session: Session, county: string, filter: AskedFilter, limit: number, offset: number): Promise<{ rows: Asked[]; total: number }> {
  const { rows } = await session.query<Asked & { total: number }>(
    `WITH asked AS (${ASKED})
     SELECT person, place_code AS place, name, born, died_on, categories, finding, state, count(*) OVER () AS total
     FROM asked WHERE ($7 = '' OR $7 = ANY(categories)) AND ($8 = '' OR state = $8) AND ($9 = '' OR finding ->> 'way' = $9) AND starts_with(name, $10)
     ORDER BY place_code, name_pinyin, person LIMIT $11 OFFSET $12`,
    [...parametersOf(county, filter), filter.category, filter.state, filter.way, filter.name, limit, offset],
  )
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 }
}

export async function countStates(session: Session, county: string, filter: Pick<AskedFilter, 'place' | 'year' | 'entitled' | 'opens'>): Promise<StateTotal[]> {
  return (await session.query<StateTotal>(
    `WITH asked AS (${ASKED}) SELECT place_code AS place, state, count(*) AS persons FROM asked GROUP BY place_code, state`, parametersOf(county, filter),
  )).rows
}

const FINDING = `c.id, c.person, c.year, c.revision, c.way, c.found_on AS on, c.result, c.evidence, c.note, c.recorded_by_name AS by`

/** What stands of these persons in these years: the last revision. */
export async function selectStanding(session: Session, county: string, persons: readonly string[], years: readonly number[]): Promise<Standing[]> {
  return (await session.query<Standing>(
    `SELECT DISTINCT ON (c.person, c.year) ${FINDING} FROM confirmation c
     WHERE c.county_code = $1 AND c.person = ANY($2::uuid[]) AND c.year = ANY($3::integer[]) ORDER BY c.person, c.year, c.revision DESC`,
    [county, persons, years],
  )).rows
}

/** Everything that was ever found of a person, the newest first. */
export async function selectFindings(session: Session, county: string, person: string): Promise<(Omit<FindingEntry, 'recorded_at'> & { recorded_at: Date })[]> {
  return (await session.query<Omit<FindingEntry, 'recorded_at'> & { recorded_at: Date }>(
    `SELECT ${FINDING}, c.recorded_at, c.supersedes, lead(c.id) OVER (PARTITION BY c.year ORDER BY c.revision) AS superseded_by
     FROM confirmation c WHERE c.county_code = $1 AND c.person = $2 ORDER BY c.year DESC, c.revision DESC`,
    [county, person],
  )).rows
}

export type NewConfirmation = Omit<Standing, 'by'> & { readonly place: string; readonly supersedes: string | null }

/** Inserts findings. The table takes each revision of a person's year once. */
export async function insertConfirmations(session: Session, county: string, rows: readonly NewConfirmation[], by: { account: string; name: string }, at: Date): Promise<void> {
  await session.query(
    `INSERT INTO confirmation (county_code, id, place_code, person, year, revision, way, found_on, result, evidence, note, supersedes, recorded_at, recorded_by, recorded_by_name)
     SELECT $1, r.id, r.place, r.person, r.year, r.revision, r.way, r.on, r.result, r.evidence, r.note, r.supersedes, $3, $4, $5
     FROM json_to_recordset($2::text::json) AS r(id uuid, place text, person uuid, year integer, revision integer, way text, "on" date, result text, evidence uuid[], note text, supersedes uuid)`,
    [county, JSON.stringify(rows), at, by.account, by.name],
  )
}
