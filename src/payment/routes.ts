import { createRoute, z } from '@hono/zod-openapi'
import type { LawHouse } from '../law/house.ts'
import { newRouter, orProblem, yearAsked } from '../http/router.ts'
import {
  applyReturnFile, approveRun, checkRun, confirmRun, discardRun, exportRun, fundSuggestion, personPayments, prepareRun, reissueRun, run, runLines, runs, sendRun,
} from './actions.ts'
import { exceptionRoutes } from './exceptions/routes.ts'
import { bankRoutes } from './banks/routes.ts'
import { WAITING_REASONS } from './banks/failures/failures.ts'
import type { RunDisclosure } from './disclosure/lists.ts'
import { LINE_STATES, RUN_EVENTS, RUN_STATES } from './payment.ts'
import { rosterRoutes } from './rosters/routes.ts'
import { approvalInput, runInput, type ApprovalInput } from './schemas.ts'
import { settingRoutes } from './settings/routes.ts'
import type { FundSuggestion } from './steps/funds.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const text = z.object({ zh: z.string(), en: z.string() })
const one = z.object({ id: z.uuid() })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const page = z.coerce.number().int().min(1).default(1)
const size = z.coerce.number().int().min(1).max(200).default(20)

const summary = z.object({
  id: z.string(), number: z.string(), title: text, place: z.string(), from: z.string(), to: z.string(),
  benefits: z.array(z.string()).readonly().nullable(), note: z.string().nullable(), state: z.enum(RUN_STATES),
  lines: z.number(), amount_fen: z.number(), receivables: z.number(), receivable_fen: z.number(), prepared_by: z.string(), checked_by: z.string().nullable(),
  approved_by: z.string().nullable(), known_on: z.string(), lines_hash: z.string(), law_hash: z.string(),
}).openapi('RunSummary')

const earlier = { before_rate_fen: z.number().nullable(), before_rate_source: z.string().nullable(), before_run: z.string().nullable() }
const counted = { persons: z.number(), lines: z.number(), amount_fen: z.number() }
const change = z.object({ person: z.string(), name: z.string(), place: z.string(), benefit: z.string(), before_fen: z.number().nullable(), now_fen: z.number().nullable() })
const group = z.object({ id: z.string().nullable(), name: text, ...counted, arrears_fen: z.number(), receivable_fen: z.number(), before_fen: z.number().nullable() })
const view = summary.extend({
  totals: z.array(z.object({ benefit: z.string(), name: text, state: z.enum(LINE_STATES), persons: z.number(), lines: z.number(), amount_fen: z.number() })),
  findings: z.object({ entries: z.array(z.object({ kind: z.enum(['provisional', 'no-rate', 'missing', 'by-hand']), benefit: z.string(), text, persons: z.number() })), held: z.number() }),
  receivable_lines: z.array(z.object({
    number: z.number(), place: z.string(), person: z.string(), name: z.string(), benefit: z.string(), period: z.string(), amount_fen: z.number(), entitled_fen: z.number(),
    posted_before_fen: z.number(), reason: z.string(), provisional: z.boolean(), rate_fen: z.number().nullable(), rate_source: z.string().nullable(),
    ...earlier, state: z.enum(['proposed', 'open', 'discarded']),
  })),
  returned_lines: z.array(z.object({
    serial: z.string(), number: z.number(), name: z.string(), benefit: z.string(), period: z.string(), amount_fen: z.number(), settled_on: z.string(),
    failure: z.string().nullable(), reversed: z.boolean(), line_state: z.enum(LINE_STATES),
  })),
  changes: z.object({
    since: z.string(), joined: z.array(change), left: z.array(change), changed: z.array(change),
    arrears: z.object(counted), recovered: z.object(counted), only_now: z.array(z.string()), only_before: z.array(z.string()),
  }).nullable(),
  groups: z.object({ benefit: z.array(group), fund: z.array(group), village: z.array(group) }),
  open_exceptions: z.number(),
  next_sending: z.object({ lines: z.number(), amount_fen: z.number(), held: z.array(z.object({ reason: z.enum(WAITING_REASONS), lines: z.number() })) }).nullable(),
  disclosure: z.custom<RunDisclosure>().openapi({ type: 'object', description: 'how far its lists by village are' }),
  allowed: z.array(z.enum(RUN_EVENTS)),
  steps: z.array(z.object({ step: z.string(), by: z.string(), at: z.string() })),
}).openapi('Run')

const line = z.object({
  number: z.number(), place: z.string(), person: z.string(), name: z.string(), benefit: z.string(), category: z.string(), period: z.string(),
  kind: z.enum(['regular', 'arrears']), amount_fen: z.number(), entitled_fen: z.number(), posted_before_fen: z.number(), source: z.string(), article: z.string(),
  arithmetic: z.string(), rate_fen: z.number().nullable(), rate_source: z.string(), confidence: z.string(), provisional: z.boolean(),
  due_on: z.string().nullable(), ...earlier, state: z.enum(LINE_STATES),
  confirmed_on: z.string().nullable(), offset_fen: z.number(),
})
const list = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), total: z.number(), page: z.number(), size: z.number() })
const lineQuery = z.object({
  state: z.enum(LINE_STATES).optional(), benefit: z.string().max(40).optional(), kind: z.enum(['regular', 'arrears']).optional(), query: z.string().max(40).optional(), page, size,
})
const sent = z.object({ run: summary, sent: z.number(), amount_fen: z.number(), waiting: z.array(z.object({ line: z.number(), name: z.string(), reason: z.enum(WAITING_REASONS) })) })
const returned = z.object({
  runs: z.array(summary), format: text, confirmed: z.number(), returned: z.number(), reversed: z.number(), unchanged: z.number(), outstanding: z.number(), pending: z.number(),
})
const payment = z.object({
  period: z.string(), benefit: z.string(), benefit_name: text, amount_fen: z.number(), offset_fen: z.number(), state: z.enum(LINE_STATES), kind: z.string(), source: z.string(),
  article: z.string(), run: z.string(), number: z.number(),
})
const offer = z.custom<FundSuggestion>().openapi({ type: 'object', description: 'each benefit with the fund that would pay it, and the funds that may, with what their budgets have left' })
const upload = z.object({ file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })

