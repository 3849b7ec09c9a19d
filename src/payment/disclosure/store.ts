import type { Session } from '../../db/db.ts'

/** Where a run pays something that may be shown, village by village. */
export async function selectVillages(session: Session, county: string, run: string, never: readonly string[]): Promise<string[]> {
  return (await session.query<{ place: string }>(
    `SELECT DISTINCT place_code AS place FROM payment_line WHERE county_code = $1 AND run = $2 AND state NOT IN ('withdrawn', 'discarded') AND benefit <> ALL($3::text[]) ORDER BY place_code`,
    [county, run, never],
  )).rows.map(row => row.place)
}
