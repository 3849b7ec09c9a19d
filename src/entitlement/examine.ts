import type { Text } from '../base/result.ts'
import { isGiven } from '../law/facts.ts'
import type { LawBook } from '../law/law.ts'
import type { Claim } from './claims.ts'
import type { Reason, RefusedState } from './decision.ts'
import { reasonOf } from './reasons.ts'
import type { RuleCondition } from './rules.ts'
import type { Situation } from './situation.ts'

export type Verdict =
  | { readonly kind: 'entitled'; readonly reasons: readonly Reason[] }
  | { readonly kind: 'refused'; readonly state: RefusedState; readonly reasons: readonly Reason[] }
  | { readonly kind: 'missing'; readonly facts: readonly string[] }

const isAbsent = ({ facts, identity }: Situation, fact: string): boolean => {
  const fields: Record<string, unknown> = fact.startsWith('person.') ? { ...facts.person } : identity
  return !isGiven(fields[fact.replace('person.', '')])
}

/** The facts that a claim needs and that are not given, as a person finds them in the facts. */
export const absentFacts = (claim: Claim, situation: Situation, needs: readonly string[]): string[] =>
  needs.filter(fact => isAbsent(situation, fact)).map(fact => (fact.includes('.') ? fact : `${claim.place}.${fact}`))

/** The facts without which a condition cannot be told: first those that say whom it concerns. */
export function lackingFor(claim: Claim, situation: Situation, condition: RuleCondition): string[] {
  const unguarded = absentFacts(claim, situation, condition.guardNeeds)
  return unguarded.length > 0 || condition.surely(situation) ? unguarded : absentFacts(claim, situation, condition.needs)
}

/** Every condition of a benefit in one month: all that fail, or the facts that are missing, or all that hold. */
export function examine(book: LawBook, claim: Claim, situation: Situation): Verdict {
  const { rule } = claim
  const reason = (cite: string, code: string, text: Text) => reasonOf(book, rule.entry, cite, situation.month, code, text)
  const [held, failed, absent]: [Reason[], Reason[], string[]] = [[reason(rule.continuation?.cite ?? rule.entry.ground.cite, 'ground', rule.entry.ground.text)], [], []]
  let state: RefusedState | undefined
  for (const condition of rule.conditions) {
    if (!condition.concerns(situation)) continue
    const lacking = lackingFor(claim, situation, condition)
    if (lacking.length > 0) {
      absent.push(...lacking)
      continue
    }
    const so = condition.met(situation)
    const told = reason(condition.cite, condition.kind, condition.sentence(situation, so))
    if (so) held.push(told)
    else {
      state ??= condition.fails
      failed.push(told)
    }
  }
  if (state) return { kind: 'refused', state, reasons: failed }
  return absent.length > 0 ? { kind: 'missing', facts: [...new Set(absent)] } : { kind: 'entitled', reasons: held }
}

/** Whether a benefit is held in a month: entitled, whether or not its rate is known, or suspended for the time being. */
export const isHeld = (verdict: Verdict): boolean => verdict.kind === 'entitled' || (verdict.kind === 'refused' && verdict.state === 'suspended')

