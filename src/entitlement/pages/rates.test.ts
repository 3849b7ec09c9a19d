import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../law/load.ts'
import { benefitView } from '../browsing/views.ts'
import { roundUp, stepsOf, tablesOf } from './rates.ts'

const book = loadLaw([resolve(import.meta.dirname, '../../../law')])
const tables = (benefit: string) => tablesOf(benefitView(book, benefit, () => [])!.rates)

describe('标准的年表', () => {
  test('国家在前，福建在后；行是档，列是起始日', () => {
    const [nation, fujian] = tables('survivor-pension')
    expect([nation!.name.zh, fujian!.name.zh, nation!.unit.zh]).toEqual(['全国', '福建', '元/年'])
    expect(nation!.rows.map(({ cell }) => cell.zh)).toEqual(['烈士遗属', '因公牺牲军人遗属', '病故军人遗属'])
    expect(nation!.days[0]).toBe('2017-10-01')
    expect(nation!.rows[0]!.marks.get('2018-08-01')).toMatchObject({ amount_fen: 2_544_000, confidence: 'sourced' })
    expect(nation!.rows[0]!.marks.get('2020-08-01')).toMatchObject({ amount_fen: null })
    expect(nation!.rows[0]!.marks.get('2024-08-01')).toMatchObject({ amount_fen: 4_185_600, confidence: 'derived' })
  })

  test('各档按性质，再按等级', () => {
    expect(tables('disability-pension')[0]!.rows.map(({ cell }) => cell.zh).slice(0, 11)).toEqual([...Array.from({ length: 10 }, (_, index) => `因战 ${index + 1} 级`), '因公 1 级'])
  })

  test('没有分档的，一行', () => expect(tables('ill-veteran-allowance')[0]!.rows).toHaveLength(1))

  test('同一天有数的胜过未见的，有出处的胜过推算的', () => {
    const one = tables('disability-pension')[0]!.rows.find(({ cell }) => cell.zh === '因战 1 级')!
    expect(one.marks.get('2023-08-01')).toMatchObject({ amount_fen: 12_441_000, confidence: 'sourced' })
  })

  test('一段到下一个起始日为止，不知道的一段是空的', () => {
    const steps = stepsOf(tables('survivor-pension')[0]!.rows[0]!, '2027-01-01')
    expect(steps[0]).toEqual({ from: '2017-10-01', to: '2018-08-01', amount_fen: 2_313_000, confidence: 'sourced' })
    expect(steps.find(({ from }) => from === '2020-08-01')).toMatchObject({ to: '2021-08-01', amount_fen: null })
    expect(steps.at(-1)).toMatchObject({ from: '2026-08-01', to: '2027-01-01', amount_fen: null })
  })

  test.each([[0, 1], [7, 8], [131_880, 150_000], [43_116, 50_000], [100, 100]])('刻度 %i -> %i', (value, top) => expect(roundUp(value)).toBe(top))
})
