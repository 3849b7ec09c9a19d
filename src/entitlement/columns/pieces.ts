import { monthOf, yearOf, addMonths, type Month } from '../../base/day.ts'
import type { Facts, Flag, Identity } from '../../law/facts.ts'
import { isGiven } from '../../law/facts.ts'
import type { GradingRule } from '../../law/law.ts'
import { gradingsOf } from '../situation.ts'

/** A stretch of months, both included, in which nothing that an identity rests on changes. */
export type Piece = { readonly from: Month; readonly to: Month }

type OpenSpan = { readonly from: string; readonly to?: string | null | undefined }

const spanEdges = (spans: readonly OpenSpan[]): Month[] =>
  spans.flatMap(span => [monthOf(span.from), ...(isGiven(span.to) ? [addMonths(monthOf(span.to), 1)] : [])])
const flagEdges = (flag: Flag): Month[] => (Array.isArray(flag) ? spanEdges(flag) : [])

function identityEdges(identity: Identity, grading: GradingRule | null): Month[] {
  if ('grade' in identity && grading) return gradingsOf(identity, grading).effective.map(({ from }) => from)
  if (!('relation' in identity || 'in_school' in identity)) return []
  return [identity.in_school, identity.disabled, identity.income_above_local_average].flatMap(flagEdges)
}

/** The first months of change. Days that conditions compare with the month themselves (approval, birthdays, death) are none. */
const edgesOf = (facts: Facts, identity: Identity, grading: GradingRule | null): Month[] => [
  ...spanEdges(facts.suspended ?? []), ...flagEdges(facts.draws_employee_pension), ...identityEdges(identity, grading),
  ...(facts.hukou_moves ?? []).map(move => `${yearOf(move.on) + 1}-01`),
]

/** The months from one to the other, cut where a fact changes: within a piece an identity is what it is in the piece's first month. */
export function piecesOf(facts: Facts, identity: Identity, grading: GradingRule | null, from: Month, to: Month): Piece[] {
  const starts = [from, ...edgesOf(facts, identity, grading).filter(edge => from < edge && edge <= to)]
  const distinct = [...new Set(starts)].toSorted()
  return distinct.map((start, index) => ({ from: start, to: index + 1 < distinct.length ? addMonths(distinct[index + 1]!, -1) : to }))
}
