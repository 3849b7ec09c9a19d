import type { Day } from '../base/day.ts'

/** A household that could be visited, and what speaks for it. */
export type Candidate = {
  readonly household: string
  readonly place: string
  readonly head: string
  readonly categories: readonly string[]
  readonly last_visited_on: Day | null
  /** In hardship by the last survey. */
  readonly hardship: boolean
}

export type Suggestion = Candidate & { readonly reasons: readonly ('hardship' | 'never-visited' | 'long-ago')[] }

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Hardship first; then whoever was never visited; then the longest ago. The rest by place and id, so that the order is always the same. */
function before(a: Candidate, b: Candidate): number {
  if (a.hardship !== b.hardship) return a.hardship ? -1 : 1
  return byText(a.last_visited_on ?? '', b.last_visited_on ?? '') || byText(a.place, b.place) || byText(a.household, b.household)
}

const reasonsOf = (candidate: Candidate): Suggestion['reasons'] => [
  ...(candidate.hardship ? ['hardship' as const] : []),
  candidate.last_visited_on === null ? 'never-visited' as const : 'long-ago' as const,
]

/** The households to visit first, best first. Pure: the same candidates always rank the same. */
export const suggest = (candidates: readonly Candidate[], count: number): Suggestion[] =>
  candidates.toSorted(before).slice(0, count).map(candidate => ({ ...candidate, reasons: reasonsOf(candidate) }))
