import { createRoute, z } from '@hono/zod-openapi'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { done, refused } from '../base/result.ts'
import { newRouter, orProblem, refusalsOf } from './router.ts'
import { newApplication } from './server.ts'
import { STATUS } from './status.ts'

const input = z.strictObject({ name: z.string().min(1), amount_fen: z.int(), kind: z.enum(['cash', 'goods']), lines: z.array(z.strictObject({ day: z.iso.date() })) })
const good = { name: '慰问金', amount_fen: 20_000, kind: 'cash', lines: [{ day: '2023-08-01' }] }
const proof = z.object({ title: z.string().min(1), file: z.instanceof(File).openapi({ type: 'string', format: 'binary' }) })
const json = <Schema extends z.ZodType>(schema: Schema) => ({ content: { 'application/json': { schema } }, description: 'example' })
const problemSchema = z.object({
  type: z.string(), status: z.number(), title: z.string(), code: z.string(),
  refusals: z.array(z.object({ code: z.string(), place: z.string(), legal: z.array(z.string()).optional(), message: z.object({ zh: z.string().min(1), en: z.string().min(1) }) }).loose()),
})

const logged: string[] = []
beforeEach(() => { logged.length = 0 })

/** A room with one route of each kind, behind the manners of the whole program. */
function program() {
  const app = newApplication(text => { logged.push(text) })
  app.route('/api', newRouter()
    .openapi(createRoute({ method: 'post', path: '/lines', request: { body: { ...json(input), required: true } }, responses: { 200: json(input) } }),
      context => context.json(context.req.valid('json'), 200))
    .openapi(createRoute({ method: 'get', path: '/rows', request: { query: z.object({ page: z.coerce.number().int().min(1), size: z.coerce.number().max(200), query: z.string().min(1).optional() }) }, responses: { 200: json(z.unknown()) } }),
      context => context.json(context.req.valid('query'), 200))
    .openapi(createRoute({ method: 'post', path: '/proofs', request: { body: { content: { 'multipart/form-data': { schema: proof } }, required: true } }, responses: { 200: json(z.unknown()) } }),
      async context => context.json({ title: context.req.valid('form').title, file: context.req.valid('form').file.name, text: await context.req.valid('form').file.text() }, 200))
    .openapi(createRoute({ method: 'get', path: '/records/{id}', request: { params: z.object({ id: z.uuid() }) }, responses: { 200: json(z.unknown()) } }),
      context => context.json(context.req.valid('param'), 200))
    .openapi(createRoute({ method: 'get', path: '/refused', responses: { 200: json(z.unknown()) } }), context => context.json(orProblem(refused(
      { code: 'same-person', place: 'checker', message: { zh: '编制人不得复核。', en: 'The preparer may not check.' } },
      { code: 'invalid', place: 'day', value: '昨天', legal: ['YYYY-MM-DD'], message: { zh: '日期不对。', en: 'Not a day.' } },
    )), 200))
    .openapi(createRoute({ method: 'get', path: '/fault', responses: { 200: json(z.unknown()) } }), () => { throw new Error('password of the database') }))
  return app
}

async function ask(path: string, init?: RequestInit) {
  const answer = await program().request(path, init)
  const body: unknown = answer.headers.get('content-type')?.includes('json') ? await answer.json() : undefined
  return { status: answer.status, type: answer.headers.get('content-type'), answer, body }
}
const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) => ask('/api/lines', { method: 'POST', body, headers: { 'x-tongxin': '1', ...headers } })
const problemOf = (answer: { type: string | null; body: unknown }) => {
  expect(answer.type).toContain('application/problem+json')
  return problemSchema.parse(answer.body)
}

describe('what zod finds wrong', () => {
  test('a legal body passes as it is', async () => expect(await post(JSON.stringify(good))).toMatchObject({ status: 200, body: good }))

  test('every offence comes back at once, each with its place', async () => {
    const answer = await post(JSON.stringify({ name: '', amount_fen: 1.5, kind: 'gold', lines: [{ day: '2023-08-01' }, { day: '2023-02-30' }], bonus: 1, extra: 2 }))
    const problem = problemOf(answer)
    expect([answer.status, problem.status]).toEqual([422, 422])
    expect(problem.refusals.map(refusal => refusal.place).toSorted()).toEqual(['amount_fen', 'bonus.extra', 'kind', 'lines.1.day', 'name'])
    expect(problem.refusals.find(refusal => refusal.place === 'kind')?.legal).toEqual(['cash', 'goods'])
    expect(problem.refusals.find(refusal => refusal.place === 'bonus.extra')?.code).toBe('unknown-key')
  })

  test('in an address nobody filled in anything: a record whose number has the wrong form is not there, and it is said how to go on', async () => {
    const answer = await ask('/api/records/abc')
    expect([answer.status, problemOf(answer).refusals]).toEqual([404, [expect.objectContaining({
      code: 'not-found', place: 'id', value: 'abc', message: expect.objectContaining({ zh: expect.stringContaining('没有这条记录') }), next: expect.objectContaining({ zh: expect.stringContaining('列表') }),
    })]])
  })

  test('what is absent is named', async () => {
    expect(problemOf(await post('{}')).refusals.map(refusal => refusal.place).toSorted()).toEqual(['amount_fen', 'kind', 'lines', 'name'])
  })

  test('a question in the address is looked at like a body', async () => {
    const answer = await ask('/api/rows?page=0&size=many')
    expect(problemOf(answer).refusals.map(refusal => refusal.place).toSorted()).toEqual(['page', 'size'])
    expect(answer.status).toBe(422)
  })

  test('each of zod\'s issues is one refusal, whatever was sent', () => {
    fc.assert(fc.property(fc.anything(), value => {
      const read = input.safeParse(value)
      const refusals = read.success ? [] : refusalsOf(read.error.issues)
      expect(refusals.length).toBe(read.success ? 0 : read.error.issues.length)
      expect(refusals.every(refusal => refusal.message.zh !== '' && refusal.message.en !== '')).toBe(true)
    }))
  })
})

