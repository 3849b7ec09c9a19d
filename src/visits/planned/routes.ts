import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { newRouter, orProblem, yearAsked } from '../../http/router.ts'
import { attemptInput, planInput, visitorsInput } from '../schemas.ts'
import type { RoundView } from '../visits.ts'
import {
  assignVisitors, coverage, planHouseholds, recordAttempt, signOffFile, suggestions, unplanHousehold, visitsTo, workOf, type Suggestions,
} from './actions.ts'
import type { Coverage, PastVisit } from './store.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const answer = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description, required: true as const })
const params = z.object({ id: z.uuid() })
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const place = z.string().regex(/^\d{0,12}$/).default('')
const suggestionQuery = z.object({ count: z.coerce.number().int().min(1).max(2000).default(20), place, category: z.string().max(50).optional() })

const plannedReads = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/rounds/{id}/suggestions', request: { params, query: suggestionQuery }, responses: answer<Suggestions>('whom to visit first') }),
    async context => {
      const { count, place: under, category } = context.req.valid('query')
      const found = await suggestions(house, context.get('actor'), context.req.valid('param').id, { count, place: under, category: category ?? null })
      return context.json(orProblem(found), 200)
    })
  .openapi(createRoute({
    method: 'get', path: '/rounds/{id}/sign-off', request: { params, query: z.object({ place }) },
    responses: { 200: { content: { [XLSX]: { schema: z.string().openapi({ format: 'binary' }) } }, description: 'the sheet that households sign' } },
  }), async context => {
    const { name, bytes } = orProblem(await signOffFile(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').place))
    return new Response(Uint8Array.from(bytes), {
      headers: { 'content-type': XLSX, 'content-disposition': `attachment; filename="sheet.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store' },
    })
  })
  .openapi(createRoute({ method: 'get', path: '/visits/work', responses: answer<readonly RoundView[]>('the open rounds with the households in sight') }),
    async context => context.json(orProblem(await workOf(house, context.get('actor'))), 200))
  .openapi(createRoute({
    method: 'get', path: '/visits/coverage', request: { query: z.object({ place, year: yearAsked }) },
    responses: answer<readonly Coverage[]>('how many entitled households of each village were reached'),
  }), async context => {
    const { place: under, year } = context.req.valid('query')
    return context.json(orProblem(await coverage(house, context.get('actor'), under, year)), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/visits/of/{id}', request: { params }, responses: answer<readonly PastVisit[]>('the visits to a person and the household') }),
    async context => context.json(orProblem(await visitsTo(house, context.get('actor'), context.req.valid('param').id)), 200))

const plannedWrites = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'post', path: '/rounds/{id}/households', request: { params, headers, body: body(planInput, 'households to visit') }, responses: answer<{ added: number }>('how many'),
  }), async context => {
    const key = context.req.valid('header')['idempotency-key']
    const added = await planHouseholds(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { key })
    return context.json({ added: orProblem(added) }, 200)
  })
  .openapi(createRoute({
    method: 'delete', path: '/rounds/{id}/households/{household}', request: { params: params.extend({ household: z.uuid() }) }, responses: answer<{ id: string }>('taken out'),
  }), async context => {
    const { id, household } = context.req.valid('param')
    return context.json({ id: orProblem(await unplanHousehold(house, context.get('actor'), id, household)) }, 200)
  })
  .openapi(createRoute({
    method: 'post', path: '/rounds/{id}/visitors', request: { params, body: body(visitorsInput, 'who goes to a village') }, responses: answer<{ assigned: number }>('to how many'),
  }), async context => {
    const assigned = await assignVisitors(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))
    return context.json({ assigned: orProblem(assigned) }, 200)
  })
  .openapi(createRoute({
    method: 'post', path: '/rounds/{id}/attempts', request: { params, headers, body: body(attemptInput, 'came in vain') }, responses: answer<{ id: string }>('the household'),
  }), async context => {
    const key = context.req.valid('header')['idempotency-key']
    return context.json({ id: orProblem(await recordAttempt(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { key })) }, 200)
  })

/** Whom a round means to visit, and what came of it. */
export const plannedRoutes = (house: House) => newRouter().route('/', plannedReads(house)).route('/', plannedWrites(house))
