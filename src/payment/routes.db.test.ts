import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../tests/harness/database.ts'
import type { Actor } from '../base/actor.ts'
import { checkCharacter } from '../base/identity-number.ts'
import { must } from '../base/result.ts'
import { newRouter, problem, RefusedRequest } from '../http/router.ts'
import { addFund, creditFund } from '../ledger/actions.ts'
import { addPerson } from '../roster/actions.ts'
import { paymentRoutes } from './routes.ts'

let opened: TestHouse

beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
})
afterAll(() => opened.close())

/** The routes, as somebody who is signed in meets them. */
function as(actor: Actor, house = opened.house) {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', actor); await next() })
  app.route('/', paymentRoutes(house))
  app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
  const ask = async (method: string, path: string, body?: unknown) => {
    const form = body instanceof FormData
    const answer = await app.request(path, { method, ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }), headers: form || body === undefined ? {} : { 'content-type': 'application/json' } })
    const json: unknown = answer.headers.get('content-type')?.includes('json') ? await answer.json() : undefined
    return { status: answer.status, json, answer }
  }
  return { get: (path: string) => ask('GET', path), post: (path: string, body?: unknown) => ask('POST', path, body) }
}

test('一批从编制到回盘，全走网络接口', async () => {
  const [clerk, reviewer, leader] = [as(opened.actors.clerk), as(opened.actors.reviewer), as(opened.actors.leader)]
  const digits = '99010119620403001'
  const person = must(await addPerson(opened.house, opened.actors.clerk, {
    place: VILLAGES[0]!, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: '6227000000000001', bank_name: '农商行', known_on: '2020-01-01',
    facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }, known_on: '2020-01-01' }],
  }))
  const fund = must(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: '2024年优抚补助', source: '县', year: 2024, purpose: 'benefits' }))
  must(await creditFund(opened.house, opened.actors.clerk, fund, { amount_fen: 1_000_000, document: '示例1号', on: '2024-01-01' }))
  const prepared = await clerk.post('/runs', { place: TOWNSHIP, from: '2024-09', to: '2024-09' })
  const draft = z.object({ id: z.string() }).loose().parse(prepared.json)
  expect(draft).toMatchObject({ number: '2024-0001', state: 'draft', lines: 1, amount_fen: 558_600 })
  expect(await clerk.post(`/runs/${draft.id}/approve`)).toMatchObject({ status: 403, json: { code: 'forbidden' } })
  expect((await reviewer.post(`/runs/${draft.id}/check`)).json).toMatchObject({ state: 'checked' })
  expect((await leader.get(`/runs/${draft.id}/funds`)).json).toMatchObject({ needs: [{ benefit: 'disability-pension', amount_fen: 558_600, fund }], funds: [{ id: fund, balance_fen: 1_000_000, used: [] }] })
  const choosing = (funds: unknown) => leader.post(`/runs/${draft.id}/approve`, { funds })
  expect(await choosing({ 'disability-pension': person })).toMatchObject({ status: 404, json: { refusals: [{ code: 'not-found', place: 'funds.disability-pension', legal: [fund] }] } })
  expect(await choosing({ 'disability-pension': '哪笔都行' })).toMatchObject({ status: 422, json: { refusals: [{ place: 'funds.disability-pension' }] } })
  expect((await choosing({ 'disability-pension': fund })).json).toMatchObject({ state: 'approved' })
  expect(await leader.post(`/runs/${draft.id}/approve`)).toMatchObject({ status: 409, json: { code: 'state' } })
  expect((await clerk.post(`/runs/${draft.id}/send`)).json).toMatchObject({ sent: 1, run: { state: 'sent' } })
  const file = await clerk.get(`/runs/${draft.id}/export?format=generic-csv`)
  const serial = /,(\d{15})\r?\n/.exec(await file.answer.text())![1]!
  const form = new FormData()
  form.set('file', new File([`流水号,结果\r\n${serial},成功\r\n`], '回盘.csv'))
  expect((await clerk.post('/runs/return', form)).json).toMatchObject({ confirmed: 1, returned: 0, runs: [{ state: 'confirmed' }] })
  expect((await clerk.get(`/runs/${draft.id}/lines?size=5`)).json).toMatchObject({ total: 1, page: 1, size: 5, rows: [{ state: 'confirmed', name: '田明远' }] })
  expect((await clerk.get(`/runs/${draft.id}`)).json).toMatchObject({ state: 'confirmed', totals: [{ persons: 1 }] })
  expect((await clerk.get('/runs?year=2024')).json).toMatchObject({ total: 1, rows: [{ id: draft.id }] })
  expect((await clerk.get('/runs?year=2023')).json).toMatchObject({ total: 0 })
  expect((await clerk.get(`/people/${person}/payments`)).json).toMatchObject([{ period: '2024-09', amount_fen: 558_600, state: 'confirmed' }])
})

