import type { z } from 'zod'
import { addMonths, isMonth, type Day, type Month } from '../base/day.ts'
import { issueWords } from '../base/issue.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import {
  CATEGORIES, CAUSES, DECIDERS, factsSchema, identitySchema, LEFT_REASONS, RATE_PERIODS, type AskedIdentity, type Facts, isGiven,
} from '../law/facts.ts'

type Issue = z.core.$ZodIssue

/** `['identities', 0, 'grade']` -> `identities[0].grade`. */
const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('')

/** What stands at a place that exists, or is missing at its end. */
const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((current, part) => (current as Readonly<Record<PropertyKey, unknown>>)[part], value)

/** What may stand at a place that takes one of a list. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  category: CATEGORIES, cause: CAUSES, left_reason: LEFT_REASONS, decided_by: DECIDERS, per: RATE_PERIODS,
  hukou: ['rural', 'urban'], sex: ['male', 'female'], death_cause: ['illness', 'old-wound', 'other'],
  relation: ['parent', 'spouse', 'child', 'sibling'], area: ['ordinary', 'plateau', 'tibet'], grade: ['1 … 10'],
  name: ['local-average-wage', 'urban-disposable-income', 'base-pay'], in_school: ['true', 'false', '[{from, to}]'],
  disabled: ['true', 'false', '[{from, to}]'], income_above_local_average: ['true', 'false', '[{from, to}]'],
  draws_employee_pension: ['true', 'false', '[{from, to}]'], mental: ['true', 'false'], due_month: ['1 … 12'], county: ['6 位区划代码 / 6 digits'],
}

const shapes: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(factsSchema.shape),
  'person': ['born', 'died', 'sex', 'death_cause', 'known_on'],
  'merit': ['level', 'on', 'known_on'],
  'hukou_moves': ['on', 'from_county', 'to_county', 'known_on'],
  'suspended': ['from', 'to', 'decided_by', 'document', 'known_on'],
  'rates': ['benefit', 'county', 'from', 'amount_fen', 'per', 'due_month', 'document', 'published_on', 'known_on'],
  'parameters': ['name', 'year', 'place', 'amount_fen', 'published_on', 'document', 'known_on'],
}

/** The keys that an object may have: an identity's by its category. */
function legalKeys(value: unknown, path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'identities' && path.length === 2) {
    const category = valueAt(value, [...path, 'category'])
    // Where the category is not legal, that alone is said.
    return Object.keys(identitySchema.options.find(({ shape }) => shape.category.safeParse(category).success)!.shape)
  }
  if (path.includes('regradings')) return ['approved_on', 'grade', 'known_on']
  return shapes[String(path[0] ?? '')] ?? ['from', 'to', 'known_on']
}

function refusalsOf(value: unknown, issue: Issue): Refusal[] {
  const place = pathOf(issue.path)
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      code: 'unknown-key', place: place === '' ? key : `${place}.${key}`, value: valueAt(value, [...issue.path, key]), legal: legalKeys(value, issue.path),
      message: { zh: `没有 ${key} 这一项`, en: `there is no key ${key}` },
    }))
  }
  const given = valueAt(value, issue.path)
  if (issue.code === 'invalid_union' && Array.isArray(given)) {
    // A flag is true, false or spans: when a list was given, its own faults say more.
    return issue.errors.flat().filter(({ path }) => path.length > 0).flatMap(fault => refusalsOf(value, { ...fault, path: [...issue.path, ...fault.path] }))
  }
  const legal = CHOICES[String(issue.path.at(-1) ?? '')]
  const words = issueWords(issue)
  return [{
    code: given === undefined ? 'missing' : 'invalid', place: place === '' ? 'facts' : place, value: given, ...(legal ? { legal } : {}),
    message: given === undefined ? { zh: '缺少必填的一项', en: 'a value is required here' } : { zh: `不合要求：${words.zh}`, en: `not legal here: ${words.en}` },
  }]
}

const contradiction = (place: string, value: unknown, legal: string, zh: string, en: string): Refusal =>
  ({ code: 'contradiction', place, value, legal: [legal], message: { zh, en } })

type Later = { place: string; day: Day | null | undefined; after: Day | null | undefined; strict?: boolean; zh: string; en: string }

const outOfOrder = ({ place, day, after, strict, zh, en }: Later): Refusal[] =>
  (!isGiven(day) || !isGiven(after) || (strict ? day > after : day >= after) ? []
    : [contradiction(place, day, `${strict ? '>' : '>='} ${after}`, zh, en)])

function identityContradictions(identity: AskedIdentity, place: string): Refusal[] {
  const { approved_on, ended_on, enlistment_approved_on, enlisted_on, discharged_on, left_on } = identity
  const found = [
    outOfOrder({ place: `${place}.ended_on`, day: ended_on, after: enlistment_approved_on ?? approved_on, zh: '身份终止早于批准',
      en: 'the identity ends before it is approved' }),
    outOfOrder({ place: `${place}.discharged_on`, day: discharged_on, after: enlisted_on, zh: '退役早于入伍', en: 'discharged before enlisted' }),
    outOfOrder({ place: `${place}.left_on`, day: left_on, after: enlistment_approved_on, zh: '离队早于批准入伍', en: 'left before enlistment was approved' }),
  ].flat()
  if (identity.cause === 'illness' && isGiven(identity.grade) && identity.grade > 6) {
    found.push(contradiction(`${place}.grade`, identity.grade, '1 … 6', '因病致残只评一至六级', 'disability by illness is graded 1 to 6 only'))
  }
  identity.regradings?.forEach((regrading, index) => found.push(...outOfOrder({
    place: `${place}.regradings[${index}].approved_on`, day: regrading.approved_on, after: identity.approved_on,
    zh: '调级早于首次评定', en: 'regraded before the first grading',
  })))
  return found
}

