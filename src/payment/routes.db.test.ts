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
function as(actor: Actor) {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', actor); await next() })
  app.route('/', paymentRoutes(opened.house))
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
  expect((await leader.post(`/runs/${draft.id}/approve`)).json).toMatchObject({ state: 'approved' })
  expect(await leader.post(`/runs/${draft.id}/approve`)).toMatchObject({ status: 409, json: { code: 'state' } })
  expect((await clerk.post(`/runs/${draft.id}/send`)).json).toMatchObject({ sent: 1, run: { state: 'sent' } })
  const file = await clerk.get(`/runs/${draft.id}/export?format=generic-csv`)
  const serial = /,(\d{14})\r?\n/.exec(await file.answer.text())![1]!
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
