import type { Refusal } from '../../base/result.ts'
import type { PRIVATE_SUBJECTS } from '../../evidence/evidence.ts'

/** Whose evidence papers and photos of a person are: certificates, the household register, a portrait. */
export const PAPER_KIND: typeof PRIVATE_SUBJECTS[number] = 'roster.person'

export const noSuchPaper = (file: string): Refusal => ({
  code: 'not-found', place: 'file', value: file, message: { zh: '这个人名下没有这份材料。', en: 'This person has no such paper.' },
})
