import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggest, type Candidate } from './suggest.ts'

const candidate = (household: string, last_visited_on: string | null, hardship = false): Candidate =>
  ({ household, place: '990101101201', head: '户主', categories: ['martyr-child'], last_visited_on, hardship })

const any = fc.array(fc.record({
  household: fc.uuid(), place: fc.constantFrom('990101101201', '990101101202'), head: fc.constant('户主'), categories: fc.constant(['martyr-child']),
  last_visited_on: fc.option(fc.constantFrom('2022-01-20', '2023-01-20', '2023-07-30')), hardship: fc.boolean(),
}), { maxLength: 30 })

describe('建议走访对象', () => {
  it('困难户在先，从未走访的其次，再按上次走访由远到近', () => {
    const ranked = suggest([candidate('d', '2023-01-20'), candidate('c', '2022-01-20'), candidate('b', null), candidate('a', '2023-07-30', true)], 10)
    expect(ranked.map(({ household, reasons }) => [household, reasons])).toEqual([
      ['a', ['hardship', 'long-ago']], ['b', ['never-visited']], ['c', ['long-ago']], ['d', ['long-ago']],
    ])
  })

  it('名单的先后不改变结果，且没有人比落选的更不该入选', () => {
    fc.assert(fc.property(any, fc.nat(10), (candidates, count) => {
      const chosen = suggest(candidates, count)
      expect(suggest(candidates.toReversed(), count)).toEqual(chosen)
      const weight = (one: Candidate) => `${one.hardship ? 0 : 1}${one.last_visited_on ?? ''}`
      const left = candidates.filter(one => !chosen.some(other => other.household === one.household))
      for (const one of chosen) for (const other of left) expect(weight(one) <= weight(other)).toBe(true)
    }))
  })
})