test('错的月份、别处、不存在的批次、乱来的字段：各有一句话，不是程序故障', async () => {
  const clerk = as(opened.actors.clerk)
  expect(await clerk.post('/runs', { place: TOWNSHIP, from: '2024-13', to: '2024-09' })).toMatchObject({ status: 422 })
  expect(await clerk.post('/runs', { place: TOWNSHIP, from: '2024-09', to: '2024-08' })).toMatchObject({ status: 422 })
  expect(await clerk.post('/runs', { place: '990202101', from: '2024-09', to: '2024-09' })).toMatchObject({ status: 422 })
  expect(await clerk.post('/runs', { place: TOWNSHIP, from: '2024-09', to: '2024-09', bonus: 1 })).toMatchObject({ status: 422, json: { code: 'unknown-key' } })
  expect(await clerk.post('/runs/01890000-0000-7000-8000-000000000000/send')).toMatchObject({ status: 404 })
  expect(await as(opened.actors.system).get('/runs')).toMatchObject({ status: 403 })
  const form = new FormData()
  form.set('file', new File(['%PDF-1.4'], '回盘.xlsx'))
  expect(await clerk.post('/runs/return', form)).toMatchObject({ status: 415 })
})

test('例外和设置走网络接口：没有处理完不能复核，处理时缺什么说什么', async () => {
  const { house, actors, travel } = await testHouse()
  travel('2024-09-10')
  const [clerk, reviewer, leader] = [as(actors.clerk, house), as(actors.reviewer, house), as(actors.leader, house)]
  expect(await clerk.post('/payment-settings', { kind: 'due-day', place: TOWNSHIP, from: '2024-01-01', document: '示例办〔2024〕1号', value: { day: 25 } })).toMatchObject({ status: 403 })
  expect(await leader.post('/payment-settings', { kind: 'holiday', place: TOWNSHIP })).toMatchObject({ status: 422 })
  expect(await leader.post('/payment-settings', { kind: 'due-day', place: TOWNSHIP, from: '2024-01-01', document: '示例办〔2024〕1号', value: { day: 25 } })).toMatchObject({ status: 200 })
  expect((await clerk.get('/payment-settings')).json).toMatchObject([{ kind: 'due-day', value: { day: 25, month_offset: 0 }, document: '示例办〔2024〕1号', recorded_by: '周镇长' }])
  const person = (digits: string, some: object) => addPerson(house, actors.clerk, {
    place: VILLAGES[1]!, name: '田守业', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: null, known_on: '2020-01-01',
    facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }, known_on: '2020-01-01' }], ...some,
  }).then(must)
  await person('99010119620403002', {})
  await person('99010119620403003', { account: '6227000000000003', bank_name: '农商行', account_holder: '田小军', account_relation: 'child' })
  expect(await clerk.post('/runs', { place: VILLAGES[1], from: '2024-09', to: '2024-09', benefits: ['bonus'] })).toMatchObject({ status: 422, json: { code: 'invalid' } })
  const prepared = await clerk.post('/runs', { place: VILLAGES[1], from: '2024-09', to: '2024-09', benefits: ['disability-pension'] })
  const { id } = z.object({ id: z.string() }).loose().parse(prepared.json)
  expect(prepared.json).toMatchObject({ benefits: ['disability-pension'], lines: 2 })
  const listed = (await reviewer.get(`/runs/${id}/exceptions`)).json
  expect(listed).toMatchObject([{ kind: 'no-account', decision: null }, { kind: 'holder-differs', amount_fen: 558_600, decision: null }])
  expect(await reviewer.post(`/runs/${id}/check`)).toMatchObject({ status: 409, json: { code: 'state' } })
  expect(await reviewer.post(`/runs/${id}/decide`, { exceptions: [2], decision: 'perhaps', reason: 'x' })).toMatchObject({ status: 422 })
  expect((await reviewer.post(`/runs/${id}/decide`, { exceptions: [2], decision: 'leave-out', reason: '委托书还没有交' })).json).toMatchObject({ lines: 1, amount_fen: 558_600, exceptions: [{}, { decision: 'leave-out', decided_by: '沈复核' }] })
  expect((await reviewer.get(`/runs/${id}`)).json).toMatchObject({ open_exceptions: 0, lines: 1, groups: { village: [{ id: VILLAGES[1], lines: 1 }] }, changes: null })
  expect((await reviewer.get(`/runs/${id}/lines`)).json).toMatchObject({ rows: [{ due_on: '2024-09-25', before_rate_fen: null, before_run: null }] })
  expect(await reviewer.post(`/runs/${id}/check`)).toMatchObject({ status: 200 })
})
