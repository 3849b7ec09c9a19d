import type { Day } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'
import type { Benefit } from '../../law/facts.ts'
import { parameterOf, rateOn, type FoundRate, type LawBook, type Rate } from '../../law/law.ts'
import type { Additions, RateBefore, RateChange } from './proposals.ts'

const beforeOf = ({ rate, layer }: FoundRate): RateBefore =>
  ({ amount_fen: rate.amount_fen!, per: rate.per, from: rate.from, layer, source: rate.source, confidence: rate.confidence })

/** The new lines that stand at the end of a list. */
const after = <T>(before: readonly T[] | undefined, now: readonly T[]): readonly T[] => now.slice(before?.length ?? 0)

function changeOf(base: LawBook, next: LawBook, name: Text, rate: Rate, today: Day): RateChange {
  const { benefit, where, from, to, cell, per, amount_fen, source, clause, published_on } = rate
  const question = { benefit, place: where, day: from, cell }
  const before = rateOn(base, question)
  return {
    benefit, benefit_name: name, where, from, to, cell, per, amount_fen, source, clause, published_on,
    before: before ? beforeOf(before) : null, holds: amount_fen === null || rateOn(next, question)?.rate === rate, past: from < today,
  }
}

/** What a law has that another, to which it was added, has not; each new rate against the one that holds without it. */
export function additionsTo(base: LawBook, next: LawBook, today: Day): Additions {
  const nameOf = (benefit: Benefit): Text => next.benefits.get(benefit)?.name ?? { zh: benefit, en: benefit }
  return {
    sources: [...next.sources.values()].filter(({ id }) => !base.sources.has(id)).map(({ id, title, number, published }) => ({ id, title, number, published })),
    rates: [...next.benefits.values()].flatMap(({ id, name, rates }) =>
      after(base.benefits.get(id)?.rates, rates).map(rate => changeOf(base, next, name, rate, today))),
    parameters: after(base.parameters, next.parameters).map(({ name, year, where, amount_fen, source }) =>
      ({ name, year, where, amount_fen, source, before_fen: parameterOf(base, { name, year, place: where })?.amount_fen ?? null })),
    overlaps: after(base.overlaps, next.overlaps).map(({ from, benefits: [one, other], text, source }) => ({ from, benefits: [nameOf(one), nameOf(other)], text, source })),
  }
}
