import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { compare, differences, note, type Comparison, type Differences } from './actions.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })

/** The comparison of everything about money, relative to /api. */
export const consistencyRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/differences', responses: json<Differences>('what differs, whose it is, since when') }),
    async context => context.json(orProblem(await differences(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'post', path: '/differences/compare', request: { headers }, responses: json<Comparison>('how many were looked at and found') }),
    async context => context.json(orProblem(await compare(house, context.get('actor'), { key: context.req.valid('header')['idempotency-key'] })), 200))
  .openapi(createRoute({
    method: 'post', path: '/differences/{id}/note',
    request: { headers, params: z.object({ id: z.uuid() }), body: { content: { 'application/json': { schema: z.strictObject({ note: z.string().trim().min(1).max(200) }) } }, required: true } },
    responses: json<null>('kept'),
  }), async context => {
    const { id } = context.req.valid('param')
    return context.json(orProblem(await note(house, context.get('actor'), id, context.req.valid('json').note, { key: context.req.valid('header')['idempotency-key'] })), 200)
  })