describe('marks that nobody sees, in what was typed', () => {
  const formOf = (title: string) => {
    const form = new FormData()
    form.append('title', title)
    form.append('file', new File(['\u200b一'], '签到表.txt'))
    return form
  }
  const upload = (title: string) => ask('/api/proofs', { method: 'POST', body: formOf(title), headers: { 'x-tongxin': '1' } })

  test('go from a body before it is looked at', async () => {
    expect(await post(JSON.stringify({ ...good, name: '慰问\u200b金\ufeff', kind: 'cash\u0000' }))).toMatchObject({ status: 200, body: good })
    expect(problemOf(await post(JSON.stringify({ ...good, name: '\u200b' }))).refusals[0]).toMatchObject({ place: 'name', message: { zh: expect.stringContaining('要填写') } })
  })
  test('go from what is asked in an address', async () => {
    expect(await ask('/api/rows?page=1&size=20&query=%E6%9E%97%E2%80%8B')).toMatchObject({ body: { query: '林' } })
  })
  test('go from the words of a form; its file stays byte for byte', async () => {
    expect(await upload('签到\u200b表')).toMatchObject({ status: 200, body: { title: '签到表', file: '签到表.txt', text: '\u200b一' } })
    expect(problemOf(await upload('\u200b')).refusals[0]?.place).toBe('title')
  })
})

describe('a body that cannot be read', () => {
  test.each(['{', '', 'null', '[]', '"text"', '12', '{"name":}', '\u0000', '{"name":"x"', '<xml/>', 'name=x'])('%j as JSON is a problem, not a fault', async body => {
    const answer = await post(body)
    problemOf(answer)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(logged).toEqual([])
  })

  test.each(['text/plain', 'application/xml', 'multipart/form-data', 'application/x-www-form-urlencoded', ''])('nor is a body that says it is %j', async type => {
    const answer = await post(JSON.stringify(good), type === '' ? {} : { 'content-type': type })
    problemOf(answer)
    expect(answer.status).toBeLessThan(500)
    expect(logged).toEqual([])
  })

  test('no body of any kind is answered with a fault', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async body => {
      const answer = await post(body)
      expect(answer.status).toBeLessThan(500)
    }), { numRuns: 60 })
    expect(logged).toEqual([])
  })
})

describe('refusals and faults', () => {
  test('a refusal keeps every place, value and legal choice; the first gives the status', async () => {
    const answer = await ask('/api/refused')
    const problem = problemOf(answer)
    expect([answer.status, problem.code, problem.title]).toEqual([STATUS['same-person'], 'same-person', '编制人不得复核。'])
    expect(problem.refusals).toMatchObject([{ place: 'checker' }, { place: 'day', value: '昨天', legal: ['YYYY-MM-DD'] }])
  })

  test('a bug is logged whole and answered without a word of it', async () => {
    const answer = await ask('/api/fault')
    expect(answer.status).toBe(500)
    expect(problemOf(answer).code).toBe('fault')
    expect(JSON.stringify(answer.body)).not.toContain('password')
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain('password of the database')
  })

  test('an address that is not there says so, in the same form', async () => {
    const answer = await ask('/api/nothing')
    expect([answer.status, problemOf(answer).code]).toEqual([404, 'not-found'])
  })

  test('the value of a result is the value', () => expect(orProblem(done(12))).toBe(12))
})

describe('manners of every answer', () => {
  test('a write without the header of our own pages does not reach its route', async () => {
    const answer = await ask('/api/lines', { method: 'POST', body: JSON.stringify(good), headers: { 'content-type': 'application/json' } })
    expect([answer.status, problemOf(answer).refusals[0]?.place]).toEqual([403, 'x-tongxin'])
  })

  test('a body over 32 MB is refused', async () => {
    const answer = await post(JSON.stringify({ ...good, name: 'x'.repeat(33 << 20) }))
    expect([answer.status, problemOf(answer).code]).toEqual([413, 'too-large'])
  })

  test('nothing of the interface is cached, nothing may be framed or run from elsewhere', async () => {
    const { answer } = await ask('/api/rows?page=1&size=20')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('x-frame-options')).toBe('DENY')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
  })
})
