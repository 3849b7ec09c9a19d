import { addMonths, monthOf, type Day, type Month } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { isGiven, type DeathCause } from '../../law/facts.ts'
import type { BenefitEntry, Continuation } from '../../law/law.ts'
import type { Condition } from '../conditions.ts'
import { CONDITIONS } from '../conditions.ts'
import { atMost, holds, measure, MONTH, number } from '../expression.ts'
import type { Basis, Formula } from '../formula.ts'
import { dayNumber } from '../measures.ts'
import { situationIn } from '../situation.ts'

type ContinuationBasis = Basis & { readonly death: Month | null; readonly base: { readonly entry: BenefitEntry; readonly formula: Formula; readonly basis: Basis } | null }

const LIVING = { zh: '健在，没有可续发的', en: 'living; there is nothing to go on' }
/** What is said of a death; months after one may be asked of the living too. */
const ofDeath = (sentence: (died: Day, month: Month, so: boolean) => Text): Condition['sentence'] =>
  ({ facts: { person }, month }, so) => (isGiven(person?.died) ? sentence(person.died, month, so) : LIVING)

const overAfter = (months: number): Condition => ({
  needs: [],
  holds: atMost(MONTH, measure('months_after_death', months)),
  fails: 'ended',
  sentence: ofDeath((died, month, so) => (so
    ? { zh: `${died} 死亡，续发 ${months} 个月，本月在内`, en: `died on ${died}; ${counted(months, 'more month')}, this one among them` }
    : { zh: `${died} 死亡，续发的 ${months} 个月已满，${month} 不再发`, en: `died on ${died}; the ${months} more months are over by ${month}` })),
})

const heldAtDeath: Condition = {
  needs: [],
  holds: holds(measure('held_at_death')),
  fails: 'not-entitled',
  sentence: (_, so) => (so ? { zh: '死亡当月享有该项待遇', en: 'the benefit was held in the month of death' }
    : { zh: '死亡当月并不享有该项待遇，没有可续发的', en: 'the benefit was not held in the month of death; there is nothing to go on' }),
}

const deathsFrom = (day: string): Condition => ({
  needs: [],
  holds: atMost(number(dayNumber(day)), measure('died_on')),
  fails: 'not-entitled',
  sentence: ofDeath((died, _, so) => (so ? { zh: `${day} 起死亡的，续发`, en: `paid on for deaths from ${day}` }
    : { zh: `${died} 死亡，${day} 起死亡的才续发`, en: `died on ${died}; paid on for deaths from ${day} only` })),
})

const diedOf = (cause: DeathCause): Condition => CONDITIONS['died-of']!.of({ cause })

/** What must hold for months to go on after a death. */
export const CONTINUATION_CONDITIONS = ({ months, death_cause, deaths_from }: Continuation): (Condition & { readonly kind: string })[] => [
  ...(death_cause === null ? [] : [{ kind: 'died-of', ...diedOf(death_cause) }]),
  ...(deaths_from === null ? [] : [{ kind: 'deaths-from', ...deathsFrom(deaths_from) }]),
  { kind: 'held-at-death', ...heldAtDeath },
  { kind: 'continuation-over', ...overAfter(months) },
]

/** Each month equal to the continued benefit's amount of the month of death, not raised (money rule 7). */
export const continuation: Formula<ContinuationBasis> = {
  needs: [],
  basis(claim, { facts }, lookup) {
    const died = facts.person?.died
    if (!isGiven(died)) return { payer: facts.county, cell: {}, death: null, base: null, key: 'living' }
    const death = monthOf(died)
    const base = claim.base!
    const { rule } = base
    const basis = rule.formula.basis(base, situationIn({ facts, identity: base.identity, month: death, grading: rule.entry.grading }), lookup)
    return { payer: basis.payer, moved: basis.moved, cell: basis.cell, death, base: { entry: rule.entry, formula: rule.formula, basis }, key: `${rule.entry.id}|${death}|${basis.key}` }
  },
  due: (_, { death }, month) => death !== null && month > death && month <= addMonths(death, MONTHS_LOOKED_BACK),
  amount(_, { base, death }, __, lookup) {
    return base!.formula.amount(base!.entry, base!.basis, death!, lookup)
  },
}

/** How long after a death a month is still answered with why nothing goes on. */
const MONTHS_LOOKED_BACK = 120
