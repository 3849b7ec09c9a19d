import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { clearFailure, paymentFailures } from './failures/actions.ts'
import { FAILURE_STATES } from './failures/failures.ts'
import { clearInput, failureQuery } from './failures/schemas.ts'
import { exportFormats } from './format.ts'
import { loadBankFormats } from './load.ts'
import { SERIAL_PATTERN } from '../payment.ts'

const text = z.object({ zh: z.string(), en: z.string() })
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const failed = z.object({
  run: z.string(), run_number: z.string(), line: z.number(), serial: z.string().nullable(), person: z.string(), name: z.string(), place: z.string(),
  benefit: z.string(), benefit_name: text, period: z.string(), amount_fen: z.number(), class: z.string(), class_name: text, reason: z.string().nullable(),
  owner: z.string(), owner_name: text, since: z.string(), due_on: z.string(), overdue: z.boolean(), state: z.enum(FAILURE_STATES),
}).openapi('FailedPayment')
const failures = z.object({ rows: z.array(failed), total: z.number(), overdue: z.number(), amount_fen: z.number(), page: z.number(), size: z.number() })
const format = z.object({ id: z.string(), name: text, kind: z.enum(['sheet', 'separated', 'fixed', 'credit-transfer']) })

/** What came back from the bank, and what can be sent to it, over HTTP, relative to /api. */
export const bankRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/payment/formats', responses: { 200: json(z.array(format), 'the bank files that can be asked for') } }),
    context => context.json(exportFormats(loadBankFormats()).map(one => ({ id: one.id, name: one.format.name, kind: one.output.kind })), 200))
  .openapi(createRoute({ method: 'get', path: '/payment/failures', request: { query: failureQuery }, responses: { 200: json(failures, 'what came back or never went, until it is paid') } }),
    async context => context.json(structuredClone(orProblem(await paymentFailures(house, context.get('actor'), context.req.valid('query')))) as z.infer<typeof failures>, 200))
  .openapi(createRoute({
    method: 'post', path: '/payment/failures/{serial}/clear',
    request: {
      params: z.object({ serial: z.string().regex(SERIAL_PATTERN) }), body: json(clearInput, 'why the account is right as it stands'),
      headers: z.object({ 'idempotency-key': z.string().max(100).optional() }),
    },
    responses: { 200: json(z.object({ serial: z.string() }), 'it goes with the next reissue') },
  }), async context => {
    const { serial } = context.req.valid('param')
    const answer = await clearFailure(house, context.get('actor'), serial, context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })
    return context.json(orProblem(answer), 200)
  })
