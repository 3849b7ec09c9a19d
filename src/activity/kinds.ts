import { z } from 'zod'

/** A kind of activity as activities/*.yaml describes it: what is asked, who takes part, what proves it, what it counts. */
const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })
const identifier = z.string().regex(/^[a-z][a-z0-9-]*$/)
const fieldId = z.string().regex(/^[a-z][a-z_]*$/)

/**
 * The closed list of field kinds. `names` are of bodies and shown whole, `people` are names of persons and shown masked;
 * `households`, `persons` and `places` are ids of the roster and the county. Numbers are whole; money is fen.
 */
export const FIELD_KINDS = [
  'text', 'paragraph', 'number', 'money', 'day', 'yes-no', 'choice', 'names', 'people', 'households', 'persons', 'places',
] as const
export type FieldKind = typeof FIELD_KINDS[number]
const PARTY_KINDS = ['names', 'people', 'households', 'persons', 'places'] as const

const fieldShape = {
  id: fieldId,
  name: text,
  required: z.boolean().default(false),
  /** Of a number or an amount: the least; of a list: the fewest. */
  at_least: z.int().min(0).optional(),
  at_most: z.int().min(0).optional(),
}
export const fieldSchema = z.strictObject({
  ...fieldShape,
  kind: z.enum(FIELD_KINDS),
  unit: z.string().optional(),
  choices: z.array(z.strictObject({ id: identifier, name: text })).min(2).optional(),
}).refine(field => (field.kind === 'choice') === (field.choices !== undefined), 'a choice has choices, nothing else has')
export type Field = z.infer<typeof fieldSchema>

const partySchema = z.strictObject({ ...fieldShape, kind: z.enum(PARTY_KINDS) })

export const EVIDENCE_KINDS = ['photo', 'scan', 'sign-in', 'receipt', 'file'] as const
const UNITS = ['fen', '户', '户次', '人', '人次', '次', '场', '件', '项', '份', '名', '处', '亩', '个', '篇', '条'] as const

/** `count`: one a record; `sum`: of a number field; `size`: how many a list has; `each`: every member of a list once in the year. */
const valueSchema = z.union([
  z.literal('count'), z.strictObject({ sum: fieldId }), z.strictObject({ size: fieldId }), z.strictObject({ each: fieldId }),
])

export const figureSchema = z.strictObject({
  suffix: identifier,
  unit: z.enum(UNITS),
  value: valueSchema,
  name: text,
  sentence: text.refine(sentence => sentence.zh.includes('{}') && sentence.en.includes('{}') && !/\d/.test(sentence.zh + sentence.en), 'one {} and no digit'),
})

export const recordShape = {
  held_on: z.string(),
  fields: z.record(z.string(), z.unknown()).default({}),
  parties: z.record(z.string(), z.unknown()).default({}),
}
const exampleSchema = z.strictObject(recordShape)

export const kindSchema = z.strictObject({
  id: identifier,
  name: text,
  /** Its rank among the kinds of work that other towns report, and what is worth knowing of it. */
  topic: z.strictObject({ rank: z.int().positive(), note: text }),
  fields: z.array(fieldSchema).min(1),
  parties: z.array(partySchema).default([]),
  /** What must be there before a task counts as done, and what is welcome besides. */
  evidence: z.strictObject({ required: z.array(z.enum(EVIDENCE_KINDS)), welcome: z.array(z.enum(EVIDENCE_KINDS)).default([]) }),
  figures: z.array(figureSchema).min(1),
  /** The duties whose tasks a record of this kind closes; with `when`, only a record with that choice. */
  closes: z.array(z.strictObject({ duty: identifier, when: z.strictObject({ field: fieldId, is: identifier }).optional() })).default([]),
  example: exampleSchema,
  bad_example: z.strictObject({ ...recordShape, offences: z.array(z.string()).min(2) }),
})
export type Kind = z.infer<typeof kindSchema>

/** Everything of a kind that is a list of somebody or something, or a single value. */
export const partsOf = (kind: Kind): readonly Field[] => [...kind.fields, ...kind.parties]

/** The words of a kind: its own name, its fields', its choices', each by its id. */
export const wordsOfKind = (kind: Kind): readonly (readonly [string, { readonly name: z.infer<typeof text> }])[] =>
  [kind, ...partsOf(kind), ...kind.fields.flatMap(field => field.choices ?? [])].map(each => [each.id, each])

/** A figure of a kind by the name under which documents quote it. */
export const figureId = (kind: string, suffix: string): string => `activity.${kind}.${suffix}`

/** What a kind says of itself that does not fit together. */
export function kindFaults(kind: Kind): string[] {
  const parts = partsOf(kind)
  const find = (id: string) => parts.find(part => part.id === id)
  const lists: readonly FieldKind[] = PARTY_KINDS
  const doubled = parts.filter((part, index) => parts.findIndex(other => other.id === part.id) !== index).map(part => `${part.id} is there twice`)
  const figures = kind.figures.flatMap(({ suffix, value, unit }) => {
    if (value === 'count') return []
    if ('sum' in value) {
      const fits = find(value.sum)?.kind === (unit === 'fen' ? 'money' : 'number')
      return fits ? [] : [`figure ${suffix}: ${value.sum} is not a ${unit === 'fen' ? 'money' : 'number'} field`]
    }
    const id = 'size' in value ? value.size : value.each
    return lists.includes(find(id)?.kind ?? 'text') ? [] : [`figure ${suffix}: ${id} is not a list`]
  })
  const closes = kind.closes.flatMap(({ duty, when }) =>
    when && !find(when.field)?.choices?.some(choice => choice.id === when.is) ? [`closes ${duty}: ${when.field} has no choice ${when.is}`] : [])
  return [...doubled, ...figures, ...closes]
}