/** JSON answers are plain: what the actions hold read-only is written out as it stands. */
const plain = <T>(value: unknown): T => structuredClone(value) as T

const readingRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/runs', request: { query: z.object({ place: z.string().regex(/^\d{6,12}$/).optional(), year: yearAsked.optional(), page, size }) },
    responses: { 200: json(list(summary), 'payment runs, the newest first') },
  }), async context => context.json(plain<z.infer<ReturnType<typeof list<typeof summary>>>>(orProblem(await runs(house, context.get('actor'), context.req.valid('query')))), 200))
  .openapi(createRoute({ method: 'get', path: '/runs/{id}', request: { params: one }, responses: { 200: json(view, 'a run') } }),
    async context => context.json(plain<z.infer<typeof view>>(orProblem(await run(house, context.get('actor'), context.req.valid('param').id))), 200))
  .openapi(createRoute({ method: 'get', path: '/runs/{id}/funds', request: { params: one }, responses: { 200: json(offer, 'what whoever approves chooses from') } }),
    async context => context.json(orProblem(await fundSuggestion(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({
    method: 'get', path: '/runs/{id}/lines', request: { params: one, query: lineQuery }, responses: { 200: json(list(line), 'its lines') },
  }), async context => {
    const answer = orProblem(await runLines(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query')))
    return context.json(plain<z.infer<ReturnType<typeof list<typeof line>>>>(answer), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/people/{id}/payments', request: { params: one }, responses: { 200: json(z.array(payment), 'what a person was paid') } }),
    async context => context.json(orProblem(await personPayments(house, context.get('actor'), context.req.valid('param').id)), 200))

const STEPS = { check: checkRun, confirm: confirmRun, discard: discardRun } as const
const DISPATCHES = { send: sendRun, reissue: reissueRun } as const

function stepRoutes(house: LawHouse) {
  const router = newRouter()
  for (const [step, action] of Object.entries(STEPS)) {
    router.openapi(createRoute({ method: 'post', path: `/runs/{id}/${step}`, request: { headers, params: one }, responses: { 200: json(summary, 'the run after the step') } }),
      async context => context.json(orProblem(await action(house, context.get('actor'), context.req.valid('param').id, { key: context.req.valid('header')['idempotency-key'] })), 200))
  }
  for (const [step, action] of Object.entries(DISPATCHES)) {
    router.openapi(createRoute({ method: 'post', path: `/runs/{id}/${step}`, request: { headers, params: one }, responses: { 200: json(sent, 'what went to the bank') } }),
      async context => {
        const answer = orProblem(await action(house, context.get('actor'), context.req.valid('param').id, { key: context.req.valid('header')['idempotency-key'] }))
        return context.json(plain<z.infer<typeof sent>>(answer), 200)
      })
  }
  return router
    .openapi(createRoute({ method: 'post', path: '/runs', request: { headers, body: json(runInput, 'place and months') }, responses: { 200: json(summary, 'the draft') } }),
      async context => context.json(orProblem(await prepareRun(house, context.get('actor'), context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })), 200))
    .openapi(createRoute({
      method: 'post', path: '/runs/{id}/approve',
      request: { headers, params: one, query: z.object({ fund: z.uuid().optional() }), body: { ...json(approvalInput, 'which fund pays which benefit'), required: false } },
      responses: { 200: json(summary, 'the run, payable') },
    }), async context => {
      // Without a body there is nothing to read.
      const { funds }: ApprovalInput = context.req.valid('json') ?? {}
      const options = { key: context.req.valid('header')['idempotency-key'], fund: context.req.valid('query').fund, funds }
      return context.json(orProblem(await approveRun(house, context.get('actor'), context.req.valid('param').id, options)), 200)
    })
}

const fileRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/runs/{id}/export', request: { params: one, query: z.object({ format: z.string().max(40).default('generic-xlsx') }) },
    responses: { 200: { description: 'the bank file', content: { 'application/octet-stream': { schema: z.string() } } } },
  }), async context => {
    const { name, bytes, media_type } = orProblem(await exportRun(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query').format))
    return context.body(Uint8Array.from(bytes).buffer, 200, {
      'content-type': media_type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
    })
  })
  .openapi(createRoute({
    method: 'post', path: '/runs/return', request: { headers, body: { content: { 'multipart/form-data': { schema: upload } }, required: true } },
    responses: { 200: json(returned, 'what it settled') },
  }), async context => {
    const bytes = new Uint8Array(await context.req.valid('form').file.arrayBuffer())
    const answer = orProblem(await applyReturnFile(house, context.get('actor'), bytes, { key: context.req.valid('header')['idempotency-key'] }))
    return context.json(plain<z.infer<typeof returned>>(answer), 200)
  })

/** Runs and bank files over HTTP, relative to /api. */
export const paymentRoutes = (house: LawHouse) => newRouter()
  .route('/', readingRoutes(house))
  .route('/', fileRoutes(house))
  .route('/', bankRoutes(house))
  .route('/', exceptionRoutes(house))
  .route('/', settingRoutes(house))
  .route('/', rosterRoutes(house))
  .route('/', stepRoutes(house))
