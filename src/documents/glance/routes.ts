import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import type { Figure } from '../../figures/figures.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { yearGlance } from './actions.ts'
import type { YearView } from './glance.ts'

const query = z.object({ year: z.coerce.number().int().min(1950).max(2200), place: z.string().regex(/^\d{6,12}$/).optional() })
const answer = z.custom<YearView>().openapi({ type: 'object', description: 'funds and tasks by month, visits by place, people by category' })

/** The year at a glance over HTTP. */
export const glanceRoutes = (house: House, figures: readonly Figure[]) =>
  newRouter().openapi(createRoute({
    method: 'get', path: '/glance', request: { query }, responses: { 200: { content: { 'application/json': { schema: answer } }, description: 'a year of a place' } },
  }), async context => context.json(orProblem(await yearGlance(house, context.get('actor'), figures, context.req.valid('query'))), 200))
