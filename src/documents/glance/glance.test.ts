import { expect, test } from 'vitest'
import { sum } from '../../base/money.ts'
import { monthsOf, movementOf, type FundMonths } from '../../ledger/statements/statements.ts'
import { TASK_STATES } from '../../plan/plan.ts'
import { coverageOf, fundYears, partOf, recordsOf, TASK_FIGURES, taskState, yearOfSums } from './glance.ts'

const TOWNSHIP = '990101101'
const [FIRST, SECOND] = [`${TOWNSHIP}201`, `${TOWNSHIP}202`]

const row = (on: string, into: boolean, other: string, amount_fen: number) =>
  movementOf({ key: on + other, fund: 'f', on, into, other, benefit: null, amount_fen, place: TOWNSHIP, memo: '', reference_kind: 'test', reference: '' })
const fund = (id: string, movements: readonly ReturnType<typeof row>[]): FundMonths => ({
  fund: { id, name: id, place: TOWNSHIP, source: '', level: 'county', donor: null, purpose: 'benefits', year: 2026, balance_fen: 0 }, months: monthsOf(0, movements, 2026),
})

test('资金的十二个月之和就是全年：支出是支出，拨款是拨款，调剂和退回不算在内；支出多的在前', () => {
  const small = [row('2026-01-05', true, 'grant', 900_00), row('2026-03-01', false, 'expense:condolence', 100_00), row('2026-03-31', false, 'expense:hardship', 50_00)]
  const large = [row('2026-02-01', false, 'bank', 400_00), row('2026-02-09', true, 'bank', 30_00), row('2026-12-31', false, 'transfer', 70_00)]
  const [first, second] = fundYears([fund('small', small), fund('large', large)])
  expect([first!.fund, sum(first!.months.spent), sum(first!.months.received)]).toEqual(['large', 400_00, 0])
  expect([second!.fund, second!.months.spent[2], sum(second!.months.spent), sum(second!.months.received)]).toEqual(['small', 150_00, 150_00, 900_00])
  expect(second!.months.spent).toHaveLength(12)
})

test('没有记录的月份是零，别的年份不混进来', () => {
  expect(yearOfSums(new Map([['2026-01', 2], ['2026-12', 3], ['2025-12', 9]]), 2026)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
})

test('镇里看到村，县里看到镇，村里只有自己', () => {
  expect([partOf(FIRST, TOWNSHIP), partOf(FIRST, '990101'), partOf(FIRST, FIRST), partOf(TOWNSHIP, TOWNSHIP)]).toEqual([FIRST, TOWNSHIP, FIRST, TOWNSHIP])
})

test('各村的数加起来就是全镇，只有走访、没有优抚对象户的村也在', () => {
  const sums = { homes: new Map([[FIRST, 4], [TOWNSHIP, 1]]), reached: new Map([[FIRST, 3]]), visits: new Map([[FIRST, 5], [SECOND, 2]]) }
  expect(coverageOf(TOWNSHIP, sums)).toEqual([
    { place: TOWNSHIP, homes: 1, reached: 0, visits: 0 }, { place: FIRST, homes: 4, reached: 3, visits: 5 }, { place: SECOND, homes: 0, reached: 0, visits: 2 },
  ])
  expect(coverageOf('990101', sums)).toEqual([{ place: TOWNSHIP, homes: 5, reached: 3, visits: 7 }])
})

test('点开一根柱子，是那个月、那个地方的记录，一条不多，一条不少', () => {
  const record = (happened_on: string, place_code: string, value: number) => ({ happened_on, place_code, value })
  const records = [record('2026-01-31', FIRST, 1), record('2026-02-01', FIRST, 2), record('2026-02-28', SECOND, 4), record('2026-02-10', TOWNSHIP, 8)]
  const total = (asked: { month?: number; part?: string }, place = TOWNSHIP) => sum(recordsOf(records, { figure: 'f', ...asked }, place).map(({ value }) => value))
  expect([total({ month: 1 }), total({ month: 2 }), total({ month: 3 }), total({})]).toEqual([1, 14, 0, 15])
  // The township's own records are a part beside its villages, though its code begins theirs.
  expect([total({ part: FIRST }), total({ part: TOWNSHIP }), total({ part: TOWNSHIP }, '990101')]).toEqual([3, 8, 15])
})

test('每个任务口径都有任务清单里的一种情况', () => {
  expect(TASK_STATES).toEqual(expect.arrayContaining(TASK_FIGURES.map(taskState)))
})
