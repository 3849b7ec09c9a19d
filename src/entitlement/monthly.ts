import { isGiven } from '../law/facts.ts'
import type { Month } from '../base/day.ts'
import { monthNumber } from '../base/day.ts'
import { fen, monthlyPart, yuan, type Fen } from '../base/money.ts'
import type { Cell, FoundRate } from '../law/law.ts'
import { gradeIn, serviceYears, type Situation } from './situation.ts'

/** How a monthly benefit reckons: what selects its rate, how often the rate counts, and which periods of rate it can pay. */
export type MonthlyFormula = {
  readonly cell: (situation: Situation) => Cell
  readonly times: (situation: Situation) => number
  readonly pays: readonly string[]
}

/** The closed table of monthly formulas. */
export const MONTHLY_FORMULAS: Readonly<Record<string, MonthlyFormula>> = {
  'monthly': {
    cell: (situation): Cell => {
      const grade = gradeIn(situation)
      const { identity } = situation
      return grade !== undefined && 'cause' in identity && isGiven(identity.cause) ? { grade, cause: identity.cause } : {}
    },
    times: () => 1,
    pays: ['year', 'month'],
  },
  'monthly-by-service-years': {
    cell: () => ({}),
    times: ({ identity }) => ('enlisted_on' in identity ? serviceYears(identity) : 1),
    pays: ['year-per-service-year', 'month-per-service-year'],
  },
}

/** A month's amount with its sum written out: a yearly standard by money rule 1, a monthly one as it is. */
export function monthAmount({ rate }: FoundRate, times: number, month: Month): { amount_fen: Fen; arithmetic: string } {
  const standard = fen(rate.amount_fen! * times)
  const written = times === 1 ? yuan(rate.amount_fen!) : `${yuan(rate.amount_fen!)} * ${times}`
  if (rate.per.startsWith('month')) return { amount_fen: standard, arithmetic: `${written} = ${yuan(standard)}` }
  const number = monthNumber(month)
  const amount_fen = monthlyPart(standard, number)
  const earlier = number === 1 ? '' : ` - ${written} * ${number - 1}/12`
  return { amount_fen, arithmetic: `${written} * ${number}/12${earlier} = ${yuan(amount_fen)}` }
}
