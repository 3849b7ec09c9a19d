import { ahead } from '../base/ahead.ts'
import { age, type Day } from '../base/day.ts'
import { readIdentityNumber, type IdentityNumberFault } from '../base/identity-number.ts'
import { maskIdentityNumber } from '../base/mask.ts'
import type { Refusal, RefusalCode, Text } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { refusalsOf } from '../http/router.ts'
import type { FactKind } from './kinds.ts'
import type { FactInput } from './schemas.ts'
import { FACT_VALUES } from './values.ts'

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Joins the parts of a place; empty ones drop out. */
export const at = (...parts: (string | number)[]): string => parts.filter(part => part !== '').join('.')

const fault = (code: RefusalCode, place: string, value: unknown, zh: string, en: string): Refusal => ({ code, place, value, message: { zh, en } })

export const IDENTITY_FAULTS: Readonly<Record<IdentityNumberFault, Text>> = {
  length: { zh: '身份证号应为 18 位。', en: 'An identity number has 18 characters.' },
  characters: { zh: '身份证号前 17 位应为数字，末位为数字或 X。', en: 'An identity number has 17 digits and a digit or X at the end.' },
  date: { zh: '身份证号第 7 至 14 位不是一个存在的日期。', en: 'Characters 7 to 14 of the identity number are not a date that exists.' },
  checksum: { zh: '身份证号校验位不对，有一位写错了。', en: 'The check character of the identity number is wrong: one of its digits is mistyped.' },
}

/** A wrong identity number, shown masked. */
export function identityFaults(place: string, text: string): Refusal[] {
  const read = readIdentityNumber(text)
  if (typeof read !== 'string') return []
  return [{ code: 'invalid', place, value: maskIdentityNumber(text.trim()), message: IDENTITY_FAULTS[read] }]
}

/** Every text inside a value, with its place. */
function textsIn(place: string, value: unknown): [string, string][] {
  if (typeof value === 'string') return [[place, value]]
  if (Array.isArray(value)) return value.flatMap((part, index) => textsIn(at(place, index), part))
  return isFields(value) ? Object.entries(value).flatMap(([key, part]) => textsIn(at(place, key), part)) : []
}

/** Free texts that look like a military secret. */
export const secretsIn = (place: string, value: unknown): Refusal[] => textsIn(place, value).flatMap(([where, text]) => screenSecret(where, text))

const LEGAL_AGE = 16

const dayAt = (fields: Fields, key: string): Day | undefined => (typeof fields[key] === 'string' ? fields[key] : undefined)

/** Two days of an identity that stand the wrong way round. */
const ORDERED = [
  ['enlisted_on', 'discharged_on', '退役日期不能早于入伍日期。', 'The discharge cannot be before the enlistment.'],
  ['enlistment_approved_on', 'left_on', '离队日期不能早于批准入伍日期。', 'The day of leaving cannot be before the enlistment.'],
  ['approved_on', 'ended_on', '身份终止日期不能早于批准日期。', 'An identity cannot end before it was approved.'],
] as const

function identityContradictions(place: string, identity: Fields, born: Day): Refusal[] {
  const refusals: Refusal[] = []
  for (const [first, second, zh, en] of ORDERED) {
    const [from, to] = [dayAt(identity, first), dayAt(identity, second)]
    if (from && to && to < from) refusals.push(fault('contradiction', at(place, second), to, zh, en))
  }
  for (const key of ['approved_on', 'enlisted_on', 'enlistment_approved_on', 'discharged_on']) {
    const day = dayAt(identity, key)
    if (day && day < born) refusals.push(fault('contradiction', at(place, key), day, '这个日期早于出生日期。', 'This day is before the birth.'))
    else if (day && key.startsWith('enlist') && age(born, day) < LEGAL_AGE) {
      refusals.push(fault('contradiction', at(place, key), day, `入伍时不满 ${LEGAL_AGE} 周岁。`, `Younger than ${LEGAL_AGE} at enlistment.`))
    }
  }
  if (identity['cause'] === 'illness' && Number(identity['grade']) >= 7) {
    refusals.push(fault('contradiction', at(place, 'grade'), identity['grade'], '因病致残只评一级至六级，没有七级至十级。', 'Disability by illness has grades 1 to 6 only.'))
  }
  return refusals
}

/** Days of an identity on which an office did something; its end, and when a soldier leaves, may be known before. */
export const ACTED_ON = ['approved_on', 'enlisted_on', 'discharged_on', 'enlistment_approved_on'] as const
const ACTS: Readonly<Partial<Record<FactKind, readonly string[]>>> = { identity: ACTED_ON, person: ['born', 'died'], merit: ['on'] }

/** Acts that are said to have happened after today. */
function actsAhead(kind: FactKind, place: string, value: unknown, today: Day): Refusal[] {
  if (!isFields(value)) return []
  const regradings = Array.isArray(value['regradings']) ? value['regradings'].filter(isFields) : []
  return [
    ...(ACTS[kind] ?? []).flatMap(key => ahead(at(place, key), dayAt(value, key), today)),
    ...regradings.flatMap((one, index) => ahead(at(place, 'regradings', index, 'approved_on'), dayAt(one, 'approved_on'), today)),
  ]
}

function contradictions(kind: FactKind, place: string, value: unknown, born: Day): Refusal[] {
  if (!isFields(value)) return []
  if (kind === 'identity') return identityContradictions(place, value, born)
  const died = kind === 'person' ? dayAt(value, 'died') : undefined
  if (died && died < (dayAt(value, 'born') ?? born)) return [fault('contradiction', at(place, 'died'), died, '去世日期不能早于出生日期。', 'A death cannot be before the birth.')]
  return []
}

/** What is wrong with a fact: its shape, what contradicts the birth, today or itself, and texts that may not be stored. */
export function factFaults(place: string, fact: Pick<FactInput, 'kind' | 'value' | 'document' | 'known_on'>, born: Day, today: Day): Refusal[] {
  const where = at(place, 'value')
  const parsed = FACT_VALUES[fact.kind].safeParse(fact.value)
  const shape = parsed.success ? [] : refusalsOf(parsed.error.issues).map(refusal => ({ ...refusal, place: at(where, refusal.place) }))
  return [...shape, ...contradictions(fact.kind, where, fact.value, born), ...actsAhead(fact.kind, where, fact.value, today), ...ahead(at(place, 'known_on'), fact.known_on, today), ...secretsIn(where, fact.value), ...screenSecret(at(place, 'document'), fact.document)]
}
