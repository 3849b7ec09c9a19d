import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { newRouter, orProblem, yearAsked } from '../http/router.ts'
import { reasonInput } from '../plan/schema.ts'
import {
  addDecision, adjustGroup, changeMeeting, establishGroup, exportMeeting, group, groups, meeting, meetingOf, meetings, recordMeeting, removeMeeting,
} from './actions.ts'
import { MEMBER_ROLES } from './organization.ts'
import { decisionInput, groupChange, groupInput, meetingChange, meetingInput } from './schema.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const params = z.object({ id: z.string() })
const identity = z.object({ id: z.string() })
const place = z.string().regex(/^\d{0,12}$/).default('')

const groupAnswer = z.object({
  id: z.string(), place: z.string(), name: z.string(), changed_on: z.string(),
  versions: z.array(z.object({ id: z.string(), kind: z.enum(['established', 'adjusted']), on: z.string(), document: z.string(),
    reason: z.string().nullable() })).readonly(),
  members: z.array(z.object({ id: z.string(), name: z.string(), office: z.string(), role: z.enum(MEMBER_ROLES), from: z.string(),
    to: z.string().nullable() })).readonly(),
})
const meetingAnswer = z.object({
  id: z.string(), group: z.string(), place: z.string(), held_on: z.string(), topic: z.string(), chair: z.string(), attendees: z.array(z.string()).readonly(),
  absent: z.array(z.object({ name: z.string(), reason: z.string() })).readonly(), summary: z.string().nullable(), withdrawn: z.boolean(),
  venue: z.string().nullable(), recorder: z.string().nullable(), agenda: z.array(z.string()).readonly(), observers: z.array(z.string()).readonly(), version: z.int(),
  decisions: z.array(z.object({
    id: z.string(), meeting: z.string(), place: z.string(), text: z.string(), owner: z.string(), owner_name: z.string().nullable(), due_on: z.string(),
      task: z.string(), state: z.string(),
  })).readonly(),
})

const groupRoutes = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/groups', request: { query: z.object({ place, on: z.iso.date().optional() }) },
      responses: { 200: json(z.array(groupAnswer), 'leading groups and their members on a day') },
    }), async context => context.json(orProblem(await groups(house, context.get('actor'), context.req.valid('query'))), 200))
    .openapi(createRoute({
      method: 'get', path: '/groups/{id}', request: { params }, responses: { 200: json(groupAnswer, 'a group with everybody who was ever in it') },
    }), async context => context.json(orProblem(await group(house, context.get('actor'), context.req.valid('param').id)), 200))
    .openapi(createRoute({
      method: 'post', path: '/groups', request: { headers, body: body(groupInput, 'a new leading group') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await establishGroup(house, context.get('actor'), context.req.valid('json'), options)) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/groups/{id}/adjust', request: { headers, params, body: body(groupChange, 'who joins and who leaves') },
        responses: { 200: json(identity, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await adjustGroup(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'),
        options)) }, 200)
    })

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const minutesRoutes = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/decisions/{id}', request: { params }, responses: { 200: json(z.object({ meeting: z.string() }), 'the meeting that decided it') },
    }), async context => context.json(orProblem(await meetingOf(house, context.get('actor'), context.req.valid('param').id)), 200))
    .openapi(createRoute({
      method: 'get', path: '/meetings/{id}', request: { params }, responses: { 200: json(meetingAnswer, 'a meeting') },
    }), async context => context.json(orProblem(await meeting(house, context.get('actor'), context.req.valid('param').id)), 200))
    .openapi(createRoute({
      method: 'get', path: '/meetings/{id}/minutes', request: { params },
      responses: { 200: { description: 'its paper', content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } } } },
    }), async context => {
      const { name, bytes } = orProblem(await exportMeeting(house, context.get('actor'), context.req.valid('param').id))
      return context.body(Uint8Array.from(bytes).buffer, 200, {
        'content-type': DOCX, 'content-disposition': `attachment; filename="minutes.docx"; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'private, no-store',
      })
    })
    .openapi(createRoute({
      method: 'patch', path: '/meetings/{id}', request: { headers, params, body: body(meetingChange, 'the minutes written anew') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await changeMeeting(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/meetings/{id}/decisions', request: { headers, params, body: body(decisionInput, 'a decision') },
      responses: { 200: json(z.object({ task: z.string() }), 'the task that it is') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ task: orProblem(await addDecision(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)) }, 200)
    })

const meetingRoutes = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/meetings',
      request: { query: z.object({ place, year: yearAsked, page: z.coerce.number().int().min(1).default(1),
        size: z.coerce.number().int().min(1).max(200).default(20) }) },
      responses: { 200: json(z.object({ rows: z.array(meetingAnswer), total: z.int(), page: z.int(), size: z.int() }), 'meetings, newest first') },
    }), async context => {
      const { page, size, ...query } = context.req.valid('query')
      const all = orProblem(await meetings(house, context.get('actor'), query))
      return context.json({ rows: all.slice((page - 1) * size, page * size), total: all.length, page, size }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/meetings', request: { headers, body: body(meetingInput, 'a meeting and its decisions') },
      responses: { 200: json(z.object({ id: z.string(), tasks: z.array(z.string()) }), 'its id and the tasks of its decisions') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json(orProblem(await recordMeeting(house, context.get('actor'), context.req.valid('json'), options)), 200)
    })
    .openapi(createRoute({
      method: 'delete', path: '/meetings/{id}', request: { headers, params, body: body(reasonInput, 'why') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await removeMeeting(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json').reason,
        options)) }, 200)
    })

/** Leading groups and their versions, meetings, their papers and decisions. */
export const organizationRoutes = (house: House) =>
  newRouter().route('/', groupRoutes(house)).route('/', minutesRoutes(house)).route('/', meetingRoutes(house))
