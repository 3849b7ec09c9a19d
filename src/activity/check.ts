import { isDay } from '../base/day.ts'
import type { Refusal } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import type { Field, FieldKind, Kind } from './kinds.ts'

const TEXT_LENGTH_MAX = 200
const PARAGRAPH_LENGTH_MAX = 4000
const LIST_LENGTH_MAX = 2000
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Test = (field: Field, value: unknown) => boolean

const isText = (longest: number): Test => (_field, value) => typeof value === 'string' && value.trim() !== '' && value.length <= longest
const isWhole: Test = (field, value) =>
  Number.isSafeInteger(value) && Number(value) >= (field.at_least ?? 0) && Number(value) <= (field.at_most ?? Number.MAX_SAFE_INTEGER)
const isListOf = (member: (text: string) => boolean): Test => (field, value) =>
  Array.isArray(value) && value.length >= (field.at_least ?? 0) && value.length <= (field.at_most ?? LIST_LENGTH_MAX)
  && value.every(item => typeof item === 'string' && member(item)) && new Set(value).size === value.length
const isName = (name: string): boolean => name.trim() !== '' && name.length <= TEXT_LENGTH_MAX
const isId = (id: string): boolean => UUID.test(id)

/** What each kind of field takes. */
const TESTS: Readonly<Record<FieldKind, Test>> = {
  text: isText(TEXT_LENGTH_MAX),
  paragraph: isText(PARAGRAPH_LENGTH_MAX),
  number: isWhole,
  money: isWhole,
  day: (_field, value) => typeof value === 'string' && isDay(value),
  'yes-no': (_field, value) => typeof value === 'boolean',
  choice: (field, value) => field.choices?.some(choice => choice.id === value) ?? false,
  names: isListOf(isName),
  people: isListOf(isName),
  households: isListOf(isId),
  persons: isListOf(isId),
  places: isListOf(code => /^\d{6,12}$/.test(code)),
}

const range = (field: Field): string => `${field.at_least ?? 0}–${field.at_most ?? '…'}`
const list = (what: string) => (field: Field): readonly string[] => [`[${what}] ${range(field)}`]

/** What may stand there, in words. */
const LEGAL: Readonly<Record<FieldKind, (field: Field) => readonly string[]>> = {
  text: () => [`1–${TEXT_LENGTH_MAX} 字`],
  paragraph: () => [`1–${PARAGRAPH_LENGTH_MAX} 字`],
  number: field => [`整数 ${range(field)}`],
  money: field => [`整数分 ${range(field)}`],
  day: () => ['YYYY-MM-DD'],
  'yes-no': () => ['true', 'false'],
  choice: field => field.choices?.map(choice => choice.id) ?? [],
  names: list('名称'),
  people: list('姓名'),
  households: list('户 id'),
  persons: list('人员 id'),
  places: list('区划代码'),
}

const missing = (field: Field, place: string): Refusal => ({
  code: 'missing', place, legal: LEGAL[field.kind](field),
  message: { zh: `请填写“${field.name.zh}”。`, en: `"${field.name.en}" must be filled in.` },
})

const invalid = (field: Field, place: string, value: unknown): Refusal => ({
  code: 'invalid', place, value, legal: LEGAL[field.kind](field),
  message: { zh: `“${field.name.zh}”填写有误。`, en: `"${field.name.en}" is not a legal value.` },
})

const unknown = (place: string, fields: readonly Field[]): Refusal => ({
  code: 'unknown-key', place, legal: fields.map(field => field.id),
  message: { zh: `没有“${place}”这一项。`, en: `There is no "${place}" in this kind.` },
})

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

function valueFaults(field: Field, value: unknown, place: string): Refusal[] {
  if (isEmpty(value)) return field.required ? [missing(field, place)] : []
  if (!TESTS[field.kind](field, value)) return [invalid(field, place, value)]
  const texts = Array.isArray(value) ? value.map(String) : [String(value)]
  return ['text', 'paragraph', 'names', 'people'].includes(field.kind) ? texts.flatMap(text => screenSecret(place, text)) : []
}

function partFaults(fields: readonly Field[], values: Readonly<Record<string, unknown>>, where: string): Refusal[] {
  const strangers = Object.keys(values).filter(id => !fields.some(field => field.id === id))
  return [...strangers.map(id => unknown(`${where}.${id}`, fields)), ...fields.flatMap(field => valueFaults(field, values[field.id], `${where}.${field.id}`))]
}

export type Content = {
  readonly held_on: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly parties: Readonly<Record<string, unknown>>
}

/** What a kind asks, whole or as a page knows it. */
export type Asked = { readonly fields: readonly Field[]; readonly parties: readonly Field[] }

/** Whatever is wrong with a record of a kind, all at once, each with its place and what may stand there. */
export function contentFaults(kind: Asked, content: Content): Refusal[] {
  const day: Refusal[] = isDay(content.held_on) ? [] : [{
    code: 'invalid', place: 'held_on', value: content.held_on, legal: ['YYYY-MM-DD'],
    message: { zh: '请填写存在的日期，写作 YYYY-MM-DD。', en: 'A day that exists is wanted, YYYY-MM-DD.' },
  }]
  return [...day, ...partFaults(kind.fields, content.fields, 'fields'), ...partFaults(kind.parties, content.parties, 'parties')]
}

const filled = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)).map(([id, value]) => [id, typeof value === 'string' ? value.trim() : value]))

/** The record as it is stored: empty values left out. Only after `contentFaults` found nothing. */
export const stored = (content: Content): Content => ({ held_on: content.held_on, fields: filled(content.fields), parties: filled(content.parties) })

/** Every id of one sort that a record names, with where it stands. */
export const idsIn = (kind: Kind, content: Content, sort: 'households' | 'persons' | 'places'): { place: string; id: string }[] =>
  (['fields', 'parties'] as const).flatMap(where =>
    kind[where].filter(field => field.kind === sort).flatMap(field => {
      const value = content[where][field.id]
      return Array.isArray(value) ? value.map(id => ({ place: `${where}.${field.id}`, id: String(id) })) : []
    }))

/** The duties whose tasks a record closes. */
export const dutiesOf = (kind: Kind, content: Content): string[] =>
  kind.closes.filter(({ when }) => !when || content.fields[when.field] === when.is).map(({ duty }) => duty)
