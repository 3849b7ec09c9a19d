import { createRoute, z } from '@hono/zod-openapi'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { newRouter, orProblem } from '../http/router.ts'
import type { Backups } from './actions.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const named = { params: z.object({ name: z.string() }) }
const anything = z.unknown()

/** Backups of the running program, for its system administrator. */
export const backupRoutes = (backups: Backups) =>
  newRouter()
    .openapi(createRoute({ method: 'get', path: '/backups', responses: { 200: json(anything, 'BackupState: what there is, what is being made') } }),
      async context => context.json(orProblem(await backups.state(context.get('actor'))), 200))
    .openapi(createRoute({ method: 'post', path: '/backups', responses: { 202: json(z.object({ started: z.literal(true) }), 'it has begun; GET /backups tells how far it is') } }),
      async context => context.json(orProblem(await backups.begin(context.get('actor'))), 202))
    .openapi(createRoute({
      method: 'get', path: '/backups/{name}', request: named,
      responses: { 200: { description: 'the file, sealed', content: { 'application/octet-stream': { schema: z.string() } } } },
    }), async context => {
      const { path, bytes } = orProblem(await backups.path(context.get('actor'), context.req.valid('param').name))
      return context.body(Readable.toWeb(createReadStream(path)) as ReadableStream, 200, { // Node's own name for the same stream
        'content-type': 'application/octet-stream', 'content-length': String(bytes),
        'content-disposition': `attachment; filename="${context.req.valid('param').name}"`, 'x-content-type-options': 'nosniff',
      })
    })
    .openapi(createRoute({
      method: 'post', path: '/backups/{name}/check', request: named, responses: { 200: json(z.object({ sha256: z.string() }), 'it was read through and is whole') },
    }), async context => context.json(orProblem(await backups.check(context.get('actor'), context.req.valid('param').name)), 200))
