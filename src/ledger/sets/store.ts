import type { Session } from '../../db/db.ts'
import type { Stamp, Told, ToldPostings } from './sets.ts'

/** Right after they came, a planner takes 30,000 rows for one and joins them row against row: not in here. */
async function byHash<T>(session: Session, work: () => Promise<T>): Promise<T> {
  await session.query('SET LOCAL enable_nestloop = off')
  const value = await work()
  await session.query('SET LOCAL enable_nestloop = on')
  return value
}

const COUNTERPART = String.raw`'^(payable|in-transit|bank|receivable|expense:[a-z0-9-]+)$'`

/** Adds the movements that are not there yet. `malformed`: how many name an account that no set may move (a fund's balance goes with it: not here). */
export function insertTold(session: Session, county: string, { select, parameters }: ToldPostings, stamp: Stamp): Promise<Told> {
  const [on, at, by, kind, id, memo] = [1, 2, 3, 4, 5, 6].map(place => `$${1 + parameters.length + place}`)
  return byHash(session, async () => (await session.query<Told>(
    `WITH told AS MATERIALIZED (${select}),
     added AS (
       INSERT INTO posting (county_code, key, place_code, posted_on, posted_at, posted_by, debit, credit, amount_fen, fund, person, benefit, period, reference_kind, reference, memo)
       SELECT $1, key, place_code, ${on}::date, ${at}::timestamptz, ${by}, debit, credit, amount_fen, fund, person, benefit, period, ${kind}, ${id}, ${memo} FROM told
       ON CONFLICT (county_code, key) DO NOTHING RETURNING 1)
     SELECT count(*) AS told, coalesce(sum(amount_fen), 0)::bigint AS told_fen, (SELECT count(*) FROM added) AS added,
       count(*) FILTER (WHERE debit !~ ${COUNTERPART} OR credit !~ ${COUNTERPART}) AS malformed FROM told`,
    [county, ...parameters, stamp.on, stamp.at, stamp.by, stamp.reference.kind, stamp.reference.id, stamp.memo],
  )).rows[0]!)
}

/** A key under which something else stands than is told. */
export function selectOther(session: Session, county: string, { select, parameters }: ToldPostings): Promise<string | undefined> {
  return byHash(session, async () => (await session.query<{ key: string }>(
    `WITH told AS MATERIALIZED (${select})
     SELECT t.key FROM told t LEFT JOIN posting p ON p.county_code = $1 AND p.key = t.key
     WHERE (p.debit, p.credit, p.amount_fen, p.person, p.benefit, p.period) IS DISTINCT FROM (t.debit, t.credit, t.amount_fen, t.person, t.benefit, t.period)
     ORDER BY 1 LIMIT 1`,
    [county, ...parameters],
  )).rows[0]?.key)
}
