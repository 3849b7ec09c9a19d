import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'
import type { ToldPostings } from '../../ledger/sets/sets.ts'

/**
 * One attempt for every line that waits, whose payee has an account and that nothing holds back, the account sealed as it stands in the roster today: what
 * is sealed opens wherever it lies, so no number is opened to be copied. The serial is that of `serialOf`.
 * @returns how many attempts were added
 */
export async function insertAttempts(session: Session, county: string, run: { id: string; year: number; number: number }, on: Day, held: readonly number[]): Promise<number> {
  const { affected } = await session.query(
    `INSERT INTO payment_sending (county_code, serial, place_code, run, number, attempt, amount_fen, account, account_holder, bank_name, state, sent_on)
     SELECT $1, to_char($3::integer % 100, 'FM00') || to_char($4::integer, 'FM0000') || to_char(w.number, 'FM000000')
         || to_char((('x' || right(w.person::text, 6))::bit(24)::integer + w.attempt) % 1000, 'FM000'),
       w.place_code, $2, w.number, w.attempt, w.amount_fen, w.account, w.account_holder, w.bank_name, 'sent', $5
     FROM (
       SELECT l.number, l.person, l.place_code, l.amount_fen - l.offset_fen AS amount_fen, p.account, coalesce(p.account_holder, p.name) AS account_holder, coalesce(p.bank_name, '') AS bank_name,
         1 + coalesce((SELECT max(s.attempt) FROM payment_sending s WHERE s.county_code = l.county_code AND s.run = l.run AND s.number = l.number), 0) AS attempt
       FROM payment_line l JOIN person p ON p.county_code = l.county_code AND p.id = l.person
       WHERE l.county_code = $1 AND l.run = $2 AND l.state IN ('approved', 'returned') AND p.account IS NOT NULL
         AND l.number NOT IN (SELECT unnest($6::integer[]))) w`,
    [county, run.id, run.year, run.number, on, held],
  )
  return affected
}

const SENT_LINE = `FROM payment_sending s
     JOIN payment_line l ON l.county_code = s.county_code AND l.run = s.run AND l.number = s.number
     JOIN payment_allocation a ON a.county_code = l.county_code AND a.run = l.run AND a.benefit = l.benefit`

/** What the attempts post that have just been added: their lines still wait. */
export const dispatchOf = (run: string): ToldPostings => ({
  parameters: [run],
  select: `SELECT 'sending:' || s.serial || ':send' AS key, s.place_code, 'payable' AS debit, 'in-transit' AS credit, s.amount_fen, a.fund, l.person, l.benefit, l.period
     ${SENT_LINE} WHERE s.county_code = $1 AND s.run = $2::uuid AND s.state = 'sent' AND l.state IN ('approved', 'returned')`,
})

/** What the bank's word on these attempts posts. What is reversed had arrived, whichever of the bank's two files came first: it posts both. */
export const settlementOf = (run: string, serials: readonly string[]): ToldPostings => ({
  parameters: [run, serials],
  select: `SELECT 'sending:' || s.serial || ':' || m.event AS key, s.place_code, m.debit, m.credit, s.amount_fen, a.fund, l.person, l.benefit, l.period
     ${SENT_LINE}
     CROSS JOIN (VALUES ('confirm', 'in-transit', 'bank'), ('return', 'in-transit', 'payable'), ('reverse', 'bank', 'payable')) AS m(event, debit, credit)
     WHERE s.county_code = $1 AND s.run = $2::uuid AND s.serial IN (SELECT unnest($3::text[])) AND CASE m.event
       WHEN 'confirm' THEN s.state = 'confirmed' OR s.reversed_on IS NOT NULL WHEN 'return' THEN s.state = 'returned' AND s.reversed_on IS NULL
       ELSE s.reversed_on IS NOT NULL END`,
})

/** The lines of attempts that are with the bank go along. */
export async function sendLines(session: Session, county: string, run: string): Promise<number> {
  return (await session.query(
    `UPDATE payment_line SET state = 'sent' WHERE county_code = $1 AND run = $2 AND state IN ('approved', 'returned')
       AND number = ANY(ARRAY(SELECT number FROM payment_sending WHERE county_code = $1 AND run = $2 AND state = 'sent'))`,
    [county, run],
  )).affected
}

/** Lines that no attempt took along: held back, or no longer in sight. */
export async function selectWaiting(session: Session, county: string, run: string): Promise<{ number: number; name: string }[]> {
  return (await session.query<{ number: number; name: string }>(
    `SELECT number, name FROM payment_line WHERE county_code = $1 AND run = $2 AND state IN ('approved', 'returned') ORDER BY number`, [county, run],
  )).rows
}

/** The lines of a run that wait and that nothing holds back: how many, and what goes to the bank for them. */
export async function countReady(session: Session, county: string, run: string, held: readonly number[]): Promise<{ lines: number; amount_fen: Fen }> {
  return (await session.query<{ lines: number; amount_fen: Fen }>(
    `SELECT count(*) AS lines, coalesce(sum(amount_fen - offset_fen), 0)::bigint AS amount_fen
     FROM payment_line WHERE county_code = $1 AND run = $2 AND state IN ('approved', 'returned') AND number NOT IN (SELECT unnest($3::integer[]))`,
    [county, run, held],
  )).rows[0]!
}

/** How many lines of a run are with the bank, and how many wait. */
export async function countLines(session: Session, county: string, run: string): Promise<{ sent: number; waiting: number }> {
  return (await session.query<{ sent: number; waiting: number }>(
    `SELECT count(*) FILTER (WHERE state = 'sent') AS sent, count(*) FILTER (WHERE state IN ('approved', 'returned')) AS waiting
     FROM payment_line WHERE county_code = $1 AND run = $2`,
    [county, run],
  )).rows[0]!
}

export type Underway = { readonly serial: string; readonly run: string; readonly number: number; readonly amount_fen: Fen }

/** The attempts that are with the bank, without their accounts; in one value, for they may be 30,000. */
export async function selectUnderway(session: Session, county: string, run: string): Promise<Underway[]> {
  const { rows } = await session.query<{ attempts: string | null }>(
    `SELECT json_agg(s)::text AS attempts FROM (
       SELECT serial, run, number, amount_fen FROM payment_sending WHERE county_code = $1 AND run = $2 AND state = 'sent' ORDER BY serial) s`,
    [county, run],
  )
  return JSON.parse(rows[0]!.attempts ?? '[]') as Underway[] // the columns selected above
}
