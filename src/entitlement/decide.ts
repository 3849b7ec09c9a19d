import { firstDay, lastDay, monthsFrom, type Day, type Month } from '../base/day.ts'
import { touches } from '../base/timeline.ts'
import type { Facts } from '../law/facts.ts'
import type { LawBook } from '../law/law.ts'
import { Answer } from './answer.ts'
import { claimsOf, type Claim } from './claims.ts'
import { decideClaim, type Task } from './decide-claim.ts'
import type { DecideOptions, Decision } from './decision.ts'
import { lookupOf } from './lookup.ts'
import { warnOfOverlaps, type Holding } from './overlaps.ts'
import { asKnown } from './situation.ts'

function warnOfSuspensions(answer: Answer, facts: Facts, months: readonly Month[]): void {
  const touched = (from: Day, to: Day | null) => months.some(month => touches({ from, to }, firstDay(month), lastDay(month)))
  facts.suspended?.filter(span => span.decided_by !== 'province' && touched(span.from, span.to ?? null)).forEach(span =>
    answer.warn('suspension-not-provincial', null, null, {
      zh: `自 ${span.from} 起的中止不是省级决定，不生效`, en: `the suspension from ${span.from} was not decided by the province and has no effect`,
    }))
}

/** Claims in their order, each told which regular benefits are held so far. */
function decideClaims(book: LawBook, task: Task, claims: readonly Claim[]): Holding[] {
  const holdings: Holding[] = []
  for (const claim of claims) {
    const { identity, rule: { entry } } = claim
    const heldIn = (month: Month) => holdings.filter(({ months }) => months.has(month)).map(({ benefit }) => book.benefits.get(benefit)!.name)
    const months = new Set(decideClaim(task, claim, heldIn))
    if (entry.regular) holdings.push({ identity, benefit: entry.id, months })
  }
  return holdings
}

/**
 * What the law owes on these facts for the months from one to the other, both included, and why. Pure: the same book,
 * facts and day of knowledge give the same decision. The facts must have passed `readFacts`.
 */
export function decide(book: LawBook, facts: Facts, from: Month, to: Month, options: DecideOptions = {}): Decision {
  const known = options.knownOn === undefined ? facts : asKnown(facts, options.knownOn)
  const months = monthsFrom(from, to)
  const answer = new Answer()
  const task: Task = { facts: known, months, lookup: lookupOf(book, known, options.knownOn), answer }
  const holdings = decideClaims(book, task, claimsOf(book, known))
  warnOfOverlaps(book, answer, holdings, months, known.county)
  warnOfSuspensions(answer, known, months)
  const byPeriod = (one: { period: Month }, other: { period: Month }) => (one.period < other.period ? -1 : 1)
  answer.lines.sort(byPeriod)
  answer.refused.sort(byPeriod)
  return answer.done(book.hash)
}
