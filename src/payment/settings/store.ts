import type { Session } from '../../db/db.ts'
import type { PaymentSetting } from './settings.ts'

export type SettingRow = PaymentSetting & { readonly id: string; readonly document: string; readonly recorded_by_name: string; readonly recorded_at: Date }

/** Every setting of the county, in the order in which they were entered: a county's settings hold in its townships too. */
export async function selectSettings(session: Session, county: string): Promise<SettingRow[]> {
  return (await session.query<SettingRow>(
    `SELECT id, place_code AS place, kind, benefit, value, from_day AS "from", document, recorded_by_name, recorded_at
     FROM payment_setting WHERE county_code = $1 ORDER BY recorded_at, id`, [county],
  )).rows
}

export type NewSetting = Pick<SettingRow, 'id' | 'place' | 'kind' | 'benefit' | 'value' | 'from' | 'document' | 'recorded_by_name' | 'recorded_at'> & { readonly recorded_by: string }

export async function insertSetting(session: Session, county: string, one: NewSetting): Promise<void> {
  await session.query(
    `INSERT INTO payment_setting (county_code, id, place_code, kind, benefit, value, from_day, document, recorded_by, recorded_by_name, recorded_at)
     VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11)`,
    [county, one.id, one.place, one.kind, one.benefit, JSON.stringify(one.value), one.from, one.document, one.recorded_by, one.recorded_by_name, one.recorded_at],
  )
}
