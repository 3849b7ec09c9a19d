import { comparisonIn, writtenIn, type Comparison, type Dialect, type Term } from '../expression.ts'
import { VERDICT } from './amounts.ts'
import { heldVerdicts, type Compile, type Program } from './run.ts'
import { HELD, type Shelf } from './table.ts'

/** Names in generated code are numbered, so that nothing of a data file can be read as code. */
const namesOf = (shelf: Shelf): ReadonlyMap<string, string> => new Map([...shelf.leaves.keys()].map((key, index) => [key, `value${index}`]))

const readsMonth = ({ op }: Term): boolean => op === 'month'

/**
 * A comparison that holds only where the given one holds in every month from `early` to `late`: it stands at its worst end. What cannot be told this
 * way is taken not to hold, and asked month by month.
 */
export function throughout(dialect: Dialect, comparison: Comparison, wanted: boolean): string {
  const { op, left, right } = comparison
  // Of what else is held one thing alone can be told of many months at once: that it is nothing.
  if (left.op === 'measure' && left.measure === HELD) {
    const nothing = wanted && op === '=' && right.op === 'number' && right.value === 0
    return nothing ? '((held[person[row]] & mask) === 0)' : String(!wanted)
  }
  if (op === '=' && (readsMonth(left) || readsMonth(right))) return String(!wanted)
  return comparisonIn({ ...dialect, month: readsMonth(left) === wanted ? 'late' : 'early' }, comparison)
}

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
  const whole = shelf.lacks.length > 0 ? 'false' : ['true', ...shelf.asked.map(({ condition }) => writtenIn(dialect, condition.holds, throughout))].join(' && ')
  return `'use strict'
const [person, from, to, basis, ${columns.map(name => `${name}s`).join(', ')}] = columns
return function run(period, low, high, amounts, output) {
  const first = period.first | 0, months = period.months | 0, last = months - 1
  const { fen, verdicts: given } = amounts
  const { held, verdicts } = output
  let total = 0
  for (let row = low; row < high; row++) {
    const start = Math.max(0, from[row] - first), end = Math.min(to[row] - first, last)
    const early = first + start, late = first + end, mask = (((1 << (end - start)) << 1) - 1) << start
    const rate = basis[row] * months, written = row * months
    ${columns.map(name => `const ${name} = ${name}s[row]`).join('; ')}
    if (${whole}) {
      ${shelf.regular ? 'let bits = 0' : ''}
      for (let index = start; index <= end; index++) {
        const verdict = given[rate + index]
        total += fen[rate + index]
        verdicts[written + index] = verdict
        ${shelf.regular ? `if (verdict !== ${VERDICT.nothing}) bits |= 1 << index` : ''}
      }
      ${shelf.regular ? 'held[person[row]] |= bits' : ''}
      continue
    }
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

/** Made once for a shelf: a function that was run is fast, and the same text made anew begins slow. */
const made = new WeakMap<Shelf, Program>()

function programOf(shelf: Shelf): Program {
  // The text is made of numbers and numbered names alone (docs/decisions/0008).
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function('columns', codeOf(shelf)) as (columns: readonly unknown[]) => Program
  return make([shelf.person, shelf.from, shelf.to, shelf.basis, ...[...shelf.leaves.keys()].map(key => shelf.columns.get(key))])
}

/** The conditions as generated code: for a server, where a million persons are run at once. */
export const code: Compile = shelf => {
  const program = made.get(shelf) ?? programOf(shelf)
  made.set(shelf, program)
  return program
}
