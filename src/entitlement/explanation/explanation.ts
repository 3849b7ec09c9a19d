import type { Day, Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Benefit, Category } from '../../law/facts.ts'
import type { Line, RefusedState, ShownRate } from '../decision.ts'
import type { ShownClause } from './clauses.ts'

/** `ground`: the benefit's own article. `unknown`: nothing can be said without the facts that are lacking. */
export type StepOutcome = 'ground' | 'holds' | 'fails' | 'unknown'

/** One condition in one month, and the clause beside it. */
export type ExplainedStep = {
  readonly code: string
  readonly outcome: StepOutcome
  readonly text: Text
  readonly clause: ShownClause
}

export type ExplainedRate = ShownRate & { readonly origin: ShownClause; readonly published: Day | null }

/** What a person must settle, with the clause it rests on. */
export type ExplainedHand = { readonly code: string; readonly decided_by: string; readonly text: Text; readonly clause: ShownClause }

/** A fact without which nothing can be said: `key` as the facts name it. */
export type ExplainedFact = { readonly fact: string; readonly name: Text; readonly why: Text }

/** `missing`: facts are lacking. `by-hand`: a person settles it all. `nothing`: no line falls to the month. */
export type ExplainedState = Line['state'] | RefusedState | 'missing' | 'by-hand' | 'nothing'

/** One identity's claim to the benefit in the month. */
export type ExplainedClaim = {
  readonly category: Category
  readonly category_name: Text
  readonly state: ExplainedState
  readonly amount_fen: Fen | null
  readonly payer_county: string | null
  readonly arithmetic: string | null
  readonly rates: readonly ExplainedRate[]
  /** What fails first, then what is not known, then all that holds. */
  readonly steps: readonly ExplainedStep[]
  readonly by_hand: readonly ExplainedHand[]
  readonly lacks: readonly ExplainedFact[]
  readonly warnings: readonly Text[]
}

/** Why a benefit is owed in a month, or is not: every identity that could open it. */
export type Explanation = {
  readonly benefit: Benefit
  readonly name: Text
  readonly formula: string
  readonly period: Month
  readonly known_on: Day
  readonly amount_fen: Fen
  readonly claims: readonly ExplainedClaim[]
  readonly law_hash: string
}
