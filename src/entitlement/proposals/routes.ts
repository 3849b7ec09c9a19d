import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse, LawStanding } from '../../law/house.ts'
import {
  approveProposal, changeDraft, checkFiles, editorFacts, enterProposal, lawStanding, proposal, proposals, rejectProposal, withdrawProposal, type ProposalList,
} from './actions.ts'
import type { EditorFacts } from './notice.ts'
import { approval, PROPOSAL_STATES, proposalFiles, proposalInput, rejection, type CheckedFiles, type ProposalLine, type ProposalView } from './proposals.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description, required: true })
const one = z.object({ id: z.uuid() })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const listed = z.strictObject({
  state: z.union([z.enum(PROPOSAL_STATES), z.literal('').transform(() => undefined)]).optional(),
  page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(200).default(20),
})

const readingRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/law/standing', responses: json<LawStanding>('the package’s law that stands, and why the folder’s is not it') }),
    async context => context.json(orProblem(await lawStanding(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'get', path: '/law/editor', responses: json<EditorFacts>('what a county may enter: benefits with the cells of their tables') }),
    async context => context.json(orProblem(await editorFacts(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'get', path: '/law/proposals', request: { query: listed }, responses: json<ProposalList>('the county’s proposals, the latest first') }),
    async context => context.json(orProblem(await proposals(house, context.get('actor'), context.req.valid('query'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/law/proposals/check', request: { body: body(z.strictObject({ files: proposalFiles }), 'data files') },
    responses: json<CheckedFiles>('what they would add, and every fault with its line; nothing is kept'),
  }), async context => context.json(orProblem(await checkFiles(house, context.get('actor'), context.req.valid('json').files)), 200))
  .openapi(createRoute({ method: 'get', path: '/law/proposals/{id}', request: { params: one }, responses: json<ProposalView>('one, with what it adds against what holds') }),
    async context => context.json(orProblem(await proposal(house, context.get('actor'), context.req.valid('param').id)), 200))

const writingRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'post', path: '/law/proposals', request: { headers, body: body(proposalInput, 'title, reason and data files') }, responses: json<ProposalLine>('the proposal') }),
    async context => context.json(orProblem(await enterProposal(house, context.get('actor'), context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })), 200))
  .openapi(createRoute({
    method: 'put', path: '/law/proposals/{id}', request: { headers, params: one, body: body(proposalInput, 'a draft as it is now; without `draft` it is put forward') },
    responses: json<ProposalLine>('the proposal'),
  }), async context => {
    const answer = await changeDraft(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })
    return context.json(orProblem(answer), 200)
  })

const decidingRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'post', path: '/law/proposals/{id}/approve', request: { headers, params: one, body: body(approval, 'a word, if there is one') }, responses: json<ProposalLine>('approved') }),
    async context => {
      const answer = await approveProposal(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json').reason, { key: context.req.valid('header')['idempotency-key'] })
      return context.json(orProblem(answer), 200)
    })
  .openapi(createRoute({ method: 'post', path: '/law/proposals/{id}/reject', request: { headers, params: one, body: body(rejection, 'why') }, responses: json<ProposalLine>('rejected') }),
    async context => {
      const answer = await rejectProposal(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json').reason, { key: context.req.valid('header')['idempotency-key'] })
      return context.json(orProblem(answer), 200)
    })
  .openapi(createRoute({ method: 'post', path: '/law/proposals/{id}/withdraw', request: { headers, params: one }, responses: json<ProposalLine>('withdrawn') }),
    async context => {
      const answer = await withdrawProposal(house, context.get('actor'), context.req.valid('param').id, { key: context.req.valid('header')['idempotency-key'] })
      return context.json(orProblem(answer), 200)
    })

/** What a county enters into the law, over HTTP, relative to /api. */
export const proposalRoutes = (house: LawHouse) => newRouter()
  .route('/', readingRoutes(house))
  .route('/', writingRoutes(house))
  .route('/', decidingRoutes(house))
