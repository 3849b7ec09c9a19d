import { z } from 'zod'
import { isDay } from '../../base/day.ts'
import { BENEFIT_ID } from '../../law/facts.ts'
import { APPROVERS, DISCLOSURES, MONTH_OFFSET_MAX, SETTING_KINDS } from './settings.ts'

const common = {
  place: z.string().regex(/^\d{6,12}$/),
  from: z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / must be a date that exists, YYYY-MM-DD'),
  /** what decided it: a notice, the minutes of a meeting */
  document: z.string().trim().min(2).max(200),
}
const dueDay = z.strictObject({ day: z.int().min(1).max(31), month_offset: z.int().min(-11).max(MONTH_OFFSET_MAX).default(0) })

export const settingInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('due-day'), benefit: z.string().regex(BENEFIT_ID).max(60).optional(), value: dueDay, ...common }),
  z.strictObject({ kind: z.literal('approver'), value: z.enum(APPROVERS), ...common }),
  z.strictObject({ kind: z.literal('disclosure'), value: z.enum(DISCLOSURES), ...common }),
], { error: `应为 ${SETTING_KINDS.join('、')} 之一 / must be one of ${SETTING_KINDS.join(', ')}` })
export type SettingInput = z.input<typeof settingInput>
