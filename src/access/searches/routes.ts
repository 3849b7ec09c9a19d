import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { House } from '../house.ts'
import { changeSearch, removeSearch, savedSearches, saveSearch } from './actions.ts'
import { savedSearchChange, savedSearchInput } from './schemas.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const one = z.object({ id: z.uuid() })
const fine = json(z.object({ ok: z.literal(true) }), 'done')
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const saved = z.object({ id: z.string(), list: z.string(), name: z.string(), words: z.record(z.string(), z.string()), opens_first: z.boolean() })

/** One's own searches. */
export const searchRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/own/searches', responses: { 200: json(z.array(saved).readonly(), 'the searches that somebody keeps') } }),
    async context => context.json(orProblem(await savedSearches(house, context.get('actor'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/own/searches', request: { headers, body: body(savedSearchInput, 'a search under a name') }, responses: { 200: json(one, 'its id') },
  }), async context => context.json({ id: orProblem(await saveSearch(house, context.get('actor'), context.req.valid('json'), context.req.valid('header')['idempotency-key'])) }, 200))
  .openapi(createRoute({ method: 'patch', path: '/own/searches/{id}', request: { params: one, body: body(savedSearchChange, 'its name, or whether the list opens with it') }, responses: { 200: fine } }),
    async context => {
      orProblem(await changeSearch(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json')))
      return context.json({ ok: true as const }, 200)
    })
  .openapi(createRoute({ method: 'delete', path: '/own/searches/{id}', request: { params: one }, responses: { 200: fine } }), async context => {
    orProblem(await removeSearch(house, context.get('actor'), context.req.valid('param').id))
    return context.json({ ok: true as const }, 200)
  })
