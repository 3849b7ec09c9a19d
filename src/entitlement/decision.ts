import type { Day, Month } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Benefit, Category, RatePeriod } from '../law/facts.ts'
import type { Confidence, RateLayer } from '../law/law.ts'

/** One step of a decision, with the clause it rests on, in the version of the period. */
export type Reason = { readonly code: string; readonly text: string; readonly text_en: string; readonly source: string; readonly article: string }

export type ShownRate = {
  readonly amount_fen: Fen
  readonly per: RatePeriod
  readonly from: Day
  readonly layer: RateLayer
  readonly source: string
  readonly clause: string
  readonly confidence: Confidence
}

/** What is owed for one benefit and period. `provisional`: its rate is derived, not sourced, and no run with it can be approved. */
export type Line = {
  readonly benefit: Benefit
  readonly category: Category
  readonly period: Month
  readonly amount_fen: Fen
  readonly state: 'owed' | 'provisional'
  readonly payer_county: string
  readonly reasons: readonly Reason[]
  readonly rate: ShownRate
  /** Present where a yearly line's months stood under several rates. */
  readonly rates?: readonly ShownRate[]
  readonly arithmetic: string
}

export type RefusedState = 'not-entitled' | 'no-rate' | 'suspended' | 'ended'
export type RefusedLine = {
  readonly benefit: Benefit
  readonly category: Category
  readonly period: Month
  readonly state: RefusedState
  readonly reasons: readonly Reason[]
}

/** What a person must settle; the line, if there is one, stands as it is. */
export type ByHand = {
  readonly benefit: Benefit
  readonly category: Category
  readonly from: Month
  readonly to: Month
  readonly code: string
  readonly decided_by: string
  /** Whether there is a line that it concerns; without one the whole benefit is settled by hand. */
  readonly line: boolean
  readonly text: string
  readonly text_en: string
  readonly source: string
  readonly article: string
}

/** A fact, rate or benefit without which nothing can be said. */
export type Missing = { readonly benefit: Benefit; readonly category: Category | null; readonly fact: string; readonly why: string; readonly why_en: string }
export type Warning = {
  readonly code: string
  readonly benefit: Benefit | null
  readonly category: Category | null
  readonly text: string
  readonly text_en: string
}

export type Decision = {
  readonly lines: readonly Line[]
  readonly refused: readonly RefusedLine[]
  readonly by_hand: readonly ByHand[]
  readonly missing: readonly Missing[]
  readonly warnings: readonly Warning[]
  readonly law: { readonly hash: string }
}

export type DecideOptions = { readonly knownOn?: Day | undefined }
