import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { newRouter, orProblem, yearAsked } from '../http/router.ts'
import { changeRound, changeVisit, moveRoundTo, openRound, recordVisit, removeRound, removeVisit, round, rounds } from './actions.ts'
import { plannedRoutes } from './planned/routes.ts'
import { provedVisit, roundChange, roundInput, roundMove, visitChange } from './schemas.ts'
import { FESTIVALS, type RoundView, type VisitEvidence } from './visits.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const params = z.object({ id: z.uuid() })
/** A phone repeats what it sent without knowing whether it arrived; the key makes the repeat harmless. */
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const identity = z.object({ id: z.string() })

const goods = z.object({ name: z.string(), value_fen: z.int(), item: z.string().optional(), quantity: z.int().optional() })
const roundLine = z.object({
  id: z.string(), place: z.string(), festival: z.enum(FESTIVALS), year: z.int(), name: z.string(), from: z.string(), to: z.string(),
  fund: z.string().nullable(), giver: z.string().nullable(), cash_each_fen: z.int(), goods_each: z.array(goods).readonly(), closing_note: z.string().nullable(),
  version: z.int(), state: z.enum(['open', 'closed', 'removed']), planned: z.int(), households: z.int(), cash_fen: z.int(), goods_fen: z.int(),
})
/** The round as pages read it. */
const roundView = z.custom<RoundView & { reserved_fen: number }>().openapi({ type: 'object', description: 'a round, whom it plans to visit, and its visits' })
const roundQuery = z.object({
  year: yearAsked.optional(), festival: z.enum(FESTIVALS).optional(), place: z.string().regex(/^\d{0,12}$/).default(''),
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
      responses: { 200: json(roundView, 'a round and its visits') },
    }), async context => context.json(orProblem(await round(house, context.get('actor'), context.req.valid('param').id)), 200))

const roundWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/rounds', request: { headers, body: body(roundInput, 'a new round') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await openRound(house, context.get('actor'), context.req.valid('json'), { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'patch', path: '/rounds/{id}', request: { params, headers, body: body(roundChange, 'the round written anew') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await changeRound(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/rounds/{id}/state', request: { params, body: body(roundMove, 'closed ends it, open reopens it') },
      responses: { 200: json(identity, 'its id') },
    }), async context => {
      return context.json({ id: orProblem(await moveRoundTo(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))) }, 200)
    })
    .openapi(createRoute({
      method: 'delete', path: '/rounds/{id}', request: { params, headers }, responses: { 200: json(identity, 'removed with all its visits') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await removeRound(house, context.get('actor'), context.req.valid('param').id, { key })) }, 200)
    })

const PROOF_TITLES = { photo: '走访照片', receipt: '签收' } as const

const evidenceOf = ({ kind, media_type, base64 }: z.output<typeof provedVisit>['proofs'][number], taken_on: string): VisitEvidence =>
  ({ kind, title: PROOF_TITLES[kind], taken_on, media_type, bytes: Buffer.from(base64, 'base64') })

const visitWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/rounds/{id}/visits', request: { params, headers, body: body(provedVisit, 'a visit, with photos or the signature that prove it') },
      responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      const { proofs, ...visit } = context.req.valid('json')
      const input = { ...visit, round: context.req.valid('param').id, evidence: proofs.map(proof => evidenceOf(proof, visit.visited_on)) }
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
export const visitsRoutes = (house: House) => newRouter().route('/', roundReads(house)).route('/', roundWrites(house)).route('/', visitWrites(house)).route('/', plannedRoutes(house))
