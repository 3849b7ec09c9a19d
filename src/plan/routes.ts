import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { newRouter, orProblem, yearAsked } from '../http/router.ts'
import {
  addItem, addTask, adoptPlan, changeItem, changeTask, closeTask, planDraft, planItems, planYear, removeTask, reopenTask, task, tasks,
} from './actions.ts'
import { OWNERS } from './duties.ts'
import { SOURCES, TASK_STATES } from './plan.ts'
import { closeInput, itemChange, itemInput, planInput, reasonInput, taskChange, taskInput } from './schema.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const headers = z.object({ 'idempotency-key': z.string().min(8).max(100).optional() })
const params = z.object({ id: z.string() })
const text = z.object({ zh: z.string(), en: z.string() })
const words = z.array(z.string()).readonly()

const planQuery = z.object({ year: yearAsked, place: z.string().regex(/^\d{0,12}$/).default('') })
const taskQuery = planQuery.extend({
  state: z.enum(TASK_STATES).optional(), owner: z.enum(OWNERS).optional(), source: z.enum(SOURCES).optional(),
  page: z.coerce.number().int().min(1).default(1), size: z.coerce.number().int().min(1).max(200).default(20),
})

const itemAnswer = z.object({
  id: z.string(), place: z.string(), number: z.int(), duty: z.string().nullable(), title: text, sentence: text, windows: words, window: text,
    owner: z.enum(OWNERS), owner_name: z.string().nullable(), from: z.string().nullable(), to: z.string().nullable(),
  target: words, total: z.int(), done: z.int(), overdue: z.int(), state: z.enum(TASK_STATES), version: z.int(),
})
const taskAnswer = z.object({
  id: z.string(), place: z.string(), year: z.int(), number: z.int().nullable(), plan_item: z.string().nullable(), duty: z.string().nullable(),
    window: z.string().nullable(),
  title: text, from: z.string(), to: z.string(), owner: z.enum(OWNERS), owner_name: z.string().nullable(), closes_by: words, source_kind: z.enum(SOURCES),
  source: z.string(), dropped_on: z.string().nullable(), dropped_reason: z.string().nullable(), records: z.int(), done_on: z.string().nullable(),
  state: z.enum(TASK_STATES), overdue_days: z.int(), version: z.int(),
})
const taskOpened = taskAnswer.extend({ proofs: z.array(z.object({ kind: z.string(), id: z.string(), on: z.string(), by_hand: z.boolean() })).readonly() })
const yearAnswer = z.object({
  today: z.string(), adopted: z.boolean(), windows: z.array(z.object({ window: z.string(), name: text, from: z.string(), to: z.string() })).readonly(),
  items: z.array(itemAnswer).readonly(), tasks: z.array(taskAnswer).readonly(),
})
const taskDraft = taskAnswer.pick({ place: true, duty: true, window: true, title: true, from: true, to: true, owner: true, owner_name: true, closes_by: true }).extend({ number: z.int() })
const draftAnswer = z.object({
  place: z.string(), year: z.int(), adopted: z.boolean(),
  lines: z.array(itemAnswer.pick({ number: true, title: true, sentence: true, window: true, windows: true, target: true, from: true, to: true, owner: true, owner_name: true }).extend({
    key: z.string(), kind: z.enum(['duty', 'own']), tasks: z.array(taskDraft).readonly(),
    last: z.object({ total: z.int(), done: z.int(), missing: z.array(text).readonly() }).nullable(),
  })).readonly(),
})
const identity = z.object({ id: z.string() })

const planReads = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/plan', request: { query: planQuery }, responses: { 200: json(z.array(itemAnswer), 'the items of a year') },
    }), async context => context.json(orProblem(await planItems(house, context.get('actor'), context.req.valid('query'))), 200))
    .openapi(createRoute({
      method: 'get', path: '/plan/year', request: { query: planQuery }, responses: { 200: json(yearAnswer, 'the year: windows, items, tasks') },
    }), async context => context.json(orProblem(await planYear(house, context.get('actor'), context.req.valid('query'))), 200))
    .openapi(createRoute({
      method: 'get', path: '/plan/draft', request: { query: planQuery }, responses: { 200: json(draftAnswer, 'a plan before it is adopted') },
    }), async context => context.json(orProblem(await planDraft(house, context.get('actor'), context.req.valid('query'))), 200))
    .openapi(createRoute({
      method: 'get', path: '/tasks/{id}', request: { params }, responses: { 200: json(taskOpened, 'a task and what proves it') },
    }), async context => context.json(orProblem(await task(house, context.get('actor'), context.req.valid('param').id)), 200))
    .openapi(createRoute({
      method: 'get', path: '/tasks', request: { query: taskQuery },
      responses: { 200: json(z.object({ rows: z.array(taskAnswer), total: z.int(), page: z.int(), size: z.int() }), 'tasks, the overdue first') },
    }), async context => {
      const { page, size, ...query } = context.req.valid('query')
      const all = orProblem(await tasks(house, context.get('actor'), query))
      // What waits stands first: the overdue, then what is open, each by its last day.
      const ordered = ['overdue', 'open', 'done', 'dropped'].flatMap(state => all.filter(each => each.state === state))
      return context.json({ rows: ordered.slice((page - 1) * size, page * size), total: ordered.length, page, size }, 200)
    })

const planWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/plan', request: { headers, body: body(planInput, 'a township and a year') },
      responses: { 200: json(z.object({ plan: z.string(), items: z.int(), tasks: z.int() }), 'the plan') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json(orProblem(await adoptPlan(house, context.get('actor'), context.req.valid('json'), options)), 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/tasks', request: { headers, body: body(taskInput, 'a new task') },
        responses: { 200: json(z.object({ id: z.string() }), 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await addTask(house, context.get('actor'), context.req.valid('json'), options)) }, 200)
    })

const itemWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/plan/items', request: { headers, body: body(itemInput, 'an item of the place alone') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await addItem(house, context.get('actor'), context.req.valid('json'), options)) }, 200)
    })
    .openapi(createRoute({
      method: 'patch', path: '/plan/items/{id}', request: { headers, params, body: body(itemChange, 'who leads it') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await changeItem(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)) }, 200)
    })
    .openapi(createRoute({
      method: 'patch', path: '/tasks/{id}', request: { headers, params, body: body(taskChange, 'whose it is and until when') }, responses: { 200: json(identity, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await changeTask(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)) }, 200)
    })

const closed = z.object({ closed: z.int() })
const taskWrites = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/tasks/{id}/close', request: { headers, params, body: body(closeInput, 'ids of evidence; none means what was kept for the task') },
      responses: { 200: json(closed, 'how many tasks were closed') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ closed: orProblem(await closeTask(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json').evidence,
        options)) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/tasks/{id}/reopen', request: { headers, params, body: body(reasonInput, 'why') },
        responses: { 200: json(z.object({ withdrawn: z.int() }), 'proofs taken back') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ withdrawn: orProblem(await reopenTask(house, context.get('actor'), context.req.valid('param').id,
        context.req.valid('json').reason, options)) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/tasks/{id}/drop', request: { headers, params, body: body(reasonInput, 'why') },
        responses: { 200: json(z.object({ id: z.string() }), 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await removeTask(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json').reason,
        options)) }, 200)
    })

/** The plan, its year and its draft, items and tasks. */
export const planRoutes = (house: House) =>
  newRouter().route('/', planReads(house)).route('/', planWrites(house)).route('/', itemWrites(house)).route('/', taskWrites(house))
