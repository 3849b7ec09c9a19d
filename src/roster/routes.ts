import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { evidenceDownload, keptFile } from '../evidence/download.ts'
import { newRouter, orProblem } from '../http/router.ts'
import { sheetAnswer, sheetDownload } from '../http/sheet.ts'
import { addHousehold, addPerson, changePerson, recordFact } from './actions.ts'
import { IMPORTED_KINDS } from './intake/imports.ts'
import { failedFile, importSheet, listForms, templateFile } from './intake/actions.ts'
import { CATEGORIES } from '../law/facts.ts'
import { RELATION_IDS } from './accounts/accounts.ts'
import { CATEGORY_NAMES, FACT_KINDS } from './kinds.ts'
import { importRows, imports, undoImport } from './intake/undo/actions.ts'
import { changeHousehold, neighbours } from './households/actions.ts'
import { household, households, people, person, reveal, timeline } from './lookup/actions.ts'
import { exportPeople, listMaskings } from './export/actions.ts'
import { openPaper } from './papers/actions.ts'
import {
  changeInput, exportInput, householdChange, householdInput, householdQuery, importQuery, listQuery, paperInput, personInput, recordInput, revealInput, takenDifferences, undoInput,
} from './schemas.ts'

export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
export const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const one = z.object({ id: z.uuid() })
const text = z.object({ zh: z.string(), en: z.string() })
const day = z.string()

const personLine = z.object({
  id: z.string(), name: z.string(), sex: z.enum(['male', 'female']), born: day, died_on: day.nullable(), place: z.string(),
  categories: z.array(z.string()), identity_number: z.string(), phone: z.string().nullable(), account: z.string().nullable(), household: z.string().nullable(),
})
const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), total: z.number(), page: z.number(), size: z.number() })
const cardFact = z.object({ id: z.string(), kind: z.enum(FACT_KINDS), value: z.unknown(), known_on: day, document: z.string().nullable() })
const householdLine = z.object({
  id: z.string(), place: z.string(), head: z.string(), group_name: z.string().nullable(), address: z.string().nullable(), members: z.number().nullable(), version: z.number(),
})
const home = householdLine.extend({ persons: z.array(z.object({ id: z.string(), name: z.string(), born: day, died_on: day.nullable(), version: z.number() })) })
const neighbour = z.object({ id: z.string(), name: z.string(), household: z.string(), head: z.string(), version: z.number() })
const personCard = personLine.extend({
  bank_name: z.string().nullable(), account_holder: z.string().nullable(), account_relation: z.enum(RELATION_IDS), address: z.string().nullable(), version: z.number(),
  facts: z.array(cardFact),
  home: home.nullable(),
})
const timelineEntry = cardFact.extend({
  became_true: day.nullable(), recorded_at: z.string(), recorded_by: z.string(), supersedes: z.string().nullable(), superseded_by: z.string().nullable(),
})
const importAnswer = z.object({
  form: z.string(), committed: z.boolean(), rows_read: z.number(), accepted: z.number(), refused: z.number(), id: z.string().optional(), failed_rows: z.string().optional(), encoding: z.enum(['utf-8', 'utf-16', 'gb18030']).optional(),
  errors: z.array(z.object({ row: z.number(), column: z.string(), value: z.string(), reason: text, legal: z.array(z.string()) })),
  differences: z.array(z.object({
    row: z.number(), person: z.string(), name: z.string(), version: z.number(),
    fields: z.array(z.object({ field: z.string(), heading: z.string(), old: z.string(), new: z.string(), takeable: z.boolean() })),
  })),
})

const importLine = z.object({
  id: z.string(), form: z.string(), form_name: text, imported_at: z.string(), imported_by_name: z.string().nullable(),
  rows_read: z.number(), rows_accepted: z.number(), rows_refused: z.number(), failed_rows: z.boolean(), standing: z.number(), undone: z.number(),
})
const importedRow = z.object({
  row: z.number(), person: z.string(), name: z.string(), place: z.string(), kind: z.enum(IMPORTED_KINDS),
  undone_at: z.string().nullable(), undone_by_name: z.string().nullable(), undone_reason: z.string().nullable(),
})
const undoAnswer = z.object({
  committed: z.boolean(), undone: z.number(), kept: z.array(z.object({ row: z.number(), person: z.string(), name: z.string(), reasons: z.array(text) })),
})

