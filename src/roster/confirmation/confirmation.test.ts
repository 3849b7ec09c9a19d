import { describe, expect, test } from 'vitest'
import { confirmationFaults, twiceFaults, type KnownPerson } from './checks.ts'
import { daysOf, FINDINGS, isAfterDeath, isAsked, progressOf, proposedBy, STATE_RULES, WAYS, type Standing } from './confirmation.ts'
import { confirmationWindow } from './load.ts'
import { confirmationInput, type ConfirmationInput } from './schemas.ts'
import { endedBy, endedValue, hasEffect, isSuspended, type Suspension } from './suspension/suspension.ts'

const PERSON = '01890000-0000-7000-8000-000000000001'
const EVIDENCE = '01890000-0000-7000-8000-0000000000ee'
const STANDING: Standing = {
  id: '01890000-0000-7000-8000-00000000000a', person: PERSON, year: 2024, revision: 1, way: 'home-visit', on: '2024-06-12', result: 'confirmed', evidence: [], note: null, by: '何专干',
}
const span = (changes: object = {}) => ({
  person: PERSON, place_code: '990101101201', category: 'combat-veteran', started_on: '2019-05-20', ended_on: null, name_pinyin: 'hong', died_on: null, ...changes,
})
const known = (changes: Partial<KnownPerson> = {}): KnownPerson => ({ person: { id: PERSON, died_on: null }, spans: [span()], standing: undefined, ...changes })
const when = { window: { from: '06-01', to: '10-31' }, today: '2024-07-10' }
const faults = (input: Partial<ConfirmationInput> = {}, of = known()) =>
  confirmationFaults('', confirmationInput.parse({ person: PERSON, year: 2024, way: 'home-visit', on: '2024-07-01', result: 'confirmed', ...input }), of, new Set([EVIDENCE]), when)
    .map(refusal => `${refusal.code} ${refusal.place}`)

describe('谁要确认', () => {
  const entitled = ['combat-veteran', 'rural-veteran-60']
  const asked = (spans: object[], died_on: string | null = null) => isAsked(spans.map(span), died_on, entitled, '2024-06-01')

  test('年度确认 6 月至 10 月（各县自定时间，在 law/calendar）', () => {
    expect(daysOf(confirmationWindow(), 2024)).toEqual({ opens: '2024-06-01', closes: '2024-10-31' })
  })

  test.each([
    ['开始前一天批准的要确认', [{ started_on: '2024-05-31' }], true],
    ['开始当天批准的刚审查过，下一年起确认', [{ started_on: '2024-06-01' }], false],
    ['身份在开始当天还在的要确认', [{ ended_on: '2024-06-01' }], true],
    ['身份在开始前一天终止的不确认', [{ ended_on: '2024-05-31' }], false],
    ['义务兵家庭不在年度确认范围', [{ category: 'conscript-family' }], false],
    ['几种身份有一种在就要确认', [{ ended_on: '2023-12-31' }, { category: 'rural-veteran-60' }], true],
  ])('%s', (_, spans, expected) => expect(asked(spans)).toBe(expected))

  test('开始前一天去世的不确认，开始当天去世的还在名单上', () => {
    expect(asked([{}], '2024-05-31')).toBe(false)
    expect(asked([{}], '2024-06-01')).toBe(true)
  })
})

