import type { Guard } from '../law/law.ts'
import { all, any, equal, holds, measure, not, number, oneOf, type Expression } from './expression.ts'
import { LISTS, MEASURES, UNKNOWN } from './measures.ts'

/** Facts that a guard may name beside the lists: flags, and what may be given or not. */
const FLAGS = ['draws_employee_pension', 'suspended', 'mental', 'in_school', 'disabled', 'education', 'merit', 'merit_this_year', 'died']

/** What may stand in `only`: the facts, and of each its values. */
export const GUARDS: Readonly<Record<string, readonly string[]>> = {
  ...LISTS, ...Object.fromEntries(FLAGS.map(flag => [flag, ['true', 'false', 'given']])),
}

function wanted(fact: string, values: readonly (string | boolean)[]): Expression {
  const list = LISTS[fact]
  if (list) return oneOf(measure(fact), values.map(value => list.indexOf(String(value)) + 1))
  if (!(fact in MEASURES)) throw new Error(`no fact ${fact}`)
  return any(...values.map(value => (value === false ? not(holds(measure(fact))) : holds(measure(fact)))))
}

/** Whom an entry concerns, as a condition; everybody where it has no guard. */
export const guardOf = (only: Guard | undefined): Expression => all(...Object.entries(only ?? {}).map(([fact, values]) => wanted(fact, values)))

/** Facts of identities that may be absent where they matter. */
const MAY_LACK = ['relation', 'cause']

/** The facts without which a guard cannot be told. */
export const guardNeeds = (only: Guard | undefined): string[] => Object.keys(only ?? {}).filter(fact => MAY_LACK.includes(fact))

/** Whom an entry may concern, a fact that is not given standing for any value. */
export const possiblyOf = (only: Guard | undefined): Expression => all(...Object.entries(only ?? {}).map(([fact, values]) =>
  (MAY_LACK.includes(fact) ? any(equal(measure(fact), number(UNKNOWN)), wanted(fact, values)) : wanted(fact, values))))

export const sameAs = (name: string, list: string, value: string): Expression => equal(measure(name), number(LISTS[list]!.indexOf(value) + 1))
