import { z } from '@hono/zod-openapi'

/** What a list of somebody may hold, and all their lists together. */
export const SEARCHES_OF_LIST_MAX = 20
export const SEARCHES_MAX = 200

const name = z.string().trim().min(1).max(30)

export const savedSearchInput = z.strictObject({
  list: z.string().regex(/^[a-z-]{1,40}$/),
  name,
  /** What stood in the search form: each filter's name and its value. */
  words: z.record(z.string().regex(/^[a-z_]{1,40}$/i), z.string().min(1).max(200)).refine(words => Object.keys(words).length <= 30),
  opens_first: z.boolean().default(false),
})
export type SavedSearchInput = z.infer<typeof savedSearchInput>

export const savedSearchChange = z.strictObject({ name: name.optional(), opens_first: z.boolean().optional() })
export type SavedSearchChange = z.infer<typeof savedSearchChange>
