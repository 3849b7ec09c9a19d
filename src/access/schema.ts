import { z } from '@hono/zod-openapi'

export const signInInput = z.strictObject({ login: z.string().min(1).max(64), password: z.string().max(256).optional() })

/** The first administrator of a real database, with the places it starts from. */
export const firstAdministratorInput = z.strictObject({
  code: z.string().min(1).max(32),
  county: z.strictObject({ code: z.string().regex(/^\d{6}$/), name: z.string().min(1).max(40) }),
  township: z.strictObject({ code: z.string().regex(/^\d{9}$/), name: z.string().min(1).max(40) }),
  login: z.string().regex(/^[a-z0-9._-]{2,32}$/),
  name: z.string().min(1).max(40),
  password: z.string().min(1).max(256),
})
export type FirstAdministratorInput = z.infer<typeof firstAdministratorInput>
