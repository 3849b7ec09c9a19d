import { z } from 'zod'
import { isDay } from '../base/day.ts'
import { FESTIVALS } from './visits.ts'

const day = z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / a date that exists, YYYY-MM-DD')
const name = (longest: number) => z.string().trim().min(1).max(longest)
const optionalText = (longest: number) => z.string().trim().max(longest).nullish().transform(value => (value === undefined || value === '' ? null : value))
const amount = z.int().min(0).max(100_000_000_00)
const placeCode = z.string().regex(/^\d{6,12}$/, '应为 6 至 12 位区划代码 / a place code of 6 to 12 digits')

/** `item` and `quantity` stand together: what came out of the store. */
const goods = z.strictObject({ name: name(50), value_fen: amount, item: z.uuid().optional(), quantity: z.int().min(1).max(1_000_000).optional() })
  .refine(({ item, quantity }) => (item === undefined) === (quantity === undefined), { path: ['quantity'], message: '从库存发出的，物品和数量都要有 / goods out of the store need item and quantity' })

/** A new round. `from` and `to` are the first and the last day of its visits; `fund` pays the cash. */
export const roundInput = z.strictObject({
  place: placeCode,
  festival: z.enum(FESTIVALS),
  year: z.int().min(1949).max(2200),
  /** Without one it is named after year and festival. */
  name: optionalText(100),
  from: day,
  to: day,
  fund: z.uuid().nullish().transform(value => value ?? null),
  giver: optionalText(100),
  cash_each_fen: amount.default(0),
  goods_each: z.array(goods).max(50).default([]),
})
export type RoundInput = z.input<typeof roundInput>

/** The round written anew; its place, festival and year stay. `version` is the one that was read. */
export const roundChange = roundInput.omit({ place: true, festival: true, year: true }).extend({ name: name(100), version: z.int().positive() })
export type RoundChange = z.input<typeof roundChange>

const visitShape = {
  household: z.uuid().nullish().transform(value => value ?? null),
  person: z.uuid().nullish().transform(value => value ?? null),
  visited_on: day,
  visitors: z.array(name(50)).min(1).max(30),
  giver: name(100),
  /** In fen. */
  cash_fen: amount.default(0),
  goods: z.array(goods).max(50).default([]),
  receipt: z.strictObject({ signed_by: optionalText(50), voucher: optionalText(50) }).default({ signed_by: null, voucher: null }),
  note: optionalText(1000),
  wish: optionalText(400),
  hardship: optionalText(400),
}

/** A visit as the village enters it. At least one of household and person. */
export const visitInput = z.strictObject(visitShape)
export type VisitInput = z.input<typeof visitInput>
export type ReadVisit = z.output<typeof visitInput>

/** The visit written anew; who was visited stays. `version` is the one that was read. */
export const visitChange = z.strictObject({ ...visitShape, version: z.int().positive() }).omit({ household: true, person: true })
export type VisitChange = z.input<typeof visitChange>

/** A photo or a signature, as the phone made it. */
const PROOF_CHARACTERS_MAX = 4_000_000
const proof = z.strictObject({
  kind: z.enum(['photo', 'receipt']), media_type: z.enum(['image/jpeg', 'image/png']), base64: z.string().min(1).max(PROOF_CHARACTERS_MAX).regex(/^[A-Za-z0-9+/]+={0,2}$/),
})

/** A visit with what proves it, in one piece: a phone sends it once or not at all. */
export const provedVisit = visitInput.extend({ proofs: z.array(proof).max(6).default([]) })

/** Households to visit in a round; `visitors` may be named later. */
export const planInput = z.strictObject({ households: z.array(z.uuid()).min(1).max(2000), visitors: z.array(name(50)).max(30).default([]) })
export type PlanInput = z.input<typeof planInput>

/** Who goes to the households of a village, or of the whole round. */
export const visitorsInput = z.strictObject({ place: placeCode, visitors: z.array(name(50)).min(1).max(30) })
export type VisitorsInput = z.input<typeof visitorsInput>

/** Somebody came to a door in vain. */
export const attemptInput = z.strictObject({ household: z.uuid(), tried: z.enum(['absent', 'refused']), on: day, note: optionalText(400) })
export type AttemptInput = z.input<typeof attemptInput>

/** Ends a round or opens it again; `note` says why what was given differs from what was planned. */
export const roundMove = z.strictObject({ state: z.enum(['open', 'closed']), note: optionalText(1000) })
export type RoundMove = z.input<typeof roundMove>
