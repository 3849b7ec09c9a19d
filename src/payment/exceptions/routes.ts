import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { decideExceptions, runExceptions } from './actions.ts'
import { EXCEPTION_DECISIONS, EXCEPTION_KINDS } from './exceptions.ts'
import { decisionInput } from './schemas.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const one = z.object({ id: z.uuid() })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const exception = z.object({
  number: z.number(), place: z.string(), person: z.string(), name: z.string(), kind: z.enum(EXCEPTION_KINDS), benefit: z.string().nullable(),
  text: z.object({ zh: z.string(), en: z.string() }), lines: z.array(z.number()), receivables: z.array(z.number()), amount_fen: z.number(),
  decision: z.enum(EXCEPTION_DECISIONS).nullable(), reason: z.string().nullable(), decided_by: z.string().nullable(), decided_at: z.string().nullable(),
  stands: z.boolean(),
  earlier: z.object({ decision: z.enum(EXCEPTION_DECISIONS), reason: z.string(), decided_by: z.string(), decided_on: z.string(), run: z.string() }).nullable(),
}).openapi('PaymentException')
const decided = z.object({ lines: z.number(), amount_fen: z.number(), lines_hash: z.string(), exceptions: z.array(exception) })

/** JSON answers are plain: what the actions hold read-only is written out as it stands. */
const plain = <T>(value: unknown): T => structuredClone(value) as T

/** What must be looked at in a run, relative to /api. */
export const exceptionRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/runs/{id}/exceptions', request: { params: one }, responses: { 200: json(z.array(exception), 'what a person must look at') } }),
    async context => context.json(plain<z.infer<typeof exception>[]>(orProblem(await runExceptions(house, context.get('actor'), context.req.valid('param').id))), 200))
  .openapi(createRoute({
    method: 'post', path: '/runs/{id}/decide', request: { headers, params: one, body: json(decisionInput, 'exceptions by number, or all open ones of a kind') },
    responses: { 200: json(decided, 'the run’s sums and exceptions afterwards') },
  }), async context => {
    const options = { key: context.req.valid('header')['idempotency-key'] }
    const { run, exceptions } = orProblem(await decideExceptions(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options))
    return context.json(plain<z.infer<typeof decided>>({ lines: run.lines, amount_fen: run.amount_fen, lines_hash: run.lines_hash, exceptions }), 200)
  })
