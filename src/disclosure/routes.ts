import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../http/router.ts'
import type { LawHouse } from '../law/house.ts'
import { discardNotice, notice, notices, prepareNotice, publishNotice, withdrawNotice, type NoticeList } from './actions.ts'
import { NOTICE_STATES, type NoticeLine, type NoticeView } from './disclosure.ts'
import type { NoticeKinds } from './kinds.ts'
import { noticeKinds } from './load.ts'
import { answer, object } from './objections/actions.ts'
import { answerInput, noticeInput, objectionInput, placeCode, withdrawal } from './schemas.ts'
import { exportNotice, NOTICE_FORMATS } from './sheets/actions.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description, required: true })
const one = z.object({ id: z.uuid() })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
/** A filter that is left empty asks for all. */
const orAll = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.literal('').transform(() => undefined)]).optional()
const listed = z.object({
  place: orAll(placeCode), state: orAll(z.enum(NOTICE_STATES)), kind: orAll(z.string().max(40)),
  page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(200).default(20),
})
const MEDIA = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

const readingRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/disclosure/kinds', responses: json<NoticeKinds>('the kinds of notices: columns, masks, days; and the names of benefits') }),
    context => context.json({ kinds: [...noticeKinds().values()], benefits: [...house.law.benefits.values()].map(({ id, name }) => ({ id, name })) }, 200))
  .openapi(createRoute({ method: 'get', path: '/disclosure/notices', request: { query: listed }, responses: json<NoticeList>('notices: those that hang or wait first') }),
    async context => context.json(orProblem(await notices(house, context.get('actor'), context.req.valid('query'))), 200))
  .openapi(createRoute({ method: 'get', path: '/disclosure/notices/{id}', request: { params: one }, responses: json<NoticeView>('one, with its rows and objections') }),
    async context => context.json(orProblem(await notice(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({
    method: 'get', path: '/disclosure/notices/{id}/export', request: { params: one, query: z.object({ format: z.enum(NOTICE_FORMATS).default('docx') }) },
    responses: { 200: { description: 'the notice to print', content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } } },
  }), async context => {
    const { format } = context.req.valid('query')
    const { name, bytes } = orProblem(await exportNotice(house, context.get('actor'), context.req.valid('param').id, format))
    return context.body(Uint8Array.from(bytes).buffer, 200, {
      'content-type': MEDIA[format], 'content-disposition': `attachment; filename="notice.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'private, no-store',
    })
  })

const noticeRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({
    method: 'post', path: '/disclosure/notices', request: { headers, body: body(noticeInput, 'kind, place and rows') }, responses: json<NoticeLine>('the draft; another person publishes it') },
  ), async context => context.json(orProblem(await prepareNotice(house, context.get('actor'), context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })), 200))
  .openapi(createRoute({ method: 'post', path: '/disclosure/notices/{id}/publish', request: { headers, params: one }, responses: json<NoticeLine>('it hangs from today') }),
    async context => context.json(orProblem(await publishNotice(house, context.get('actor'), context.req.valid('param').id, { key: context.req.valid('header')['idempotency-key'] })), 200))
  .openapi(createRoute({ method: 'post', path: '/disclosure/notices/{id}/discard', request: { headers, params: one }, responses: json<NoticeLine>('it will not hang') }),
    async context => context.json(orProblem(await discardNotice(house, context.get('actor'), context.req.valid('param').id, { key: context.req.valid('header')['idempotency-key'] })), 200))
  .openapi(createRoute({ method: 'post', path: '/disclosure/notices/{id}/withdraw', request: { headers, params: one, body: body(withdrawal, 'why') }, responses: json<NoticeLine>('it hangs no more') }),
    async context => {
      const { reason } = context.req.valid('json')
      return context.json(orProblem(await withdrawNotice(house, context.get('actor'), context.req.valid('param').id, reason, { key: context.req.valid('header')['idempotency-key'] })), 200)
    })

const objectionRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'post', path: '/disclosure/notices/{id}/objections', request: { headers, params: one, body: body(objectionInput, 'who, when, what') }, responses: json<NoticeView>('the notice with it') }),
    async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json(orProblem(await object(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)), 200)
    })
  .openapi(createRoute({ method: 'post', path: '/disclosure/objections/{id}/answer', request: { headers, params: one, body: body(answerInput, 'upheld or not, and why') }, responses: json<NoticeView>('the notice with the answer') }),
    async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json(orProblem(await answer(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)), 200)
    })

/** Public notices over HTTP, relative to /api. */
export const disclosureRoutes = (house: LawHouse) => newRouter()
  .route('/', readingRoutes(house))
  .route('/', noticeRoutes(house))
  .route('/', objectionRoutes(house))
