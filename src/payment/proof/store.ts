import type { Month } from '../../base/day.ts'
import type { Session } from '../../db/db.ts'
import type { Back, PaidLine } from './proof.ts'

/**
 * Lines that stand, of persons in sight: with how many attempts count as arrived, and whether the last one came back. The attempts are counted line by
 * line along an index: joined as a whole, a planner that knows nothing yet of 10,000 rows reads them all for each line.
 */
export async function selectDone(session: Session, county: string, from: Month, to: Month): Promise<PaidLine[]> {
  return (await session.query<PaidLine>(
    `SELECT l.person, l.benefit, l.period, l.amount_fen, l.state, l.due_on, l.confirmed_on, l.state = 'returned' AS returned,
       (SELECT count(*) FROM payment_sending s WHERE s.county_code = l.county_code AND s.run = l.run AND s.number = l.number AND s.state = 'confirmed')::integer AS arrivals
     FROM payment_line l
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
