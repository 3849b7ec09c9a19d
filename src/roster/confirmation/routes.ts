import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../../access/house.ts'
import { newRouter, orProblem, yearAsked } from '../../http/router.ts'
import { sheetAnswer, sheetDownload } from '../../http/sheet.ts'
import { DECIDERS } from '../../law/facts.ts'
import { body, json } from '../routes.ts'
import { placePrefix } from '../schemas.ts'
import { confirm, confirmations, exportConfirmations, findingsOf, progress } from './actions.ts'
import { FINDINGS, PROPOSAL_KINDS, STATES, WAYS } from './confirmation.ts'
import { confirmationInput, confirmationQuery, decisionInput, declineInput, proposalInput } from './schemas.ts'
import { decideResume, decideStop, decline, proposals, propose } from './suspension/actions.ts'

/** A phone repeats what it sent without knowing whether it arrived; the key makes the repeat harmless. */
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const one = z.object({ id: z.uuid() })
const identity = z.object({ id: z.string() })
const yearOnly = z.object({ year: yearAsked })
const day = z.string()
const texts = z.array(z.string()).readonly()

const finding = z.object({
  id: z.string(), way: z.enum(WAYS), on: day, result: z.enum(FINDINGS), evidence: texts, note: z.string().nullable(), by: z.string(),
})
const line = z.object({
  person: z.string(), place: z.string(), name: z.string(), born: day, died_on: day.nullable(), categories: texts, identity_number: z.string(),
  state: z.enum(STATES), finding: finding.nullable(), after_death: z.boolean(),
})
const progressAnswer = z.object({
  opens: day, closes: day, late: z.boolean(), places: z.array(z.object({ place: z.string(), done: z.int(), total: z.int() })).readonly(),
  states: z.record(z.enum(STATES), z.int()),
})
const entry = finding.extend({
  person: z.string(), year: z.int(), revision: z.int(), recorded_at: z.string(), supersedes: z.string().nullable(), superseded_by: z.string().nullable(),
})
const proposalAnswer = z.object({
  id: z.string(), person: z.string(), place: z.string(), name: z.string(), kind: z.enum(PROPOSAL_KINDS), reason: z.string(), note: z.string().nullable(),
  state: z.string(), proposed_by: z.string(), proposed_by_name: z.string(), proposed_at: z.string(), decided_by_name: z.string().nullable(),
  authority: z.enum(DECIDERS).nullable(), document: z.string().nullable(), effective_on: day.nullable(), answer: z.string().nullable(),
})
const decided = z.object({ id: z.string(), effective: z.boolean() })

const confirmationReads = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/confirmations/{year}', request: { params: yearOnly, query: confirmationQuery },
    responses: { 200: json(z.object({ rows: z.array(line).readonly(), total: z.int(), page: z.int(), size: z.int() }), 'who is to be confirmed, with what was found') },
  }), async context => context.json(orProblem(await confirmations(house, context.get('actor'), context.req.valid('param').year, context.req.valid('query'))), 200))
  .openapi(createRoute({ method: 'get', path: '/confirmations/{year}/export', request: { params: yearOnly, query: confirmationQuery }, responses: { 200: sheetAnswer } }),
    async context => sheetDownload(orProblem(await exportConfirmations(house, context.get('actor'), context.req.valid('param').year, context.req.valid('query')))))
  .openapi(createRoute({
    method: 'get', path: '/confirmations/{year}/progress', request: { params: yearOnly }, responses: { 200: json(progressAnswer, 'how far it is, village by village') },
  }), async context => context.json(orProblem(await progress(house, context.get('actor'), context.req.valid('param').year)), 200))
  .openapi(createRoute({
    method: 'get', path: '/people/{id}/confirmations', request: { params: one }, responses: { 200: json(z.array(entry), 'every finding ever recorded') },
  }), async context => context.json(orProblem(await findingsOf(house, context.get('actor'), context.req.valid('param').id)), 200))

const confirmationWrites = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'post', path: '/confirmations', request: { headers, body: body(confirmationInput, 'a finding') }, responses: { 200: json(identity, 'its id') },
  }), async context => {
    const key = context.req.valid('header')['idempotency-key']
    return context.json({ id: orProblem(await confirm(house, context.get('actor'), context.req.valid('json'), { key })) }, 200)
  })

const proposalRoutes = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/suspension-proposals', request: { query: yearOnly.extend({ place: placePrefix.default('') }) },
    responses: { 200: json(z.array(proposalAnswer), 'those that wait, and those answered in the year') },
  }), async context => {
    const { place, year } = context.req.valid('query')
    const found = orProblem(await proposals(house, context.get('actor'), place, year))
    return context.json(found.map(proposal => ({ ...proposal, proposed_at: proposal.proposed_at.toISOString() })), 200)
  })
  .openapi(createRoute({
    method: 'post', path: '/suspension-proposals', request: { headers, body: body(proposalInput, 'a proposal') }, responses: { 200: json(identity, 'its id') },
  }), async context => {
    const key = context.req.valid('header')['idempotency-key']
    return context.json({ id: orProblem(await propose(house, context.get('actor'), context.req.valid('json'), { key })) }, 200)
  })
  .openapi(createRoute({
    method: 'post', path: '/suspension-proposals/{id}/stop', request: { params: one, body: body(decisionInput, 'what was decided') },
    responses: { 200: json(decided, 'whether what is owed changes') },
  }), async context => context.json(orProblem(await decideStop(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/suspension-proposals/{id}/resume', request: { params: one, body: body(decisionInput, 'what was decided') },
    responses: { 200: json(decided, 'whether what is owed changes') },
  }), async context => context.json(orProblem(await decideResume(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/suspension-proposals/{id}/decline', request: { params: one, body: body(declineInput, 'why not') }, responses: { 200: json(identity, 'its id') },
  }), async context => context.json({ id: orProblem(await decline(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))) }, 200))

/** The annual confirmation, and the proposals to suspend and to resume that come of it. */
export const confirmationRoutes = (house: House) => newRouter()
  .route('/', confirmationReads(house)).route('/', confirmationWrites(house)).route('/', proposalRoutes(house))
