import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { foldHeading } from '../../roster/intake/form.ts'
import { readHeadings, readRows } from '../../roster/intake/rows.ts'
import type { RosterRow } from '../../roster/rows.ts'
import type { Sheet } from '../../sheets/sheets.ts'
import { reconcile, type ListRow } from './lists.ts'
import { loadLists } from './load.ts'

const FOLDER = resolve(import.meta.dirname, '../../../forms/lists')
const lists = await loadLists(FOLDER)
const list = (id: string) => lists.get(id)!

const person = (id: string, more: Partial<RosterRow> = {}): RosterRow => ({
  id, place_code: '990101101201', name: `示例${id}`, born: '1954-08-06', died_on: null, household: null, identity_index: `index-${id}`, account_index: null, categories: [], ...more,
})
const row = (number: number, name: string, more: Partial<ListRow> = {}): ListRow => ({ row: number, identity_index: `index-${name.replace('示例', '')}`, ...more, fields: { name, ...more.fields } })
const told = (id: string, rows: readonly ListRow[], roll: readonly RosterRow[]) =>
  reconcile(list(id), rows, roll).findings.map(({ row: at, outcome, name, action }) => `${at ?? '-'} ${outcome} ${name} ${action}`)

const sheetOf = (...rows: string[][]): Sheet => ({ rows: rows.map((cells, index) => ({ row: index + 1, cells: cells.map(text => (text === '' ? null : { kind: 'text', text })) })) })
const SECRET_WORDS = /部队(?!编号)|番号|驻地|服役地区|致残(?:地点|情况|原因|时所在单位)/

test('四种名单，每个文件一种', () => {
  expect([...lists.keys()]).toEqual(['deaths', 'disability', 'minimum-allowance', 'recruits'])
  expect(readdirSync(FOLDER)).toHaveLength(4)
})

describe.each([...lists.values()].map(one => [one.id, one] as const))('%s', (_, form) => {
  test('示例一行读得出，列的次序和多出来的列都不碍事，多出来的不读', () => {
    const columns = form.columns.filter(column => column.kind !== 'ignore')
    const headings = [...columns.map(column => column.heading), '别的单位自己的列'].toReversed()
    const found = readHeadings(form, sheetOf(headings, [...columns.map(column => column.example ?? ''), '随便什么'].toReversed()))
    if ('refusals' in found) throw new Error(JSON.stringify(found.refusals))
    const [read] = readRows(found.headings, sheetOf(headings, [...columns.map(column => column.example ?? ''), '随便什么'].toReversed()), code => ({ code }))
    expect(read!.refusals).toEqual([])
    expect(Object.keys(read!.fields)).toEqual(expect.arrayContaining(['identity_number', 'name']))
    expect(JSON.stringify(read!.fields)).not.toContain('随便什么')
  })
  test('问番号、驻地的列是涉密列', () => {
    for (const column of form.columns) expect(column.secret, column.heading).toBe([column.heading, ...column.aliases].some(heading => SECRET_WORDS.test(heading)))
  })
  test('没有两列叫同一个名字', () => {
    const all = form.columns.flatMap(column => [column.heading, ...column.aliases].map(foldHeading))
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('名单与名册', () => {
  test('名单上去世、名册上在世的，去登记去世；已经登记的相符', () => {
    const roll = [person('甲'), person('乙', { died_on: '2026-03-01' })]
    const rows = [row(2, '示例甲', { fields: { died_on: '2026-03-11' } }), row(3, '示例乙', { fields: { died_on: '2026-03-01' } }), row(4, '示例丙', { fields: { died_on: '2026-03-02' } })]
    const { findings, counts } = reconcile(list('deaths'), rows, roll)
    expect(findings).toEqual([{
      outcome: 'differs', row: 2, name: '示例甲', person: { id: '甲', name: '示例甲', place: '990101101201' }, action: 'death', values: { died: '2026-03-11' },
      reason: '名单上 2026-03-11 去世，名册上还在世', reason_en: 'Listed as dead (2026-03-11); living in the roster',
    }])
    expect(counts).toEqual({ agrees: 1, differs: 1, unknown: 1, dead: 0, unlisted: 0 })
  })
  test('新兵：本人或同户有义务兵家庭身份就相符', () => {
    const roll = [person('甲', { household: 'home' }), person('父', { household: 'home', categories: ['conscript-family'] }), person('乙', { household: 'other' }), person('丁', { categories: ['conscript-family'] })]
    expect(told('recruits', [row(2, '示例甲'), row(3, '示例乙'), row(4, '示例丙'), row(5, '示例丁')], roll)).toEqual(['3 differs 示例乙 conscript', '4 unknown 示例丙 add'])
  })
  test('伤残：两边都要对上，已去世的另说', () => {
    const roll = [
      person('甲', { categories: ['disabled-police'] }), person('乙'), person('丁', { categories: ['disabled-serviceman'] }), person('戊', { categories: ['disabled-serviceman'], died_on: '2025-01-01' }),
      person('己', { categories: ['disabled-serviceman'], died_on: '2025-01-01' }),
    ]
    expect(told('disability', [row(2, '示例甲'), row(3, '示例乙'), row(4, '示例丙'), row(5, '示例戊')], roll))
      .toEqual(['3 differs 示例乙 disabled', '4 unknown 示例丙 add', '5 dead 示例戊 open', '- unlisted 示例丁 open'])
  })
  test('低保：在名册上的先关心', () => {
    expect(told('minimum-allowance', [row(2, '示例甲'), row(3, '示例乙')], [person('甲')])).toEqual(['2 agrees 示例甲 open'])
  })
})

describe('认人', () => {
  test('没有身份证号的按姓名和出生日期', () => {
    expect(told('minimum-allowance', [row(2, '示例甲', { identity_index: null, fields: { born: '1954-08-06' } })], [person('甲')])).toEqual(['2 agrees 示例甲 open'])
  })
  test.each([
    ['既没有号码也没有出生日期', row(2, '示例甲', { identity_index: null }), /认不出是谁/],
    ['同名同日生的不止一个', row(2, '示例甲', { identity_index: null, fields: { born: '1954-08-06' } }), /几个同名同日生/],
    ['号码是另一个人的', row(2, '示例乙', { identity_index: 'index-甲' }), /另一个姓名/],
  ])('%s，退回这一行', (_, one, reason) => {
    const { refusals, findings } = reconcile(list('minimum-allowance'), [one], [person('甲'), person('又', { name: '示例甲' })])
    expect(findings).toEqual([])
    expect(refusals).toHaveLength(1)
    expect(refusals[0]!.reason.zh).toMatch(reason)
  })
})
