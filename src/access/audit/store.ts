import type { Session } from '../../db/db.ts'

/** What the codes and ids that stand in entries are called: the county's places and the accounts in sight. */
export async function selectNames(session: Session, county: string): Promise<{ id: string; name: string }[]> {
  return (await session.query<{ id: string; name: string }>(
    `SELECT place_code AS id, name FROM place WHERE county_code = $1 UNION ALL SELECT id::text, name FROM account WHERE county_code = $1`, [county],
  )).rows
}
