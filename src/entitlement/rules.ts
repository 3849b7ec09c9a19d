import type { Benefit } from '../law/facts.ts'
import type { BenefitEntry, ByHandEntry, Continuation, Guard, LawBook } from '../law/law.ts'
import { CONDITIONS, type Condition } from './conditions.ts'
import { any, predicateOf, type Expression } from './expression.ts'
import type { Formula } from './formula.ts'
import { FORMULAS } from './formulas.ts'
import { guardNeeds, guardOf, possiblyOf } from './guards.ts'
import { CONTINUATION_CONDITIONS } from './formulas/continuation.ts'
import { monthIndex, readMeasure } from './measures.ts'
import type { Situation } from './situation.ts'

export type RuleCondition = Condition & {
  readonly kind: string
  readonly cite: string
  /** Those of whom it is asked, as far as their facts tell. */
  readonly concerns: (situation: Situation) => boolean
  /** The facts without which that cannot be told. */
  readonly guardNeeds: readonly string[]
  readonly met: (situation: Situation) => boolean
  /** It holds whatever the facts that it needs may be. */
  readonly surely: (situation: Situation) => boolean
}

export type RuleByHand = ByHandEntry & { readonly concerns: (situation: Situation) => boolean }

/** A benefit's declaration made ready: what both engines work from. */
export type Rule = {
  readonly entry: BenefitEntry
  readonly formula: Formula
  readonly conditions: readonly RuleCondition[]
  readonly by_hand: readonly RuleByHand[]
  /** Gives way to other regular benefits, so it is decided after them. */
  readonly yields: boolean
  /** What goes on, for a rule of months after a death. */
  readonly continuation: Continuation | null
}

const check = (expression: Expression) =>
  predicateOf<Situation>(expression, ({ month }) => monthIndex(month), leaf => situation => readMeasure(leaf.measure, leaf.parameter, situation))

const NEVER = any()

function conditionOf(kind: string, cite: string, only: Guard | undefined, condition: Condition): RuleCondition {
  return { ...condition, kind, cite, concerns: check(possiblyOf(only)), guardNeeds: guardNeeds(only), met: check(condition.holds), surely: check(condition.sufficient ?? NEVER) }
}

function ruleOf(entry: BenefitEntry, continuation: Continuation | null): Rule {
  const formula = FORMULAS[entry.formula]
  if (!formula) throw new Error(`${entry.id}: no formula ${entry.formula}; there are ${Object.keys(FORMULAS).join(', ')}`)
  const listed = entry.conditions.map(({ kind, cite, only, ...parameters }) => {
    const found = CONDITIONS[kind]
    if (!found) throw new Error(`${entry.id}: no condition ${kind}; there are ${Object.keys(CONDITIONS).join(', ')}`)
    return conditionOf(kind, cite, only, found.of(parameters))
  })
  const own = continuation === null ? [] : CONTINUATION_CONDITIONS(continuation).map(({ kind, ...condition }) => conditionOf(kind, continuation.cite, undefined, condition))
  return {
    entry, formula, continuation, conditions: [...own, ...listed],
    by_hand: entry.by_hand.map(hand => ({ ...hand, concerns: check(guardOf(hand.only)) })),
    yields: entry.conditions.some(({ kind }) => kind === 'no-other-regular-benefit'),
  }
}

const made = new WeakMap<LawBook, ReadonlyMap<Benefit, readonly Rule[]>>()

/** The rules of each benefit of a book, made once: one each, or one for each benefit that it continues. */
export function rulesOf(book: LawBook): ReadonlyMap<Benefit, readonly Rule[]> {
  let rules = made.get(book)
  if (!rules) {
    made.set(book, rules = new Map([...book.benefits].map(([id, entry]) =>
      [id, entry.continues.length > 0 ? entry.continues.map(continuation => ruleOf(entry, continuation)) : [ruleOf(entry, null)]])))
  }
  return rules
}
