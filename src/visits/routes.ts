import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { newRouter, orProblem } from '../http/router.ts'
import { changeVisit, moveRoundTo, openRound, recordVisit, removeRound, removeVisit, round, rounds, suggestions } from './actions.ts'
import { roundInput, visitChange, visitInput } from './schemas.ts'
import { FESTIVALS } from './visits.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const params = z.object({ id: z.uuid() })
/** A phone repeats what it sent without knowing whether it arrived; the key makes the repeat harmless. */
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const identity = z.object({ id: z.string() })

const roundLine = z.object({
  id: z.string(), place: z.string(), festival: z.enum(FESTIVALS), year: z.int(), name: z.string(), from: z.string(), to: z.string(),
  fund: z.string().nullable(),
  state: z.enum(['open', 'closed', 'removed']), households: z.int(), cash_fen: z.int(), goods_fen: z.int(),
})
const goods = z.object({ name: z.string(), value_fen: z.int(), item: z.string().optional(), quantity: z.int().optional() })
const visitLine = z.object({
  id: z.string(), round: z.string(), place: z.string(), household: z.string().nullable(), person: z.string().nullable(), head: z.string(),
  category: z.string().nullable(),
  visited_on: z.string(), visitors: z.array(z.string()).readonly(), giver: z.string(), cash_fen: z.int(), goods: z.array(goods).readonly(), goods_fen: z.int(),
  signed_by: z.string().nullable(), voucher: z.string().nullable(), note: z.string().nullable(), posted: z.boolean(), version: z.int(),
})
const roundState = z.strictObject({ state: z.enum(['open', 'closed']) })
const suggestion = z.object({
  household: z.string(), place: z.string(), head: z.string(), categories: z.array(z.string()).readonly(), last_visited_on: z.string().nullable(),
  hardship: z.boolean(), reasons: z.array(z.enum(['hardship', 'never-visited', 'long-ago'])).readonly(),
})
const roundQuery = z.object({
  year: z.coerce.number().int().optional(), festival: z.enum(FESTIVALS).optional(), place: z.string().regex(/^\d{0,12}$/).default(''),
  state: z.enum(['open', 'closed', 'removed']).optional(),
  page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(200).default(20),
})

const roundReads = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/rounds', request: { query: roundQuery },
      responses: { 200: json(z.object({ rows: z.array(roundLine), total: z.int(), page: z.int(), size: z.int() }), 'rounds, newest first') },
    }), async context => {
      const { year, festival, place, state, page, size } = context.req.valid('query')
      const filter = { year: year ?? null, festival: festival ?? null, place, state: state ?? null }
      return context.json(orProblem(await rounds(house, context.get('actor'), filter, { page, size })), 200)
    })
    .openapi(createRoute({
      method: 'get', path: '/rounds/{id}', request: { params },
      responses: { 200: json(roundLine.extend({ visits: z.array(visitLine).readonly() }), 'a round and its visits') },
    }), async context => context.json(orProblem(await round(house, context.get('actor'), context.req.valid('param').id)), 200))
    .openapi(createRoute({
      method: 'get', path: '/rounds/{id}/suggestions', request: { params, query: z.object({ count: z.coerce.number().int().min(1).max(200).default(20) }) },
      responses: { 200: json(z.array(suggestion), 'whom to visit first') },
    }), async context =>
      context.json(orProblem(await suggestions(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').count)), 200))

const roundWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/rounds', request: { headers, body: body(roundInput, 'a new round') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await openRound(house, context.get('actor'), context.req.valid('json'), { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/rounds/{id}/state', request: { params, body: body(roundState, 'closed ends it, open reopens it') },
      responses: { 200: json(identity, 'its id') },
    }), async context => {
      const { state } = context.req.valid('json')
      return context.json({ id: orProblem(await moveRoundTo(house, context.get('actor'), context.req.valid('param').id, state)) }, 200)
    })
    .openapi(createRoute({
      method: 'delete', path: '/rounds/{id}', request: { params, headers }, responses: { 200: json(identity, 'removed with all its visits') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await removeRound(house, context.get('actor'), context.req.valid('param').id, { key })) }, 200)
    })

const visitWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/rounds/{id}/visits', request: { params, headers, body: body(visitInput, 'a visit') },
      responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      const input = { ...context.req.valid('json'), round: context.req.valid('param').id }
      return context.json({ id: orProblem(await recordVisit(house, context.get('actor'), input, { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'patch', path: '/visits/{id}', request: { params, headers, body: body(visitChange, 'the visit written anew') },
      responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      const { id } = context.req.valid('param')
      return context.json({ id: orProblem(await changeVisit(house, context.get('actor'), id, context.req.valid('json'), { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'delete', path: '/visits/{id}', request: { params, headers }, responses: { 200: json(identity, 'taken back') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await removeVisit(house, context.get('actor'), context.req.valid('param').id, { key })) }, 200)
    })

/** Holiday rounds and their visits. */
export const visitsRoutes = (house: House) => newRouter().route('/', roundReads(house)).route('/', roundWrites(house)).route('/', visitWrites(house))
