import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TOWNSHIP, VILLAGES, type TestActors } from '../../tests/harness/database.ts'
import { GRADE_5, PayingTownship, SEPTEMBER_FEN } from '../../tests/harness/payment.ts'
import type { Actor } from '../base/actor.ts'
import { must, type Result } from '../base/result.ts'
import type { LawHouse } from '../law/house.ts'
import { recordFact } from '../roster/actions.ts'
import { person as cardOf } from '../roster/lookup/actions.ts'
import { approveRun, checkRun, discardRun, enterSetting, run, runLines, sendRun, settings } from './actions.ts'
import type { SettingInput } from './settings/schemas.ts'

let township: PayingTownship
let house: LawHouse
let actors: TestActors
const villages = [...VILLAGES]
/** A village that no other test has. */
const village = (): string => villages.pop()!

beforeAll(async () => {
  township = await PayingTownship.open()
  ;({ house, actors } = township.tested)
})
afterAll(() => township.tested.close())

const told = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`))
const view = async (id: string) => must(await run(house, actors.auditor, id))
const linesOf = async (id: string) => must(await runLines(house, actors.auditor, id, { size: 200 })).rows
const prepare = async (...args: Parameters<PayingTownship['prepare']>) => must(await township.prepare(...args))

/** Eight years of service before 60: a discharged soldier of rural origin who draws the old-age living allowance. */
const SOLDIER = { category: 'rural-veteran-60', enlisted_on: '1980-11-01', discharged_on: '1988-11-01', approved_on: '2022-05-01' }
const identity = (value: object) => ({ kind: 'identity' as const, value, known_on: '2020-01-01' })

/** The office learns on 10 September 2024 that the grade was another all along. */
async function regrade(person: string, grade: number): Promise<void> {
  const known = must(await cardOf(house, actors.clerk, person)).facts.find(fact => fact.kind === 'identity')!
  must(await recordFact(house, actors.clerk, person, { kind: 'identity', value: { ...GRADE_5, grade }, supersedes: known.id, known_on: '2024-09-10' }))
}

describe('选定待遇、选定地方的批次', () => {
  test('只发选定的待遇，标题写明，别的待遇留给别的批次；没有的待遇连同可选的一次说全', async () => {
    const place = village()
    await township.add(place, { facts: [identity(GRADE_5)] })
    await township.add(place, { facts: [identity(SOLDIER)] })
    const wrong = await township.prepare(place, '2024-09', '2024-08', { benefits: ['disability-pension', 'bonus', 'gift'] })
    expect(told(wrong)).toEqual(['invalid benefits', 'invalid to'])
    expect(wrong.ok ? [] : wrong.refusals[0]).toMatchObject({ value: ['bonus', 'gift'], legal: expect.arrayContaining(['disability-pension', 'rural-veteran-allowance']) })
    expect(told(await township.prepare(place, '2024-09', '2024-09', { benefits: [] }))).toEqual(['invalid benefits'])
    const pension = await prepare(place, '2024-09', '2024-09', { benefits: ['disability-pension', 'disability-pension'] })
    expect(pension).toMatchObject({ benefits: ['disability-pension'], lines: 1, title: { zh: expect.stringMatching(/^2024年9月残疾抚恤金发放（2024-\d{4}）$/) } })
    expect((await prepare(place, '2024-09')).benefits).toBeNull()
    expect(told(await township.prepare(place, '2024-09'))).toEqual(['state run'])
  })

  test('村里的批次和镇里的批次互不重复；这项待遇发过一批以后补的才叫补发，发的是别项待遇不算', async () => {
    const place = village()
    await township.add(place, { facts: [identity(GRADE_5)] })
    await township.pay(await prepare(place, '2024-09', '2024-09', { benefits: ['disability-pension'] }))
    await township.add(place, { facts: [identity(SOLDIER)] })
    const late = await township.add(place, { facts: [identity(GRADE_5)] })
    const whole = await prepare(place, '2024-09')
    expect((await linesOf(whole.id)).map(line => [line.benefit, line.kind]).toSorted()).toEqual([['disability-pension', 'arrears'], ['rural-veteran-allowance', 'regular']])
    const all = await township.prepare(TOWNSHIP, '2024-09', '2024-09', { benefits: ['disability-pension'] })
    expect((all.ok ? await linesOf(all.value.id) : []).map(line => line.person)).not.toContain(late)
    if (all.ok) must(await discardRun(house, actors.clerk, all.value.id))
  })
})

describe('两个标准', () => {
  test('补发写明现在按什么标准、原来按什么标准、在哪一批发的；应收也一样；正常发放没有原来的', async () => {
    const place = village()
    const [raised, lowered] = [await township.add(place), await township.add(place)]
    const august = await prepare(place, '2024-08')
    await township.pay(august)
    const before = new Map((await linesOf(august.id)).map(line => [line.person, line]))
    await regrade(raised, 4)
    await regrade(lowered, 6)
    const late = await prepare(place, '2024-08', '2024-09')
    const paid = before.get(raised)!
    // Grade 4 opens the care allowance too, which nothing was paid of before.
    const [arrears, ...regular] = (await linesOf(late.id)).filter(line => line.benefit === 'disability-pension').toSorted((a, b) => a.period.localeCompare(b.period))
    // The difference is due with the run that found it: by the last day of its last month.
    expect(arrears).toMatchObject({
      person: raised, period: '2024-08', kind: 'arrears', posted_before_fen: paid.amount_fen, due_on: '2024-09-30',
      before_rate_fen: paid.rate_fen, before_rate_source: paid.rate_source, before_run: august.id,
    })
    expect(arrears!.rate_fen).toBeGreaterThan(paid.rate_fen!)
    expect(regular.map(line => [line.kind, line.before_rate_fen, line.before_rate_source, line.before_run])).toEqual([['regular', null, null, null], ['regular', null, null, null]])
    const [back] = (await view(late.id)).receivable_lines
    expect(back).toMatchObject({ person: lowered, period: '2024-08', before_rate_fen: paid.rate_fen, before_run: august.id })
    expect(back!.rate_fen).toBeLessThan(paid.rate_fen!)
    // Paid and taken back once more: the earlier rate is then that of the second run.
    await township.approve(late)
    await regrade(raised, 5)
    await regrade(lowered, 5)
    const again = await prepare(place, '2024-08', '2024-09')
    expect((await linesOf(again.id)).filter(line => line.period === '2024-08')).toMatchObject([{ person: lowered, before_rate_fen: back!.rate_fen, before_run: late.id }])
    expect((await view(again.id)).receivable_lines.find(one => one.period === '2024-08' && one.benefit === 'disability-pension')).toMatchObject({ person: raised, before_rate_fen: arrears!.rate_fen, before_run: late.id })
  })
})

describe('审批的是这一批的校验值', () => {
  /** One change of each column that the hash stands over, and how it is undone. */
  const CHANGES: readonly (readonly [string, string])[] = [
    ['number = number + 5', 'number = number - 5'],
    ["place_code = '990101101999'", 'place_code = $place'],
    ['person = gen_random_uuid()', 'person = $person'],
    ["name = name || '甲'", "name = left(name, -1)"],
    ["benefit = 'survivor-pension'", "benefit = 'disability-pension'"],
    ["category = 'disabled-police'", "category = 'disabled-serviceman'"],
    ["period = '2024-08'", "period = '2024-09'"],
    ["kind = 'arrears'", "kind = 'regular'"],
    ['amount_fen = amount_fen + 1, entitled_fen = entitled_fen + 1', 'amount_fen = amount_fen - 1, entitled_fen = entitled_fen - 1'],
    ['entitled_fen = entitled_fen + 1, posted_before_fen = posted_before_fen + 1', 'entitled_fen = entitled_fen - 1, posted_before_fen = posted_before_fen - 1'],
    ["source = source || '甲'", 'source = left(source, -1)'],
    ["article = article || '甲'", 'article = left(article, -1)'],
    ["arithmetic = arithmetic || '甲'", 'arithmetic = left(arithmetic, -1)'],
    ['rate_fen = rate_fen + 1', 'rate_fen = rate_fen - 1'],
    ["rate_source = rate_source || '甲'", 'rate_source = left(rate_source, -1)'],
    ["confidence = confidence || '甲'", 'confidence = left(confidence, -1)'],
    ['due_on = due_on + 1', 'due_on = due_on - 1'],
    ['due_on = NULL', "due_on = '2024-09-30'"],
    ['before_rate_fen = 1', 'before_rate_fen = NULL'],
    ["before_rate_source = '甲'", 'before_rate_source = NULL'],
    ['before_run = run', 'before_run = NULL'],
  ]

  test('复核、审批、送银行之前改动明细的任何一处，都停下来', async () => {
    const place = village()
    const person = await township.add(place)
    const { id } = await prepare(place, '2024-09')
    const meddle = (change: string) => township.asOwner('payment_line', `UPDATE payment_line SET ${change.replace('$place', `'${place}'`).replace('$person', `'${person}'`)} WHERE run = '${id}'`)
    const steps = [() => checkRun(house, actors.reviewer, id), () => approveRun(house, actors.leader, id), () => sendRun(house, actors.clerk, id)]
    for (const step of steps) {
      for (const [change, back] of CHANGES) {
        await meddle(change)
        expect([change, told(await step())]).toEqual([change, ['conflict run.lines_hash']])
        await meddle(back)
      }
      must<unknown>(await step())
    }
  })

  test('复核以后，数据库不许换校验值', async () => {
    const place = village()
    await township.add(place)
    const { id } = await prepare(place, '2024-09')
    must(await checkRun(house, actors.reviewer, id))
    await expect(township.asOwner('payment_run', `UPDATE payment_run SET lines_hash = repeat('0', 64) WHERE id = '${id}'`)).rejects.toThrow(/payment_run_hash_stands/)
  })
})

describe('一个地方怎样发放', () => {
  const enter = (actor: Actor, place: string, some: Pick<SettingInput, 'kind' | 'value'> & { benefit?: string }) =>
    enterSetting(house, actor, { place, from: '2024-01-01', document: '云双拥办〔2024〕1号', ...some } as SettingInput)

  test('设了到账日，新编制的明细按它；以前的设置还在', async () => {
    const place = village()
    await township.add(place)
    must(await enter(actors.leader, place, { kind: 'due-day', value: { day: 25 } }))
    must(await enter(actors.leader, place, { kind: 'due-day', benefit: 'disability-pension', value: { day: 10, month_offset: 1 } }))
    expect((await linesOf((await prepare(place, '2024-09')).id)).map(line => line.due_on)).toEqual(['2024-10-10'])
    const rows = must(await settings(house, actors.auditor)).filter(one => one.place === place)
    expect(rows).toMatchObject([{ benefit: null, value: { day: 25, month_offset: 0 }, recorded_by: '周镇长' }, { benefit: 'disability-pension', value: { day: 10, month_offset: 1 } }])
  })

  test('不是哪一类、不在辖区、没有文件、没有的待遇、不该录的人，各有一句话', async () => {
    expect(told(await enter(actors.leader, '990202101', { kind: 'due-day', benefit: 'bonus', value: { day: 25 } }))).toEqual(['invalid place', 'invalid benefit'])
    expect(told(await enterSetting(house, actors.leader, { kind: 'due-day', place: TOWNSHIP, from: '2024-02-30', document: '', value: { day: 32 } }))).toEqual(['invalid value.day', 'invalid from', 'invalid document'])
    expect(told(await enter(actors.clerk, TOWNSHIP, { kind: 'due-day', value: { day: 25 } }))).toEqual(['forbidden payment.settings'])
    expect(told(await enter(actors.system, TOWNSHIP, { kind: 'approver', value: 'township' }))).toEqual(['forbidden payment.settings'])
  })

  test('收归县里审批的，镇里的人不能批，也不能自己放回来；县里批得了，放得回', async () => {
    const place = village()
    await township.add(place)
    must(await enter(actors.countyOffice, place, { kind: 'approver', value: 'county' }))
    const { id } = await prepare(place, '2024-09')
    must(await checkRun(house, actors.reviewer, id))
    for (const actor of [actors.leader, actors.reviewer]) expect(told(await approveRun(house, actor, id))).toEqual(['forbidden run.approver'])
    expect(told(await approveRun(house, actors.system, id))).toEqual(['forbidden payment.approve'])
    expect(told(await enter(actors.leader, place, { kind: 'approver', value: 'township' }))).toEqual(['forbidden value'])
    must(await approveRun(house, actors.countyOffice, id))
    must(await enter(actors.countyOffice, place, { kind: 'approver', value: 'township' }))
    await township.add(place)
    await township.approve(await prepare(place, '2024-09'))
  })

  test('设置只增不改', async () => {
    await expect(township.tested.house.database.transaction(async session => {
      await session.query('SET LOCAL ROLE tongxin_program')
      await session.query(`UPDATE payment_setting SET document = 'x'`)
    })).rejects.toThrow(/permission denied/)
  })
})

describe('与上一批比', () => {
  test('新增、减员、补发、应收回，按待遇、资金、村合计；审批前后资金说的一样', async () => {
    const place = village()
    const leaving = await township.add(place)
    await township.add(place)
    await township.pay(await prepare(place, '2024-07'))
    await township.add(place)
    must(await recordFact(house, actors.clerk, leaving, { kind: 'person', value: { born: '1962-04-03', died: '2024-07-20', sex: 'male', death_cause: 'other' }, known_on: '2024-09-10' }))
    const draft = await prepare(place, '2024-08')
    const seen = await view(draft.id)
    expect(seen.changes).toMatchObject({ joined: [{}], left: [{ person: leaving }], arrears: { lines: 0 }, recovered: { lines: 0 } })
    expect(seen.groups.village).toMatchObject([{ id: place, lines: 2, amount_fen: draft.amount_fen, arrears_fen: 0, receivable_fen: 0 }])
    expect(seen.groups.benefit.map(one => [one.id, one.name.zh])).toEqual([['disability-pension', '残疾抚恤金']])
    expect(seen.groups.fund).toMatchObject([{ name: { zh: '2024年优抚补助' }, amount_fen: draft.amount_fen, before_fen: seen.groups.village[0]!.before_fen }])
    await township.approve(draft)
    expect((await view(draft.id)).groups).toEqual(seen.groups)
  })

  test('只与包含同样待遇的上一批比', async () => {
    const place = village()
    await township.add(place, { facts: [identity(GRADE_5)] })
    await township.add(place, { facts: [identity(SOLDIER)] })
    const first = await prepare(place, '2024-07')
    await township.pay(first)
    const pension = await prepare(place, '2024-08', '2024-08', { benefits: ['disability-pension'] })
    expect((await view(pension.id)).changes).toMatchObject({ since: first.number, joined: [], left: [], only_before: [] })
    await township.pay(pension)
    const all = await prepare(place, '2024-09')
    expect((await view(all.id)).changes).toMatchObject({ since: first.number })
    expect((await linesOf(all.id)).find(line => line.benefit === 'disability-pension')!.amount_fen).toBe(SEPTEMBER_FEN)
  })
})
