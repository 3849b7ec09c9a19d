import { monthsFrom, type Month } from '../../base/day.ts'
import { sum, type Fen } from '../../base/money.ts'
import type { Benefit } from '../../law/facts.ts'
import type { Decision, Line, RefusedState } from '../decision.ts'

export type MonthState = Line['state'] | RefusedState | 'missing' | 'nothing'
export type MonthCell = { readonly period: Month; readonly state: MonthState; readonly amount_fen: Fen | null }

/** A benefit's year. `quiet`: nothing in it is owed, or would be if something were known. */
export type BenefitRow = { readonly benefit: Benefit; readonly months: readonly MonthCell[]; readonly total_fen: Fen; readonly quiet: boolean }

/** What is said of a month where several identities say different things, the most telling first. */
const TELLING: readonly RefusedState[] = ['no-rate', 'suspended', 'ended', 'not-entitled']

function monthOf(decision: Decision, benefit: Benefit, period: Month): MonthCell {
  const lines = decision.lines.filter(line => line.benefit === benefit && line.period === period)
  if (lines.length > 0) return { period, state: lines.some(({ state }) => state === 'provisional') ? 'provisional' : 'owed', amount_fen: sum(lines.map(({ amount_fen }) => amount_fen)) }
  const states = decision.refused.filter(refused => refused.benefit === benefit && refused.period === period).map(({ state }) => state)
  const lacking = decision.missing.some(missing => missing.benefit === benefit && missing.fact !== 'rate' && !missing.fact.startsWith('parameters.'))
  return { period, amount_fen: null, state: TELLING.find(state => states.includes(state)) ?? (lacking ? 'missing' : 'nothing') }
}

const LOUD: readonly MonthState[] = ['owed', 'provisional', 'no-rate', 'suspended', 'missing']

/** A person's year by benefit, what is owed first. */
export function gridOf(decision: Decision, year: number): BenefitRow[] {
  const benefits = new Set([...decision.lines, ...decision.refused, ...decision.missing].map(({ benefit }) => benefit))
  return [...benefits].map((benefit): BenefitRow => {
    const months = monthsFrom(`${year}-01`, `${year}-12`).map(period => monthOf(decision, benefit, period))
    return { benefit, months, total_fen: sum(months.map(({ amount_fen }) => amount_fen ?? 0)), quiet: !months.some(({ state }) => LOUD.includes(state)) }
  }).toSorted((one, other) => Number(one.quiet) - Number(other.quiet) || other.total_fen - one.total_fen)
}
