import { readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Category } from '../src/law/facts.ts'
import { loadLaw } from '../src/law/load.ts'
import { benefitsOn, countingForms, takerOf } from '../src/payment/rosters/form.ts'
import { loadRosterForms } from '../src/payment/rosters/load.ts'
import { VALUES } from '../src/payment/rosters/values.ts'

const ROOT = resolve(import.meta.dirname, '..')
const forms = loadRosterForms()
const law = loadLaw([join(ROOT, 'law')])

const OTHERS = '其他补助1 | 其他补助2 | 其他补助3 | 其他补助4 | 其他补助5'
const CONSCRIPT = '户籍地 | 所属年度 | 姓名 | 身份证号 | 银行帐号 | 入伍时间 | 户口性质 | 优待金额 | 进藏（进疆）增发 | 立功增发 | 其他增发 | 领款人姓名 | 合计 | 发放次数'
const PARENTS = '父亲姓名 | 父亲单位 | 父亲联系方式 | 母亲姓名 | 母亲单位 | 母亲联系方式'
const regular = (certificate: string) => `户籍地 | 姓名 | 身份证号 | 银行帐号 | ${certificate} | 优抚对象类别 | 发放类别 | 属于时期 | 是否孤老 | 省标准 | 发放月数 | 发放金额
 | 地方补贴小计 | 自然增长机制 | 粮油补贴 | 孤老增发 | 补发金额 | ${OTHERS} | 发放资金总额 | 备注`
const SHORT = '户籍地 | 姓名 | 身份证号 | 银行帐号 | 优抚证号 | 优抚对象类别 | 发放类别 | 是否孤老 | 省标准 | 发放月数 | 发放金额 | 地方补贴 | 发放资金总额 | 备注'

/** The headings of office-practice 2.2, copied by hand from there, and nowhere derived. */
const HEADINGS: Readonly<Record<string, string>> = {
  batch: '名册名称 | 名册类别 | 发放单位 | 发放年度 | 开始月份 | 结束月份 | 发放日期 | 发放资金总额 | 发放状态 | 发放确认日期 | 备注 | 对账单编号',
  'conscript-family': CONSCRIPT,
  'conscript-family-register': `${CONSCRIPT} | 优待安置证编号 | ${PARENTS} | 开户银行 | 领取人联系方式 | 已发放次数`,
  'preferential-allowance': `序号 | 户籍地 | 姓名 | 身份证号 | 优抚对象类别 | 户籍类别 | 是否孤老 | 供养方式 | 银行帐号 | 发放标准 | 发放月数 | 孤老增发 | ${OTHERS} | 发放总额 | 备注`,
  'disability-pension': `户籍地 | 姓名 | 身份证号 | 银行帐号 | 残疾证号 | 优抚对象类别 | 发放类别 | 伤残等级代码 | 伤残时期 | 是否孤老 | 伤残性质 | 伤残属别 | 省标准 | 发放月数 | 发放金额 | 护理费
 | 地方补贴小计 | 自然增长机制 | 粮油补贴 | 煤补补贴 | 抗日增发 | 孤老增发 | 补发金额 | ${OTHERS} | 发放资金总额 | 备注`,
  'survivor-pension': regular('定期抚恤证编号'),
  'living-allowance': regular('优抚证号'),
  'rural-veteran': SHORT,
  'martyr-child': SHORT,
  standards: '标准所属县区 | 优抚对象类别 | 户籍类别 | 进藏进疆 | 现月标准 | 新月标准 | 进藏进疆增发 | 生效日期（起） | 生效日期（止）',
  'disability-standards': '伤残等级 | 伤残性质 | 伤残属别 | 户籍类别 | 省标准 | 护理费 | 小计',
  accounts: '户主姓名 | 身份证号码 | 开户银行 | 账户名称 | 银行账号',
  payments: '优抚对象 | 优抚类别 | 行政区划 | 姓名 | 身份证号 | 性别 | 户口类别 | 优抚证书编号 | 伤残等级 | 发放金额',
  // 2.2 asks for the view and names no headings.
  changes: '序号 | 变更类型 | 户籍地 | 姓名 | 身份证号 | 待遇 | 上批月标准 | 本批月标准 | 差额 | 补发金额 | 备注',
}

it('每个文件都是一种名册，文件名就是标识', () => {
  const files = readdirSync(join(ROOT, 'forms/rosters')).map(name => name.replace('.yaml', '')).toSorted()
  expect(forms.map(form => form.id).toSorted()).toEqual(files)
  expect(Object.keys(HEADINGS).toSorted()).toEqual(files)
})

it.each(forms.map(form => [form.name.zh, form] as const))('%s：表头与办公实务 2.2 一字不差、次序相同', (_, form) => {
  expect(form.columns.map(column => column.heading)).toEqual(HEADINGS[form.id]!.split('|').map(heading => heading.trim()))
})

describe('钱都有地方放', () => {
  const LOCAL = /supplement$|^natural-growth$|preferential/
  const person = forms.filter(form => form.rows === 'person')

  it.each(person.map(form => [form.name.zh, form] as const))('%s：列里的待遇在政策里，或是县里自己的补贴', (_, form) => {
    for (const benefit of benefitsOn(form) ?? []) expect(law.benefits.has(benefit) || LOCAL.test(benefit), benefit).toBe(true)
    expect(form.columns.filter(column => VALUES.person[column.value]!.summed).length).toBeGreaterThan(form.id === 'accounts' ? -1 : 0)
  })

  it('定期的待遇每一种、每一类人都在恰好一册里；一次性的在哪册也不重复，发放明细里都有', () => {
    const [counting, payments] = [countingForms(forms), forms.find(form => form.id === 'payments')!]
    const takers = (benefit: string, category: Category) => counting.filter(form => takerOf(form)({ benefit, category })).map(form => form.id)
    const all = [...law.benefits.values()].flatMap(entry => entry.categories.map(category => [entry, category] as const))
    const regular = all.filter(([entry]) => entry.regular || ['nursing-allowance', 'conscript-family-allowance'].includes(entry.id))
    expect(regular.filter(([entry, category]) => takers(entry.id, category).length !== 1).map(([entry, category]) => `${entry.id} ${category}`)).toEqual([])
    expect(all.filter(([entry, category]) => takers(entry.id, category).length > 1)).toEqual([])
    expect(all.every(([entry, category]) => takerOf(payments)({ benefit: entry.id, category }))).toBe(true)
  })

  it('一个人名下不同的列不重复计同一项待遇（小计之外）', () => {
    for (const form of person) {
      const counted = form.columns.filter(column => column.value === 'amount').flatMap(column => column.of ?? form.benefits ?? [])
      expect(counted.length, form.id).toBe(new Set(counted).size)
    }
  })
})
