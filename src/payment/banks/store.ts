import type { Day } from '../../base/day.ts'
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
