import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggest, type Candidate } from './suggest.ts'

const candidate = (household: string, last_visited_on: string | null, hardship = false, more: Partial<Candidate> = {}): Candidate =>
  ({ household, place: '990101101201', head: '户主', group_name: null, categories: ['martyr-child'], eldest_born: '1950-01-01', missed_in: null, last_visited_on, hardship, ...more })

const any = fc.array(fc.record({
  household: fc.uuid(), place: fc.constantFrom('990101101201', '990101101202'), head: fc.constant('户主'), categories: fc.constant(['martyr-child']),
  group_name: fc.constant(null), eldest_born: fc.constantFrom('1940-01-01', '1960-01-01'), missed_in: fc.option(fc.constant('去年春节')),
  last_visited_on: fc.option(fc.constantFrom('2022-01-20', '2023-01-20', '2023-07-30')), hardship: fc.boolean(),
}), { maxLength: 30 })

describe('建议走访对象', () => {
  it('困难户在先，从未走访的其次，再按上次走访由远到近', () => {
    const ranked = suggest([candidate('d', '2023-01-20'), candidate('c', '2022-01-20'), candidate('b', null), candidate('a', '2023-07-30', true)], 10, '2024-01-20')
    expect(ranked.map(({ household, reasons }) => [household, reasons])).toEqual([
      ['a', ['hardship', 'long-ago']], ['b', ['never-visited']], ['c', ['long-ago']], ['d', ['long-ago']],
    ])
  })

  it('上次列入计划而没走到的，排在从未走访的前面；满80周岁说明高龄，差一天不说', () => {
    const ranked = suggest([
      candidate('never', null), candidate('missed', '2022-01-20', false, { missed_in: '2023年春节走访慰问', eldest_born: '1944-01-21' }),
      candidate('old', null, false, { eldest_born: '1944-01-20' }),
    ], 10, '2024-01-20')
    expect(ranked.map(({ household, age, reasons }) => [household, age, reasons])).toEqual([
      ['missed', 79, ['missed', 'long-ago']], ['old', 80, ['never-visited', 'aged']], ['never', 74, ['never-visited']],
    ])
  })

  it('名单的先后不改变结果，且没有人比落选的更不该入选', () => {
    fc.assert(fc.property(any, fc.nat(10), (candidates, count) => {
      const chosen = suggest(candidates, count, '2024-01-20')
      expect(suggest(candidates.toReversed(), count, '2024-01-20')).toEqual(chosen)
      const weight = (one: Candidate) => `${one.hardship ? 0 : 1}${one.missed_in === null ? 1 : 0}${one.last_visited_on ?? ''}`
      const left = candidates.filter(one => !chosen.some(other => other.household === one.household))
      for (const one of chosen) for (const other of left) expect(weight(one) <= weight(other)).toBe(true)
    }))
  })
})
