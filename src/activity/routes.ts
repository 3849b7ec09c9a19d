import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { newRouter, orProblem, yearAsked } from '../http/router.ts'
import { activities, activity, changeActivity, completeActivity, kinds, recordActivity, removeActivity } from './actions.ts'
import { EVIDENCE_KINDS, FIELD_KINDS, figureId, type Kind } from './kinds.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const params = z.object({ id: z.uuid() })
/** A phone repeats what it sent without knowing whether it arrived; the key makes the repeat harmless. */
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const identity = z.object({ id: z.string() })
const text = z.object({ zh: z.string(), en: z.string() })
const values = z.record(z.string(), z.unknown())

const fieldAnswer = z.object({
  id: z.string(), kind: z.enum(FIELD_KINDS), name: text, required: z.boolean(), at_least: z.number().optional(), at_most: z.number().optional(),
  unit: z.string().optional(), choices: z.array(z.object({ id: z.string(), name: text })).optional(),
})
const kindAnswer = z.object({
  id: z.string(), name: text, fields: z.array(fieldAnswer), parties: z.array(fieldAnswer),
  evidence: z.object({ required: z.array(z.enum(EVIDENCE_KINDS)), welcome: z.array(z.enum(EVIDENCE_KINDS)) }),
  /** What the year's document counts of it; `note` is what is worth knowing before it is recorded. */
  figures: z.array(z.object({ id: z.string(), name: text, unit: z.string() })), note: text,
})
const activityAnswer = z.object({
  id: z.string(), kind: z.string(), place: z.string(), held_on: z.string(), fields: values, parties: values,
  evidence_missing: z.array(z.enum(EVIDENCE_KINDS)).readonly(), version: z.int(),
})
/** What the kind makes of it is checked by the action, which knows the kind. */
const activityInput = z.strictObject({
  kind: z.string(), place: z.string().regex(/^\d{6,12}$/), held_on: z.string(), fields: values.default({}), parties: values.default({}),
})
const activityChange = z.strictObject({ held_on: z.string(), fields: values, parties: values, version: z.int().positive() })
const activityQuery = z.object({
  kind: z.string().optional(), year: yearAsked.optional(), place: z.string().regex(/^\d{0,12}$/).default(''),
  page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(200).default(20),
})

const shownKind = ({ id, name, fields, parties, evidence, figures, topic }: Kind) => ({
  id, name, fields, parties, evidence, note: topic.note, figures: figures.map(figure => ({ id: figureId(id, figure.suffix), name: figure.name, unit: figure.unit })),
})

const activityReads = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/activity-kinds', responses: { 200: json(z.array(kindAnswer), 'what can be recorded') },
    }), async context => {
      const known = orProblem(await kinds(house, context.get('actor')))
      return context.json(known.map(shownKind), 200)
    })
    .openapi(createRoute({
      method: 'get', path: '/activities', request: { query: activityQuery },
      responses: { 200: json(z.object({ rows: z.array(activityAnswer), total: z.int(), page: z.int(), size: z.int() }), 'records, newest first') },
    }), async context => {
      const { kind, year, place, page, size } = context.req.valid('query')
      return context.json(orProblem(await activities(house, context.get('actor'), { kind: kind ?? null, year: year ?? null, place }, { page, size })), 200)
    })
    .openapi(createRoute({
      method: 'get', path: '/activities/{id}', request: { params }, responses: { 200: json(activityAnswer.extend({ names: z.record(z.string(), z.string()) }), 'a record, and the names of whom it names by id') },
    }), async context => context.json(orProblem(await activity(house, context.get('actor'), context.req.valid('param').id)), 200))

const activityWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/activities', request: { headers, body: body(activityInput, 'a new record') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await recordActivity(house, context.get('actor'), context.req.valid('json'), { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'patch', path: '/activities/{id}', request: { params, headers, body: body(activityChange, 'the record written anew') },
      responses: { 200: json(identity, 'its id') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      const { id } = context.req.valid('param')
      return context.json({ id: orProblem(await changeActivity(house, context.get('actor'), id, context.req.valid('json'), { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/activities/{id}/complete', request: { params, headers },
      responses: { 200: json(identity, 'its evidence is there, its tasks are closed') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await completeActivity(house, context.get('actor'), context.req.valid('param').id, { key })) }, 200)
    })
    .openapi(createRoute({
      method: 'delete', path: '/activities/{id}', request: { params, headers }, responses: { 200: json(identity, 'taken back') },
    }), async context => {
      const key = context.req.valid('header')['idempotency-key']
      return context.json({ id: orProblem(await removeActivity(house, context.get('actor'), context.req.valid('param').id, { key })) }, 200)
    })

/** Activities of every kind. Evidence is uploaded to /evidence with the subject `activity` and the record's id. */
export const activityRoutes = (house: House) => newRouter().route('/', activityReads(house)).route('/', activityWrites(house))
