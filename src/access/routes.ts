import { createRoute, z } from '@hono/zod-openapi'
import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { newRouter, orProblem, type Environment } from '../http/router.ts'
import { accounts, addAccount, endSession, identify, openSession, sessionActor } from './actions.ts'
import type { House } from './house.ts'
import { accountInput, signInInput } from './schema.ts'

const COOKIE = 'tongxin'

/** Lets only signed-in people pass, and says to the handlers who they are. */
export const signedIn = (house: House): MiddlewareHandler<Environment> => async (context, next) => {
  context.set('actor', orProblem(await sessionActor(house, getCookie(context, COOKIE) ?? '')))
  return next()
}

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const accountAnswer = z.object({ id: z.string(), place: z.string(), login: z.string(), name: z.string(), role: z.string() })

/** Signing in and out, before any session. `demo`: people of a demo have no password. `secure`: the cookie goes over HTTPS alone. */
export const sessionRoutes = (house: House, options: { demo: boolean; secure: boolean }) =>
  newRouter()
    .openapi(createRoute({
      method: 'post', path: '/session', request: { body: json(signInInput, 'login and password') }, responses: { 200: json(z.object({ ok: z.literal(true) }), 'signed in') },
    }), async context => {
      const { login, password } = context.req.valid('json')
      const actor = orProblem(await identify(house, options.demo, login, password))
      setCookie(context, COOKIE, await openSession(house, actor), { httpOnly: true, sameSite: 'Strict', path: '/', secure: options.secure })
      return context.json({ ok: true as const }, 200)
    })
    .openapi(createRoute({
      method: 'delete', path: '/session', responses: { 200: json(z.object({ ok: z.literal(true) }), 'signed out') },
    }), async context => {
      const token = getCookie(context, COOKIE) ?? ''
      const actor = await sessionActor(house, token)
      if (actor.ok) await endSession(house, actor.value, token)
      deleteCookie(context, COOKIE, { path: '/' })
      return context.json({ ok: true as const }, 200)
    })

export const accountRoutes = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/accounts', responses: { 200: json(z.array(accountAnswer), 'accounts in scope') },
    }), async context => context.json(orProblem(await accounts(house, context.get('actor'))), 200))
    .openapi(createRoute({
      method: 'post', path: '/accounts', request: { body: json(accountInput, 'a new account') }, responses: { 200: json(z.object({ id: z.string() }), 'its id') },
    }), async context => context.json({ id: orProblem(await addAccount(house, context.get('actor'), context.req.valid('json'))) }, 200))
