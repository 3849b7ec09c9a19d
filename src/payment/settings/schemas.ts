import { z } from 'zod'
import { isDay } from '../../base/day.ts'
import { ACCOUNT_FAULT, digitsOf, isAccount } from '../../base/phone-and-account.ts'
import { BENEFIT_ID } from '../../law/facts.ts'
import { APPROVERS, DISCLOSURES, MONTH_OFFSET_MAX, SETTING_KINDS } from './settings.ts'

const common = {
  place: z.string().regex(/^\d{6,12}$/),
  from: z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / must be a date that exists, YYYY-MM-DD'),
  /** what decided it: a notice, the minutes of a meeting */
  document: z.string().trim().min(2).max(200),
}
const dueDay = z.strictObject({ day: z.int().min(1).max(31), month_offset: z.int().min(-11).max(MONTH_OFFSET_MAX).default(0) })
/** As the bank's own paper writes it; blanks and hyphens between the digits drop out. */
export const payingAccount = z.strictObject({
  name: z.string().trim().min(2).max(70),
  account: z.string().transform(digitsOf).refine(isAccount, `${ACCOUNT_FAULT.zh} / ${ACCOUNT_FAULT.en}`),
  bank: z.string().trim().min(2).max(70),
})

export const settingInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('due-day'), benefit: z.string().regex(BENEFIT_ID).max(60).optional(), value: dueDay, ...common }),
  z.strictObject({ kind: z.literal('approver'), value: z.enum(APPROVERS), ...common }),
  z.strictObject({ kind: z.literal('disclosure'), value: z.enum(DISCLOSURES), ...common }),
  z.strictObject({ kind: z.literal('paying-account'), value: payingAccount, ...common }),
], { error: `应为 ${SETTING_KINDS.join('、')} 之一 / must be one of ${SETTING_KINDS.join(', ')}` })
export type SettingInput = z.input<typeof settingInput>