/** Masked, by its address alone; what is whole asks for a reason, which stands in no address. */
const exportQuery = exportInput.omit({ masking: true, reason: true })

const peopleRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/people', request: { query: listQuery }, responses: { 200: json(pageOf(personLine), 'a page of the roster, masked') } }),
    async context => context.json(mutable(orProblem(await people(house, context.get('actor'), context.req.valid('query')))), 200))
  .openapi(createRoute({ method: 'get', path: '/people/export', request: { query: exportQuery }, responses: { 200: sheetAnswer } }),
    async context => sheetDownload(orProblem(await exportPeople(house, context.get('actor'), context.req.valid('query')))))
  .openapi(createRoute({ method: 'post', path: '/people/export', request: { body: body(exportInput, 'what to take out, how its numbers stand, and for what') }, responses: { 200: sheetAnswer } }),
    async context => sheetDownload(orProblem(await exportPeople(house, context.get('actor'), context.req.valid('json')))))
  .openapi(createRoute({
    method: 'get', path: '/people/maskings', responses: { 200: json(z.array(z.object({ id: z.string(), name: text, note: text, reveals: z.boolean() })), 'the ways in which a roster may leave') },
  }), async context => context.json(mutable(listMaskings()), 200))
  .openapi(createRoute({ method: 'post', path: '/people', request: { body: body(personInput, 'a person') }, responses: { 200: json(one, 'its id') } }),
    async context => context.json({ id: orProblem(await addPerson(house, context.get('actor'), context.req.valid('json'), { key: context.req.header('idempotency-key') })) }, 200))
  .openapi(createRoute({ method: 'get', path: '/people/{id}', request: { params: one }, responses: { 200: json(personCard, 'the card, masked') } }),
    async context => context.json(mutable(orProblem(await person(house, context.get('actor'), context.req.valid('param').id))), 200))
  .openapi(createRoute({ method: 'get', path: '/people/{id}/timeline', request: { params: one }, responses: { 200: json(z.array(timelineEntry), 'every fact ever recorded') } }),
    async context => context.json(orProblem(await timeline(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({ method: 'patch', path: '/people/{id}', request: { params: one, body: body(changeInput, 'changes') }, responses: { 200: json(one, 'its id') } }),
    async context => context.json({ id: orProblem(await changePerson(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))) }, 200))
  .openapi(createRoute({ method: 'post', path: '/people/{id}/facts', request: { params: one, body: body(recordInput, 'a fact') }, responses: { 200: json(one, 'its id') } }),
    async context => context.json({
      id: orProblem(await recordFact(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { key: context.req.header('idempotency-key') })),
    }, 200))
  .openapi(createRoute({
    method: 'post', path: '/people/{id}/reveal', request: { params: one, body: body(revealInput, 'which number and why') },
    responses: { 200: json(z.object({ value: z.string().nullable() }), 'the number in plain') },
  }), async context => context.json(orProblem(await reveal(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))), 200))

const paperRoutes = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'post', path: '/people/{id}/papers/{file}', request: { params: one.extend({ file: z.uuid() }), body: body(paperInput, 'why') },
    responses: { 200: keptFile },
  }), async context => {
    const { id, file } = context.req.valid('param')
    return evidenceDownload(orProblem(await openPaper(house, context.get('actor'), id, file, context.req.valid('json'))))
  })

/** What JSON makes of it anyway: the same value, its lists no longer read-only to the type checker. */
type Mutable<T> = T extends readonly (infer Element)[] ? Mutable<Element>[] : T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T
const mutable = <T>(value: T): Mutable<T> => value as Mutable<T>

