/**
 * A condition, as a formula over whole numbers read off a situation (measures.ts). Conditions are written once, in this form;
 * from it come the check of one person, the closures and the generated code over columns, and the SQL statement.
 */
export type Expression =
  | { readonly op: 'month' }
  | { readonly op: 'number'; readonly value: number }
  | { readonly op: 'measure'; readonly measure: string; readonly parameter: string | number | null }
  | { readonly op: '<=' | '<' | '='; readonly left: Expression; readonly right: Expression }
  | { readonly op: 'all' | 'any'; readonly of: readonly Expression[] }
  | { readonly op: 'not'; readonly of: Expression }

/** The month asked, counted from the year 0: 2024-09 is 2024 * 12 + 8. */
export const MONTH: Expression = { op: 'month' }
export const number = (value: number): Expression => ({ op: 'number', value })
export const measure = (name: string, parameter: string | number | null = null): Expression => ({ op: 'measure', measure: name, parameter })
export const atMost = (left: Expression, right: Expression): Expression => ({ op: '<=', left, right })
export const below = (left: Expression, right: Expression): Expression => ({ op: '<', left, right })
export const equal = (left: Expression, right: Expression): Expression => ({ op: '=', left, right })
export const all = (...of: Expression[]): Expression => ({ op: 'all', of })
export const any = (...of: Expression[]): Expression => ({ op: 'any', of })
export const not = (of: Expression): Expression => ({ op: 'not', of })
/** A flag is 1 where it is so. */
export const holds = (flag: Expression): Expression => equal(flag, number(1))
export const oneOf = (what: Expression, values: readonly number[]): Expression => any(...values.map(value => equal(what, number(value))))

/** Measure and parameter as one name: `birthday_month:60`. */
export const keyOf = (name: string, parameter: string | number | null): string => (parameter === null ? name : `${name}:${parameter}`)

export type Leaf = { readonly key: string; readonly measure: string; readonly parameter: string | number | null }

/** The measures that an expression reads, each once. */
export function leavesOf(expression: Expression, found = new Map<string, Leaf>()): ReadonlyMap<string, Leaf> {
  if (expression.op === 'measure') {
    const key = keyOf(expression.measure, expression.parameter)
    found.set(key, { key, measure: expression.measure, parameter: expression.parameter })
  } else if (expression.op === 'all' || expression.op === 'any') expression.of.forEach(part => leavesOf(part, found))
  else if (expression.op === 'not') leavesOf(expression.of, found)
  else if ('left' in expression) {
    leavesOf(expression.left, found)
    leavesOf(expression.right, found)
  }
  return found
}

/** How to read a number: of a situation, of a row of columns. */
type Reader<S> = (leaf: Leaf) => (subject: S) => number

function numberOf<S>(expression: Expression, month: (subject: S) => number, read: Reader<S>): (subject: S) => number {
  if (expression.op === 'month') return month
  if (expression.op === 'number') return () => expression.value
  if (expression.op === 'measure') return read({ key: keyOf(expression.measure, expression.parameter), measure: expression.measure, parameter: expression.parameter })
  throw new Error(`not a number: ${expression.op}`)
}

type Predicate<S> = (subject: S) => boolean

/** All or any of the parts; few parts are the rule, and each is a call less. */
function joined<S>(parts: readonly Predicate<S>[], whole: boolean): Predicate<S> {
  const [one, two, ...rest] = parts
  if (!one) return () => whole
  if (!two) return one
  if (rest.length === 0) return whole ? subject => one(subject) && two(subject) : subject => one(subject) || two(subject)
  return whole ? subject => parts.every(part => part(subject)) : subject => parts.some(part => part(subject))
}

/** The expression as closures: what a browser may run, where generated code is forbidden. */
export function predicateOf<S>(expression: Expression, month: (subject: S) => number, read: Reader<S>): Predicate<S> {
  const inner = (part: Expression) => predicateOf(part, month, read)
  if (expression.op === 'all' || expression.op === 'any') return joined(expression.of.map(inner), expression.op === 'all')
  if (expression.op === 'not') {
    const part = inner(expression.of)
    return subject => !part(subject)
  }
  if (!('left' in expression)) throw new Error(`not a condition: ${expression.op}`)
  const [left, right] = [numberOf(expression.left, month, read), numberOf(expression.right, month, read)]
  if (expression.op === '<=') return subject => left(subject) <= right(subject)
  if (expression.op === '<') return subject => left(subject) < right(subject)
  return subject => left(subject) === right(subject)
}

/** How a language writes the parts that languages write differently. */
export type Dialect = { readonly and: string; readonly or: string; readonly not: string; readonly equal: string; readonly yes: string; readonly no: string; readonly month: string; leaf(key: string): string }

/** The expression in a language, its names given by the dialect alone, so that nothing from a data file can be read as code. */
export function writtenIn(dialect: Dialect, expression: Expression): string {
  const inner = (part: Expression) => writtenIn(dialect, part)
  const listed = (parts: readonly Expression[], word: string, none: string) => (parts.length === 0 ? none : `(${parts.map(inner).join(` ${word} `)})`)
  switch (expression.op) {
    case 'month': return dialect.month
    case 'number': return String(Math.trunc(expression.value))
    case 'measure': return dialect.leaf(keyOf(expression.measure, expression.parameter))
    case 'all': return listed(expression.of, dialect.and, dialect.yes)
    case 'any': return listed(expression.of, dialect.or, dialect.no)
    case 'not': return `(${dialect.not} ${inner(expression.of)})`
    case '=': return `(${inner(expression.left)} ${dialect.equal} ${inner(expression.right)})`
    default: return `(${inner(expression.left)} ${expression.op} ${inner(expression.right)})`
  }
}
