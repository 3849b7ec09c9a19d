import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { newRouter, orProblem } from '../http/router.ts'
import { evidenceOf, keepEvidence, openEvidence } from './actions.ts'
import { evidenceDownload, keptFile } from './download.ts'
import { EVIDENCE_KINDS } from './evidence.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })

const evidenceAnswer = z.object({
  id: z.string(), kind: z.enum(EVIDENCE_KINDS), title: z.string(), place: z.string(), taken_on: z.string(), media_type: z.string(),
  size: z.number(), hash: z.string(), subject_kind: z.string(), subject: z.string(), kept_by: z.string(),
})

const evidenceForm = z.object({
  file: z.custom<File>(value => value instanceof File, 'a file').openapi({ type: 'string', format: 'binary' }),
  kind: z.enum(EVIDENCE_KINDS), title: z.string(), place: z.string(), taken_on: z.string(), subject_kind: z.string(), subject: z.string(),
})

/** GET /evidence (of a subject), GET /evidence/:id (the file), POST /evidence (multipart). */
export const evidenceRoutes = (house: House) =>
  newRouter()
    .openapi(createRoute({
      method: 'get', path: '/evidence', request: { query: z.object({ subject_kind: z.string(), subject: z.string() }) },
      responses: { 200: json(z.array(evidenceAnswer), 'what proves a subject') },
    }), async context => {
      const { subject_kind, subject } = context.req.valid('query')
      return context.json(orProblem(await evidenceOf(house, context.get('actor'), { kind: subject_kind, id: subject })), 200)
    })
    .openapi(createRoute({
      method: 'get', path: '/evidence/{id}', request: { params: z.object({ id: z.string() }) },
      responses: { 200: keptFile },
    }), async context => evidenceDownload(orProblem(await openEvidence(house, context.get('actor'), context.req.valid('param').id))))
    .openapi(createRoute({
      method: 'post', path: '/evidence', request: { body: { content: { 'multipart/form-data': { schema: evidenceForm } } } },
      responses: { 200: json(z.object({ id: z.string() }), 'its id') },
    }), async context => {
      const { file, subject_kind, subject, ...rest } = context.req.valid('form')
      const input = {
        ...rest, subject: { kind: subject_kind, id: subject }, media_type: file.type.split(';')[0] ?? '', file_name: file.name,
          bytes: new Uint8Array(await file.arrayBuffer()),
      }
      return context.json({ id: orProblem(await keepEvidence(house, context.get('actor'), input, { key: context.req.header('idempotency-key') })) }, 200)
    })
