import { beforeEach, afterEach, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must, type Result } from '../../base/result.ts'
import { notice, publishNotice, withdrawNotice } from '../../disclosure/actions.ts'
import { endOver } from '../../disclosure/ending/actions.ts'
import { answer, object } from '../../disclosure/objections/actions.ts'
import { addFund, creditFund } from '../../ledger/actions.ts'
import { addPerson } from '../../roster/actions.ts'
import { approveRun, checkRun, prepareRun, sendRun } from '../actions.ts'
import { enterSetting } from '../settings/actions.ts'
import { discloseRun, runDisclosure } from './actions.ts'

const CONTACT = { phone: '0000-1234567', address: '青松镇便民服务中心一楼' }
const [FIRST, SECOND] = [VILLAGES[0]!, VILLAGES[1]!]
let opened: TestHouse
let people = 0

/** A township on 10 September 2024 with money and two disabled servicemen in two villages. */
beforeEach(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
  const { house, actors } = opened
  const fund = must(await addFund(house, actors.clerk, { place: TOWNSHIP, name: '2024年优抚补助', source: '中央财政', year: 2024, purpose: 'benefits' }))
  must(await creditFund(house, actors.clerk, fund, { amount_fen: 100_000_000, document: '示例财社〔2024〕1号', on: '2024-01-10' }))
  for (const place of [FIRST, SECOND]) await addDisabled(place)
})
afterEach(() => opened.close())

async function addDisabled(place: string): Promise<void> {
  const digits = `99010119620403${String(++people).padStart(3, '0')}`
  const value = { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }
  must(await addPerson(opened.house, opened.actors.clerk, {
    place, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: `62270000${String(people).padStart(8, '0')}`, bank_name: '青松农商行',
    known_on: '2020-01-01', facts: [{ kind: 'identity', value, known_on: '2020-01-01' }],
  }))
}

