import { createRoute, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { ROLES } from '../base/actor.ts'
import { refused } from '../base/result.ts'
import { newRouter, orProblem, type Environment } from '../http/router.ts'
import { ACCOUNT_STATES } from './accounts/accounts.ts'
import { account, accountList, addAccount, changeAccount, giveOneTimePassword, stepAccount } from './accounts/actions.ts'
import { ACCOUNT_STEPS, accountChange, accountInput, accountQuery } from './accounts/schemas.ts'
import { endSession, identify, openSession, sessionActor, sessionOf, underKey } from './actions.ts'
import type { House } from './house.ts'
import { changePassword, endOtherSessions, endTour, ownAccount } from './own/actions.ts'
import { passwordInput } from './own/schemas.ts'
import { passwordFirst } from './refusals.ts'
import { signInInput } from './schema.ts'
import { searchRoutes } from './searches/routes.ts'

const COOKIE = 'tongxin'
const tokenIn = (context: Context): string => getCookie(context, COOKIE) ?? ''

/** All that somebody may ask for who has not yet chosen their own password. */
const BEFORE_PASSWORD = ['/api/me', '/api/own/account', '/api/own/password']

/** What a key may be; routes that answer a repeat themselves say when it is none. */
const KEY = /^[\w-]{8,100}$/

/** Lets only signed-in people pass, with a password of their own, and says to the handlers who they are. */
export const signedIn = (house: House): MiddlewareHandler<Environment> => async (context, next) => {
  const { actor, password_once } = orProblem(await sessionOf(house, tokenIn(context)))
  if (password_once && !BEFORE_PASSWORD.includes(context.req.path)) orProblem(refused(passwordFirst))
  context.set('actor', actor)
  const key = context.req.header('idempotency-key')
  return underKey(key !== undefined && KEY.test(key) ? key : undefined, next)
}

/** Whether whoever asks has a session that lives: asked before anything that needs one. */
export const isSignedIn = (house: House) => async (context: Context): Promise<boolean> => (await sessionOf(house, tokenIn(context))).ok

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const fine = json(z.object({ ok: z.literal(true) }), 'done')
const OK = { ok: true as const }

/** Signing in and out, before any session. `demo`: people of a demo have no password. `secure`: the cookie goes over HTTPS alone. */
export const sessionRoutes = (house: House, options: { demo: boolean; secure: boolean }) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/session', request: { body: json(signInInput, 'login and password') }, responses: { 200: fine },
    }), async context => {
      const { login, password } = context.req.valid('json')
      const actor = orProblem(await identify(house, options.demo, login, password))
      setCookie(context, COOKIE, await openSession(house, actor, context.req.header('user-agent')), { httpOnly: true, sameSite: 'Strict', path: '/', secure: options.secure })
      return context.json(OK, 200)
    })
    .openapi(createRoute({ method: 'delete', path: '/session', responses: { 200: fine } }), async context => {
      const token = tokenIn(context)
      const actor = await sessionActor(house, token)
      if (actor.ok) await endSession(house, actor.value, token)
      deleteCookie(context, COOKIE, { path: '/' })
      return context.json(OK, 200)
    })

const one = z.object({ id: z.uuid() })
const accountLine = z.object({
  id: z.string(), login: z.string(), name: z.string(), role: z.enum(ROLES), place: z.string(), state: z.enum(ACCOUNT_STATES),
  signed_in_at: z.string().nullable(), locked_until: z.string().nullable(), version: z.int(),
})
const oneTime = z.object({ password: z.string() })

/** The accounts of others, for the security administrator. */
const accountRoutes = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/administration/accounts', request: { query: accountQuery },
    responses: { 200: json(z.object({ rows: z.array(accountLine).readonly(), total: z.int(), page: z.int(), size: z.int() }), 'a page of accounts') },
  }), async context => context.json(orProblem(await accountList(house, context.get('actor'), context.req.valid('query'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/administration/accounts', request: { body: body(accountInput, 'a new account') }, responses: { 200: json(oneTime.extend({ id: z.string() }), 'its one-time password, said this once') },
  }), async context => context.json(orProblem(await addAccount(house, context.get('actor'), context.req.valid('json'))), 200))
  .openapi(createRoute({
    method: 'get', path: '/administration/accounts/{id}', request: { params: one }, responses: { 200: json(accountLine, 'an account as it stands') },
  }), async context => context.json(orProblem(await account(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({
    method: 'patch', path: '/administration/accounts/{id}', request: { params: one, body: body(accountChange, 'name, role, place') }, responses: { 200: fine },
  }), async context => {
    orProblem(await changeAccount(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json')))
    return context.json(OK, 200)
  })
  .openapi(createRoute({
    method: 'post', path: '/administration/accounts/{id}/password', request: { params: one }, responses: { 200: json(oneTime, 'a one-time password, said this once') },
  }), async context => context.json(orProblem(await giveOneTimePassword(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({
    method: 'post', path: '/administration/accounts/{id}/steps/{step}', request: { params: one.extend({ step: z.enum(ACCOUNT_STEPS) }) }, responses: { 200: fine },
  }), async context => {
    const { id, step } = context.req.valid('param')
    orProblem(await stepAccount(house, context.get('actor'), id, step))
    return context.json(OK, 200)
  })

const day = z.string().nullable()
const own = z.object({
  login: z.string(), password: z.object({ once: z.boolean(), changed_on: day, due_on: day }),
  sessions: z.array(z.object({ id: z.string(), opened_at: z.string(), seen_at: z.string(), device: z.string().nullable(), here: z.boolean() })).readonly(),
})

/** One's own account. */
const ownRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/own/account', responses: { 200: json(own, 'password and sessions') } }),
    async context => context.json(orProblem(await ownAccount(house, context.get('actor'), tokenIn(context))), 200))
  // The middleware has kept the session awake; there is nothing else to say.
  .openapi(createRoute({ method: 'post', path: '/own/stay', responses: { 200: fine } }), context => context.json(OK, 200))
  .openapi(createRoute({ method: 'post', path: '/own/password', request: { body: body(passwordInput, 'the present and the next') }, responses: { 200: fine } }), async context => {
    orProblem(await changePassword(house, context.get('actor'), tokenIn(context), context.req.valid('json')))
    return context.json(OK, 200)
  })
  .openapi(createRoute({ method: 'post', path: '/own/tour', responses: { 200: fine } }), async context => {
    orProblem(await endTour(house, context.get('actor')))
    return context.json(OK, 200)
  })
  .openapi(createRoute({ method: 'post', path: '/own/sessions/end-others', responses: { 200: json(z.object({ ended: z.int() }), 'how many') } }),
    async context => context.json({ ended: orProblem(await endOtherSessions(house, context.get('actor'), tokenIn(context))) }, 200))

export const accessRoutes = (house: House) => newRouter().route('/', accountRoutes(house)).route('/', ownRoutes(house)).route('/', searchRoutes(house))
