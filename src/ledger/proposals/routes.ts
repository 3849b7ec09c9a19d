import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { decide, proposals, proposeCount, proposeTransfer } from './actions.ts'
import type { FundProposal } from './proposals.ts'
import { answerInput, countInput, rejectInput, transferInput } from './schemas.ts'

const answer = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const identity = answer<{ id: string }>('its id')
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description, required: true as const })
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const params = z.object({ id: z.uuid() })

/** Transfers and counts over HTTP: put forward by one, decided by another. */
export const fundProposalRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/funds/proposals', responses: answer<readonly FundProposal[]>('those that wait first, then the latest') }),
    async context => context.json(orProblem(await proposals(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'post', path: '/funds/transfers', request: { headers, body: body(transferInput, 'money from one fund to another') }, responses: identity }),
    async context => context.json({ id: orProblem(await proposeTransfer(house, context.get('actor'), context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })) }, 200))
  .openapi(createRoute({ method: 'post', path: '/stock/counts', request: { headers, body: body(countInput, 'what a count of the store found') }, responses: identity }),
    async context => context.json({ id: orProblem(await proposeCount(house, context.get('actor'), context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] })) }, 200))
  .openapi(createRoute({ method: 'post', path: '/funds/proposals/{id}/approve', request: { params, body: body(answerInput, 'an answer, if any') }, responses: identity }),
    async context => context.json({ id: orProblem(await decide(house, context.get('actor'), context.req.valid('param').id, 'approve', context.req.valid('json').answer)) }, 200))
  .openapi(createRoute({ method: 'post', path: '/funds/proposals/{id}/reject', request: { params, body: body(rejectInput, 'why not') }, responses: identity }),
    async context => context.json({ id: orProblem(await decide(house, context.get('actor'), context.req.valid('param').id, 'reject', context.req.valid('json').answer)) }, 200))
  .openapi(createRoute({ method: 'post', path: '/funds/proposals/{id}/withdraw', request: { params }, responses: identity }),
    async context => context.json({ id: orProblem(await decide(house, context.get('actor'), context.req.valid('param').id, 'withdraw')) }, 200))
