import type { Refusal } from '../../base/result.ts'

/** Where the fund chosen for a benefit stands in what is asked. */
export const placeOf = (benefit: string): string => `funds.${benefit}`

export const notInRun = (benefit: string, legal: readonly string[]): Refusal => ({
  code: 'invalid', place: placeOf(benefit), value: benefit, legal,
  message: { zh: `这一批没有这项待遇：${benefit}。`, en: `This run does not pay this benefit: ${benefit}.` },
})

export const fundMayNot = (benefit: string, fund: string, legal: readonly string[]): Refusal => ({
  code: 'not-found', place: placeOf(benefit), value: fund, legal,
  message: { zh: '没有这笔资金，或它不能用来发放这里的待遇。', en: 'There is no such fund, or it may not pay benefits here.' },
  next: { zh: '请另选一笔。', en: 'Choose another.' },
})
