import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import type { OpenedFigure } from '../figures/actions.ts'
import type { Figure, FigureValue } from '../figures/figures.ts'
import { newRouter, orProblem } from '../http/router.ts'
import {
  checkDocument, discardDocument, documentFile, frozenDocument, frozenFile, issueDocument, prepareDocument, yearDocument, yearFigure, yearFigures,
} from './actions.ts'
import type { DocumentView, FrozenDocument } from './documents.ts'
import { glanceRoutes } from './glance/routes.ts'
import { removeRevision, saveRevision } from './revisions/actions.ts'
import type { Revision } from './revisions/revisions.ts'
import { revisionInput, revisionMark } from './revisions/schemas.ts'

const asked = z.object({
  year: z.coerce.number().int().min(1950).max(2200),
  place: z.string().regex(/^\d{6,12}$/).optional(),
})
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const view = z.custom<DocumentView>().openapi({ type: 'object', description: 'title, place, year, blocks of runs, figures, standing' })
const values = z.custom<FigureValue[]>().openapi({ type: 'array', items: { type: 'object' } })
const opened = z.custom<OpenedFigure>().openapi({ type: 'object', description: 'the figure and every record behind it' })
const frozen = z.custom<FrozenDocument>().openapi({ type: 'object', description: 'title, blocks, state and hash, word for word' })
const revision = z.custom<Revision>().openapi({ type: 'object', description: 'source, text, version, who and when' })
const stepped = z.object({ id: z.string(), text_hash: z.string().optional(), issued_on: z.string().optional() })

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const step = (name: string, description: string) => createRoute({
  method: 'post', path: `/documents/annual/${name}`, request: { body: json(asked, 'place and year') }, responses: { 200: json(stepped, description) },
})

/** Figures, the year at a glance, the annual document, its file, and its way from draft to issue. */
export const documentsRoutes = (house: House, figures: readonly Figure[]) =>
  newRouter()
    .openapi(createRoute({ method: 'get', path: '/figures', request: { query: asked }, responses: { 200: json(values, 'every figure of the year') } }),
      async context => context.json(orProblem(await yearFigures(house, context.get('actor'), figures, context.req.valid('query'))), 200))
    .openapi(createRoute({
      method: 'get', path: '/figures/{id}', request: { params: z.object({ id: z.string() }), query: asked }, responses: { 200: json(opened, 'one figure, opened') },
    }), async context => {
      const { id } = context.req.valid('param')
      return context.json(orProblem(await yearFigure(house, context.get('actor'), figures, id, context.req.valid('query'))), 200)
    })
    .openapi(createRoute({ method: 'get', path: '/documents/annual', request: { query: asked }, responses: { 200: json(view, 'summary and plan') } }),
      async context => context.json(orProblem(await yearDocument(house, context.get('actor'), figures, context.req.valid('query'))), 200))
    .openapi(createRoute({
      method: 'get', path: '/documents/annual.docx', request: { query: asked.extend({ frozen: z.stringbool().default(false) }) },
      responses: { 200: { content: { [DOCX]: { schema: z.string().openapi({ format: 'binary' }) } }, description: 'the document in official form' } },
    }), async context => {
      const { frozen: asPutForward, ...query } = context.req.valid('query')
      const { name, bytes } = orProblem(await (asPutForward ? frozenFile(house, context.get('actor'), query) : documentFile(house, context.get('actor'), figures, query)))
      return context.body(new Uint8Array(bytes), 200, {
        'content-type': DOCX, 'content-disposition': `attachment; filename="annual.docx"; filename*=UTF-8''${encodeURIComponent(name)}`,
      })
    })
    .openapi(createRoute({ method: 'get', path: '/documents/annual/frozen', request: { query: asked }, responses: { 200: json(frozen, 'what was put forward last') } }),
      async context => context.json(orProblem(await frozenDocument(house, context.get('actor'), context.req.valid('query'))), 200))
    .openapi(createRoute({
      method: 'put', path: '/documents/annual/revisions', request: { query: asked, body: json(revisionInput, 'a paragraph and its words') }, responses: { 200: json(revision, 'saved') },
    }), async context =>
      context.json(orProblem(await saveRevision(house, context.get('actor'), figures, context.req.valid('query'), context.req.valid('json'))), 200))
    .openapi(createRoute({
      method: 'delete', path: '/documents/annual/revisions', request: { query: asked, body: json(revisionMark, 'a paragraph and the version read') }, responses: { 200: json(z.null(), 'removed') },
    }), async context =>
      context.json(orProblem(await removeRevision(house, context.get('actor'), context.req.valid('query'), context.req.valid('json'))), 200))
    .openapi(step('prepare', 'put forward'), async context =>
      context.json(orProblem(await prepareDocument(house, context.get('actor'), figures, context.req.valid('json'))), 200))
    .openapi(step('check', 'checked'), async context =>
      context.json(orProblem(await checkDocument(house, context.get('actor'), context.req.valid('json'))), 200))
    .openapi(step('issue', 'issued'), async context =>
      context.json(orProblem(await issueDocument(house, context.get('actor'), figures, context.req.valid('json'))), 200))
    .openapi(step('discard', 'discarded'), async context =>
      context.json(orProblem(await discardDocument(house, context.get('actor'), context.req.valid('json'))), 200))
    .route('/', glanceRoutes(house, figures))
