import type { Session } from '../db/db.ts'
import type { Head, Row } from './journal.ts'

/** Takes the county's head for this transaction: the next writer waits here. Makes it for a county's first entry. */
export async function lockHead(session: Session, county: string, genesis: string): Promise<Head> {
  await session.query(
    `INSERT INTO journal_head (county_code, number, hash) VALUES ($1, 0, $2) ON CONFLICT (county_code) DO NOTHING`,
    [county, genesis],
  )
  const { rows } = await session.query<Head>(`SELECT number, hash FROM journal_head WHERE county_code = $1 FOR UPDATE`, [county])
  return rows[0]!
}

export async function readHead(session: Session, county: string): Promise<Head | undefined> {
  const { rows } = await session.query<Head>(`SELECT number, hash FROM journal_head WHERE county_code = $1`, [county])
  return rows[0]
}

export async function append(session: Session, rows: readonly Row[]): Promise<void> {
  const column = <Key extends keyof Row>(key: Key) => rows.map(row => row[key])
  await session.query(
    `INSERT INTO journal (county_code, number, place_code, at, account, actor, role, action, subject, before, after, previous_hash, hash)
     SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
       $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[])`,
    [column('county_code'), column('number'), column('place_code'), column('at').map(at => at.toISOString()), column('account'), column('actor'),
      column('role'), column('action'), column('subject'), column('before'), column('after'), column('previous_hash'), column('hash')],
  )
  const last = rows.at(-1)!
  await session.query(`UPDATE journal_head SET number = $2, hash = $3 WHERE county_code = $1`, [last.county_code, last.number, last.hash])
}

/** A stretch of a county's chain in order, from the number after `after`. */
export async function readChain(session: Session, county: string, after: number, limit: number): Promise<Row[]> {
  const { rows } = await session.query<Row>(
    `SELECT county_code, number, place_code, at, account, actor, role, action, subject, before, after, previous_hash, hash
     FROM journal WHERE county_code = $1 AND number > $2 ORDER BY number LIMIT $3`,
    [county, after, limit],
  )
  return rows
}

export async function readNumberOf(session: Session, county: string, hash: string): Promise<number | undefined> {
  return (await session.query<{ number: number }>(`SELECT number FROM journal WHERE county_code = $1 AND hash = $2`, [county, hash])).rows[0]?.number
}

/** The last row of an action on each of these subjects. */
export async function readNumbersOf(session: Session, county: string, action: string, subjects: readonly string[]): Promise<{ subject: string; number: number }[]> {
  return (await session.query<{ subject: string; number: number }>(
    `SELECT subject, max(number) AS number FROM journal WHERE county_code = $1 AND action = $2 AND subject = ANY($3::text[]) GROUP BY subject`, [county, action, subjects],
  )).rows
}

export async function readLastActor(session: Session, county: string, subject: string): Promise<string | undefined> {
  return (await session.query<{ actor: string }>(`SELECT actor FROM journal WHERE county_code = $1 AND subject = $2 ORDER BY number DESC LIMIT 1`, [county, subject])).rows[0]?.actor
}

/** What an auditor asks for; what is empty or null is not asked. `who` is an account's id or part of a name. */
export type EntryFilter = {
  readonly from: Date | null; readonly until: Date | null
  readonly who: string; readonly action: string; readonly place: string; readonly subject: string
}

const ASKED = `county_code = $1 AND ($2::timestamptz IS NULL OR at >= $2::timestamptz) AND ($3::timestamptz IS NULL OR at < $3::timestamptz)
  AND ($4 = '' OR account = $4 OR strpos(actor, $4) > 0) AND ($5 = '' OR action = $5) AND left(place_code, length($6)) = $6 AND ($7 = '' OR subject = $7)`
const parametersOf = (county: string, filter: EntryFilter) => [county, filter.from, filter.until, filter.who, filter.action, filter.place, filter.subject]

export async function readEntries(session: Session, county: string, filter: EntryFilter, limit: number, offset: number): Promise<Row[]> {
  return (await session.query<Row>(
    `SELECT county_code, number, place_code, at, account, actor, role, action, subject, before, after, previous_hash, hash
     FROM journal WHERE ${ASKED} ORDER BY number DESC LIMIT $8 OFFSET $9`,
    [...parametersOf(county, filter), limit, offset],
  )).rows
}

export async function countEntries(session: Session, county: string, filter: EntryFilter): Promise<number> {
  return (await session.query<{ total: number }>(`SELECT count(*) AS total FROM journal WHERE ${ASKED}`, parametersOf(county, filter))).rows[0]!.total
}

export async function readLastAt(session: Session, county: string): Promise<Date | undefined> {
  return (await session.query<{ at: Date }>(`SELECT at FROM journal WHERE county_code = $1 ORDER BY number DESC LIMIT 1`, [county])).rows[0]?.at
}

/** How often some actions were done since a moment: all, outside office hours (before seven, from seven in the evening, at weekends), and by whoever did it most. */
export async function selectOpenings(session: Session, county: string, actions: readonly string[], since: Date): Promise<{ actor: string; total: number; odd: number }[]> {
  return (await session.query<{ actor: string; total: number; odd: number }>(
    `SELECT actor, count(*) AS total, count(*) FILTER (WHERE extract(hour FROM at AT TIME ZONE 'Asia/Shanghai') NOT BETWEEN 7 AND 18
       OR extract(isodow FROM at AT TIME ZONE 'Asia/Shanghai') > 5) AS odd
     FROM journal WHERE county_code = $1 AND action = ANY($2::text[]) AND at >= $3 GROUP BY account, actor ORDER BY count(*) DESC, actor`,
    [county, actions, since],
  )).rows
}
