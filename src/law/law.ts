import type { Day } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Text } from '../base/result.ts'
import type { Benefit, Category, RatePeriod } from './facts.ts'

/** A law, regulation or notice, with the articles we cite, each in a sentence of our own. */
export type Source = {
  readonly id: string
  readonly title: Text
  /** As a decision cites it, with the version: 军人抚恤优待条例(2019). */
  readonly cite: string
  readonly number: string | null
  readonly issuer: Text
  readonly published: Day | null
  readonly in_force: Day | null
  /** The id of the source that took its place, from that one's day in force. */
  readonly repealed_by: string | null
  readonly url?: string | undefined
  readonly articles: Readonly<Record<string, Text>>
}

export type CategoryEntry = {
  readonly id: Category
  readonly name: Text
  /** The facts that its benefits rest on. */
  readonly facts: readonly string[]
  /** The benefits that this identity can open, built or not. */
  readonly benefits: readonly Benefit[]
  /** Those of them that are a national regular benefit of one's own (定期抚恤金、补助金): two in one person warn of an overlap. */
  readonly regular: readonly Benefit[]
}

/** The article that holds for periods from a day on: rules are cited in the version of the period paid. */
export type Citation = { readonly from: Day; readonly source: string; readonly article: string }

/** One entry of a benefit's list of conditions: a kind of the closed table in entitlement/conditions.ts, its parameters, its article. */
export type ConditionEntry = {
  readonly kind: string
  readonly cite: string
  readonly [parameter: string]: unknown
}

export type Confidence = 'sourced' | 'derived' | 'invented'
/** What selects a rate among those of a benefit, such as grade and cause; a key that is absent fits all. */
export type Cell = Readonly<Record<string, string | number>>

/** One dated line of a standard. `amount_fen` null: a new rate began then, and its figure is not known. */
export type Rate = {
  readonly benefit: Benefit
  readonly from: Day
  /** The last day, where a notice names one; else it holds until the next of its place and cell. */
  readonly to: Day | null
  /** The prefix of the place codes where it holds; empty for the nation. */
  readonly where: string
  readonly cell: Cell
  readonly amount_fen: Fen | null
  readonly per: RatePeriod
  readonly due_month: number | null
  readonly source: string
  readonly clause: string
  readonly confidence: Confidence
  /** When it became known; null counts as always known. */
  readonly published_on: Day | null
}

/** A grading approved before the day pays from the next month, later ones from their own; sooner after another it has no effect. */
export type GradingRule = { readonly approval_month_from: Day; readonly months_between_gradings: number }

export type BenefitEntry = {
  readonly id: Benefit
  readonly name: Text
  readonly categories: readonly Category[]
  /** Paid for each month, or once for each calendar year of service. */
  readonly formula: string
  /** `floor` where places may pay more than the nation: without a local rate the floor is paid, with a warning. */
  readonly national: 'standard' | 'floor' | 'none'
  /** The notice to look for when a figure is missing; `{from}` the day it began, `{place}` whose it is. */
  readonly notice: Text
  /** What goes on after a death of this cause, as another benefit. */
  readonly after_death: { readonly benefit: Benefit; readonly months: number; readonly death_cause: string } | null
  /** From when a grading pays, where the benefit follows grades. */
  readonly grading: GradingRule | null
  /** The benefit's own article, first among the reasons of every line. */
  readonly ground: { readonly cite: string; readonly text: Text }
  readonly citations: Readonly<Record<string, readonly Citation[]>>
  readonly conditions: readonly ConditionEntry[]
  readonly rates: readonly Rate[]
}

export type GlossaryTerm = { readonly zh: string; readonly en: string; readonly words: readonly string[] }
/** A data file of another room, as it stands: the room that reads it checks it. */
export type Document = Readonly<Record<string, unknown>>

/** The law as data: what the program knows of it, and a hash over every byte of it. */
export type LawBook = {
  readonly sources: ReadonlyMap<string, Source>
  readonly categories: ReadonlyMap<Category, CategoryEntry>
  readonly benefits: ReadonlyMap<Benefit, BenefitEntry>
  /** law/duties/*.yaml, in the order of the files' names; checked by the plan room. */
  readonly duties: readonly Document[]
  /** law/calendar/*.yaml by file name without ending; checked by the plan room. */
  readonly calendar: Readonly<Record<string, unknown>>
  readonly glossary: readonly GlossaryTerm[]
  readonly hash: string
}

/** The citation in force for a period; the earliest for periods before any. */
export function citationOn(citations: readonly Citation[], day: Day): Citation {
  const found = citations.findLast(citation => citation.from <= day) ?? citations[0]
  if (!found) throw new Error('a citation without entries')
  return found
}

export { latestNationalRow, rateOn, type FoundRate, type RateLayer, type RateQuestion } from './rates.ts'