const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`))
const require = (place = TOWNSHIP) => enterSetting(opened.house, opened.actors.countyOffice, { kind: 'disclosure', value: 'required', place, from: '2024-01-01', document: '镇党委会议纪要' }).then(must)
const job = { account: 'calendar', login: 'calendar', name: '到期自动办理', role: 'clerk', county: COUNTY, place: COUNTY, scope: [COUNTY] } as const

async function approved(): Promise<string> {
  const { house, actors } = opened
  const { id } = must(await prepareRun(house, actors.clerk, { place: TOWNSHIP, from: '2024-09', to: '2024-09' }))
  must(await checkRun(house, actors.reviewer, id))
  must(await approveRun(house, actors.leader, id))
  return id
}
const disclose = (id: string) => discloseRun(opened.house, opened.actors.clerk, id, CONTACT)
const send = (id: string) => sendRun(opened.house, opened.actors.clerk, id)
const villages = async (id: string) => must(await runDisclosure(opened.house, opened.actors.auditor, id)).villages

/** Every draft of a run goes up. */
async function publishAll(id: string): Promise<void> {
  for (const { list } of await villages(id)) if (list?.state === 'draft') must(await publishNotice(opened.house, opened.actors.reviewer, list.id))
}

describe('发放名单公示', () => {
  test('没有规定公示的地方，审批后就能送银行', async () => {
    const id = await approved()
    expect((await villages(id)).map(({ required, list }) => ({ required, list }))).toEqual([{ required: false, list: null }, { required: false, list: null }])
    expect(codes(await send(id))).toEqual([])
  })

  test('规定公示的地方，各村名单公示期满前不能送银行', async () => {
    await require()
    const id = await approved()
    expect(codes(await send(id))).toEqual(['state run.disclosure'])
    const { villages: drafted } = must(await disclose(id))
    expect(drafted.map(({ place, list }) => [place, list?.title, list?.rows])).toEqual([
      [FIRST, '松岭村2024年9月优抚资金发放公示', 1], [SECOND, '柳河村2024年9月优抚资金发放公示', 1],
    ])
    const content = must(await notice(opened.house, opened.actors.auditor, drafted[0]!.list!.id)).content
    expect(content.rows).toEqual([['田*远', '残疾抚恤金', '2024年9月', '5,586.00']])
    await publishAll(id)
    // Seven days from the 11th end on Tuesday the 17th, which is Mid-Autumn: they run to the 18th.
    opened.travel('2024-09-18')
    await endOver(opened.house, job)
    const refusal = await send(id)
    expect(refusal.ok ? '' : refusal.refusals[0]!.message.zh).toContain('还有 2 个村的名单没有公示期满')
    opened.travel('2024-09-19')
    await endOver(opened.house, job)
    expect((await villages(id)).every(village => village.done)).toBe(true)
    expect(codes(await send(id))).toEqual([])
  })

  test('异议成立的不能送银行；更正后重新公示期满，才能送', async () => {
    await require(FIRST)
    const id = await approved()
    must(await disclose(id))
    await publishAll(id)
    const first = (await villages(id))[0]!.list!.id
    const raised = must(await object(opened.house, opened.actors.villageWorker, first, { raised_on: '2024-09-10', raised_by: '村民', text: '金额不对', row: 1 })).objection_list[0]!
    must(await answer(opened.house, opened.actors.clerk, raised.id, { result: 'upheld', text: '等级登记有误' }))
    opened.travel('2024-09-19')
    await endOver(opened.house, job)
    const refusal = await send(id)
    expect(refusal.ok ? '' : refusal.refusals[0]!.message.zh).toContain('其中 1 个村有异议成立')
    must(await disclose(id))
    expect((await villages(id)).map(({ list }) => list?.state)).toEqual(['draft', 'ended'])
    await publishAll(id)
    opened.travel('2024-10-20')
    await endOver(opened.house, job)
    expect(codes(await send(id))).toEqual([])
  })

  test('异议没有答复，期满也不能送银行；提前撤下的不算公示过', async () => {
    await require()
    const id = await approved()
    must(await disclose(id))
    await publishAll(id)
    const [first, second] = (await villages(id)).map(village => village.list!.id)
    must(await object(opened.house, opened.actors.villageWorker, first!, { raised_on: '2024-09-10', raised_by: '村民', text: '他已去世', row: 1 }))
    must(await withdrawNotice(opened.house, opened.actors.leader, second!, '列错了人'))
    opened.travel('2024-09-30')
    await endOver(opened.house, job)
    expect(codes(await send(id))).toEqual(['state run.disclosure'])
    expect((await villages(id)).map(({ list }) => list?.state)).toEqual(['published', 'withdrawn'])
  })

  test('没有规定公示的地方自愿公示的，异议没有答复或成立，也不能送银行', async () => {
    const id = await approved()
    must(await disclose(id))
    await publishAll(id)
    const [first] = (await villages(id)).map(village => village.list!.id)
    const raised = must(await object(opened.house, opened.actors.villageWorker, first!, { raised_on: '2024-09-10', raised_by: '村民', text: '他已搬走', row: 1 })).objection_list[0]!
    expect(codes(await send(id))).toEqual(['state run.disclosure'])
    must(await answer(opened.house, opened.actors.clerk, raised.id, { result: 'not-upheld', text: '户籍没有迁出' }))
    expect(codes(await send(id))).toEqual([])
  })

  test('没审批的不公示；每个村都有了名单就不再编', async () => {
    const { id } = must(await prepareRun(opened.house, opened.actors.clerk, { place: TOWNSHIP, from: '2024-09', to: '2024-09' }))
    expect(codes(await disclose(id))).toEqual(['state run.state'])
    must(await checkRun(opened.house, opened.actors.reviewer, id))
    must(await approveRun(opened.house, opened.actors.leader, id))
    must(await disclose(id))
    expect(codes(await disclose(id))).toEqual(['state run.disclosure'])
  })
})
