import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { checkPage, householdStatement, personReceipts, personStatement, type SignedReceipt } from './actions.ts'
import type { Statement } from './statement.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const one = z.object({ id: z.uuid() })
const query = z.strictObject({ year: z.coerce.number().int().min(1950).max(2200) })

/** Statements and signed slips over HTTP, relative to /api. `pages` is where the built page that checks slips stands. */
export const statementRoutes = (house: LawHouse, pages: string) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/people/{id}/statement', request: { params: one, query }, responses: json<Statement>('what was paid to a person for the months of a year') }),
    async context => context.json(orProblem(await personStatement(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').year)), 200))
  .openapi(createRoute({ method: 'get', path: '/households/{id}/statement', request: { params: one, query }, responses: json<Statement>('what was paid to a household for the months of a year') }),
    async context => context.json(orProblem(await householdStatement(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').year)), 200))
  .openapi(createRoute({ method: 'get', path: '/people/{id}/receipts', request: { params: one, query }, responses: json<readonly SignedReceipt[]>('what arrived, benefit by benefit, signed') }),
    async context => context.json(orProblem(await personReceipts(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').year)), 200))
  .openapi(createRoute({
    method: 'get', path: '/slips/check-page', responses: { 200: { description: 'the page that checks slips, in one file', content: { 'text/html': { schema: z.string() } } } },
  }), async context => {
    const page = orProblem(await checkPage(house, context.get('actor'), pages))
    return context.body(page, 200, {
      'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('明白卡核对.html')}`,
    })
  })
