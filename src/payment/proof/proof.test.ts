import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastDay } from '../../base/day.ts'
import { boardOf, cellsOf, CELL_STATES, type Back, type Owed, type PaidLine, type Standings } from './proof.ts'

const PERSON = { person: 'p', place: '990101101201', name: '田明远' }
const about = { person: 'p', benefit: 'disability-pension', period: '2026-03' } as const
const owed: Owed = { ...PERSON, ...about, amount_fen: 558_600 }
const line = (over: Partial<PaidLine>): PaidLine => ({ ...about, amount_fen: 558_600, state: 'confirmed', due_on: '2026-03-31', confirmed_on: '2026-03-12', arrivals: 1, returned: false, ...over })

const cells = (today: string, done: readonly PaidLine[], back: readonly Back[] = [], entitled: readonly Owed[] = [owed]) =>
  cellsOf({ today, persons: [PERSON], owed: entitled, done, back, dueOn: (_, __, period) => lastDay(period) })
const state = (...asked: Parameters<typeof cells>) => cells(...asked)[0]?.state

describe('按时足额', () => {
  test('应发日当天到账是按时，次日到账是逾期到账', () => {
    expect(state('2026-04-20', [line({ confirmed_on: '2026-03-31' })])).toBe('on-time')
    expect(state('2026-04-20', [line({ confirmed_on: '2026-04-01' })])).toBe('late')
  })

  test('没有编制：应发日当天还不算欠，次日算未发', () => {
    expect(state('2026-03-31', [])).toBe('pending')
    expect(state('2026-04-01', [])).toBe('unpaid')
  })

  test('审批了没到账：应发日以前是在办，过了是逾期；银行退回的是未领', () => {
    const sent = line({ state: 'sent', confirmed_on: null, arrivals: 0 })
    expect(state('2026-03-31', [sent])).toBe('pending')
    expect(state('2026-04-01', [sent])).toBe('overdue')
    expect(state('2026-03-20', [line({ state: 'returned', confirmed_on: null, arrivals: 0, returned: true })])).toBe('unclaimed')
  })

  test('提标以后原来发的就不足；补的差额按找到以后的下一个应发日算', () => {
    // 发过 5,586.00；新标准应发 5,754.00，差 168.00。
    const raised: Owed = { ...owed, amount_fen: 575_400 }
    expect(state('2026-11-01', [line({})], [], [raised])).toBe('short')
    const arrears = line({ amount_fen: 16_800, due_on: '2026-11-30', confirmed_on: '2026-11-12' })
    expect(state('2026-12-01', [line({}), arrears], [], [raised])).toBe('on-time')
    expect(state('2026-12-10', [line({}), { ...arrears, confirmed_on: '2026-12-01' }], [], [raised])).toBe('late')
  })

  test('死亡晚报，发了不该发的是多发；收回来或核销了就不再是', () => {
    const back = { ...about, amount_fen: 558_600, closed_fen: 0 }
    expect(state('2026-05-01', [line({})], [back], [])).toBe('over')
    expect(cells('2026-05-01', [line({})], [{ ...back, closed_fen: 558_600 }], [])).toEqual([])
  })

  test('一行到账两次是重复', () => { expect(state('2026-04-20', [line({ arrivals: 2 })])).toBe('duplicate') })
})

describe('看板', () => {
  const month = fc.integer({ min: 1, max: 12 }).map(number => `2026-${String(number).padStart(2, '0')}`)
  const key = fc.record({ person: fc.constantFrom('p', 'q'), benefit: fc.constantFrom('a', 'b'), period: month })
  const entitled = fc.uniqueArray(fc.record({ key, amount_fen: fc.integer({ min: 1, max: 500 }) }), { selector: ({ key }) => JSON.stringify(key) })
  const done = fc.array(fc.record({ key, amount_fen: fc.integer({ min: 1, max: 500 }), state: fc.constantFrom('approved', 'sent', 'confirmed') }))

  test('每格只有一种状态；按待遇、按月、按村加起来都是合计；按时足额的不超过应发的', () => {
    fc.assert(fc.property(entitled, done, fc.constantFrom('2026-01-15', '2026-06-30', '2027-01-31'), (rights, lines, today) => {
      const persons = [{ ...PERSON }, { ...PERSON, person: 'q', place: '990101101202' }]
      const all = cellsOf({
        today, persons, back: [], dueOn: (_, __, period) => lastDay(period),
        owed: rights.map(({ key: of, amount_fen }) => ({ ...persons.find(one => one.person === of.person)!, ...of, amount_fen })),
        done: lines.map(({ key: of, amount_fen, state: now }) => line({ ...of, amount_fen, state: now as PaidLine['state'], due_on: null, confirmed_on: now === 'confirmed' ? '2026-06-12' : null, arrivals: now === 'confirmed' ? 1 : 0 })),
      })
      const board = boardOf(2026, all)
      const count = (of: { states: Readonly<Record<string, number>> }) => CELL_STATES.reduce((sum, each) => sum + of.states[each]!, 0)
      const total = (parts: readonly { total: Standings }[]) => parts.reduce((sum, part) => sum + part.total.arrived_fen, 0)
      expect(count(board.total)).toBe(all.length)
      expect(total(board.benefits)).toBe(board.total.arrived_fen)
      expect(total(board.villages)).toBe(board.total.arrived_fen)
      expect(board.benefits.flatMap(one => one.months).reduce((sum, { standings }) => sum + standings.entitled_fen, 0)).toBe(board.total.entitled_fen)
      expect(board.total.share.on_time).toBeLessThanOrEqual(board.total.share.due)
      expect(board.total.states['on-time']).toBe(board.total.share.on_time)
    }))
  })
})
