import type { Day, Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'

export type BankMessage = { readonly id: string; readonly place: string; readonly run: string; readonly serials: readonly string[] }

/** Keeps which attempts a message is about; the same message may be taken again. */
export async function insertMessage(session: Session, county: string, message: BankMessage, on: Day): Promise<void> {
  await session.query(
    `INSERT INTO payment_message (county_code, id, place_code, run, serials, exported_on) VALUES ($1, $2, $3, $4, $5::text[], $6) ON CONFLICT DO NOTHING`,
    [county, message.id, message.place, message.run, message.serials, on],
  )
}

export async function selectMessage(session: Session, county: string, id: string): Promise<readonly string[] | undefined> {
  return (await session.query<{ serials: string[] }>(`SELECT serials FROM payment_message WHERE county_code = $1 AND id = $2`, [county, id])).rows[0]?.serials
}

/** How many attempts of these runs the bank has not answered for. */
export async function countOutstanding(session: Session, county: string, runs: readonly string[]): Promise<number> {
  return (await session.query<{ outstanding: number }>(
    `SELECT count(*) AS outstanding FROM payment_sending WHERE county_code = $1 AND run = ANY($2::uuid[]) AND state = 'sent'`, [county, runs],
  )).rows[0]!.outstanding
}

/** An attempt that is with the bank, and what its line is for; the account sealed, in base64. */
export type BankPayment = {
  readonly serial: string; readonly holder: string; readonly account: string; readonly bank: string; readonly amount_fen: Fen; readonly benefit: string; readonly period: Month
}

/** Attempts that travel in one answer row: field by field they cost five times as long as the query itself. */
const TOGETHER = 1000

/** What is with the bank now. The lines are looked up one by one: right after they came, a planner that joins takes 30,000 rows for one. */
export async function selectBankPayments(session: Session, county: string, run: string): Promise<BankPayment[]> {
  const { rows } = await session.query<{ attempts: string }>(
    `SELECT json_agg(a ORDER BY a.serial)::text AS attempts FROM (
       SELECT s.number, s.serial, s.account_holder AS holder, encode(s.account, 'base64') AS account, s.bank_name AS bank, s.amount_fen, l.benefit, l.period
       FROM payment_sending s CROSS JOIN LATERAL (
         SELECT benefit, period FROM payment_line WHERE county_code = s.county_code AND run = s.run AND number = s.number OFFSET 0) l
       WHERE s.county_code = $1 AND s.run = $2 AND s.state = 'sent') a
     GROUP BY a.number / $3::integer ORDER BY a.number / $3::integer`,
    [county, run, TOGETHER],
  )
  return rows.flatMap(row => JSON.parse(row.attempts) as BankPayment[]) // the columns selected above
}
