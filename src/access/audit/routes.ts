import { createRoute, z } from '@hono/zod-openapi'
import { newRouter, orProblem } from '../../http/router.ts'
import { sheetAnswer, sheetDownload } from '../../http/sheet.ts'
import type { House } from '../house.ts'
import { checkChain, exportJournal, journalList, type AuditSources } from './actions.ts'
import { journalQuery } from './schemas.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const text = z.object({ zh: z.string(), en: z.string() })
const said = z.object({ field: text, before: text.nullable(), after: text.nullable() })
const line = z.object({
  number: z.int(), at: z.string(), actor: z.string(), role_name: text, action: z.string(), name: text, subject: z.string(), title: z.string().nullable(), place: z.string(),
  page: z.string().nullable(), said: z.array(said).readonly(), more: z.int(), covered: z.boolean(), hash: z.string(),
})
const chain = z.object({
  rows: z.int(), head: z.object({ number: z.int(), hash: z.string() }), anchors: z.int(),
  fault: z.object({ number: z.int(), fault: z.enum(['changed', 'missing', 'reordered', 'truncated', 'other-chain']) }).nullable(),
})

/** The journal for whoever audits. */
export const auditRoutes = (house: House, sources: AuditSources) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/administration/journal', request: { query: journalQuery },
    responses: { 200: json(z.object({ rows: z.array(line).readonly(), total: z.int(), page: z.int(), size: z.int() }), 'what was done, masked') },
  }), async context => context.json(orProblem(await journalList(house, context.get('actor'), sources, context.req.valid('query'))), 200))
  .openapi(createRoute({ method: 'get', path: '/administration/journal/export', request: { query: journalQuery }, responses: { 200: sheetAnswer } }),
    async context => sheetDownload(orProblem(await exportJournal(house, context.get('actor'), sources, context.req.valid('query')))))
  .openapi(createRoute({ method: 'post', path: '/administration/journal/check', responses: { 200: json(chain, 'how far the chain holds') } }),
    async context => context.json(orProblem(await checkChain(house, context.get('actor'), sources)), 200))