type OpenSpan = { from: Day; to?: Day | null | undefined }
const spanContradictions = (spans: unknown, place: string): Refusal[] => (Array.isArray(spans) ? spans : []).flatMap((span: OpenSpan, index) =>
  outOfOrder({ place: `${place}[${index}].to`, day: span.to, after: span.from, zh: '终止早于起始', en: 'it ends before it begins' }))

function lifeContradictions(facts: Facts): Refusal[] {
  const { born, died } = facts.person ?? {}
  const found = outOfOrder({ place: 'person.died', day: died, after: born, zh: '死亡早于出生', en: 'a death before birth' })
  facts.identities?.forEach(({ enlisted_on }: AskedIdentity, index) => found.push(...outOfOrder({
    place: `identities[${index}].enlisted_on`, day: enlisted_on, after: born, strict: true, zh: '入伍早于出生', en: 'enlisted before birth',
  })))
  return found
}

function moveContradictions(facts: Facts): Refusal[] {
  let county = facts.county
  const moves = (facts.hukou_moves ?? []).map((move, index) => ({ move, index })).toSorted((one, other) => (one.move.on < other.move.on ? -1 : 1))
  return moves.flatMap(({ move, index }) => {
    const expected = county
    county = move.to_county
    return !isGiven(move.from_county) || move.from_county === expected ? []
      : [contradiction(`hukou_moves[${index}].from_county`, move.from_county, expected, '迁出地不是当时的户籍地', 'the move does not leave the county of registration')]
  })
}

/** All contradictions between facts that each are legal. */
export function contradictionsIn(facts: Facts): Refusal[] {
  return [
    ...lifeContradictions(facts),
    ...(facts.identities ?? []).flatMap((identity, index) => {
      const place = `identities[${index}]`
      const flags = Object.entries(identity).flatMap(([key, spans]) => spanContradictions(spans, `${place}.${key}`))
      return [...identityContradictions(identity, place), ...flags]
    }),
    ...spanContradictions(facts.suspended, 'suspended'),
    ...spanContradictions(facts.draws_employee_pension, 'draws_employee_pension'),
    ...moveContradictions(facts),
  ]
}

/** Rates of benefits that the law does not have. */
const strangeRates = ({ rates }: Facts, benefits: readonly string[] | undefined): Refusal[] => (rates ?? []).flatMap(({ benefit }, index) => (benefits?.includes(benefit) !== false ? [] : [{
  code: 'invalid', place: `rates[${index}].benefit`, value: benefit, legal: benefits, message: { zh: '没有这项待遇', en: 'there is no such benefit' },
}]))

/** Reads a facts object: every unknown key, illegal value and contradiction at once, each with its place and what is legal there. */
export function readFacts(value: unknown, benefits?: readonly string[]): Result<Facts> {
  const result = factsSchema.safeParse(value)
  if (!result.success) return refused(...result.error.issues.flatMap(issue => refusalsOf(value, issue)))
  const faults = [...strangeRates(result.data, benefits), ...contradictionsIn(result.data)]
  return faults.length > 0 ? refused(...faults) : done(result.data)
}

const MONTH_EARLIEST = '1900-01'
const MONTH_LATEST = '2200-12'
/** No answer needs more months than a long life has. */
const MONTHS_ASKED_MOST = 1800

const isAsked = (value: unknown): value is Month => typeof value === 'string' && isMonth(value) && value >= MONTH_EARLIEST && value <= MONTH_LATEST
const unasked = (place: string, value: unknown): Refusal[] => (isAsked(value) ? [] : [{
  code: value === undefined ? 'missing' : 'invalid', place, value, legal: [`YYYY-MM, ${MONTH_EARLIEST} … ${MONTH_LATEST}`],
  message: { zh: '应为月份，写作 YYYY-MM', en: 'must be a month, YYYY-MM' },
}])

/** The months asked for: both are months, in order. */
export function readMonths(from: unknown, to: unknown): Result<{ from: Month; to: Month }> {
  if (!isAsked(from) || !isAsked(to)) return refused(...unasked('from', from), ...unasked('to', to))
  if (to < from) return refused({ code: 'contradiction', place: 'to', value: to, legal: [`>= ${from}`], message: { zh: '终止月早于起始月',
    en: 'the last month is before the first' } })
  const latest = addMonths(from, MONTHS_ASKED_MOST)
  if (to > latest) return refused({ code: 'too-large', place: 'to', value: to, legal: [`<= ${latest}`], message: { zh: '所问月份过多',
    en: 'too many months asked for' } })
  return done({ from, to })
}
