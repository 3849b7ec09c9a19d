import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { discloseRun, runDisclosure } from './actions.ts'
import type { RunDisclosure } from './lists.ts'
import { disclosing } from './schemas.ts'

const json = (description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<RunDisclosure>().openapi({ type: 'object', description }) } }, description } })
const one = z.object({ id: z.uuid() })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })

/** The lists of a run, over HTTP, relative to /api. */
export const runDisclosureRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/runs/{id}/disclosure', request: { params: one }, responses: json('how far the lists of a run are, by village') }),
    async context => context.json(orProblem(await runDisclosure(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({
    method: 'post', path: '/runs/{id}/disclosure', request: { headers, params: one, body: { content: { 'application/json': { schema: disclosing } }, required: true } },
    responses: json('a list drafted for each village'),
  }), async context => {
    const options = { key: context.req.valid('header')['idempotency-key'] }
    return context.json(orProblem(await discloseRun(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json').contact, options)), 200)
  })
