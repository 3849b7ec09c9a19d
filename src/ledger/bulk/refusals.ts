import { counted } from '../../base/english.ts'
import { yuan } from '../../base/money.ts'
import type { Refusal } from '../../base/result.ts'
import type { OwedTotal } from './bulk.ts'

export const outsideScope = (place: string, scope: readonly string[]): Refusal => ({
  code: 'invalid', place: 'lines.place', value: place, legal: scope,
  message: { zh: `明细中的 ${place} 不在您的辖区。`, en: `The lines name ${place}, which is not among your places.` },
})

export const strangers = (persons: number): Refusal => ({
  code: 'not-found', place: 'lines.person', value: persons,
  message: { zh: `明细中有 ${persons} 人不在名册里。`, en: `${counted(persons, 'person of the lines is', 'people of the lines are')} not on the roster.` },
})

const told = (total: OwedTotal | undefined) => `${total?.lines ?? 0} / ${yuan(total?.amount_fen ?? 0)}`

export const otherTotals = (benefit: string, decided: OwedTotal | undefined, laid: OwedTotal | undefined): Refusal => ({
  code: 'contradiction', place: `lines.${benefit}`, value: laid ?? null, legal: decided ? [`${decided.lines}`, `${decided.amount_fen}`] : [],
  message: {
    zh: `“${benefit}”核定的是 ${told(decided)} 元，明细加起来是 ${told(laid)} 元。`,
    en: `Of "${benefit}" ${told(decided)} yuan were decided; the lines come to ${told(laid)} yuan.`,
  },
})
