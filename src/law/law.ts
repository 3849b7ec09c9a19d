import type { Day } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Text } from '../base/result.ts'
import type { Benefit, Category, DeathCause, Parameter, RatePeriod } from './facts.ts'

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
  readonly citations: readonly Clause[]
  /** The facts that its benefits rest on. */
  readonly facts: readonly string[]
  /** The benefits that this identity can open: those that name it. */
  readonly benefits: readonly Benefit[]
  readonly documents: readonly Text[]
  readonly confirmed_by: Text
  readonly starts: readonly Text[]
  readonly ends: readonly Text[]
  /** Whether its persons are confirmed every year (年度确认). */
  readonly annual_confirmation: boolean
}

export type Clause = { readonly source: string; readonly article: string }

/** The article that holds for periods from a day on: rules are cited in the version of the period paid. */
export type Citation = { readonly from: Day; readonly source: string; readonly article: string }

/** One entry of a benefit's list of conditions: a kind of the closed table in entitlement/conditions.ts, its parameters, its article. */
export type ConditionEntry = {
  readonly kind: string
  readonly cite: string
  readonly only?: Guard | undefined
  readonly [parameter: string]: unknown
}

/** Whom an entry concerns: the values that a fact may have; `given` that it is there at all. */
export type Guard = Readonly<Record<string, readonly (string | boolean)[]>>

/** What a person must settle; the line, if there is one, stands as it is. */
export type ByHandEntry = {
  readonly code: string
  readonly cite: string
  readonly only?: Guard | undefined
  readonly decided_by: 'township' | 'county' | 'province'
  readonly text: Text
}

export type Confidence = 'sourced' | 'derived' | 'invented'
export const CELL_KEYS = ['cause', 'grade', 'category', 'level', 'area'] as const
export type CellKey = typeof CELL_KEYS[number]
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
  /** Brought with the facts: it holds until the next figure of its place, whatever the tables know to be missing. */
  readonly given?: boolean
}

/** A grading approved before the day pays from the next month, later ones from their own; sooner after another it has no effect. */
export type GradingRule = { readonly approval_month_from: Day; readonly months_between_gradings: number }

/** A share of a yearly figure of a place, in percent, as a regulation sets it. */
export type Share = {
  readonly from: Day
  readonly of: Parameter
  readonly cell: Cell
  readonly percent: number
  readonly source: string
  readonly clause: string
}

/** A yearly figure of a place that some amounts rest on, such as the average wage. */
export type ParameterRow = {
  readonly name: Parameter
  readonly year: number
  readonly where: string
  readonly amount_fen: Fen
  readonly source: string
  readonly clause: string
  readonly confidence: Confidence
  readonly published_on: Day | null
}

/** A benefit that goes on for months after a death, as the funeral allowance. */
export type Continuation = {
  readonly benefit: Benefit
  readonly months: number
  /** The cause of death that it is for; null for any. */
  readonly death_cause: DeathCause | null
  /** The first day of death for which it exists; null for any. */
  readonly deaths_from: Day | null
  readonly cite: string
}

export type BenefitEntry = {
  readonly id: Benefit
  readonly name: Text
  readonly categories: readonly Category[]
  /** The prefix of the place codes that have it; empty for the nation. Elsewhere it does not exist. */
  readonly where: string
  /** A national regular benefit of one's own (定期抚恤金、补助金): two in one person warn of an overlap. */
  readonly regular: boolean
  /** How it is reckoned: a key of the table in entitlement/formulas.ts. */
  readonly formula: string
  /** The facts that select a rate's cell. */
  readonly cells: readonly CellKey[]
  /** `floor` where places may pay more than the nation: without a local rate the floor is paid, with a warning. */
  readonly national: 'standard' | 'floor' | 'none'
  /** The notice to look for when a figure is missing; `{from}` the day it began, `{place}` whose it is. */
  readonly notice: Text
  /** From when a grading pays, where the benefit follows grades. */
  readonly grading: GradingRule | null
  /** The benefit's own article, first among the reasons of every line. */
  readonly ground: { readonly cite: string; readonly text: Text }
  readonly citations: Readonly<Record<string, readonly Citation[]>>
  readonly conditions: readonly ConditionEntry[]
  readonly by_hand: readonly ByHandEntry[]
  readonly rates: readonly Rate[]
  readonly shares: readonly Share[]
  readonly lump_sum: { readonly urban_income_times: number; readonly base_pay_months: number } | null
  readonly continues: readonly Continuation[]
}

/** What is known of drawing two benefits together: it words a warning and decides nothing. */
export type Overlap = {
  readonly from: Day
  readonly where: string
  readonly benefits: readonly [Benefit, Benefit]
  readonly advice: 'both' | 'higher' | 'check'
  readonly text: Text
  readonly source: string
  readonly confidence: 'sourced' | 'remembered'
}

export type GlossaryTerm = { readonly zh: string; readonly en: string; readonly words: readonly string[] }
/** A data file of another room, as it stands: the room that reads it checks it. */
export type Document = Readonly<Record<string, unknown>>

/** The law as data: what the program knows of it, and a hash over every byte of it. */
export type LawBook = {
  readonly sources: ReadonlyMap<string, Source>
  readonly categories: ReadonlyMap<Category, CategoryEntry>
  readonly benefits: ReadonlyMap<Benefit, BenefitEntry>
  readonly overlaps: readonly Overlap[]
  readonly parameters: readonly ParameterRow[]
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

export { latestNationalRow, layerOf, parameterOf, rateOn, type FoundRate, type RateLayer, type RateQuestion } from './rates.ts'
