import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { listNames, listTemplate, reconcileList, screeningPage, type ListAnswer, type ScreeningList } from './actions.ts'
import { screeningQuery } from './schemas.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const one = z.object({ list: z.string().regex(/^[a-z-]{1,40}$/) })
const upload = z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const sheet = { 200: { content: { [XLSX]: { schema: z.string().openapi({ format: 'binary' }) } }, description: 'a workbook' } }

/** Who was missed, and lists of other offices held against the roster, relative to /api. */
export const screeningRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/screening', request: { query: screeningQuery }, responses: json<ScreeningList>('a page of what screening finds') }),
    async context => context.json(orProblem(await screeningPage(house, context.get('actor'), context.req.valid('query'))), 200))
  .openapi(createRoute({ method: 'get', path: '/lists', responses: json<{ id: string; name: { zh: string; en: string } }[]>('the lists that can be held against the roster') }),
    async context => context.json(await listNames(), 200))
  .openapi(createRoute({ method: 'get', path: '/lists/{list}/template', request: { params: one }, responses: sheet }), async context => {
    const { name, bytes } = orProblem(await listTemplate(context.req.valid('param').list))
    return new Response(Uint8Array.from(bytes), {
      headers: { 'content-type': XLSX, 'content-disposition': `attachment; filename="list.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store' },
    })
  })
  .openapi(createRoute({
    method: 'post', path: '/lists/{list}', request: { params: one, body: { content: { 'multipart/form-data': { schema: upload } }, required: true } },
    responses: json<ListAnswer>('how list and roster stand to one another'),
  }), async context => {
    const bytes = new Uint8Array(await context.req.valid('form').file.arrayBuffer())
    return context.json(orProblem(await reconcileList(house, context.get('actor'), context.req.valid('param').list, bytes)), 200)
  })
