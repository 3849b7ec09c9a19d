import { z } from '@hono/zod-openapi'
import { ROLES } from '../../base/actor.ts'
import { ACCOUNT_STATES } from './accounts.ts'

const place = z.string().regex(/^\d{6,12}$/)
const name = z.string().trim().min(1).max(40)

export const accountInput = z.strictObject({
  login: z.string().regex(/^[a-z0-9._-]{2,32}$/, '小写字母、数字、点、横线，2 至 32 个 / 2 to 32 small letters, digits, dots or dashes'),
  name, role: z.enum(ROLES), place,
})
export type AccountInput = z.infer<typeof accountInput>

/** `version`: the account as whoever changes it saw it. */
export const accountChange = z.strictObject({ version: z.int().min(1), name, role: z.enum(ROLES), place })
export type AccountChange = z.infer<typeof accountChange>

/** What is done to an account at one stroke. */
export const ACCOUNT_STEPS = ['disable', 'enable', 'unlock'] as const
export type AccountStep = typeof ACCOUNT_STEPS[number]

export const accountQuery = z.strictObject({
  place: z.string().regex(/^\d{0,12}$/).default(''),
  role: z.enum(['', ...ROLES]).default(''),
  state: z.enum(['', ...ACCOUNT_STATES]).default(''),
  query: z.string().max(40).default(''),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(20),
})
export type AccountQuery = z.input<typeof accountQuery>
