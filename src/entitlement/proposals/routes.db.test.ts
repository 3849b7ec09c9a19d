import { afterAll, beforeAll, expect, test } from 'vitest'
import { COUNTY, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import type { Actor } from '../../base/actor.ts'
import { newRouter, problem, RefusedRequest } from '../../http/router.ts'
import { emptyNotice, noticeFiles, type EditorFacts } from './notice.ts'
import { proposalRoutes } from './routes.ts'

let opened: TestHouse
beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
})
afterAll(() => opened.close())

/** The routes, as somebody who is signed in meets them. */
function as(actor: Actor) {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', actor); await next() })
  app.route('/', proposalRoutes(opened.house))
  app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
  const ask = async (method: string, path: string, body?: unknown, key?: string) => {
    const headers = { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(key === undefined ? {} : { 'idempotency-key': key }) }
    const answer = await app.request(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    return { status: answer.status, json: await answer.json() as never } // each test says what it looks for
  }
  return { get: (path: string) => ask('GET', path), post: (path: string, body?: unknown, key?: string) => ask('POST', path, body, key), put: (path: string, body: unknown) => ask('PUT', path, body) }
}

async function notice(number: string, from = '2025-01-01') {
  const facts: EditorFacts = (await as(opened.actors.clerk).get('/law/editor')).json
  const form = { ...emptyNotice(facts, { from }), amounts: { ordinary: '18000' }, title: '优待金标准的通知', number, issuer: '云岭县人民政府', published: '2024-09-02', clause: '第一条' }
  return { title: `优待金 ${number}`, reason: '县里下了文', files: noticeFiles(COUNTY, form) }
}

test('一份通知从草稿到批准，全走网络接口', async () => {
  const [clerk, leader] = [as(opened.actors.clerk), as(opened.actors.leader)]
  const whole = await notice('云政〔2024〕1号')
  expect((await clerk.post('/law/proposals/check', { files: whole.files })).json).toMatchObject({ faults: [], additions: { rates: [{ amount_fen: 1_800_000 }] } })
  const draft = await clerk.post('/law/proposals', { ...whole, draft: true }, 'key-1')
  expect(draft).toMatchObject({ status: 200, json: { state: 'draft', files: 2 } })
  const { id } = draft.json as { id: string }
  expect((await clerk.post('/law/proposals', { ...whole, draft: true }, 'key-1')).json).toMatchObject({ id })
  expect((await clerk.put(`/law/proposals/${id}`, whole)).json).toMatchObject({ id, state: 'proposed' })
  expect(await clerk.post(`/law/proposals/${id}/approve`, {})).toMatchObject({ status: 403, json: { code: 'forbidden' } })
  expect((await leader.get(`/law/proposals/${id}`)).json).toMatchObject({ allowed: ['approve', 'reject'], faults: [], additions: { sources: [{ id: '990101-2024-1' }] } })
  expect(await leader.post(`/law/proposals/${id}/reject`, {})).toMatchObject({ status: 422 })
  expect((await leader.post(`/law/proposals/${id}/approve`, {})).json).toMatchObject({ state: 'approved' })
  expect(await leader.post(`/law/proposals/${id}/approve`, {})).toMatchObject({ status: 409, json: { code: 'state' } })
  const listed = { rows: expect.arrayContaining([expect.objectContaining({ id, prepared_by: opened.actors.clerk.name })]) }
  for (const query of ['?state=approved&size=5', '?state=', '']) expect((await leader.get(`/law/proposals${query}`)).json).toMatchObject(listed)
  expect((await leader.get('/law/standing')).json).toMatchObject({ hash: opened.house.law.hash, faults: [] })
})

test('同一行再录是重复，复核人批准自己的是同一人：各有各的回答', async () => {
  const [reviewer, leader] = [as(opened.actors.reviewer), as(opened.actors.leader)]
  const { id } = (await reviewer.post('/law/proposals', await notice('云政〔2024〕2号', '2026-01-01'))).json as { id: string }
  expect(await reviewer.post(`/law/proposals/${id}/approve`, {})).toMatchObject({ status: 403, json: { code: 'same-person' } })
  expect((await leader.post(`/law/proposals/${id}/approve`, { reason: '核对无误' })).json).toMatchObject({ decision_reason: '核对无误' })
  expect(await reviewer.post('/law/proposals', await notice('云政〔2024〕3号', '2026-01-01'))).toMatchObject({ status: 409, json: { code: 'duplicate' } })
})

test('名称没填、文件有错、乱来的字段和状态：一次说全，不是程序故障', async () => {
  const clerk = as(opened.actors.clerk)
  const whole = await notice('云政〔2024〕4号', '2027-01-01')
  const [source, rates] = whole.files
  const bad = { ...whole, title: '', files: [source, { ...rates, text: rates!.text.replace('per: year', 'per: day') }] }
  const refused = await clerk.post('/law/proposals', bad)
  expect(refused).toMatchObject({ status: 422, json: { refusals: [{ place: 'title' }, { place: 'benefits/conscript-family-allowance.yaml:5 rates[0].per', value: 'day', legal: expect.arrayContaining(['year', 'month']) }] } })
  for (const body of [{}, { ...whole, files: [] }, { ...whole, files: [{ path: 'x', text: 'y', size: 1 }] }, { ...whole, bonus: 1 }, { ...whole, files: Array.from({ length: 21 }, () => source) }]) {
    expect(await clerk.post('/law/proposals', body)).toMatchObject({ status: 422 })
  }
  expect(await clerk.get('/law/proposals?state=gone')).toMatchObject({ status: 422 })
  expect(await clerk.get('/law/proposals/01890000-0000-7000-8000-000000000000')).toMatchObject({ status: 404 })
  expect(await clerk.post('/law/proposals/01890000-0000-7000-8000-000000000000/withdraw')).toMatchObject({ status: 404 })
  expect(await as(opened.actors.security).get('/law/standing')).toMatchObject({ status: 403 })
  expect(await as(opened.actors.system).get('/law/standing')).toMatchObject({ status: 200 })
  expect((await clerk.get('/law/proposals?state=draft')).json).toMatchObject({ total: 0 })
})
