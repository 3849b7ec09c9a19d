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

/** The headings of the eight templates of 办公实务 2.1, as that system prints them: a common block, each its own, and the bank's. */
const VENDOR_COMMON = '序号 姓名* 出生日期* 民族* 性别* 与户主关系* 户籍类别* 户口薄行政区划代码* 户口簿住址 实际居住地行政区划代码* 实际居住地址 医疗保障方式* 医疗保险号 养老保障方式 '
  + '联系方式(手机) 其他联系方式 邮政编码 婚姻状况 文化程度 健康状况 政治面貌 就业状况 年收入 工作单位名称 工作单位性质 工作单位电话 工作单位地址 '
  + '是否有房 住房性质 住房状况 房屋类型 房屋结构 房屋间数 住房建筑时间 家庭人口数* 总建筑面积 人均建筑面积'
const VENDOR_BANK = '开户银行* 开户名称* 银行账号* 备注'
const VENDOR: Readonly<Record<string, string>> = {
  disabled: '伤残人员身份证号* 伤残类别* 伤残等级* 伤残性质* 优抚对象状态* 证书编号* 批准日期* 入伍（参加工作时间）* 伤残时期* 抗美援朝 伤残属别* 致残时间* '
    + '退伍时间 离退休时间 致残时所在单位 致残地点* 致残情况* 致残原因* 是否孤老* 是否精神病* 劳动能力* 生活能力* 供养方式*',
  survivors: '三属人员身份证号* 优抚对象类别* 与牺牲病故军人关系* 优抚对象状态* 定期抚恤证编号* 批准时间* 是否正在上学* 是否残疾* 是否孤老* 是否孤儿* 劳动能力* 生活能力* 供养方式* '
    + '是否持证人* 烈士(牺牲,病故军人)证书字号 烈士(牺牲,病故军人)姓名* 烈士(牺牲,病故军人)性别* 烈士(牺牲,病故军人)出生日期 入伍(工作)时间 生前所在单位 生前职务 牺牲病故时间 牺牲病故地点 烈士(牺牲,病故军人)批准时间 牺牲病故原因',
  demobilized: '在乡复员军人身份证号* 入伍时间* 复员时间* 原部队代号 职务 属于时期* 是否抗美援朝* 优抚对象状态* 定期定量补助证编号* 批准日期* 复员证号 是否孤老* 是否精神病* 劳动能力* 生活能力* 供养方式*',
  'ill-veteran': '带病回乡人员身份证号* 优抚对象状态* 生活补助证编号* 批准日期* 入伍时间* 退伍时间* 原部队代号 退伍证号 职务 是否参战* '
    + '是否参试* 是否孤老* 是否精神病* 劳动能力* 生活能力* 供养方式* 身体状况* 家庭经济状况 在部队期间患病信息*',
  'combat-veteran': '参战人员身份证号* 优抚对象状态* 生活补助证编号* 批准日期* 入伍(参加工作)时间* 退伍时间* 离退休时间 退伍证号 原部队代号 '
    + '职务 参战类别* 是否孤老* 劳动能力* 生活能力* 供养方式* 健康状况* 生活状况*',
  'nuclear-test-veteran': '参试人员身份证号* 优抚对象状态* 生活补助证编号* 批准日期* 入伍(参加工作)时间* 退伍时间* 离退休时间 退伍证号 原部队代号 职务 参试类别* '
    + '职业健康检查* 本次查体时间 上次查体时间 残疾等级 先天性残疾子女数 身份认证依据 是否孤老* 健康状况* 生活状况*',
  'rural-veteran-60': '退役士兵身份证号* 优抚对象状态* 证书编号* 批准日期* 入伍时间* 退役时间* 退役证件号 服役部队名称（番号）* 服役部队代号* 服义务兵（开始时间）* 服义务兵（结束时间）* '
    + '所服义务兵折算年限 家庭人口 18岁（含）以下 60岁（含)以上 是否孤老* 劳动能力* 生活能力* 是否享受低保待遇 是否享受五保待遇 身份认证依据',
  'martyr-child': '烈士子女身份证号* 身份类别* 牺牲者姓名 牺牲时间* 批准烈士（平反）时间* 与牺牲者关系 是否持证人 是否孤老* 是否孤儿* 生活状况* 享受低保待遇 享受五保待遇 享受过抚恤金',
}

it.each(Object.entries(VENDOR))('省系统的导入模板 %s，标题照原样、次序打乱都认得', (id, own) => {
  const form = forms.find(each => each.id === id)!
  const headings = [VENDOR_COMMON, own, VENDOR_BANK].flatMap(block => block.split(' '))
  for (const order of [headings, headings.toReversed()]) {
    const found = readHeadings(form, sheetOf(order))
    expect('refusals' in found ? found.refusals.map(refusal => refusal.value ?? refusal.message.zh) : []).toEqual([])
  }
})
