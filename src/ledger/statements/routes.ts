import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import { sheetAnswer, sheetDownload } from '../../http/sheet.ts'
import type { LawHouse } from '../../law/house.ts'
import type { FundLine } from '../budgets/overview.ts'
import { fundLines, fundStatement, fundStatementFile, placeStatement, placeStatementFile, purposes, type FundStatementView, type PurposeName, type PlaceStatementView } from './actions.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const sheet = { 200: sheetAnswer }
const span = z.string().regex(/^(19|20|21)\d{2}(-(0[1-9]|1[0-2]))?$/, '应为年或月，写作 2026 或 2026-03 / a year or a month, 2026 or 2026-03')
const one = { params: z.object({ id: z.uuid() }), query: z.strictObject({ span }) }
const many = { query: z.strictObject({ place: z.string().regex(/^\d{0,12}$/).default(''), span }) }

/** Statements of funds over HTTP. `span` is a year or a month. */
export const fundStatementRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/funds/lines', request: many, responses: json<readonly FundLine[]>('the funds of a place with receipts, spending and budgets') }),
    async context => context.json(orProblem(await fundLines(house, context.get('actor'), context.req.valid('query').place, context.req.valid('query').span)), 200))
  .openapi(createRoute({ method: 'get', path: '/funds/purposes', responses: json<readonly PurposeName[]>('what money is spent on, by name') }),
    async context => context.json(orProblem(await purposes(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'get', path: '/funds/statement', request: many, responses: json<PlaceStatementView>('the statements of the funds of a place, and their total') }),
    async context => context.json(orProblem(await placeStatement(house, context.get('actor'), context.req.valid('query').place, context.req.valid('query').span)), 200))
  .openapi(createRoute({ method: 'get', path: '/funds/statement/export', request: many, responses: sheet }),
    async context => sheetDownload(orProblem(await placeStatementFile(house, context.get('actor'), context.req.valid('query').place, context.req.valid('query').span))))
  .openapi(createRoute({ method: 'get', path: '/funds/{id}/statement', request: one, responses: json<FundStatementView>('a fund\'s statement, the rows behind it, its budget') }),
    async context => context.json(orProblem(await fundStatement(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').span)), 200))
  .openapi(createRoute({ method: 'get', path: '/funds/{id}/statement/export', request: one, responses: sheet }),
    async context => sheetDownload(orProblem(await fundStatementFile(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').span))))
