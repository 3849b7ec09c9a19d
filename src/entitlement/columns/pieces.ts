import { monthOf, yearOf, addMonths, type Month } from '../../base/day.ts'
import type { AskedIdentity, Facts, Flag } from '../../law/facts.ts'
import { isGiven } from '../../law/facts.ts'
import type { GradingRule } from '../../law/law.ts'
import { gradingsOf } from '../situation.ts'

/** A stretch of months, both included, in which nothing that an identity rests on changes. */
export type Piece = { readonly from: Month; readonly to: Month }

type OpenSpan = { readonly from: string; readonly to?: string | null | undefined }

const spanEdges = (spans: readonly OpenSpan[]): Month[] =>
  spans.flatMap(({ from, to }) => (isGiven(to) ? [monthOf(from), addMonths(monthOf(to), 1)] : [monthOf(from)]))
const flagEdges = (flag: Flag): Month[] => spanEdges(Array.isArray(flag) ? flag : [])

/** The first months of change. Days that conditions compare with the month themselves (approval, birthdays, death) are none. */
const edgesOf = (facts: Facts, identity: AskedIdentity, grading: GradingRule | null): Month[] => [
  ...spanEdges(facts.suspended ?? []),
  ...[facts.draws_employee_pension, identity.in_school, identity.disabled, identity.income_above_local_average].flatMap(flagEdges),
  ...gradingsOf(identity, grading).effective.map(({ from }) => from),
  ...(facts.hukou_moves ?? []).map(move => `${yearOf(move.on) + 1}-01`),
]

/** The months from one to the other, cut where a fact changes: within a piece an identity is what it is in the piece's first month. */
export function piecesOf(facts: Facts, identity: AskedIdentity, grading: GradingRule | null, from: Month, to: Month): Piece[] {
  const starts = [...new Set([from, ...edgesOf(facts, identity, grading)])].filter(start => from <= start && start <= to).toSorted()
  return starts.map((start, index) => ({ from: start, to: index + 1 < starts.length ? addMonths(starts[index + 1]!, -1) : to }))
}
