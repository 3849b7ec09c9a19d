import { describe, expect, it } from 'vitest'
import { factsSchema } from '../law/facts.ts'
import { factFaults } from './faults.ts'
import type { FactInput } from './schemas.ts'
import { gather } from './known.ts'
import { categoriesOf } from './prepare.ts'
import { spanOfIdentity } from './kinds.ts'
import type { PersonRow } from './rows.ts'

const identity = { category: 'rural-veteran-60', enlisted_on: '1980-11-03', discharged_on: '1984-01-05', approved_on: '2022-04-20' }

describe('汇集事实', () => {
  it('合成的事实正是政策计算收的样子', () => {
    const facts = gather('990101', [
      { kind: 'person', value: { born: '1962-04-03', sex: 'male', died: null } },
      { kind: 'hukou', value: 'rural' },
      { kind: 'identity', value: identity },
      { kind: 'merit', value: { level: 'third-class', on: '2024-01-10' } },
      { kind: 'draws_employee_pension', value: false },
      { kind: 'note', value: { text: '只给人看' } },
      { kind: 'identity', value: null },
    ])
    expect(facts).toEqual({
      county: '990101', hukou: 'rural', person: { born: '1962-04-03', sex: 'male', died: null }, identities: [identity],
      merit: [{ level: 'third-class', on: '2024-01-10' }], draws_employee_pension: false,
    })
    expect(factsSchema.safeParse(facts).success).toBe(true)
  })
})

describe('一条事实的毛病', () => {
  const faults = (value: object) => factFaults('', { kind: 'identity', value, document: null }, '1962-04-03', '2024-06-30').map(refusal => `${refusal.code} ${refusal.place}`)

  it.each([
    ['对的', {}, []],
    ['退役当天与入伍同日可以', { discharged_on: '1980-11-03' }, []],
    ['退役早于入伍一天', { discharged_on: '1980-11-02' }, ['contradiction value.discharged_on']],
    ['满 16 周岁当天入伍可以', { enlisted_on: '1978-04-03' }, []],
    ['差一天满 16 周岁', { enlisted_on: '1978-04-02' }, ['contradiction value.enlisted_on']],
    ['没有的日子', { approved_on: '2023-02-29' }, ['invalid value.approved_on']],
    ['当天批准可以', { approved_on: '2024-06-30' }, []],
    ['批准在明天', { approved_on: '2024-07-01' }, ['invalid value.approved_on']],
    ['将来终止可以：终止可以早知道', { ended_on: '2024-12-31' }, []],
    ['没有的键', { unit: 'x' }, ['unknown-key value.unit']],
  ])('%s', (_, changes, expected) => {
    expect(faults({ ...identity, ...changes })).toEqual(expected)
  })

  it.each<[string, FactInput, string[]]>([
    ['将来的去世', { kind: 'person', value: { born: '1962-04-03', sex: 'male', died: '2024-07-01' }, document: null }, ['value.died']],
    ['将来的立功', { kind: 'merit', value: { level: 'third-class', on: '2024-07-01' }, document: null }, ['value.on']],
    ['将来才得知', { kind: 'hukou', value: 'rural', known_on: '2024-07-01', document: null }, ['known_on']],
    ['将来的调级，说出是哪一次', { kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', regradings: [{ approved_on: '2022-01-01', grade: 5 }, { approved_on: '2024-07-01', grade: 4 }] }, document: null }, ['value.regradings.1.approved_on']],
    ['从将来起中止可以', { kind: 'suspended', value: { from: '2024-08-01', decided_by: 'province', document: '决定' }, document: null }, []],
  ])('%s', (_, fact, expected) => expect(factFaults('', fact, '1962-04-03', '2024-06-30').map(refusal => refusal.place)).toEqual(expected))

  it('因病六级可以，七级不可以', () => {
    const ill = (grade: number) => ({ category: 'disabled-serviceman', cause: 'illness', grade, approved_on: '2019-05-20' })
    expect(faults(ill(6))).toEqual([])
    expect(faults(ill(7))).toEqual(['contradiction value.grade'])
  })
})

describe('类别的起止', () => {
  it('义务兵家庭到离队前一天为止', () => {
    expect(spanOfIdentity({ category: 'conscript-family', enlistment_approved_on: '2021-09-01', left_on: '2023-09-01' }))
      .toEqual({ category: 'conscript-family', started_on: '2021-09-01', ended_on: '2023-08-31' })
  })

  it('同一类别的两个身份合成一段', () => {
    const card = { id: 'a', place_code: '990101101201', name_pinyin: 'a', died_on: null } as PersonRow // what the function reads of it
    const facts = [{ ...identity, approved_on: '2020-01-01', ended_on: '2021-01-01' }, { ...identity, approved_on: '2022-01-01' }]
    expect(categoriesOf(card, facts.map(value => ({ kind: 'identity' as const, value })))).toMatchObject([{ started_on: '2020-01-01', ended_on: null }])
  })
})
