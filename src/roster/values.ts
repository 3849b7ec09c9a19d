import { z } from 'zod'
import { isDay } from '../base/day.ts'
import { CATEGORIES, type FactKind } from './kinds.ts'

/** The shape of each kind of fact: the keys of contracts' `decide: facts in`, one fact at a time. */
const day = z.string().refine(isDay, '应为存在的日期 / a date that exists, YYYY-MM-DD')
const dayOrNone = day.nullish()
const spans = z.union([z.boolean(), z.array(z.strictObject({ from: day, to: dayOrNone }))]).nullish()
const county = z.string().regex(/^\d{6}$/)
const shortText = z.string().trim().min(1).max(200)

const approved = { approved_on: day, ended_on: dayOrNone }

const disabled = {
  ...approved,
  cause: z.enum(['war', 'duty', 'illness']),
  grade: z.int().min(1).max(10),
  regradings: z.array(z.strictObject({ approved_on: day, grade: z.int().min(1).max(10) })).optional(),
  mental: z.boolean().nullish(),
}
const survivor = {
  ...approved,
  relation: z.enum(['parent', 'spouse', 'child', 'sibling']),
  in_school: spans, disabled: spans, income_above_local_average: spans,
}
const ruralVeteran = { ...approved, enlisted_on: day, discharged_on: day }
const conscriptFamily = {
  enlistment_approved_on: day,
  left_on: dayOrNone,
  left_reason: z.enum(['term', 'early', 'officer', 'academy', 'early-nco', 'fraud', 'removed', 'expelled']).nullish(),
  approved_by_county: county.optional(),
  area: z.enum(['ordinary', 'plateau', 'tibet']).nullish(),
  education: z.string().max(40).nullish(),
  ended_on: dayOrNone,
}

const shapeOf = (category: string): z.ZodRawShape => {
  if (category.startsWith('disabled-')) return disabled
  if (category.endsWith('-survivor')) return survivor
  if (category === 'rural-veteran-60') return ruralVeteran
  if (category === 'conscript-family') return conscriptFamily
  // A veteran or a serving soldier's family opens no regular benefit, so the day may be unknown.
  return ['veteran', 'serving-family'].includes(category) ? { ...approved, approved_on: dayOrNone } : approved
}

const identity = z.discriminatedUnion('category', CATEGORIES.map(category =>
  z.strictObject({ category: z.literal(category), ...shapeOf(category) })) as unknown as [z.ZodObject<{ category: z.ZodLiteral }>]) // one object for each category, never none

/** What the value of a fact of each kind looks like. */
export const FACT_VALUES: Readonly<Record<FactKind, z.ZodType>> = {
  person: z.strictObject({
    born: day, sex: z.enum(['male', 'female']), died: dayOrNone, death_cause: z.enum(['illness', 'old-wound', 'other']).nullish(),
  }),
  hukou: z.enum(['rural', 'urban']),
  identity,
  merit: z.strictObject({ level: z.string().min(1).max(40), on: day }),
  hukou_move: z.strictObject({ on: day, from_county: county, to_county: county }),
  suspended: z.strictObject({ from: day, to: dayOrNone, decided_by: z.enum(['province', 'prefecture', 'county', 'other']), document: shortText.nullish() }),
  draws_employee_pension: z.union([z.boolean(), z.array(z.strictObject({ from: day, to: dayOrNone }))]),
  certificate: z.strictObject({ category: z.enum(CATEGORIES).optional(), number: shortText }),
  note: z.strictObject({ text: shortText }),
}
