import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { health } from './actions.ts'
import type { Machine } from './health.ts'

const bytes = z.number()
const answer = z.object({
  office_now: z.string(),
  program: z.object({ version: z.string(), runtime: z.string(), started_at: z.string() }),
  database: z.object({ kind: z.enum(['embedded', 'server']), version: z.string(), bytes }),
  disk: z.object({ free_bytes: bytes, total_bytes: bytes, low: z.boolean() }),
  comparison: z.object({ at: z.string(), by: z.string(), lines: z.number(), replayed: z.number(), differences: z.number(), late: z.boolean() }).nullable(),
  clock: z.object({ now: z.string(), database_ahead_milliseconds: z.number(), went_back: z.boolean(), journal_at: z.string().nullable() }),
  journal: z.object({ number: z.number(), hash: z.string() }),
})

export const healthRoutes = (house: House, machine: Machine) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/administration/health', responses: { 200: { content: { 'application/json': { schema: answer } }, description: 'how the program is' } } }),
    async context => context.json(orProblem(await health(house, context.get('actor'), machine)), 200))
