import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { addFund, creditFund } from '../../ledger/actions.ts'
import { addPerson, recordFact } from '../../roster/actions.ts'
import { approveRun, checkRun, confirmRun, prepareRun, sendRun } from '../actions.ts'
import { compare, differences, note } from './actions.ts'

let opened: TestHouse
let people = 0

beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
  const fund = must(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: '2024年优抚补助', source: '中央财政', level: 'central', year: 2024, purpose: 'benefits' }))
  must(await creditFund(opened.house, opened.actors.clerk, fund, { amount_fen: 100_000_000, document: '示例财社〔2024〕1号', on: '2024-01-10' }))
})
afterAll(() => opened.close())

/** A serviceman of war, grade 5: 5,586.00 yuan for September 2024. */
async function pensioner(): Promise<string> {
  const digits = `99010119620403${String(++people).padStart(3, '0')}`
  return must(await addPerson(opened.house, opened.actors.clerk, {
    place: VILLAGES[0]!, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: `622700000000${String(people).padStart(4, '0')}`, bank_name: '农商行', known_on: '2020-01-01',
    facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }, known_on: '2020-01-01' }],
  }))
}

async function paid(from: string, to = from): Promise<string> {
  const { clerk, reviewer, leader } = opened.actors
  const run = must(await prepareRun(opened.house, clerk, { place: TOWNSHIP, from, to }))
  must(await checkRun(opened.house, reviewer, run.id))
  must(await approveRun(opened.house, leader, run.id))
  must(await sendRun(opened.house, clerk, run.id))
  must(await confirmRun(opened.house, clerk, run.id))
  return run.id
}

const kinds = async () => must(await differences(opened.house, opened.actors.clerk)).rows.map(({ kind, owner, stated_fen, found_fen }) => ({ kind, owner, stated_fen, found_fen }))

describe('核对', () => {
  test('应发、明细、账、盘、回盘一致就没有差异；不一致的有负责人；改正以后自己消失', async () => {
    const person = await pensioner()
    await paid('2024-01', '2024-09')
    expect(must(await compare(opened.house, opened.actors.clerk))).toMatchObject({ differences: 0, replayed: 9 })
    expect(await kinds()).toEqual([])

    // 十月没有编制，过了应发日 10 月 31 日。
    opened.travel('2024-10-31')
    expect(must(await compare(opened.house, opened.actors.clerk)).differences).toBe(0)
    opened.travel('2024-11-01')
    expect(must(await compare(opened.house, opened.actors.clerk))).toMatchObject({ differences: 1, added: 1 })
    expect(await kinds()).toEqual([{ kind: 'unpaid', owner: 'clerk', stated_fen: 558_600, found_fen: 0 }])
    const [unpaid] = must(await differences(opened.house, opened.actors.clerk)).rows
    must(await note(opened.house, opened.actors.clerk, unpaid!.id, '本周补编一批'))
    await paid('2024-10')
    // 到账了，但是晚了一天：不再是差异，看板上是逾期到账。
    expect(must(await compare(opened.house, opened.actors.clerk))).toMatchObject({ differences: 0, gone: 1 })

    // 晚报的死亡：一月去世，二月起不该发；已发到十月，多发 2024-02 至 2024-10。
    must(await recordFact(opened.house, opened.actors.clerk, person, { kind: 'person', value: { born: '1962-04-03', died: '2024-01-15', sex: 'male', death_cause: 'other' }, known_on: '2024-11-01' }))
    await expect(compare(opened.house, opened.actors.clerk)).resolves.toMatchObject({ value: { differences: 9 } })
    expect(new Set((await kinds()).map(one => `${one.kind} ${one.owner} ${one.stated_fen}`))).toEqual(new Set(['over reviewer 0']))
  })

  test('看不到别村的差异，也不能核对的人不能核对', async () => {
    expect(await compare(opened.house, opened.actors.auditor)).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
    const other = { ...opened.actors.clerk, place: VILLAGES[1]!, scope: [VILLAGES[1]!] }
    expect(must(await differences(opened.house, other)).rows).toEqual([])
  })
})
