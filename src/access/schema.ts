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
/** The same where the places are there already: `init` entered them. */
export const firstAdministratorOnly = firstAdministratorInput.omit({ county: true, township: true })
/** What is sent: with the places, or without them where they are there. */
export const firstAdministratorCall = firstAdministratorInput.partial({ county: true, township: true })
export type FirstAdministratorCall = z.infer<typeof firstAdministratorCall>
