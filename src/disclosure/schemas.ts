import { z } from 'zod'
import { isDay } from '../base/day.ts'
import { isPhone, PHONE_FAULT } from '../base/phone-and-account.ts'

const day = z.string().refine(isDay, '日期写作 YYYY-MM-DD / a day is YYYY-MM-DD')
const words = (most: number) => z.string().trim().min(1).max(most)
export const placeCode = z.string().regex(/^\d{6,12}$/)

/** What a higher room may say of a person: the fields of a notice, nothing else. `who` only counts persons and is not kept. */
export const noticeRow = z.strictObject({
  who: z.string().optional(), name: words(40).optional(), sex: z.enum(['male', 'female']).optional(), born: day.optional(), village: words(60).optional(),
  enlisted_on: day.optional(), discharged_on: day.optional(), service_years: z.coerce.number().int().min(0).max(60).optional(), service: words(200).optional(),
  benefit: words(60).optional(), period: words(60).optional(), amount_fen: z.int().positive().optional(),
})
export type NoticeRow = z.infer<typeof noticeRow>

const ROWS_MOST = 20_000
/** Lines of an office: several of them, an extension, or a service number of five digits such as 12345. */
const officePhone = words(40).refine(
  text => text.split(/[、，,；;]/).every(part => isPhone(part.replace(/转\s*\d+\s*$/, '')) || /^\s*1\d{4}\s*$/.test(part)),
  `${PHONE_FAULT.zh}；几个号码用“、”隔开，分机写作“转 801” / ${PHONE_FAULT.en}; put 、 between several, and 转 801 for an extension`,
)
export const noticeContact = z.strictObject({ phone: officePhone, address: words(80) })
export type NoticeContact = z.infer<typeof noticeContact>

/** The form of the page: persons by their number, as a form holds them. */
export const noticeForm = z.strictObject({ kind: words(40), place: placeCode, title: words(120), rows: z.record(z.string(), noticeRow), contact: noticeContact.optional() })

export const noticeInput = z.strictObject({
  kind: words(40), place: placeCode, title: words(120), rows: z.array(noticeRow).min(1).max(ROWS_MOST),
  /** Where objections are taken; what the township's last notice said when it is left out. */
  contact: noticeContact.optional(),
})
export type NoticeInput = z.infer<typeof noticeInput>

export const objectionInput = z.strictObject({
  raised_on: day, raised_by: words(40), text: words(1000),
  /** The row of the list that it is about. */
  row: z.coerce.number().int().positive().optional(),
})
export type ObjectionInput = z.infer<typeof objectionInput>

export const OBJECTION_RESULTS = ['upheld', 'not-upheld'] as const
export const answerInput = z.strictObject({ result: z.enum(OBJECTION_RESULTS), text: words(1000) })
export type AnswerInput = z.infer<typeof answerInput>

export const withdrawal = z.strictObject({ reason: words(400) })