describe('一次确认', () => {
  test('入户确认没有毛病，佐证在的就行', () => expect(faults({ evidence: [EVIDENCE] })).toEqual([]))

  test('人脸识别只存结果：附材料、写说明、得出别的结果都被拒绝', () => {
    expect(faults({ way: 'face-check' })).toEqual([])
    expect(faults({ way: 'face-check', evidence: [EVIDENCE], note: '通过', result: 'away' })).toEqual(['invalid result', 'invalid evidence', 'invalid note'])
  })

  test.each(WAYS.filter(way => way !== 'face-check'))('%s 可以得出每一种结果', way => {
    for (const result of FINDINGS) expect(faults({ way, result })).toEqual([])
  })

  test('所有毛病一次说完：还没到的日子、没有的佐证、涉密文字', () => {
    expect(faults({ on: '2024-07-11', evidence: [PERSON], note: '12345部队家属院' })).toEqual(['invalid on', 'not-found evidence.0', 'secret note'])
    expect(faults({ on: '2023-07-11' })).toEqual(['invalid on'])
  })

  test('不在辖区的人、不在范围的人', () => {
    expect(confirmationFaults('confirmations.3', confirmationInput.parse({ person: PERSON, year: 2024, way: 'video', on: '2024-07-01', result: 'away' }), undefined, new Set(), when)
      .map(refusal => `${refusal.code} ${refusal.place}`)).toEqual(['not-found confirmations.3.person'])
    expect(faults({}, known({ spans: [span({ started_on: '2024-06-20' })] }))).toEqual(['invalid person'])
  })

  test('名册上已去世的人不能在去世之后确认，去世当天可以', () => {
    const dead = known({ person: { id: PERSON, died_on: '2024-06-30' } })
    expect(faults({ on: '2024-07-01' }, dead)).toEqual(['contradiction on'])
    expect(faults({ on: '2024-06-30' }, dead)).toEqual([])
    expect(faults({ on: '2024-07-01', result: 'deceased' }, dead)).toEqual([])
  })

  test('已确认的要指明更正哪一条；外出、查无下落的，后来的结果自然接上', () => {
    expect(faults({ result: 'not-found' }, known({ standing: STANDING }))).toEqual(['duplicate person'])
    expect(faults({ result: 'not-found', supersedes: STANDING.id }, known({ standing: STANDING }))).toEqual([])
    expect(faults({ supersedes: EVIDENCE }, known({ standing: STANDING }))).toEqual(['conflict supersedes'])
    expect(faults({ supersedes: STANDING.id })).toEqual(['conflict supersedes'])
    for (const result of ['away', 'not-found'] as const) expect(faults({}, known({ standing: { ...STANDING, result } }))).toEqual([])
  })

  test('一批里同一个人同一年只能有一条', () => {
    const input = confirmationInput.parse({ person: PERSON, year: 2024, way: 'video', on: '2024-07-01', result: 'away' })
    const brought = [input, { ...input, year: 2023 }, input].map((each, index) => ({ place: `confirmations.${index}`, input: each }))
    expect(twiceFaults(brought).map(refusal => refusal.place)).toEqual(['confirmations.2.person'])
  })

  test('确认在去世之后的，看得出来', () => {
    expect(isAfterDeath({ finding: STANDING, died_on: '2024-06-11' })).toBe(true)
    expect(isAfterDeath({ finding: STANDING, died_on: '2024-06-12' })).toBe(false)
    expect(isAfterDeath({ finding: null, died_on: '2024-06-11' })).toBe(false)
  })
})

describe('结果与提议', () => {
  test.each([
    ['not-found', false, 'stop'], ['not-found', true, null], ['confirmed', false, null], ['confirmed', true, 'resume'],
    ['deceased', false, 'stop'], ['deceased', true, 'stop'], ['away', false, null], ['away', true, null],
  ] as const)('%s，已中止 %s：提议 %s', (finding, suspended, kind) => expect(proposedBy(finding, suspended)).toBe(kind))

  test('完成的只有已确认和去世；逾期看截止日', () => {
    expect(Object.entries(STATE_RULES).flatMap(([state, rule]) => (rule.done ? [state] : []))).toEqual(['confirmed', 'deceased'])
    const totals = [
      { place: '202', state: 'open', persons: 2 }, { place: '201', state: 'confirmed', persons: 3 }, { place: '201', state: 'away', persons: 1 },
      { place: '202', state: 'deceased', persons: 1 },
    ] as const
    const days = { opens: '2024-06-01', closes: '2024-10-31' }
    expect(progressOf(totals, days, '2024-10-31')).toEqual({
      ...days, late: false, places: [{ place: '201', done: 3, total: 4 }, { place: '202', done: 1, total: 3 }],
      states: { open: 2, confirmed: 3, away: 1, 'not-found': 0, deceased: 1 },
    })
    expect(progressOf(totals, days, '2024-11-01').late).toBe(true)
    expect(progressOf(totals.filter(total => STATE_RULES[total.state].done), days, '2024-11-01').late).toBe(false)
  })
})

describe('中止与恢复的效力（军人抚恤优待条例第五十九条）', () => {
  const suspension = (decided_by: Suspension['decided_by']): Suspension => ({ fact: decided_by ?? '', person: PERSON, from: '2024-02-01', decided_by, document: '示例〔2024〕1号' })

  test('只有省级决定有效力', () => {
    expect((['province', 'prefecture', 'county', 'other'] as const).map(hasEffect)).toEqual([true, false, false, false])
    expect(isSuspended([suspension('county')])).toBe(false)
    expect(isSuspended([suspension('county'), suspension('province')])).toBe(true)
  })

  test('省级中止只有省级能恢复，别的机关中止的谁都能恢复', () => {
    const open = [suspension('county'), suspension('province')]
    expect(endedBy('county', open).map(each => each.decided_by)).toEqual(['county'])
    expect(endedBy('province', open).map(each => each.decided_by)).toEqual(['county', 'province'])
  })

  test('恢复日的前一天是中止的最后一天；自中止当天恢复就是撤回', () => {
    expect(endedValue(suspension('province'), '2024-03-01')).toEqual({ from: '2024-02-01', to: '2024-02-29', decided_by: 'province', document: '示例〔2024〕1号' })
    expect(endedValue(suspension('province'), '2024-02-01')).toBeNull()
  })
})
