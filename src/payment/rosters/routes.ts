import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { exportRoster, rosters } from './actions.ts'

const text = z.object({ zh: z.string(), en: z.string() })
const offer = z.object({ id: z.string(), name: text, persons: z.number(), lines: z.number(), amount_fen: z.number() }).openapi('RosterSummary')
const yes = z.enum(['true', 'false']).default('false').transform(word => word === 'true')

/** Rosters of a run over HTTP, relative to /api. */
export const rosterRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/runs/{id}/rosters', request: { params: z.object({ id: z.uuid() }) },
    responses: { 200: { content: { 'application/json': { schema: z.array(offer) } }, description: 'the rosters that a run fills' } },
  }), async context => context.json(orProblem(await rosters(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({
    method: 'get', path: '/runs/{id}/rosters/{form}',
    request: { params: z.object({ id: z.uuid(), form: z.string().max(60) }), query: z.object({ masked: yes, by_village: yes }) },
    responses: { 200: { description: 'the roster as a sheet', content: { 'application/octet-stream': { schema: z.string() } } } },
  }), async context => {
    const { id, form } = context.req.valid('param')
    const { name, bytes, media_type } = orProblem(await exportRoster(house, context.get('actor'), id, { form, ...context.req.valid('query') }))
    return context.body(Uint8Array.from(bytes).buffer, 200, {
      'content-type': media_type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
    })
  })
