import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { closings, decideClosing, proposeClosing, receivables, withdrawClosing, type ClosingView, type ReceivableList } from './actions.ts'
import { CLOSING_STATES, type ClosingState } from './recovery.ts'
import { closingAnswer, closingInput } from './schemas.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const body = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } }, required: true as const })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const one = z.object({ id: z.uuid() })
const listed = z.strictObject({
  place: z.string().regex(/^\d{6,12}$/).optional(), whole: z.enum(['true', 'false']).optional(), person: z.uuid().optional(),
  page: z.coerce.number().int().min(1).optional(), size: z.coerce.number().int().min(1).max(1000).optional(),
})

/** Receivables and how they are closed, relative to /api. */
export const recoveryRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/receivables', request: { query: listed }, responses: json<ReceivableList>('what is to come back') }), async context => {
    const { whole, ...asked } = context.req.valid('query')
    return context.json(orProblem(await receivables(house, context.get('actor'), { ...asked, whole: whole === 'true' })), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/closings', request: { query: z.strictObject({ state: z.enum(CLOSING_STATES).optional() }) }, responses: json<readonly ClosingView[]>('what was put forward') }),
    async context => context.json(orProblem(await closings(house, context.get('actor'), context.req.valid('query').state ?? null)), 200))
  .openapi(createRoute({ method: 'post', path: '/closings', request: { headers, body: body(closingInput) }, responses: json<string>('the closing’s id') }),
    async context => context.json(orProblem(await proposeClosing(house, context.get('actor'), context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })), 200))
  .openapi(createRoute({ method: 'post', path: '/closings/{id}/answer', request: { headers, params: one, body: body(closingAnswer) }, responses: json<ClosingState>('how it then stands') }),
    async context => context.json(orProblem(await decideClosing(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })), 200))
  .openapi(createRoute({ method: 'post', path: '/closings/{id}/withdraw', request: { headers, params: one }, responses: json<ClosingState>('how it then stands') }),
    async context => context.json(orProblem(await withdrawClosing(house, context.get('actor'), context.req.valid('param').id, { key: context.req.valid('header')['idempotency-key'] })), 200))
