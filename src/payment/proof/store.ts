import type { Month } from '../../base/day.ts'
import type { Session } from '../../db/db.ts'
import type { Back, PaidLine } from './proof.ts'

/** Lines that stand, of persons in sight: with how many attempts count as arrived, and whether the last one came back. */
export async function selectDone(session: Session, county: string, from: Month, to: Month): Promise<PaidLine[]> {
  return (await session.query<PaidLine>(
    `SELECT l.person, l.benefit, l.period, l.amount_fen, l.state, l.due_on, l.confirmed_on, coalesce(s.arrivals, 0)::integer AS arrivals, l.state = 'returned' AS returned
     FROM payment_line l LEFT JOIN (
       SELECT run, number, count(*) FILTER (WHERE state = 'confirmed') AS arrivals FROM payment_sending WHERE county_code = $1 GROUP BY run, number) s
       ON s.run = l.run AND s.number = l.number
     WHERE l.county_code = $1 AND l.period BETWEEN $2 AND $3 AND l.state NOT IN ('open', 'discarded')`,
    [county, from, to],
  )).rows
}

/** What is to come back, and how much of it has, or was let go. */
export async function selectBack(session: Session, county: string, from: Month, to: Month): Promise<Back[]> {
  return (await session.query<Back>(
    `SELECT r.person, r.benefit, r.period, r.amount_fen,
       coalesce((SELECT sum(c.amount_fen) FROM receivable_closing c WHERE c.county_code = r.county_code AND c.run = r.run AND c.number = r.number AND c.state = 'decided'), 0)::bigint AS closed_fen
     FROM receivable r WHERE r.county_code = $1 AND r.period BETWEEN $2 AND $3 AND r.state = 'open'`,
    [county, from, to],
  )).rows
}

/** The first month that any run of the county pays: before it somebody else kept the books. Undefined before the first run. */
export async function selectFirstMonth(session: Session, county: string): Promise<Month | undefined> {
  return (await session.query<{ first: Month | null }>(
    `SELECT min(from_month) AS first FROM payment_run WHERE county_code = $1 AND state IN ('approved', 'sent', 'returned', 'confirmed')`, [county],
  )).rows[0]?.first ?? undefined
}
