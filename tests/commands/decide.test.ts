import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, command, temporaryFolder } from './program.ts'

type Line = { benefit: string; period: string; amount_fen: number; state: string; payer_county: string; arithmetic: string }
type Decision = {
  lines: Line[]; refused: { benefit: string; period: string; state: string; reasons: { code: string }[] }[]
  by_hand: { benefit: string; from: string; to: string }[]; missing: { benefit: string; fact: string }[]; warnings: { code: string }[]
}

/** A person with four identities, a merit, a move and a suspension: the example of the contract. */
const FACTS = {
  county: '990101', hukou: 'rural', person: { born: '1962-04-03', died: null, sex: 'male' },
  identities: [
    {
      category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', regradings: [{ approved_on: '2024-03-04', grade: 5 }], mental: false, ended_on: null,
    },
    { category: 'rural-veteran-60', enlisted_on: '1980-11-03', discharged_on: '1984-01-05', approved_on: '2022-04-20' },
    { category: 'martyr-survivor', relation: 'parent', approved_on: '2010-01-01', in_school: false, disabled: false, income_above_local_average: false },
    {
      category: 'conscript-family', enlistment_approved_on: '2023-09-01', left_on: null, left_reason: null, approved_by_county: '990101', area: 'ordinary', education: null,
    },
  ],
  merit: [{ level: 'third-class', on: '2024-01-10' }],
  draws_employee_pension: false,
  hukou_moves: [{ on: '2024-05-10', from_county: '990101', to_county: '990202' }],
  suspended: [{ from: '2024-02-01', to: '2024-06-30', decided_by: 'province', document: '示例' }],
  rates: [{
    benefit: 'conscript-family-allowance', county: '990101', from: '2023-01-01', amount_fen: 1_500_000, per: 'year', due_month: 12, document: '示例', published_on: '2023-01-20',
  }],
  parameters: [{ name: 'local-average-wage', year: 2023, place: '990101', amount_fen: 9_600_000 }],
}

const folder = temporaryFolder()
const file = (name: string, value: unknown): string => {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify(value))
  return path
}
const decide = (from: string, to: string) => answer<Decision>('decide', '--facts', join(folder, 'facts.json'), '--from', from, '--to', to)

beforeAll(() => { file('facts.json', FACTS) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('decide', () => {
  test('2024年9月：五级因战残疾抚恤金 5586 元由原户籍县发；有了定期抚恤就没有农村籍老兵补助', async () => {
    const decision = await decide('2024-09', '2024-09')
    expect(decision.lines.find(line => line.benefit === 'disability-pension')).toMatchObject({
      period: '2024-09', amount_fen: 558_600, state: 'owed', payer_county: '990101', arithmetic: '67032.00 * 9/12 - 67032.00 * 8/12 = 5586.00',
    })
    expect(decision.lines.some(line => line.benefit === 'rural-veteran-allowance')).toBe(false)
    expect(decision.refused.find(line => line.benefit === 'rural-veteran-allowance')).toMatchObject({
      period: '2024-09', state: 'not-entitled', reasons: expect.arrayContaining([expect.objectContaining({ code: 'no-other-regular-benefit' })]),
    })
    expect(decision.warnings.map(warning => warning.code)).toContain('overlap')
  })

  test('a benefit that is not built yet is named in missing, and pays nothing', async () => {
    const decision = await decide('2024-09', '2024-09')
    const missing = decision.missing.map(entry => entry.benefit)
    for (const benefit of missing) expect(decision.lines.some(line => line.benefit === benefit)).toBe(false)
    expect([...missing, ...decision.lines.map(line => line.benefit), ...decision.refused.map(line => line.benefit)])
      .toEqual(expect.arrayContaining(['nursing-allowance', 'survivor-pension']))
  })

  test('2023年9月入伍的义务兵家庭：5000、15000、10000 元，中止的月份待人工', async () => {
    const decision = await decide('2023-09', '2025-09')
    const family = decision.lines.filter(line => line.benefit === 'conscript-family-allowance')
    expect(family.map(line => [line.period, line.amount_fen])).toEqual([['2023-12', 500_000], ['2024-12', 1_500_000], ['2025-08', 1_000_000]])
    expect(decision.by_hand).toContainEqual(expect.objectContaining({ benefit: 'conscript-family-allowance', from: '2024-02', to: '2024-06' }))
  })

  test('the month before the suspension is paid, its first and last are not, the next one is', async () => {
    const { lines } = await decide('2024-01', '2024-07')
    expect(lines.filter(line => line.benefit === 'disability-pension').map(line => line.period)).toEqual(['2024-01', '2024-07'])
  })

  test('the array form: an element that contradicts itself answers its own error, the others their decisions', async () => {
    const person = { ...FACTS.person, died: '1960-01-01' }
    const path = file('array.json', [
      { id: 'right', facts: FACTS, from: '2024-09', to: '2024-09' }, { id: 'wrong', facts: { ...FACTS, person }, from: '2024-09', to: '2024-09' },
    ])
    const [right, wrong] = await answer<[Decision & { id: string }, { id: string; error: { place: string } }]>('decide', '--facts', path)
    expect(right.id).toBe('right')
    expect(right.lines.some(line => line.amount_fen === 558_600)).toBe(true)
    expect(wrong).toMatchObject({ id: 'wrong', error: { place: expect.stringContaining('died') } })
  })

  test('an unknown key is refused by its name, all of them at once', async () => {
    const path = file('unknown.json', { ...FACTS, colour: 'red', person: { ...FACTS.person, height: 170 } })
    const { code, log } = await command('decide', '--facts', path, '--from', '2024-09', '--to', '2024-09')
    expect(code).toBe(2)
    expect(log).toContain('colour')
    expect(log).toContain('height')
  })
})
