import type { Session } from '../../db/db.ts'
import type { HouseholdRow } from '../rows.ts'

/** Writes a household again, if nobody did since it was read at `version`. */
export async function updateHousehold(session: Session, county: string, row: HouseholdRow, version: number, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE household SET place_code = $4, head = $5, group_name = $6, address = $7, members = $8, version = version + 1, updated_at = $9
     WHERE county_code = $1 AND id = $2 AND version = $3`,
    [county, row.id, version, row.place_code, row.head, row.group_name, row.address, row.members, at],
  )
  return affected === 1
}

export type Neighbour = { readonly id: string; readonly name: string; readonly household: string; readonly head: string; readonly version: number }

/** Addresses are compared without blanks. */
const FOLDED = (column: string) => `replace(replace(${column}, ' ', ''), '　', '')`

export async function selectNeighbours(session: Session, county: string, household: string): Promise<Neighbour[]> {
  return (await session.query<Neighbour>(
    `SELECT p.id, p.name, p.household, o.head, p.version
     FROM household h
       JOIN person p ON p.county_code = h.county_code AND p.place_code = h.place_code AND p.household <> h.id AND p.died_on IS NULL
       JOIN household o ON o.county_code = p.county_code AND o.id = p.household
     WHERE h.county_code = $1 AND h.id = $2 AND ${FOLDED('p.address')} IN (
       SELECT ${FOLDED('h.address')} UNION SELECT ${FOLDED('m.address')} FROM person m WHERE m.county_code = h.county_code AND m.household = h.id)
     ORDER BY p.name, p.id LIMIT 50`,
    [county, household],
  )).rows
}
