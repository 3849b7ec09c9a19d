import type { Session } from '../db/db.ts'
import { applied, type Steps } from '../db/migrate.ts'
import type { Holding } from './backup.ts'

type Standing = { number: number | null; hash: string | null; runs: number; last_run: Holding['last_run']; last_serial: string | null }

/** Where a county's records stand. Within the county's scope. */
export async function standing(session: Session, county: string): Promise<Standing> {
  return (await session.query<Standing>(
    `SELECT (SELECT number FROM journal_head WHERE county_code = $1) AS number, (SELECT hash FROM journal_head WHERE county_code = $1) AS hash,
       (SELECT count(*) FROM payment_run WHERE county_code = $1) AS runs,
       (SELECT jsonb_build_object('year', year, 'number', number, 'state', state) FROM payment_run WHERE county_code = $1 ORDER BY year DESC, number DESC LIMIT 1) AS last_run,
       (SELECT max(serial COLLATE "C") FROM payment_sending WHERE county_code = $1) AS last_serial`,
    [county],
  )).rows[0]!
}

export async function setKeysByFile(session: Session, wrapped: Uint8Array): Promise<void> {
  await session.query(`UPDATE installation SET keys_by_file = $1`, [wrapped])
}

/** What a database for a new office must not have: a table of somebody else, the sign of an office that is there, or tables of a later schema than `steps`. */
export async function occupant(session: Session, steps: Steps): Promise<string | undefined> {
  const { rows } = await session.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY relname`,
  )
  const names = rows.map(row => row.name)
  if (names.length === 0) return undefined
  if (!names.includes('migration')) return names[0]
  for (const table of ['installation', 'county'].filter(name => names.includes(name))) {
    const { rows: found } = await session.query(`SELECT 1 FROM ${table} LIMIT 1`)
    if (found.length > 0) return table
  }
  return [...(await applied(session)).keys()].every(step => steps.has(step)) ? undefined : 'migration'
}
