import { writtenIn, type Dialect } from '../expression.ts'
import { VERDICT } from './amounts.ts'
import { heldVerdicts, type Compile, type Program } from './run.ts'
import { HELD, type Shelf } from './table.ts'

/** Names in generated code are numbered, so that nothing of a data file can be read as code. */
const namesOf = (shelf: Shelf): ReadonlyMap<string, string> => new Map([...shelf.leaves.keys()].map((key, index) => [key, `value${index}`]))

/** The loop over a shelf's rows with its conditions written out. */
export function codeOf(shelf: Shelf): string {
  const names = namesOf(shelf)
  const dialect: Dialect = {
    and: '&&', or: '||', not: '!', equal: '===', yes: 'true', no: 'false', month: 'month',
    leaf: key => (key === HELD ? '((held[person[row]] >>> index) & 1)' : names.get(key)!),
  }
  const columns = [...names.values()]
  const tests = shelf.asked.map(({ condition, place }) => `if (!${writtenIn(dialect, condition.holds)}) verdict = ${VERDICT.refused + place}`)
  const entitled = shelf.lacks.length > 0 ? `verdict = ${VERDICT.missing}` : 'total += fen[place]'
  const held = heldVerdicts(shelf).map(verdict => `verdict === ${verdict}`).join(' || ')
  return `'use strict'
const [person, from, to, basis, ${columns.map(name => `${name}s`).join(', ')}] = columns
return function run(period, low, high, amounts, output) {
  const first = period.first | 0, months = period.months | 0, last = months - 1
  const { fen, verdicts: given } = amounts
  const { held, verdicts } = output
  let total = 0
  for (let row = low; row < high; row++) {
    const start = Math.max(0, from[row] - first), end = Math.min(to[row] - first, last)
    const rate = basis[row] * months, written = row * months
    ${columns.map(name => `const ${name} = ${name}s[row]`).join('; ')}
    for (let index = start; index <= end; index++) {
      const place = rate + index
      let verdict = given[place]
      if (verdict === ${VERDICT.nothing}) continue
      const month = first + index
      ${[...tests, entitled].join('\n      else ')}
      verdicts[written + index] = verdict
      ${shelf.regular ? `if (${held}) held[person[row]] |= 1 << index` : ''}
    }
  }
  return total
}`
}

/** The conditions as generated code: for a server, where a million persons are run at once. */
export const code: Compile = shelf => {
  // Two shelves of one form share one text, and so one function that is made fast once.
  const make = new Function('columns', codeOf(shelf)) as (columns: readonly unknown[]) => Program
  return make([shelf.person, shelf.from, shelf.to, shelf.basis, ...[...shelf.leaves.keys()].map(key => shelf.columns.get(key))])
}
