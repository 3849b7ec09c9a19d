import { readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readIdentityNumber } from '../src/base/identity-number.ts'
import { CATEGORIES, identitySchema } from '../src/law/facts.ts'
import { ACCOUNT_RELATIONS } from '../src/roster/accounts/accounts.ts'
import { draftOf } from '../src/roster/intake/drafts.ts'
import { foldHeading, headingsOf, templateColumns } from '../src/roster/intake/form.ts'
import { loadSheetForms } from '../src/roster/intake/load.ts'
import { readHeadings, readRows } from '../src/roster/intake/rows.ts'
import type { Sheet } from '../src/sheets/sheets.ts'

const FOLDER = resolve(import.meta.dirname, '../forms')
const forms = [...(await loadSheetForms(FOLDER)).values()]
const sheetOf = (...rows: string[][]): Sheet => ({ rows: rows.map((cells, index) => ({ row: index + 1, cells: cells.map(text => (text === '' ? null : { kind: 'text', text })) })) })
const anywhere = (code: string) => ({ code })

/** Words by which a heading asks for unit, garrison or task. */
const SECRET_WORDS = /部队(?!编号)|番号|驻地|服役地区|军队驻地|致残(?:地点|情况|原因|时所在单位)|生前(?:所在单位|职务)|牺牲病故(?:地点|原因)/

it('每个文件都是一张表', () => {
  expect(forms.map(form => form.id).toSorted()).toEqual(readdirSync(FOLDER).filter(name => name.endsWith('.yaml')).map(name => name.replace('.yaml', '')).toSorted())
})

describe.each(forms.map(form => [form.id, form] as const))('%s', (_, form) => {
  const columns = templateColumns(form)
  const headings = columns.map(column => column.heading)
  const examples = columns.map(column => column.example ?? '')

  it('两种文字的名称，类别都在政策里', () => {
    expect(form.name.zh).not.toBe('')
    expect(form.name.en).not.toBe('')
    const categories = form.category ? [form.category] : Object.keys(form.columns.find(column => column.field === 'category')?.values ?? {})
    expect(categories.length).toBeGreaterThan(0)
    for (const category of categories) expect(CATEGORIES).toContain(category)
  })

  it('问部队番号、驻地、任务的列都是涉密列，从不读取', () => {
    for (const column of form.columns) {
      const asks = [column.heading, ...column.aliases].some(heading => SECRET_WORDS.test(heading))
      expect(column.secret, column.heading).toBe(asks)
    }
  })

  it('示例一行能读成一个人，列的次序倒过来也一样', () => {
    const read = (sheet: Sheet) => {
      const found = readHeadings(form, sheet)
      if ('refusals' in found) throw new Error(JSON.stringify(found.refusals))
      return readRows(found.headings, sheet, anywhere)[0]!
    }
    const row = read(sheetOf(headings, examples))
    expect(row.refusals).toEqual([])
    expect(read(sheetOf(headings.toReversed(), examples.toReversed())).fields).toEqual(row.fields)
    const draft = draftOf(form, row.fields, '990101')
    expect(typeof readIdentityNumber(draft.identity_number)).toBe('object')
    expect(draft.place.startsWith('99')).toBe(true)
    expect(identitySchema.safeParse(draft.facts[0]!.value).error?.issues ?? []).toEqual([])
  })

  it('账户是别人的，有一列写他与本人的关系，每种关系都能写，头一个词就是退回时所说的', () => {
    const column = form.columns.find(each => each.field === 'account_relation')
    expect(column?.heading).toBe('开户人与本人关系')
    expect(Object.entries(column?.values ?? {}).map(([id, words]) => [id, words[0]])).toEqual(Object.entries(ACCOUNT_RELATIONS).map(([id, { zh }]) => [id, zh]))
  })

  it('每个别名都认得，涉密列有内容也不进人的资料', () => {
    const known = headingsOf(form)
    for (const column of form.columns) for (const heading of [column.heading, ...column.aliases]) expect(known.get(foldHeading(heading))).toBe(column)
    const secret = form.columns.filter(column => column.secret)
    const sheet = sheetOf([...headings, ...secret.map(column => column.heading)], [...examples, ...secret.map(() => '番号示例')])
    const found = readHeadings(form, sheet)
    expect('headings' in found && JSON.stringify(readRows(found.headings, sheet, anywhere)[0]!.fields)).not.toContain('番号示例')
  })

  it('缺任何一个必填列都指名拒绝；必填格空着按行拒绝', () => {
    for (const column of columns.filter(each => each.required)) {
      const rest = (texts: string[]) => texts.filter((_text, index) => headings[index] !== column.heading)
      const found = readHeadings(form, sheetOf(rest(headings), rest(examples)))
      expect('refusals' in found && found.refusals.map(refusal => refusal.value)).toEqual([column.heading])
      const empty = sheetOf(headings, examples.map((text, index) => (headings[index] === column.heading ? '' : text)))
      const whole = readHeadings(form, empty)
      expect('headings' in whole && readRows(whole.headings, empty, anywhere)[0]!.refusals.map(refusal => refusal.column)).toEqual([column.heading])
    }
  })
})
