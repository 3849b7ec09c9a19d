import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { body, json } from '../routes.ts'
import { closeProposed, declineDuplicate, dismissDuplicate, duplicates, proposeDuplicate } from './actions.ts'
import { COMPARED, LIKENESS_IDS } from './duplicates.ts'
import { answerInput, duplicateQuery, sameInput, twoInput } from './schemas.ts'

const one = z.object({ id: z.uuid() })
const identity = z.object({ id: z.string() })
const maybe = z.string().nullable()
const side = z.object({
  id: z.string(), name: z.string(), place: z.string(), identity_number: maybe, born: maybe, sex: maybe, address: maybe, phone: maybe, account: maybe, bank_name: maybe, account_holder: maybe,
  died_on: maybe, categories: z.array(z.string()).readonly(), facts: z.int(), resting: z.array(z.object({ zh: z.string(), en: z.string() })).readonly(),
})
const pair = z.object({
  likenesses: z.array(z.enum(LIKENESS_IDS)).readonly(), persons: z.tuple([side, side]).readonly(), differing: z.array(z.enum(COMPARED)).readonly(),
  proposal: z.object({ id: z.string(), closed: z.string(), reason: z.string(), proposed_by: z.string(), proposed_by_name: z.string(), proposed_at: z.string() }).nullable(),
})

/** Records that look like one person: judged two by one person, closed as one's duplicate by two. */
export const duplicateRoutes = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/duplicates', request: { query: duplicateQuery },
    responses: { 200: json(z.object({ rows: z.array(pair).readonly(), total: z.int(), page: z.int(), size: z.int() }), 'a page of pairs, numbers masked') },
  }), async context => context.json(orProblem(await duplicates(house, context.get('actor'), context.req.valid('query'))), 200))
  .openapi(createRoute({ method: 'post', path: '/duplicates/two', request: { body: body(twoInput, 'two people, and how one knows') }, responses: { 200: json(identity, 'its id') } }),
    async context => context.json({ id: orProblem(await dismissDuplicate(house, context.get('actor'), context.req.valid('json'))) }, 200))
  .openapi(createRoute({ method: 'post', path: '/duplicates/same', request: { body: body(sameInput, 'one person: which record stays, which is to be closed') }, responses: { 200: json(identity, 'its id') } }),
    async context => context.json({ id: orProblem(await proposeDuplicate(house, context.get('actor'), context.req.valid('json'))) }, 200))
  .openapi(createRoute({ method: 'post', path: '/duplicates/{id}/close', request: { params: one }, responses: { 200: json(identity, 'its id') } }),
    async context => context.json({ id: orProblem(await closeProposed(house, context.get('actor'), context.req.valid('param').id)) }, 200))
  .openapi(createRoute({ method: 'post', path: '/duplicates/{id}/decline', request: { params: one, body: body(answerInput, 'why not') }, responses: { 200: json(identity, 'its id') } }),
    async context => context.json({ id: orProblem(await declineDuplicate(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))) }, 200))
