import { z } from 'zod'
import { isDay } from '../base/day.ts'

/** The facts that the law is applied to (docs: `decide`, facts in). Keys may be absent; null means none. */

/** Beyond these nobody asks, and the calendar's four-digit years end. */
const DAY_LATEST = '2200-12-31'
const AMOUNT_FEN_MOST = 10 ** 12

const day = z.string().refine(text => isDay(text) && text <= DAY_LATEST, '应为存在的日期，写作 YYYY-MM-DD / must be a date that exists, YYYY-MM-DD')
const days = day.nullish()
const county = z.string().regex(/^\d{6}$/, '应为 6 位县级区划代码 / must be a county code of 6 digits')
const place = z.string().regex(/^\d{2,12}$/, '应为 2 至 12 位区划代码 / must be a place code of 2 to 12 digits')
const amount = z.int().min(0).max(AMOUNT_FEN_MOST)
const text = z.string().max(500).nullish()
const flag = z.boolean().nullish()
/** The day the office learned of it; absent is always known. */
const known = { known_on: days }

const spans = z.array(z.strictObject({ from: day, to: days, ...known }))
const flagOrSpans = z.union([z.boolean(), spans]).nullish()

export const DISABLED_CATEGORIES = ['disabled-serviceman', 'disabled-official', 'disabled-police', 'disabled-militia', 'disabled-other'] as const
export const SURVIVOR_CATEGORIES = ['martyr-survivor', 'duty-death-survivor', 'illness-death-survivor'] as const
export const OTHER_CATEGORIES = [
  'red-army-veteran', 'west-route-red-army', 'scattered-red-army', 'demobilized-serviceman', 'ill-veteran', 'combat-veteran',
  'nuclear-test-veteran', 'uranium-veteran', 'martyr-child', 'serving-family', 'veteran',
] as const
export const CATEGORIES = [...DISABLED_CATEGORIES, ...SURVIVOR_CATEGORIES, ...OTHER_CATEGORIES, 'rural-veteran-60', 'conscript-family'] as const
export type Category = typeof CATEGORIES[number]

export const CAUSES = ['war', 'duty', 'illness'] as const
export const LEFT_REASONS = ['term', 'early', 'officer', 'academy', 'early-nco', 'fraud', 'removed', 'expelled'] as const
export const RELATIONS = ['parent', 'spouse', 'child', 'sibling'] as const
export const AREAS = ['ordinary', 'plateau', 'tibet'] as const
export const DEATH_CAUSES = ['illness', 'old-wound', 'other'] as const
export const PARAMETERS = ['local-average-wage', 'urban-disposable-income', 'base-pay'] as const
export const DECIDERS = ['province', 'prefecture', 'county', 'other'] as const
export const RATE_PERIODS = ['year', 'month', 'year-per-service-year', 'month-per-service-year', 'once'] as const
/** A benefit is a file of law/benefits: its name is its id. */
export const BENEFIT_ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

const grade = z.int().min(1).max(10)
const common = { approved_on: days, ended_on: days, ...known }

const disabled = z.strictObject({
  category: z.enum(DISABLED_CATEGORIES),
  cause: z.enum(CAUSES).nullish(),
  grade: grade.nullish(),
  regradings: z.array(z.strictObject({ approved_on: day, grade, ...known })).nullish(),
  mental: flag,
  ...common,
})
const survivor = z.strictObject({
  category: z.enum(SURVIVOR_CATEGORIES),
  relation: z.enum(RELATIONS).nullish(),
  in_school: flagOrSpans,
  disabled: flagOrSpans,
  income_above_local_average: flagOrSpans,
  ...common,
})
const ruralVeteran = z.strictObject({ category: z.literal('rural-veteran-60'), enlisted_on: days, discharged_on: days, ...common })
const conscriptFamily = z.strictObject({
  category: z.literal('conscript-family'),
  enlistment_approved_on: days,
  left_on: days,
  left_reason: z.enum(LEFT_REASONS).nullish(),
  approved_by_county: county.nullish(),
  area: z.enum(AREAS).nullish(),
  education: z.string().max(40).nullish(),
  ...common,
})
const other = z.strictObject({ category: z.enum(OTHER_CATEGORIES), ...common })

export const identitySchema = z.discriminatedUnion('category', [disabled, survivor, ruralVeteran, conscriptFamily, other])

export const factsSchema = z.strictObject({
  county,
  hukou: z.enum(['rural', 'urban']).nullish(),
  person: z.strictObject({
    born: days, died: days, sex: z.enum(['male', 'female']).nullish(), death_cause: z.enum(DEATH_CAUSES).nullish(), ...known,
  }).nullish(),
  identities: z.array(identitySchema).nullish(),
  merit: z.array(z.strictObject({ level: z.string().min(1).max(40), on: day, ...known })).nullish(),
  draws_employee_pension: flagOrSpans,
  hukou_moves: z.array(z.strictObject({ on: day, from_county: county.nullish(), to_county: county, ...known })).nullish(),
  suspended: z.array(z.strictObject({ from: day, to: days, decided_by: z.enum(DECIDERS).nullish(), document: text, ...known })).nullish(),
  rates: z.array(z.strictObject({
    benefit: z.string().regex(BENEFIT_ID).max(60), county: place, from: day, amount_fen: amount, per: z.enum(RATE_PERIODS),
    due_month: z.int().min(1).max(12).nullish(), document: text, published_on: days, ...known,
  })).nullish(),
  parameters: z.array(z.strictObject({
    name: z.enum(PARAMETERS), year: z.int().min(1900).max(2200),
    place: z.string().regex(/^\d{0,12}$/).nullish(), amount_fen: amount, published_on: days, document: text, ...known,
  })).nullish(),
  ...known,
})

/** Keys may be absent, and null means none: both say that nothing is given. */
export const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

export type Facts = z.infer<typeof factsSchema>
export type Identity = z.infer<typeof identitySchema>
type Optional<S extends z.ZodType> = Partial<Omit<z.infer<S>, 'category'>>
/** An identity of which any fact may be asked: those that its category does not have are not given. */
export type AskedIdentity = Identity & Optional<typeof disabled> & Optional<typeof survivor> & Optional<typeof ruralVeteran> & Optional<typeof conscriptFamily>
export type DisabledIdentity = z.infer<typeof disabled>
export type RuralVeteranIdentity = z.infer<typeof ruralVeteran>
export type ConscriptFamilyIdentity = z.infer<typeof conscriptFamily>
export type Flag = Facts['draws_employee_pension']
export type Benefit = string
export type RatePeriod = typeof RATE_PERIODS[number]
export type Cause = typeof CAUSES[number]
export type Parameter = typeof PARAMETERS[number]
export type DeathCause = typeof DEATH_CAUSES[number]
