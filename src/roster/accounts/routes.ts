import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { evidenceDownload, keptFile } from '../../evidence/download.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { body, json } from '../routes.ts'
import { ACCOUNT_STATES, REASON_IDS, RELATION_IDS, WARNING_NAMES } from './accounts.ts'
import { accountProposals, decideAccount, declineAccount, openProof, proposeAccount, revealProposed, withdrawAccount } from './actions.ts'
import { accountDecisionInput, accountDeclineInput, accountProposalInput, accountQuery, accountRevealInput } from './schemas.ts'

/** A phone repeats what it sent without knowing whether it arrived; the key makes the repeat harmless. */
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const one = z.object({ id: z.uuid() })
const identity = z.object({ id: z.string() })

const WARNING_IDS = Object.keys(WARNING_NAMES) as (keyof typeof WARNING_NAMES)[] // the keys are the type
const view = z.object({ account: z.string().nullable(), bank_name: z.string().nullable(), account_holder: z.string().nullable(), account_relation: z.enum(RELATION_IDS) })
const warnings = z.array(z.object({ code: z.enum(WARNING_IDS), message: z.object({ zh: z.string(), en: z.string() }) })).readonly()
const proposal = z.object({
  id: z.string(), person: z.string(), place: z.string(), name: z.string(), reason: z.enum(REASON_IDS), note: z.string().nullable(), before: view, after: view, warnings,
  evidence: z.array(z.object({ id: z.string(), title: z.string(), media_type: z.string() })).readonly(), state: z.enum(ACCOUNT_STATES),
  proposed_by: z.string(), proposed_by_name: z.string(), proposed_at: z.string(), decided_by_name: z.string().nullable(), decided_at: z.string().nullable(), answer: z.string().nullable(),
})

const reads = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/accounts/proposals', request: { query: accountQuery },
    responses: { 200: json(z.object({ rows: z.array(proposal).readonly(), total: z.int(), page: z.int(), size: z.int() }), 'a page of proposals, numbers masked') },
  }), async context => context.json(orProblem(await accountProposals(house, context.get('actor'), context.req.valid('query'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/accounts/proposals/{id}/reveal', request: { params: one, body: body(accountRevealInput, 'why') },
    responses: { 200: json(z.object({ value: z.string() }), 'the proposed number in plain') },
  }), async context => context.json(orProblem(await revealProposed(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/accounts/proposals/{id}/proof/{file}', request: { params: one.extend({ file: z.uuid() }), body: body(accountRevealInput, 'why') },
    responses: { 200: keptFile },
  }), async context => {
    const { id, file } = context.req.valid('param')
    return evidenceDownload(orProblem(await openProof(house, context.get('actor'), id, file, context.req.valid('json'))))
  })

const writes = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'post', path: '/accounts/proposals', request: { headers, body: body(accountProposalInput, 'a proposal with its proof') },
    responses: { 200: json(identity.extend({ warnings }), 'its id, and what stands out about it') },
  }), async context => {
    const key = context.req.valid('header')['idempotency-key']
    return context.json(orProblem(await proposeAccount(house, context.get('actor'), context.req.valid('json'), { key })), 200)
  })
  .openapi(createRoute({
    method: 'post', path: '/accounts/proposals/{id}/decide', request: { params: one, body: body(accountDecisionInput, 'what is said to the warnings') }, responses: { 200: json(identity, 'its id') },
  }), async context => context.json({ id: orProblem(await decideAccount(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))) }, 200))
  .openapi(createRoute({
    method: 'post', path: '/accounts/proposals/{id}/decline', request: { params: one, body: body(accountDeclineInput, 'why not') }, responses: { 200: json(identity, 'its id') },
  }), async context => context.json({ id: orProblem(await declineAccount(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))) }, 200))
  .openapi(createRoute({
    method: 'post', path: '/accounts/proposals/{id}/withdraw', request: { params: one }, responses: { 200: json(identity, 'its id') },
  }), async context => context.json({ id: orProblem(await withdrawAccount(house, context.get('actor'), context.req.valid('param').id)) }, 200))

/** Bank accounts of persons: proposed with a proof, decided by another person. */
export const bankAccountRoutes = (house: House) => newRouter().route('/', reads(house)).route('/', writes(house))
