import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import type { Actor } from '../base/actor.ts'
import { must } from '../base/result.ts'
import { figureValues, openFigure } from '../figures/actions.ts'
import { newRouter, problem, RefusedRequest } from '../http/router.ts'
import { readSheet } from '../sheets/read.ts'
import { figures } from './figures.ts'
import { disclosureRoutes } from './routes.ts'
import { read } from '../access/actions.ts'

let opened: TestHouse
beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-03-13')
})
afterAll(() => opened.close())

/** The routes, as somebody who is signed in meets them. */
function as(actor: Actor) {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', actor); await next() })
  app.route('/', disclosureRoutes(opened.house))
  app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
  const ask = async (method: string, path: string, body?: unknown) => {
    const answer = await app.request(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }) })
    const json: unknown = answer.headers.get('content-type')?.includes('json') ? await answer.json() : undefined
    return { status: answer.status, json, answer }
  }
  return { get: (path: string) => ask('GET', path), post: (path: string, body?: unknown) => ask('POST', path, body) }
}

const ROW = { name: '李田明', sex: 'male', born: '1964-06-15', village: '松岭村', enlisted_on: '1982-11-01', discharged_on: '1985-12-20', service_years: 4, benefit: 'rural-veteran-allowance' }
const INPUT = {
  kind: 'rural-veteran-approval', place: VILLAGES[0], title: '松岭村60周岁农村籍退役士兵待遇公示', rows: [ROW], contact: { phone: '0000-1234567', address: '镇便民服务中心一楼' },
}
const idIn = (json: unknown): string => z.object({ id: z.string() }).loose().parse(json).id

test('编制、张贴、异议、答复、导出，全走网络接口；口径数得出公示和答复', async () => {
  const [clerk, reviewer, auditor] = [as(opened.actors.clerk), as(opened.actors.reviewer), as(opened.actors.auditor)]
  const id = idIn((await clerk.post('/disclosure/notices', INPUT)).json)
  expect(await clerk.get(`/disclosure/notices/${id}/export`)).toMatchObject({ status: 409, json: { code: 'state' } })
  expect(await clerk.post(`/disclosure/notices/${id}/publish`)).toMatchObject({ status: 403, json: { code: 'forbidden' } })
  expect(await reviewer.post(`/disclosure/notices/${id}/publish`)).toMatchObject({ status: 200, json: { state: 'published', ends_on: '2024-03-18' } })
  const objected = await clerk.post(`/disclosure/notices/${id}/objections`, { raised_on: '2024-03-13', raised_by: '村民', text: '年限不对', row: 1 })
  const { objection_list: [raised] } = z.object({ objection_list: z.array(z.object({ id: z.string() })) }).loose().parse(objected.json)
  expect(await reviewer.post(`/disclosure/objections/${raised!.id}/answer`, { result: 'maybe', text: '不知道' })).toMatchObject({ status: 422 })
  expect(await reviewer.post(`/disclosure/objections/${raised!.id}/answer`, { result: 'not-upheld', text: '已核对' })).toMatchObject({ status: 200, json: { unanswered: 0 } })
  expect((await auditor.get('/disclosure/notices?state=published&place=')).json).toMatchObject({ total: 1, rows: [{ id, days_left: 6 }] })

  const docx = (await auditor.get(`/disclosure/notices/${id}/export`)).answer
  expect(new TextDecoder().decode((await docx.arrayBuffer()).slice(0, 2))).toBe('PK')
  const sheet = await (await auditor.get(`/disclosure/notices/${id}/export?format=xlsx`)).answer.arrayBuffer()
  const texts = must(await readSheet(new Uint8Array(sheet))).rows.map(row => row.cells.map(cell => cell?.text ?? '').filter(text => text !== ''))
  expect(texts).toContainEqual(['1', '李*明', '男', '1964年6月', '松岭村', '1982年11月', '1985年12月', '4年', '农村籍退役士兵老年生活补助'])
  expect(JSON.stringify(texts)).not.toContain('李田明')

  const asked = { place: TOWNSHIP, year: 2024 }
  const values = must(await read(opened.house, opened.actors.auditor, 'figures.read', work => figureValues(work.session, figures, { county: '990101', ...asked })))
  expect(values.map(({ id: figure, value }) => [figure, value])).toEqual([['disclosure.notices', 1], ['disclosure.objections', 1]])
  const opening = must(await read(opened.house, opened.actors.auditor, 'figures.read', work => openFigure(work.session, figures[1]!, { county: '990101', ...asked })))
  expect(opening.records.map(record => record.detail)).toMatchObject([{ 结果: '不成立', 答复人: '沈复核' }])
})

test('写错的、看不见的，说得出错在哪里', async () => {
  const clerk = as(opened.actors.clerk)
  expect(await clerk.post('/disclosure/notices', { ...INPUT, rows: [{ ...ROW, identity_number: '990101196406150019' }] })).toMatchObject({ status: 422, json: { code: 'unknown-key' } })
  expect(await clerk.post('/disclosure/notices', { ...INPUT, kind: 'nothing' })).toMatchObject({ status: 422, json: { refusals: [{ place: 'kind', legal: ['payment-list', 'rural-veteran-approval', 'veteran-approval'] }] } })
  expect(await clerk.post('/disclosure/notices', { ...INPUT, rows: [{ ...ROW, benefit: 'disability-pension' }] })).toMatchObject({ status: 422, json: { refusals: [{ place: 'rows.0.benefit' }] } })
  expect(await clerk.get('/disclosure/notices/01890000-0000-7000-8000-000000000001')).toMatchObject({ status: 404 })
  const kinds = z.object({ kinds: z.array(z.object({ id: z.string() }).loose()), benefits: z.array(z.object({ id: z.string() }).loose()) }).parse((await clerk.get('/disclosure/kinds')).json)
  expect(kinds.kinds.map(kind => kind.id)).toEqual(['payment-list', 'rural-veteran-approval', 'veteran-approval'])
})
