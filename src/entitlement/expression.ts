/** What comparisons compare: the month asked, a number, a measure. */
export type Term =
  | { readonly op: 'month' }
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'measure'; readonly measure: string; readonly parameter: string | number | null }

export type Comparison = { readonly op: '<=' | '<' | '='; readonly left: Term; readonly right: Term }

/**
 * A condition, as a formula over whole numbers read off a situation (measures.ts). Conditions are written once, in this form;
 * from it come the check of one person, the closures and the generated code over columns, and the SQL statement.
 */
export type Expression =
  | Comparison
  | { readonly op: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly op: 'not'; readonly of: Expression }

/** The month asked, counted from the year 0: 2024-09 is 2024 * 12 + 8. */
export const MONTH: Term = { op: 'month' }
export const number = (value: number): Term => ({ op: 'number', value })
export const measure = (name: string, parameter: string | number | null = null): Term => ({ op: 'measure', measure: name, parameter })
export const atMost = (left: Term, right: Term): Expression => ({ op: '<=', left, right })
export const below = (left: Term, right: Term): Expression => ({ op: '<', left, right })
export const equal = (left: Term, right: Term): Expression => ({ op: '=', left, right })
export const all = (...of: Expression[]): Expression => ({ op: 'all', of })
export const any = (...of: Expression[]): Expression => ({ op: 'any', of })
export const not = (of: Expression): Expression => ({ op: 'not', of })
/** A flag is 1 where it is so. */
export const holds = (flag: Term): Expression => equal(flag, number(1))
export const oneOf = (what: Term, values: readonly number[]): Expression => any(...values.map(value => equal(what, number(value))))

/** Measure and parameter as one name: `birthday_month:60`. */
export const keyOf = (name: string, parameter: string | number | null): string => (parameter === null ? name : `${name}:${parameter}`)

export type Leaf = { readonly key: string; readonly measure: string; readonly parameter: string | number | null }
const leafOf = ({ measure, parameter }: Extract<Term, { op: 'measure' }>): Leaf => ({ key: keyOf(measure, parameter), measure, parameter })

/** Its comparisons, in their order. */
export const comparisonsIn = (expression: Expression): readonly Comparison[] =>
  'left' in expression ? [expression] : [expression.of].flat().flatMap(comparisonsIn)

/** The measures that an expression reads, by their names. */
export const leavesOf = (expression: Expression): ReadonlyMap<string, Leaf> => new Map(comparisonsIn(expression).flatMap(({ left, right }) => [left, right])
  .filter(term => term.op === 'measure').map(term => [keyOf(term.measure, term.parameter), leafOf(term)]))

/** How to read a number: of a situation, of a row of columns. */
type Reader<S> = (leaf: Leaf) => (subject: S) => number

function numberOf<S>(term: Term, month: (subject: S) => number, read: Reader<S>): (subject: S) => number {
  if (term.op === 'measure') return read(leafOf(term))
  return term.op === 'month' ? month : () => term.value
}

type Predicate<S> = (subject: S) => boolean

function joined<S>(parts: readonly Predicate<S>[], none: boolean, join: (one: Predicate<S>, other: Predicate<S>) => Predicate<S>): Predicate<S> {
  const [first = () => none, ...rest] = parts
  return rest.reduce(join, first)
}

/** The expression as closures: what a browser may run, where generated code is forbidden. */
export function predicateOf<S>(expression: Expression, month: (subject: S) => number, read: Reader<S>): Predicate<S> {
  const inner = (part: Expression) => predicateOf(part, month, read)
  switch (expression.op) {
    case 'all': return joined(expression.of.map(inner), true, (one, other) => subject => one(subject) && other(subject))
    case 'any': return joined(expression.of.map(inner), false, (one, other) => subject => one(subject) || other(subject))
    case 'not': {
      const part = inner(expression.of)
      return subject => !part(subject)
    }
  }
  const [left, right] = [numberOf(expression.left, month, read), numberOf(expression.right, month, read)]
  if (expression.op === '<=') return subject => left(subject) <= right(subject)
  if (expression.op === '<') return subject => left(subject) < right(subject)
  return subject => left(subject) === right(subject)
}

/** How a language writes the parts that languages write differently. */
export type Dialect = { readonly and: string; readonly or: string; readonly not: string; readonly equal: string; readonly yes: string; readonly no: string; readonly month: string; leaf(key: string): string }

function termIn({ month, leaf }: Dialect, term: Term): string {
  if (term.op === 'measure') return leaf(keyOf(term.measure, term.parameter))
  return term.op === 'month' ? month : String(Math.trunc(term.value))
}

export const comparisonIn = (dialect: Dialect, { op, left, right }: Comparison): string =>
  `(${termIn(dialect, left)} ${op === '=' ? dialect.equal : op} ${termIn(dialect, right)})`

type Compared = (dialect: Dialect, comparison: Comparison, wanted: boolean) => string

/**
 * The expression in a language, its names given by the dialect alone, so that nothing from a data file can be read as code. How a comparison is
 * written may turn on whether it is `wanted`, which it is not inside a negation.
 */
export function writtenIn(dialect: Dialect, expression: Expression, compared: Compared = comparisonIn, wanted = true): string {
  const listed = (parts: readonly Expression[], word: string, none: string) =>
    (parts.length === 0 ? none : `(${parts.map(part => writtenIn(dialect, part, compared, wanted)).join(` ${word} `)})`)
  switch (expression.op) {
    case 'all': return listed(expression.of, dialect.and, dialect.yes)
    case 'any': return listed(expression.of, dialect.or, dialect.no)
    case 'not': return `(${dialect.not} ${writtenIn(dialect, expression.of, compared, !wanted)})`
    default: return compared(dialect, expression, wanted)
  }
}
