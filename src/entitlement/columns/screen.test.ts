import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Facts, Identity } from '../../law/facts.ts'
import { loadLaw } from '../../law/load.ts'
import { monthAt, monthIndex } from '../measures.ts'
import { code } from './code.ts'
import { closures, type Compile } from './run.ts'
import { screen, type Found } from './screen.ts'
import { TableLoader } from './table.ts'

const book = loadLaw([resolve(import.meta.dirname, '../../../law'), resolve(import.meta.dirname, '../../../demo/law')])
const [FIRST, LAST] = ['2026-06', '2026-09']

const facts = (born: string, identities: readonly Identity[], more: Partial<Facts> = {}): Facts => ({ county: '990101', person: { born }, identities: [...identities], ...more })
const rural = (more: object = {}): Identity => ({ category: 'rural-veteran-60', enlisted_on: '1984-11-01', discharged_on: '1988-11-01', approved_on: '2020-01-10', ...more })
const disabled = (more: object = {}): Identity => ({ category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2010-05-20', ...more })

function found(persons: readonly Facts[], accounts: readonly number[] | null = null, compile: Compile = code): readonly Found[] {
  const loader = new TableLoader(book, FIRST, LAST)
  persons.forEach(person => loader.add(person))
  return screen(book, loader.done(), { first: monthIndex(FIRST), months: 4 }, compile, accounts === null ? null : Int32Array.from(accounts))
}

/** A finding in a line. */
function line(one: Found): string {
  const what = one.kind === 'missing-fact' ? one.lacks.join(' ') : one.kind === 'drawn-twice' ? `${one.by} ${one.other.rule.entry.id}`
    : one.kind === 'coming-change' ? `${one.turns} ${one.condition?.kind ?? 'service'}` : one.kind === 'no-longer-entitled' ? one.condition.kind : ''
  return `${one.person} ${one.kind} ${one.rule.entry.id} ${monthAt(one.month)} ${what}`.trim()
}
const lines = (...persons: Facts[]) => found(persons).map(line)

describe('应享未享', () => {
  test('满 60 周岁的农村籍退役士兵，只差批准', () => {
    expect(lines(facts('1965-03-02', [rural({ approved_on: null })]))).toEqual(['0 not-enrolled rural-veteran-allowance 2026-06'])
  })
  test('还领职工养老金的，不是应享', () => {
    expect(lines(facts('1965-03-02', [rural({ approved_on: null })], { draws_employee_pension: true }))).toEqual([])
  })
  test('缺退役日期的，是缺少事实', () => {
    expect(lines(facts('1965-03-02', [rural({ discharged_on: null })]))).toEqual(['0 missing-fact rural-veteran-allowance 2026-06 discharged_on'])
  })
  test('批准了的按条件在享，没有什么可说', () => {
    expect(lines(facts('1965-03-02', [rural()]))).toEqual([])
  })
})

describe('应退未退', () => {
  const enrolled: readonly [string, Facts, string][] = [
    ['去世', facts('1950-03-02', [rural()], { person: { born: '1950-03-02', died: '2026-03-11' } }), 'rural-veteran-allowance 2026-06 alive'],
    ['领了职工养老金', facts('1950-03-02', [rural()], { draws_employee_pension: true }), 'rural-veteran-allowance 2026-06 no-employee-pension'],
    ['子女过了 18 周岁又不在校', facts('2007-12-01', [{ category: 'martyr-survivor', relation: 'child', approved_on: '2015-01-01' }]), 'survivor-pension 2026-06 minor'],
    ['收入高于当地平均', facts('1960-12-01', [{ category: 'martyr-survivor', relation: 'parent', approved_on: '2015-01-01', income_above_local_average: true }]), 'survivor-pension 2026-06 income-not-above'],
    ['因病致残调为七级', facts('1970-12-01', [disabled({ cause: 'illness', regradings: [{ approved_on: '2025-01-10', grade: 7 }] })]), 'disability-pension 2026-06 grade-covered'],
    ['本人另有定期抚恤', facts('1960-12-01', [rural(), disabled()]), 'rural-veteran-allowance 2026-06 no-other-regular-benefit'],
  ]
  test.each(enrolled)('%s', (_, person, told) => expect(lines(person)).toEqual([`0 no-longer-entitled ${told}`]))
  test('身份已经终止的，不再提', () => {
    expect(lines(facts('1950-03-02', [rural({ ended_on: '2026-03-11' })], { person: { born: '1950-03-02', died: '2026-03-11' } }))).toEqual([])
  })
  test('省级决定中止的不是退', () => {
    expect(lines(facts('1950-03-02', [rural()], { suspended: [{ from: '2026-01-01', to: null, decided_by: 'province' }] }))).toEqual([])
  })
  test('六级伤残人员本来就没有护理费', () => {
    expect(lines(facts('1970-12-01', [disabled()]))).toEqual([])
  })
})

describe('重复享受', () => {
  test('残疾抚恤金和在乡复员军人生活补助一般就高', () => {
    expect(lines(facts('1934-12-01', [disabled(), { category: 'demobilized-serviceman', approved_on: '1990-01-01' }]))).toEqual(['0 drawn-twice disability-pension 2026-06 benefits demobilized-allowance'])
  })
  test('两个身份领同一项待遇', () => {
    expect(lines(facts('1960-12-01', [{ category: 'combat-veteran', approved_on: '2010-01-01' }, { category: 'uranium-veteran', approved_on: '2012-01-01' }])))
      .toEqual(['0 drawn-twice combat-veteran-allowance 2026-06 benefits combat-veteran-allowance'])
  })
  test('可以同时领的，不提', () => {
    expect(lines(facts('1960-12-01', [disabled(), { category: 'martyr-survivor', relation: 'parent', approved_on: '2015-01-01' }]))).toEqual([])
  })
  test('三个身份两两相比', () => {
    const all: Identity[] = [disabled(), { category: 'combat-veteran', approved_on: '2010-01-01' }, { category: 'ill-veteran', approved_on: '2011-01-01' }]
    expect(lines(facts('1960-12-01', all))).toHaveLength(3)
  })
  test('两个人共用一个账户，其中一个什么也不领就不算', () => {
    const [living, dead] = [facts('1950-03-02', [rural()]), facts('1950-03-02', [rural({ ended_on: '2025-03-11' })], { person: { born: '1950-03-02', died: '2025-03-11' } })]
    expect(found([living, living, dead, living], [1, 2, 2, 2]).map(line)).toEqual(['3 drawn-twice rural-veteran-allowance 2026-06 account rural-veteran-allowance'])
  })
})

describe('缺少事实', () => {
  test('有钱要发，没有账户', () => {
    expect(found([facts('1950-03-02', [rural()]), facts('1965-03-02', [rural({ approved_on: null })])], [0, 0]).map(line).toSorted())
      .toEqual(['0 missing-fact rural-veteran-allowance 2026-06 account', '1 not-enrolled rural-veteran-allowance 2026-06'])
  })
  test('死因不明，丧葬补助判断不了', () => {
    expect(lines(facts('1950-03-02', [disabled({ ended_on: '2026-04-30' })], { person: { born: '1950-03-02', died: '2026-04-20' } })))
      .toEqual(['0 missing-fact funeral-allowance 2026-06 person.death_cause'])
  })
  test('义务兵家庭缺批准入伍日期，什么也算不出', () => {
    expect(lines(facts('2006-03-02', [{ category: 'conscript-family', approved_by_county: '990101' }]))).toEqual(['0 missing-fact conscript-family-allowance 2026-06 enlistment_approved_on'])
  })
})

describe('三个月内变动', () => {
  const coming: readonly [string, Facts, string][] = [
    ['两个月后满 60 周岁，还没批准', facts('1966-08-20', [rural({ approved_on: null })]), 'rural-veteran-allowance 2026-08 begins age-at-least'],
    ['下月起过了 18 周岁', facts('2008-06-30', [{ category: 'martyr-survivor', relation: 'child', approved_on: '2015-01-01' }]), 'survivor-pension 2026-07 ends minor'],
    ['毕业', facts('2005-06-30', [{ category: 'martyr-survivor', relation: 'child', approved_on: '2015-01-01', in_school: [{ from: '2023-09-01', to: '2026-07-10' }] }]), 'survivor-pension 2026-08 ends minor'],
    ['刚去世，次月停发', facts('1950-03-02', [rural()], { person: { born: '1950-03-02', died: '2026-06-11' } }), 'rural-veteran-allowance 2026-07 ends alive'],
    ['中止期满', facts('1950-03-02', [rural()], { suspended: [{ from: '2026-01-01', to: '2026-07-31', decided_by: 'province' }] }), 'rural-veteran-allowance 2026-08 begins not-suspended'],
    ['服役满两年', facts('2005-03-02', [{ category: 'conscript-family', enlistment_approved_on: '2024-09-01', approved_by_county: '990101' }]), 'conscript-family-allowance 2026-08 ends service'],
    ['续发的丧葬补助满十二个月', facts('1950-03-02', [disabled({ ended_on: '2025-07-20' })], { person: { born: '1950-03-02', died: '2025-07-20', death_cause: 'illness' } }), 'funeral-allowance 2026-08 ends continuation-over'],
  ]
  test.each(coming)('%s', (_, person, told) => expect(lines(person)).toEqual([`0 coming-change ${told}`]))
  test('四个月后才满 60 周岁，还不提', () => {
    expect(lines(facts('1966-10-20', [rural({ approved_on: null })]))).toEqual([])
  })
  test('退役不足两年的义务兵照常', () => {
    expect(lines(facts('2005-03-02', [{ category: 'conscript-family', enlistment_approved_on: '2025-03-01', approved_by_county: '990101' }]))).toEqual([])
  })
})

test('浏览器里的闭包与生成的代码所见相同', () => {
  const persons = [
    facts('1965-03-02', [rural({ approved_on: null })]), facts('1966-08-20', [rural({ approved_on: null })]), facts('1960-12-01', [rural(), disabled()]),
    facts('1934-12-01', [disabled(), { category: 'demobilized-serviceman', approved_on: '1990-01-01' }]), facts('1950-03-02', [rural()], { person: { born: '1950-03-02', died: '2026-06-11' } }),
  ]
  expect(found(persons, [1, 2, 3, 3, 0], closures).map(line)).toEqual(found(persons, [1, 2, 3, 3, 0]).map(line))
})
