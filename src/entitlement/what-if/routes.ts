import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createRoute, z } from '@hono/zod-openapi'
import { isMonth } from '../../base/day.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import { whatIf } from './actions.ts'
import { framed } from './pack.ts'
import { MONTHS_MOST } from './what-if.ts'

const month = z.string().refine(isMonth, '应为月份 YYYY-MM / a month, YYYY-MM')
  .refine(text => text >= '1950' && text < '2200', '应在 1950 至 2199 年 / between 1950 and 2199')
const query = z.strictObject({
  place: z.string().regex(/^\d{6,12}$/).optional(), from: month.optional(), months: z.coerce.number().int().min(1).max(MONTHS_MOST).default(12),
})
const frameAnswer = {
  description: 'the law and the roster in columns: a JSON head and bytes (what-if/pack.ts)', content: { 'application/octet-stream': { schema: z.string() } },
}

/** Columns repeat themselves: packed they are a quarter. */
const packed = promisify(gzip)
const FASTEST = 1

/** What a place's rates come to, over HTTP, relative to /api. */
export const whatIfRoutes = (house: LawHouse) => newRouter().openapi(createRoute({
  method: 'get', path: '/what-if', request: { query }, responses: { 200: frameAnswer },
}), async context => {
  const { head, columns } = orProblem(await whatIf(house, context.get('actor'), context.req.valid('query')))
  const frame = framed(new TextEncoder().encode(JSON.stringify(head)), columns)
  const headers = { 'content-type': 'application/octet-stream', 'cache-control': 'private, no-store' }
  if (!/\bgzip\b/.test(context.req.header('accept-encoding') ?? '')) return context.body(frame.buffer, 200, headers)
  const small = Uint8Array.from(await packed(frame, { level: FASTEST })).buffer
  return context.body(small, 200, { ...headers, 'content-encoding': 'gzip', 'vary': 'accept-encoding' })
})
