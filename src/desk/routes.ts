import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { House } from '../access/house.ts'
import { firstAdministratorCall } from '../access/schema.ts'
import type { Refusal } from '../base/result.ts'
import type { Figure } from '../figures/figures.ts'
import { newRouter, orProblem, problem, yearAsked } from '../http/router.ts'
import { places } from '../places/actions.ts'
import { addFirstAdministrator, desk, me, state } from './actions.ts'
import type { Machine } from './health/health.ts'
import type { Progress } from './progress.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const anything = z.unknown()

const starting: Refusal = {
  code: 'state', place: 'program', message: { zh: '系统正在启动，请稍候。', en: 'The program is starting.' },
  next: { zh: '页面会自动继续。', en: 'The page goes on by itself.' },
}

/** What answers before the database is open. */
export const startingRoutes = (progress: () => Progress) => {
  const router = newRouter()
    .openapi(createRoute({ method: 'get', path: '/state', responses: { 200: json(anything, 'how far the start is') } }),
      context => context.json({ set_up: false, demo: false, signed_in: false, progress: progress() }, 200))
  router.all('*', context => problem(context, [starting]))
  return router
}

/** What answers before anybody is signed in. */
export const setUpRoutes = (house: House, options: { demo: boolean; code: string; isSignedIn(context: Context): Promise<boolean> }) =>
  newRouter()
    .openapi(createRoute({ method: 'get', path: '/state', responses: { 200: json(anything, 'whether the program is set up, and whoever asks signed in') } }),
      async context => context.json({ ...await state(house, options.demo), signed_in: await options.isSignedIn(context) }, 200))
    .openapi(createRoute({
      method: 'post', path: '/first-administrator', request: { body: json(firstAdministratorCall, 'the one-time code, the places, the account') }, responses: { 200: json(z.object({ id: z.string() }), 'the account') },
    }), async context => context.json({ id: orProblem(await addFirstAdministrator(house, options.code, context.req.valid('json'))) }, 200))

/** The desk of whoever is signed in. */
export const deskRoutes = (house: House, options: { demo: boolean; figures: readonly Figure[]; machine: Machine }) =>
  newRouter()
    .openapi(createRoute({ method: 'get', path: '/me', responses: { 200: json(anything, 'who is signed in') } }),
      async context => context.json(orProblem(await me(house, context.get('actor'), options.demo)), 200))
    .openapi(createRoute({ method: 'get', path: '/places', responses: { 200: json(anything, 'places of the county') } }),
      async context => context.json(orProblem(await places(house, context.get('actor'))), 200))
    .openapi(createRoute({
      method: 'get', path: '/desk', request: { query: z.object({ year: yearAsked.optional() }) }, responses: { 200: json(anything, 'what is due, and the year') },
    }), async context => context.json(orProblem(await desk(house, context.get('actor'), options, context.req.valid('query').year)), 200))
