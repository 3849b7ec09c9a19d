import { describe, expect, test } from 'vitest'
import { isStanding, mergedInto, standingSuccessor, type Place } from './places.ts'

const place = (code: string, to: string | null = null, successor: string | null = null): Place =>
  ({ code, name: code, name_en: code, level: 'village', parent: code.slice(0, 9), from: '2000-01-01', to, successor, harvest_region: null })
const [one, two, three, other] = ['990101101201', '990101101202', '990101101203', '990101102201'] as const
/** 一村并入二村，二村后来并入三村；另一个镇的一个村也并入三村。 */
const PLACES = [place(one, '2022-12-31', two), place(two, '2023-12-31', three), place(three), place(other, '2023-12-31', three), place('990101101204', '2023-12-31')]

describe('撤并的村', () => {
  test('撤销的当天还算在，第二天就不在了', () => {
    expect([isStanding(PLACES[0]!, '2022-12-31'), isStanding(PLACES[0]!, '2023-01-01'), isStanding(PLACES[2]!, '2030-01-01')]).toEqual([true, false, true])
  })

  test('归到现在还在的那个村：两次并村也找得到；没有写并到哪里的，找不到', () => {
    expect(standingSuccessor(PLACES, one, '2023-06-01')?.code).toBe(two)
    expect(standingSuccessor(PLACES, one, '2024-06-01')?.code).toBe(three)
    expect(standingSuccessor(PLACES, '990101101204', '2024-06-01')).toBeUndefined()
    expect(standingSuccessor([place(one, '2022-12-31', two), place(two, '2022-12-31', one)], one, '2024-06-01')).toBeUndefined()
  })

  test('查一个村，并进来的都算，再往前并的也算；查整个镇，只多出镇外并进来的', () => {
    expect(mergedInto(PLACES, three)).toEqual([one, two, other])
    expect(mergedInto(PLACES, '990101101')).toEqual([other])
    expect(mergedInto(PLACES, one)).toEqual([])
    expect(mergedInto(PLACES, '')).toEqual([])
  })
})
