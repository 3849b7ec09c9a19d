import { z } from '@hono/zod-openapi'

export const passwordInput = z.strictObject({ current: z.string().min(1).max(256), password: z.string().min(1).max(256) })
export type PasswordInput = z.infer<typeof passwordInput>
