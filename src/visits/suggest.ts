import { age as ageOn, type Day } from '../base/day.ts'
import type { Text } from '../base/result.ts'

/** A household that could be visited, and what speaks for it. */
export type Candidate = {
  readonly household: string
  readonly place: string
  readonly head: string
  readonly group_name: string | null
  readonly categories: readonly string[]
  /** The birthday of the oldest of them. */
  readonly eldest_born: Day | null
  readonly last_visited_on: Day | null
  /** The closed round that planned the household and did not reach it, if nobody came since. */
  readonly missed_in: string | null
  /** In hardship by the last survey, or as a visit heard. */
  readonly hardship: boolean
}

export const REASONS = {
  hardship: { zh: '困难户', en: 'In hardship' },
  missed: { zh: '上次没走到', en: 'Missed last time' },
  'never-visited': { zh: '从未走访', en: 'Never visited' },
  'long-ago': { zh: '走访过', en: 'Visited before' },
  aged: { zh: '高龄', en: 'Very old' },
} as const satisfies Record<string, Text>
export type Reason = keyof typeof REASONS

export type Suggestion = Candidate & { readonly age: number | null; readonly reasons: readonly Reason[] }

/** 高龄, as the allowance for the very old counts it. */
const AGED_YEARS = 80

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Hardship first; then whom a round missed; then whoever was never visited; then the longest ago, the older before the younger.
 * The rest by place and id, so that the order is always the same.
 */
function before(a: Candidate, b: Candidate): number {
  if (a.hardship !== b.hardship) return a.hardship ? -1 : 1
  if ((a.missed_in === null) !== (b.missed_in === null)) return a.missed_in === null ? 1 : -1
  return byText(a.last_visited_on ?? '', b.last_visited_on ?? '') || byText(a.eldest_born ?? '9', b.eldest_born ?? '9')
    || byText(a.place, b.place) || byText(a.household, b.household)
}

const reasonsOf = (candidate: Candidate, age: number | null): Suggestion['reasons'] => [
  ...(candidate.hardship ? ['hardship' as const] : []),
  ...(candidate.missed_in === null ? [] : ['missed' as const]),
  candidate.last_visited_on === null ? 'never-visited' as const : 'long-ago' as const,
  ...(age !== null && age >= AGED_YEARS ? ['aged' as const] : []),
]

/** The households to visit first, best first. Pure: the same candidates always rank the same. */
export const suggest = (candidates: readonly Candidate[], count: number, today: Day): Suggestion[] =>
  candidates.toSorted(before).slice(0, count).map(candidate => {
    const age = candidate.eldest_born === null ? null : ageOn(candidate.eldest_born, today)
    return { ...candidate, age, reasons: reasonsOf(candidate, age) }
  })
