import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { addItem, items, movements, receive } from './actions.ts'
import { itemInput, receiptInput } from './schemas.ts'
import type { StockItem, StockMovement } from './stock.ts'

const answer = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description, required: true as const })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const params = z.object({ id: z.uuid() })

/** Goods in store over HTTP. */
export const stockRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/stock', responses: answer<readonly StockItem[]>('the goods in sight, with what is left of them') }),
    async context => context.json(orProblem(await items(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'post', path: '/stock', request: { headers, body: body(itemInput, 'a new item, of which nothing is there yet') }, responses: answer<{ id: string }>('its id') }),
    async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await addItem(house, context.get('actor'), context.req.valid('json'), { key })) }, 200)
    })
  .openapi(createRoute({ method: 'get', path: '/stock/{id}', request: { params }, responses: answer<readonly StockMovement[]>('what came in and went out') }),
    async context => context.json(orProblem(await movements(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({
    method: 'post', path: '/stock/{id}/receipts', request: { headers, params, body: body(receiptInput, 'what was bought, with the document') }, responses: answer<{ quantity_left: number }>('what is there now'),
  }), async context => {
    const key = context.req.valid('header')['idempotency-key']
    const left = await receive(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { key })
    return context.json({ quantity_left: orProblem(left) }, 200)
  })