const householdRoutes = (house: House) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/households', request: { query: householdQuery }, responses: { 200: json(pageOf(householdLine.extend({ persons: z.number() })), 'a page of households') },
  }), async context => context.json(mutable(orProblem(await households(house, context.get('actor'), context.req.valid('query')))), 200))
  .openapi(createRoute({ method: 'post', path: '/households', request: { body: body(householdInput, 'a household') }, responses: { 200: json(one, 'its id') } }),
    async context => context.json({ id: orProblem(await addHousehold(house, context.get('actor'), context.req.valid('json'))) }, 200))
  .openapi(createRoute({ method: 'get', path: '/households/{id}', request: { params: one }, responses: { 200: json(home, 'a household with everybody in it') } }),
    async context => context.json(mutable(orProblem(await household(house, context.get('actor'), context.req.valid('param').id))), 200))
  .openapi(createRoute({ method: 'get', path: '/households/{id}/neighbours', request: { params: one }, responses: { 200: json(z.array(neighbour), 'who is entered at the same address and lives elsewhere') } }),
    async context => context.json(orProblem(await neighbours(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({ method: 'patch', path: '/households/{id}', request: { params: one, body: body(householdChange, 'changes') }, responses: { 200: json(one, 'its id') } }),
    async context => context.json({ id: orProblem(await changeHousehold(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'))) }, 200))

const formParameter = z.object({ form: z.string().regex(/^[a-z0-9-]{1,40}$/) })
/** What was ticked travels beside the file, as JSON. */
const take = z.string().max(4_000_000).default('[]').transform((words, context) => {
  try {
    return takenDifferences.parse(JSON.parse(words))
  } catch {
    context.addIssue({ code: 'custom', message: '勾选的内容读不出来 / what was ticked cannot be read' })
    return z.NEVER
  }
})
const upload = z.object({ take, file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })
const commitQuery = z.object({ commit: z.enum(['true', 'false']).default('false') })

const sheetRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/forms', responses: { 200: json(z.array(z.object({ id: z.string(), name: text })), 'the sheets that can be brought') } }),
    async context => context.json(await listForms(), 200))
  .openapi(createRoute({ method: 'get', path: '/forms/{form}/template', request: { params: formParameter }, responses: { 200: sheetAnswer } }),
    async context => sheetDownload(orProblem(await templateFile(context.req.valid('param').form))))
  .openapi(createRoute({
    method: 'post', path: '/imports/{form}',
    request: { params: formParameter, query: commitQuery, body: { content: { 'multipart/form-data': { schema: upload } }, required: true } },
    responses: { 200: json(importAnswer, 'rows taken and refused') },
  }), async context => {
    const bytes = new Uint8Array(await context.req.valid('form').file.arrayBuffer())
    const commit = context.req.valid('query').commit === 'true'
    const { failed, ...answer } = orProblem(await importSheet(house, context.get('actor'), context.req.valid('param').form, bytes, { commit, take: context.req.valid('form').take }))
    return context.json(mutable(failed && answer.id ? { ...answer, failed_rows: `/api/imports/${answer.id}/failed` } : answer), 200)
  })
  .openapi(createRoute({ method: 'get', path: '/imports/{id}/failed', request: { params: one }, responses: { 200: sheetAnswer } }),
    async context => sheetDownload(orProblem(await failedFile(house, context.get('actor'), context.req.valid('param').id))))

const importRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/imports', request: { query: importQuery }, responses: { 200: json(pageOf(importLine), 'a page of the imports') } }),
    async context => context.json(mutable(orProblem(await imports(house, context.get('actor'), context.req.valid('query')))), 200))
  .openapi(createRoute({
    method: 'get', path: '/imports/{id}/rows', request: { params: one, query: importQuery }, responses: { 200: json(pageOf(importedRow).extend({ sheet: importLine }), 'what its rows became') },
  }), async context => context.json(mutable(orProblem(await importRows(house, context.get('actor'), context.req.valid('param').id, context.req.valid('query')))), 200))
  .openapi(createRoute({
    method: 'post', path: '/imports/{id}/undo', request: { params: one, query: commitQuery, body: body(undoInput, 'why') },
    responses: { 200: json(undoAnswer, 'rows taken back, and those that stay with the reasons') },
  }), async context => {
    const commit = context.req.valid('query').commit === 'true'
    return context.json(mutable(orProblem(await undoImport(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), { commit }))), 200)
  })

/** Everything of the roster over HTTP, relative to /api. */
export const rosterRoutes = (house: House) => newRouter()
  .route('/', peopleRoutes(house))
  .route('/', paperRoutes(house))
  .route('/', householdRoutes(house))
  .route('/', sheetRoutes(house))
  .route('/', importRoutes(house))
  .openapi(createRoute({ method: 'get', path: '/categories', responses: { 200: json(z.array(z.object({ id: z.string(), name: text })), 'the categories of identity') } }),
    async context => context.json(CATEGORIES.map(id => ({ id, name: CATEGORY_NAMES[id] })), 200))
