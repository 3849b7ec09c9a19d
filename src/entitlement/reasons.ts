import { firstDay, type Month } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import type { Parameter } from '../law/facts.ts'
import { citationOn, layerOf, type BenefitEntry, type FoundRate, type LawBook, type ParameterRow, type Rate } from '../law/law.ts'
import type { Reason, ShownRate } from './decision.ts'

/** A clause in the version that holds for the month paid. */
export function citedIn(book: LawBook, benefit: BenefitEntry, cite: string, month: Month): { source: string; article: string } {
  const { source, article } = citationOn(benefit.citations[cite]!, firstDay(month))
  return { source: book.sources.get(source)!.cite, article }
}

/** A step with its clause. */
export const reasonOf = (book: LawBook, benefit: BenefitEntry, cite: string, month: Month, code: string, text: Text): Reason =>
  ({ code, text: text.zh, text_en: text.en, ...citedIn(book, benefit, cite, month) })

/** A rule of our own, where the law is silent. */
export const ownReason = (code: string, article: string, text: Text): Reason =>
  ({ code, text: text.zh, text_en: text.en, source: '同心计发规则', article })

/** A rate as a decision shows it; rates given with the facts name their own document. */
export function shownRate(book: LawBook, { rate, layer }: FoundRate): ShownRate {
  const { amount_fen, per, from, clause, confidence } = rate
  return { amount_fen: amount_fen!, per, from, layer, source: book.sources.get(rate.source)?.cite ?? rate.source, clause, confidence }
}

/** A yearly figure of a place, shown as the rate that an amount rests on. */
export const shownParameter = (book: LawBook, { amount_fen, year, where, source, clause, confidence, name }: ParameterRow): ShownRate => ({
  amount_fen, per: name === 'base-pay' ? 'month' : 'year', from: `${year}-01-01`, layer: layerOf(where), source: book.sources.get(source)?.cite ?? source, clause, confidence,
})

/** The notice that is missing, as its benefit names it. */
export function missingRate(benefit: BenefitEntry, row: Rate | undefined, place: string, day: string): Text {
  const fill = (text: string) => text.replace('{from}', row?.from ?? day).replace('{place}', place)
  return { zh: `缺少${fill(benefit.notice.zh)}`, en: `missing: ${fill(benefit.notice.en)}` }
}

const PARAMETER_NAMES: Readonly<Record<Parameter, Text>> = {
  'local-average-wage': { zh: '当地城镇单位就业人员年平均工资', en: 'the local average yearly wage in urban units' },
  'urban-disposable-income': { zh: '城镇居民人均可支配收入', en: 'the urban per-capita disposable income' },
  'base-pay': { zh: '月基本工资', en: 'the monthly base pay' },
}

/** The yearly figure that is missing. */
export function missingParameter(name: Parameter, year: number, place: string): { text: Text; lacks: string } {
  const { zh, en } = PARAMETER_NAMES[name]
  return { lacks: `parameters.${name} ${year}`, text: { zh: `缺少 ${place} ${year} 年的${zh}`, en: `missing: ${en} of ${place} for ${year}` } }
}
