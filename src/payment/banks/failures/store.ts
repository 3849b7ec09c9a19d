import type { Day, Month } from '../../../base/day.ts'
import type { Fen } from '../../../base/money.ts'
import type { Session } from '../../../db/db.ts'

/** The account that an attempt went to, and the one that stands on the card now. */
export type Accounts = {
  readonly sent_account: Uint8Array | null; readonly sent_holder: string | null; readonly sent_bank: string | null
  readonly account: Uint8Array | null; readonly holder: string | null; readonly bank: string | null
  /** The account is somebody else's, and nobody recorded what he is to the payee. */
  readonly holder_differs: boolean
}
/** `died_since`: a month after a death that nobody knew of when the run was prepared: it was reckoned as for somebody living. */
export type WaitingLine = Accounts & {
  readonly died_since: boolean; readonly number: number; readonly name: string; readonly failure_class: string | null; readonly cleared: boolean; readonly came_back: boolean
}

const ACCOUNTS = `s.account AS sent_account, s.account_holder AS sent_holder, s.bank_name AS sent_bank, p.account, coalesce(p.account_holder, p.name) AS holder,
  coalesce(p.bank_name, '') AS bank, coalesce(p.account_holder <> p.name AND p.account_relation = 'self', false) AS holder_differs`
const OWN_MONTH = (of: string) => `${of}.county_code = l.county_code AND ${of}.person = l.person AND ${of}.benefit = l.benefit AND ${of}.period = l.period`
/** Until receivables of that very month have taken back all that was approved for it: what is left of the line then is the heirs'. */
const DIED_SINCE = `coalesce(p.died_on IS NOT NULL AND l.period > to_char(p.died_on, 'YYYY-MM') AND r.prepared_at < (SELECT min(f.recorded_at) FROM fact f
    WHERE f.county_code = l.county_code AND f.person = l.person AND f.kind = 'person' AND f.value ->> 'died' IS NOT NULL)
  AND (SELECT sum(o.amount_fen) FROM payment_line o WHERE ${OWN_MONTH('o')} AND o.state NOT IN ('open', 'discarded'))
    > (SELECT coalesce(sum(c.amount_fen), 0) FROM receivable v JOIN receivable_closing c ON c.county_code = v.county_code AND c.run = v.run AND c.number = v.number AND c.state = 'decided'
      WHERE ${OWN_MONTH('v')}), false)`
const LAST_FAILURE = `LEFT JOIN LATERAL (
       SELECT * FROM payment_sending s WHERE s.county_code = l.county_code AND s.run = l.run AND s.number = l.number AND s.state = 'returned' AND l.state <> 'approved'
       ORDER BY s.attempt DESC LIMIT 1) s ON true`

/** Of the lines of a run that wait, those that something may hold back. */
export async function selectDoubtful(session: Session, county: string, run: string): Promise<WaitingLine[]> {
  return (await session.query<WaitingLine>(
    `SELECT l.number, l.name, ${ACCOUNTS}, ${DIED_SINCE} AS died_since, s.failure_class, s.cleared_on IS NOT NULL AS cleared, s.serial IS NOT NULL AS came_back
     FROM payment_line l JOIN payment_run r ON r.county_code = l.county_code AND r.id = l.run LEFT JOIN person p ON p.county_code = l.county_code AND p.id = l.person ${LAST_FAILURE}
     WHERE l.county_code = $1 AND l.run = $2 AND l.state IN ('approved', 'returned')
       AND (l.state = 'returned' OR p.died_on IS NOT NULL OR p.account IS NULL OR (p.account_holder <> p.name AND p.account_relation = 'self'))
     ORDER BY l.number`,
    [county, run],
  )).rows
}

export type FailedLine = WaitingLine & {
  readonly run: string; readonly year: number; readonly run_number: number; readonly place: string; readonly person: string; readonly benefit: string
  readonly period: Month; readonly amount_fen: Fen; readonly under_way: boolean; readonly serial: string | null; readonly failure: string | null
  readonly failure_due: Day | null; readonly returned_on: Day | null; readonly reversed: boolean; readonly sent_on: Day
}

/** Every line that came back or never went and is not paid yet, over all runs. */
export async function selectFailed(session: Session, county: string, place: string, limit: number): Promise<FailedLine[]> {
  return (await session.query<FailedLine>(
    `SELECT l.number, l.name, ${ACCOUNTS}, ${DIED_SINCE} AS died_since, s.failure_class, s.cleared_on IS NOT NULL AS cleared, s.serial IS NOT NULL AS came_back,
       l.run, r.year, r.number AS run_number, l.place_code AS place, l.person, l.benefit, l.period, l.amount_fen, l.state = 'sent' AS under_way,
       s.serial, s.failure, s.failure_due, s.settled_on AS returned_on, s.reversed_on IS NOT NULL AS reversed, (r.sent_at AT TIME ZONE 'Asia/Shanghai')::date AS sent_on
     FROM payment_line l
     JOIN payment_run r ON r.county_code = l.county_code AND r.id = l.run
     LEFT JOIN person p ON p.county_code = l.county_code AND p.id = l.person ${LAST_FAILURE}
     WHERE l.county_code = $1 AND ($2 = '' OR starts_with(l.place_code, $2)) AND r.state IN ('sent', 'returned')
       AND (l.state IN ('returned', 'approved') OR (l.state = 'sent' AND s.serial IS NOT NULL))
     ORDER BY s.failure_due, l.run, l.number LIMIT $3`,
    [county, place, limit],
  )).rows
}

export type ClearedSending = { readonly serial: string; readonly place: string; readonly run: string; readonly failure: string | null; readonly open: boolean }

/** An attempt that came back; `open`: nothing was tried since, and nobody cleared it. */
export async function selectClearable(session: Session, county: string, serial: string): Promise<ClearedSending | undefined> {
  return (await session.query<ClearedSending>(
    `SELECT s.serial, s.place_code AS place, s.run, s.failure,
       s.state = 'returned' AND s.cleared_on IS NULL AND NOT EXISTS (SELECT 1 FROM payment_sending later
         WHERE later.county_code = s.county_code AND later.run = s.run AND later.number = s.number AND later.attempt > s.attempt) AS open
     FROM payment_sending s WHERE s.county_code = $1 AND s.serial = $2 FOR UPDATE`,
    [county, serial],
  )).rows[0]
}

export async function clearSending(session: Session, county: string, serial: string, cleared: { on: Day; by: string; reason: string }): Promise<void> {
  await session.query(
    `UPDATE payment_sending SET cleared_on = $3, cleared_by = $4, cleared_reason = $5 WHERE county_code = $1 AND serial = $2`, [county, serial, cleared.on, cleared.by, cleared.reason],
  )
}
