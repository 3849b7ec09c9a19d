import { afterAll, beforeAll, expect, it } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { act } from '../../access/actions.ts'
import type { Actor } from '../../base/actor.ts'
import { sum } from '../../base/money.ts'
import { must } from '../../base/result.ts'
import { addFund, creditFund } from '../../ledger/actions.ts'
import { fundStatement } from '../../ledger/statements/actions.ts'
import { adoptPlan } from '../../plan/actions.ts'
import { figures as planFigures } from '../../plan/figures.ts'
import { addHouseholdsIn, addPersonsIn } from '../../roster/actions.ts'
import { figures as rosterFigures } from '../../roster/figures.ts'
import { moveRoundTo, openRound, recordVisit } from '../../visits/actions.ts'
import { figures as visitsFigures } from '../../visits/figures.ts'
import { yearFigure } from '../actions.ts'
import { yearGlance } from './actions.ts'
import { COVERAGE_FIGURES, recordsOf, type RecordsAsked } from './glance.ts'

const FIGURES = [...planFigures, ...rosterFigures, ...visitsFigures]
const YEAR = { place: TOWNSHIP, year: 2023 }

let test: TestHouse
let fund: string

/** Three households, of which two have a disabled serviceman, one of these visited twice, and the third, who has none, once. */
beforeAll(async () => {
  test = await testHouse()
  test.travel('2023-08-10')
  const { house, actors: { clerk } } = test
  must(await adoptPlan(house, clerk, YEAR))
  const households = must(await act(house, clerk, 'roster.write', async work => {
    const made = await addHouseholdsIn(work, ['王', '李', '赵'].map((surname, index) => ({ place: VILLAGES[index === 0 ? 0 : 1]!, head: `${surname}大山` })))
    if (!made.ok) return made
    const facts = [{ kind: 'identity' as const, value: { category: 'disabled-serviceman', approved_on: '1980-01-01', cause: 'duty', grade: 8 }, known_on: '1980-01-01' }]
    must(await addPersonsIn(work, [
      { place: VILLAGES[0]!, name: '王大山', identity_number: '990101195001010010', household: made.value[0]!, facts },
      { place: VILLAGES[1]!, name: '李大山', identity_number: '990101195001010037', household: made.value[1]!, facts },
    ]))
    return made
  }))
  fund = must(await addFund(house, clerk, { place: TOWNSHIP, name: '慰问经费', source: '镇财政', year: 2023 }))
  must(await creditFund(house, clerk, fund, { amount_fen: 5000_00, document: '拨款通知', on: '2023-01-02' }))
  for (const [festival, day, visited] of [['spring-festival', '2023-01-20', [0]], ['army-day', '2023-07-30', [0, 2]]] as const) {
    const round = must(await openRound(house, clerk, { place: TOWNSHIP, festival, year: 2023, name: '走访', from: day, to: day, fund }))
    for (const index of visited) {
      const visit = { household: households[index]!, visited_on: day, visitors: ['林经办'], giver: '青松镇', cash_fen: 300_00, receipt: { signed_by: '王大山', voucher: '收据一' } }
      must(await recordVisit(house, clerk, { ...visit, round }))
    }
    must(await moveRoundTo(house, clerk, round, { state: 'closed' }))
  }
})
afterAll(() => test.close())

const glance = async (actor: Actor, place?: string) => must(await yearGlance(test.house, actor, FIGURES, { place, year: 2023 }))

/** What the records behind a bar add up to, as the page opens them. */
async function opened(asked: RecordsAsked, place: string, actor: Actor): Promise<number> {
  const { records } = must(await yearFigure(test.house, actor, FIGURES, asked.figure, { place, year: 2023 }))
  return sum(recordsOf(records, asked, place).map(({ value }) => value))
}

it('每根柱子都等于点开后记录之和：镇里按村，县里按镇', async () => {
  for (const [actor, place] of [[test.actors.leader, TOWNSHIP], [test.actors.countyOffice, COUNTY]] as const) {
    const { tasks, coverage, people } = await glance(actor, place)
    for (const { figure, months } of tasks!) {
      for (const [index, value] of months.entries()) expect(await opened({ figure, month: index + 1 }, place, actor)).toBe(value)
    }
    for (const row of coverage!) {
      for (const of of ['homes', 'reached', 'visits'] as const) expect(await opened({ figure: COVERAGE_FIGURES[of], part: row.place }, place, actor)).toBe(row[of])
    }
    for (const { figure, persons } of people!.categories) expect(await opened({ figure }, place, actor)).toBe(persons)
    expect(people!.persons).toBe(2)
  }
})

it('办结、未到期、逾期互不重叠，合起来就是计划的全部任务', async () => {
  const { tasks } = await glance(test.actors.leader)
  const of = (index: number) => sum(tasks![index]!.months)
  expect([of(0) > 0, of(1) > 0, of(2) > 0]).toEqual([true, true, true])
  expect(of(0) + of(1) + of(2)).toBe(await opened({ figure: 'plan.tasks.planned' }, TOWNSHIP, test.actors.leader))
})

it('走访覆盖只数有优抚对象的户，一户走访两次还是一户', async () => {
  const { coverage } = await glance(test.actors.leader)
  expect(coverage).toEqual([{ place: VILLAGES[0], homes: 1, reached: 1, visits: 2 }, { place: VILLAGES[1], homes: 1, reached: 0, visits: 1 }])
  expect((await glance(test.actors.countyOffice, COUNTY)).coverage).toEqual([{ place: TOWNSHIP, homes: 2, reached: 1, visits: 3 }])
})

it('每个月的支出、收到拨款与这笔资金当月的对账单一致', async () => {
  const { funds } = await glance(test.actors.leader)
  expect(funds!.map(({ name, months }) => [name, sum(months.spent), sum(months.received)])).toEqual([['慰问经费', 900_00, 5000_00]])
  for (const [index, spent] of funds![0]!.months.spent.entries()) {
    const { statement, movements } = must(await fundStatement(test.house, test.actors.leader, fund, `2023-${String(index + 1).padStart(2, '0')}`))
    expect([statement.totals.spent, sum(movements.filter(({ kind }) => kind === 'spent').map(({ amount_fen }) => amount_fen))]).toEqual([spent, spent])
  }
})

it('村级专干和管理员没有这一页；辖区之外的不给看', async () => {
  const asked = (actor: Actor, place?: string) => yearGlance(test.house, actor, FIGURES, { place, year: 2023 })
  expect(await asked(test.actors.villageWorker)).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
  expect(await asked(test.actors.system)).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
  expect(await asked(test.actors.leader, '990102101')).toMatchObject({ ok: false, refusals: [{ code: 'not-found', legal: [TOWNSHIP] }] })
})
