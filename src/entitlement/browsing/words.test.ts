import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factName } from '../../law/fact-names.ts'
import { loadLaw } from '../../law/load.ts'
import { CONDITIONS } from '../conditions.ts'
import { named } from '../explanation/named.ts'
import { FORMULAS } from '../formulas.ts'
import { conditionWords, continuationWords, formulaWords, guardWords, nationalWords, whereWords } from './words.ts'

const book = loadLaw([resolve(import.meta.dirname, '../../../law'), resolve(import.meta.dirname, '../../../demo/law')])
const benefits = [...book.benefits.values()]

describe('法律数据都有话说', () => {
  test.each(Object.keys(CONDITIONS))('条件 %s', kind => {
    expect(conditionWords({ kind, cite: '' }).zh).not.toBe(kind)
  })

  test.each(Object.keys(FORMULAS))('算法 %s', formula => expect(formulaWords(formula).zh).not.toBe(formula))

  test('每项待遇的条件、人群和标准地，没有空话和代号', () => {
    const told = benefits.flatMap(benefit => [
      nationalWords(benefit.national), ...benefit.rates.map(({ where }) => whereWords(where)),
      ...benefit.conditions.flatMap(condition => [conditionWords(condition), guardWords(condition.only) ?? { zh: '无', en: 'none' }]),
      ...benefit.by_hand.flatMap(({ only }) => guardWords(only) ?? []),
    ])
    expect(told.map(text => named(book, text)).filter(({ zh, en }) => /undefined|[a-z]{3}|^\s*$/.test(zh) || /undefined|^\s*$/.test(en))).toEqual([])
  })

  test('身份需要的每一项事实都有名字', () => {
    const facts = [...book.categories.values()].flatMap(category => category.facts)
    expect(facts.filter(fact => factName(fact).zh === fact)).toEqual([])
  })
})

describe('写法', () => {
  test('子女和弟妹各有各的条件', () => {
    const minors = book.benefits.get('survivor-pension')!.conditions.filter(({ kind }) => kind === 'minor')
    expect(minors.map(condition => `${guardWords(condition.only)?.zh}：${conditionWords(condition).zh}`)).toEqual([
      '子女：未满 18 周岁（满岁当月照发），或者仍在校上学或者残疾', '兄弟姐妹：未满 18 周岁（满岁当月照发），或者仍在校上学',
    ])
  })

  test('死亡后续发', () => {
    const { continues } = book.benefits.get('funeral-allowance')!
    expect(continues.map(one => continuationWords(book.benefits.get(one.benefit)!.name, one).zh)).toContain('享受残疾抚恤金的人因病死亡，按死亡当月数额续发 12 个月')
  })

  test('事实的名字', () => {
    expect(factName('identities[0].relation').zh).toBe('与死者的关系')
    expect(factName('parameters.local-average-wage 2023').zh).toBe('2023 年当地城镇单位就业人员年平均工资')
    expect(factName('somewhere.else').zh).toBe('somewhere.else')
  })

  test('标准地', () => expect(['', '35', '99', '990101'].map(where => whereWords(where).zh)).toEqual(['全国', '福建', '示例辖区', '示例辖区 990101']))
})
