import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { enterSetting, settings, type SettingView } from './actions.ts'
import { settingInput } from './schemas.ts'

const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const view = z.custom<SettingView>().openapi({ type: 'object', description: 'a payment setting' })

/** How places pay, relative to /api. */
export const settingRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/payment-settings', responses: { 200: json(z.array(view), 'every setting, in the order in which they were entered') } }),
    async context => context.json(orProblem(await settings(house, context.get('actor'))), 200))
  .openapi(createRoute({
    method: 'post', path: '/payment-settings', request: { headers, body: json(settingInput, 'how a place pays from a day on') },
    responses: { 200: json(z.object({ id: z.string() }), 'the setting') },
  }), async context => {
    const id = orProblem(await enterSetting(house, context.get('actor'), context.req.valid('json'), { key: context.req.valid('header')['idempotency-key'] }))
    return context.json({ id }, 200)
  })
