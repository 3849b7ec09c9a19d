import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lawFiles, loadLaw } from '../../law/load.ts'
import { caseTitles } from './case-titles.ts'
import { findInLaw } from './search.ts'
import { benefitLines, benefitView, categoryLines, categoryView, sourceLines, sourceView } from './views.ts'

const LAW = resolve(import.meta.dirname, '../../../law')
const book = loadLaw([LAW])
const files = lawFiles([LAW])

describe('按待遇', () => {
  test('定期抚恤金：谁领、条件各引哪一版、标准自哪日起', () => {
    const view = benefitView(book, 'survivor-pension', () => ['示例'])!
    expect(view).toMatchObject({ name: { zh: '定期抚恤金' }, national: { zh: '全国统一标准' }, cases: ['示例'] })
    expect(view.categories.map(({ name }) => name.zh)).toEqual(['烈士遗属', '因公牺牲军人遗属', '病故军人遗属'])
    expect(view.conditions[1]).toMatchObject({ whom: { zh: '父母、配偶' }, text: { zh: '收入不高于当地平均水平' } })
    expect(view.conditions[1]!.versions).toMatchObject([
      { source: 'servicemen-pension-regulation-2019', article: '第十六条', to: '2024-09-30' }, { source: 'servicemen-pension-regulation-2024', article: '第十九条', to: null },
    ])
    expect(view.rates.find(({ from, cell }) => from === '2018-08-01' && cell.zh === '烈士遗属')).toMatchObject({
      amount_fen: 2_544_000, where_name: { zh: '全国' }, layer: 'national', unit: { zh: '元/年' }, confidence: 'sourced', cell: { zh: '烈士遗属' }, published_on: '2018-07-27',
    })
    expect(view.by_hand).toMatchObject([{ whom: { zh: '配偶' }, decided_by: { zh: '县级' } }])
  })

  test('护理费：没有全国标准，按比例', () => {
    const view = benefitView(book, 'nursing-allowance', () => [])!
    expect(view.shares.find(({ cell, from }) => cell.zh === '因战 1 级' && from === '2024-10-01')).toMatchObject({ percent: 50, of: { zh: '当地城镇单位就业人员年平均工资' }, clause: { article: '第三十四条' } })
    expect(view.notice.zh).not.toContain('{')
  })

  test('每项待遇都打得开，没有的答没有', () => {
    expect(benefitLines(book).map(({ id }) => benefitView(book, id, () => []))).not.toContain(undefined)
    expect(benefitView(book, 'no-such', () => [])).toBeUndefined()
  })

  test('例子的题目', () => {
    expect(caseTitles(files, 'survivor-pension').length).toBeGreaterThan(10)
    expect(caseTitles(files, 'no-such')).toEqual([])
  })
})

describe('按法规', () => {
  test('2019年的条例施行到2024年9月30日，被2024年的取代；条文指回待遇', () => {
    const view = sourceView(book, 'servicemen-pension-regulation-2019')!
    expect(view).toMatchObject({ kind: 'law', until: '2024-09-30', next: { id: 'servicemen-pension-regulation-2024' } })
    expect(sourceView(book, 'servicemen-pension-regulation-2024')).toMatchObject({ until: null, earlier: [{ id: 'servicemen-pension-regulation-2019' }] })
    expect(view.articles.find(({ article }) => article === '第二十六条')!.benefits.map(({ name }) => name.zh)).toContain('残疾抚恤金')
  })

  test('标准页、法规、同心自己的规则分得开', () => {
    const kinds = new Map(sourceLines(book).map(({ id, kind }) => [id, kind]))
    expect([kinds.get('standards-2024-08'), kinds.get('military-service-law-2021'), kinds.get('tongxin-rules')]).toEqual(['standard', 'law', 'own'])
    expect(sourceView(book, 'no-such')).toBeUndefined()
  })
})

describe('按身份', () => {
  test('残疾军人：要哪些事实和材料，谁确认，怎么开始和终止', () => {
    const view = categoryView(book, 'disabled-serviceman')!
    expect(view.facts.map(({ zh }) => zh)).toContain('残疾等级')
    expect(view.benefits.map(({ name }) => name.zh)).toContain('护理费')
    expect(view.clauses.every(({ text }) => text !== null)).toBe(true)
    expect(categoryLines(book)).toHaveLength(21)
    expect(categoryView(book, 'no-such')).toBeUndefined()
  })
})

describe('查找', () => {
  test('题目在前，条文在后；几个词都要有；英文也行', () => {
    const found = findInLaw(book, '护理费')
    expect(found[0]).toMatchObject({ kind: 'benefit', id: 'nursing-allowance' })
    expect(found).toContainEqual(expect.objectContaining({ kind: 'article', id: 'servicemen-pension-regulation-2024', article: '第三十四条' }))
    expect(findInLaw(book, '护理费 精神障碍').map(({ article }) => article)).toContain('第三十四条')
    expect(findInLaw(book, 'Nursing allowance')[0]).toMatchObject({ id: 'nursing-allowance' })
    expect(findInLaw(book, '  ')).toEqual([])
    expect(findInLaw(book, '没有这样的字')).toEqual([])
  })
})
