import { afterAll, beforeAll, expect, test } from 'vitest'
import { bankAnswer } from '../../../tests/harness/bank.ts'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import type { Actor } from '../../base/actor.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { newRouter, problem, RefusedRequest } from '../../http/router.ts'
import { addFund, creditFund } from '../../ledger/actions.ts'
import { addPerson } from '../../roster/actions.ts'
import { approveRun, checkRun, prepareRun, sendRun } from '../actions.ts'
import { paymentRoutes } from '../routes.ts'
import { loadBankFormats } from './load.ts'

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
  return async (method: string, path: string, body?: object) => {
    const form = body instanceof FormData
    const answer = await app.request(path, body === undefined ? { method } : { method, body: form ? body : JSON.stringify(body), headers: form ? {} : { 'content-type': 'application/json' } })
    const json = answer.headers.get('content-type')?.includes('json') ? await answer.clone().json() as unknown : undefined
    return { status: answer.status, json, type: answer.headers.get('content-type'), bytes: new Uint8Array(await answer.arrayBuffer()) }
  }
}

async function sentRun(): Promise<string> {
  const { house, actors } = opened
  const digits = '99010119620403001'
  must(await addPerson(house, actors.clerk, {
    place: VILLAGES[0]!, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: '6227000000000001', bank_name: '农商行', known_on: '2020-01-01',
    facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }, known_on: '2020-01-01' }],
  }))
  const fund = must(await addFund(house, actors.clerk, { place: TOWNSHIP, name: '2024年优抚补助', source: '县', year: 2024, purpose: 'benefits' }))
  must(await creditFund(house, actors.clerk, fund, { amount_fen: 1_000_000, document: '示例1号', on: '2024-01-01' }))
  const { id } = must(await prepareRun(house, actors.clerk, { place: TOWNSHIP, from: '2024-09', to: '2024-09' }))
  must(await checkRun(house, actors.reviewer, id))
  must(await approveRun(house, actors.leader, id))
  must(await sendRun(house, actors.clerk, id))
  return id
}

test('代发文件、回盘、退回清单、核实，全走网络接口', async () => {
  const [clerk, auditor, system] = [as(opened.actors.clerk), as(opened.actors.auditor), as(opened.actors.system)]
  const id = await sentRun()
  expect((await clerk('GET', '/payment/formats')).json).toContainEqual({ id: 'rural-separated-txt', name: expect.anything() as object, kind: 'separated' })
  const file = await clerk('GET', `/runs/${id}/export?format=rural-separated-txt`)
  expect(file.type).toBe('text/plain; charset=gbk')
  const [, row] = new TextDecoder('gbk').decode(file.bytes).split('\r\n')
  const [, serial, account, holder] = row!.split('|')
  expect([account, holder]).toEqual(['6227000000000001', '田明远'])
  const form = new FormData()
  const answers = [{ serial: serial!, amount_fen: 558_600, result: 'failed' as const, reason: '账户已销户' }]
  form.set('file', new File([Uint8Array.from(bankAnswer(loadBankFormats().find(one => one.id === 'rural-separated')!, answers))], '回盘.txt'))
  expect((await clerk('POST', '/runs/return', form)).json).toMatchObject({ returned: 1, reversed: 0, outstanding: 0, format: { zh: '示例农商银行文本代发' } })
  const listed = { rows: [{ serial, class: 'account-closed', owner: 'clerk', due_on: '2024-09-18', state: 'open', overdue: false, reason: '账户已销户' }], total: 1, overdue: 0, amount_fen: 558_600 }
  expect((await auditor('GET', '/payment/failures')).json).toMatchObject(listed)
  expect((await auditor('GET', `/payment/failures?state=open&class=account-closed&owner=clerk&place=${VILLAGES[0]!}`)).json).toMatchObject(listed)
  for (const other of ['state=ready', 'class=other', 'owner=reviewer', 'overdue=true', `place=${VILLAGES[1]!}`]) expect((await auditor('GET', `/payment/failures?${other}`)).json).toMatchObject({ total: 0 })
  expect(await clerk('POST', `/runs/${id}/reissue`)).toMatchObject({ status: 409, json: { code: 'state' } })
  expect(await auditor('POST', `/payment/failures/${serial}/clear`, { reason: '核对无误' })).toMatchObject({ status: 403 })
  expect(await clerk('POST', `/payment/failures/${serial}/clear`, { reason: '' })).toMatchObject({ status: 422 })
  expect(await clerk('POST', `/payment/failures/${serial}/clear`, { reason: '与银行核对，账户正常' })).toMatchObject({ status: 200, json: { serial } })
  expect((await clerk('POST', `/runs/${id}/reissue`)).json).toMatchObject({ sent: 1, waiting: [] })
  expect((await clerk('GET', '/payment/failures')).json).toMatchObject({ rows: [{ state: 'under-way' }] })
  expect(await system('GET', '/payment/failures')).toMatchObject({ status: 403 })
  expect(await clerk('GET', '/payment/failures?state=paid')).toMatchObject({ status: 422 })
})
