import { firstDay, type Month } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import type { BenefitEntry, FoundRate, LawBook, Rate } from '../law/law.ts'
import { citationOn } from '../law/law.ts'
import type { Reason, ShownRate } from './decision.ts'

/** A step with its clause, in the version that holds for the month paid. */
export function reasonOf(book: LawBook, benefit: BenefitEntry, cite: string, month: Month, code: string, text: Text): Reason {
  const citation = citationOn(benefit.citations[cite] ?? [], firstDay(month))
  return { code, text: text.zh, text_en: text.en, source: book.sources.get(citation.source)!.cite, article: citation.article }
}

/** A rule of our own, where the law is silent. */
export const ownReason = (code: string, article: string, text: Text): Reason =>
  ({ code, text: text.zh, text_en: text.en, source: '同心计发规则', article })

/** A rate as a decision shows it; rates given with the facts name their own document. */
export function shownRate(book: LawBook, { rate, layer }: FoundRate): ShownRate {
  const { amount_fen, per, from, clause, confidence } = rate
  return { amount_fen: amount_fen!, per, from, layer, source: book.sources.get(rate.source)?.cite ?? rate.source, clause, confidence }
}

/** The notice that is missing, as its benefit names it. */
export function noticeText(benefit: BenefitEntry, row: Rate | undefined, place: string, day: string): Text {
  const fill = (text: string) => text.replace('{from}', row?.from ?? day).replace('{place}', place)
  return { zh: fill(benefit.notice.zh), en: fill(benefit.notice.en) }
}
