import { addDays, monthOf } from '../../src/base/day.ts'
import type { Case } from '../../src/entitlement/cases.ts'
import type { BenefitEntry } from '../../src/law/law.ts'

type TurningPoint = { readonly day: string; readonly where: string }

/** The days from which anything changes: rates, shares, versions of the text, days that a rule turns on. */
function turningPoints(entry: BenefitEntry): TurningPoint[] {
  const nation = (days: (string | null | undefined)[]) => days.filter(day => day !== null && day !== undefined).map(day => ({ day, where: '' }))
  return [
    ...entry.rates.map(({ from, where }) => ({ day: from, where })), ...nation(entry.shares.map(share => share.from)),
    ...nation([entry.grading?.approval_month_from, ...entry.continues.map(({ deaths_from }) => deaths_from)]),
    ...nation(Object.values(entry.citations).flatMap(list => list.slice(1).map(citation => citation.from))),
  ]
}

/** Turning points of a benefit that no case of its place passes, from the month of the day before to that of the day. */
export function pointsWithoutCase(entry: BenefitEntry, cases: readonly Case[]): TurningPoint[] {
  return turningPoints(entry).filter(({ day, where }) => {
    const [before, on] = [monthOf(addDays(day, -1)), monthOf(day)]
    const place = (facts: unknown) => String((facts as { county?: string }).county).startsWith(where)
    return !cases.some(one => place(one.facts) && one.from <= before && on <= one.to)
  })
}
