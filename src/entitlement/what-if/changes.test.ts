import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Benefit } from '../../law/facts.ts'
import { rateOn, type Cell, type LawBook, type Rate } from '../../law/law.ts'
import { loadLaw } from '../../law/load.ts'
import { changedBook, effectsOf, raised, ratesOf, setRates, type WhatIfChange } from './changes.ts'

const LAW = resolve(import.meta.dirname, '../../../law')
const book = loadLaw([LAW])
const COUNTY = '990101'

/** The law with a county's own rates for conscript families. */
const withLocal = (...rates: Partial<Rate>[]): LawBook => {
  const entry = book.benefits.get('conscript-family-allowance')!
  const row = (rate: Partial<Rate>): Rate =>
    ({ benefit: entry.id, from: '2024-01-01', to: null, where: COUNTY, cell: {}, amount_fen: 0, per: 'year', due_month: 8, source: '示例', clause: '示例', confidence: 'sourced', published_on: null, ...rate })
  return { ...book, benefits: new Map([...book.benefits, [entry.id, { ...entry, rates: rates.map(row) }]]) }
}
const on = (law: LawBook, benefit: Benefit, day: string, cell: Cell = {}, place = COUNTY) => rateOn(law, { benefit, place, day, cell })
const percent = (benefit: Benefit, from: string, by: number, cell: Cell | null = null): WhatIfChange => ({ benefit, cell, where: COUNTY, from, percent: by })

describe('百分比', () => {
  test.each([
    [10_000, 5, 10_500], [10_001, 5.25, 10_526], // 10,526.0525
    [50, 1, 51], // 50.5 fen rounds up
    [49, 1, 49], // 49.49
    [333, 33.33, 444], // 443.9889
    [10_000, -2.5, 9_750], [0, 10, 0],
  ])('%d 分提高百分之 %d 是 %d 分，只舍入一次', (amount, by, result) => expect(raised(amount, by)).toBe(result))

  test('按前一日有效的标准，逐格提高：战残五级67032元，提高百分之五是70383.60元', () => {
    const changed = changedBook(book, [percent('disability-pension', '2025-01-01', 5)])
    // 67,032 * 1.05 = 70,383.60 and 39,564 * 1.05 = 41,542.20
    expect(on(changed, 'disability-pension', '2025-01-01', { cause: 'war', grade: 5 })?.rate.amount_fen).toBe(7_038_360)
    expect(on(changed, 'disability-pension', '2025-01-01', { cause: 'illness', grade: 6 })?.rate.amount_fen).toBe(4_154_220)
    expect(on(changed, 'disability-pension', '2024-12-31', { cause: 'war', grade: 5 })?.rate.amount_fen).toBe(6_703_200)
    expect(on(changed, 'disability-pension', '2025-01-01', { cause: 'war', grade: 5 }, '990202')?.rate.amount_fen).toBe(6_703_200)
  })

  test('只变一格的，别的格不动', () => {
    const changed = changedBook(book, [percent('disability-pension', '2025-01-01', 5, { cause: 'war', grade: 5 })])
    expect(setRates(changed).map(rate => rate.cell)).toEqual([{ cause: 'war', grade: 5 }])
  })

  test('后一次提高以前一次为底：先百分之五，再百分之三，不论先写哪一条', () => {
    const [first, second] = [percent('disability-pension', '2025-01-01', 5), percent('disability-pension', '2025-06-01', 3)]
    for (const changes of [[first, second], [second, first]]) {
      // 7,038,360 * 1.03 = 7,249,510.8
      expect(on(changedBook(book, changes), 'disability-pension', '2025-06-01', { cause: 'war', grade: 5 })?.rate.amount_fen).toBe(7_249_511)
    }
  })

  test('前一日没有标准的，无从提高', () => {
    expect(ratesOf(book, percent('nursing-allowance', '2025-01-01', 5))).toEqual([])
    expect(changedBook(book, [percent('nursing-allowance', '2025-01-01', 5)])).toBe(book)
  })

  test('按所知：前一日之后才公布的标准不算', () => {
    const law = withLocal({ amount_fen: 1_000_000 }, { amount_fen: 2_000_000, from: '2024-06-01', published_on: '2025-01-10' })
    const change = percent('conscript-family-allowance', '2025-02-01', 10)
    expect(ratesOf(law, change, '2024-12-31').map(rate => rate.amount_fen)).toEqual([1_100_000])
    expect(ratesOf(law, change, '2025-01-10').map(rate => rate.amount_fen)).toEqual([2_200_000])
  })
})

describe('定额', () => {
  const to = (benefit: Benefit, from: string, amount_fen: number, more: Partial<WhatIfChange> = {}): WhatIfChange =>
    ({ benefit, cell: null, where: COUNTY, from, per: 'year', amount_fen, ...more } as WhatIfChange)

  test('全部各格一个数，发放月份照旧', () => {
    const changed = changedBook(withLocal({ amount_fen: 1_500_000 }, { cell: { area: 'tibet' }, amount_fen: 3_000_000 }), [to('conscript-family-allowance', '2025-01-01', 2_000_000)])
    for (const area of ['ordinary', 'plateau', 'tibet']) expect(on(changed, 'conscript-family-allowance', '2025-01-01', { area })?.rate).toMatchObject({ amount_fen: 2_000_000, due_month: 8 })
  })

  test('先全部，再单列一格：单列的那一格用单列的数', () => {
    const changed = changedBook(withLocal({ amount_fen: 1_500_000 }), [
      to('conscript-family-allowance', '2025-01-01', 2_000_000), to('conscript-family-allowance', '2025-01-01', 4_000_000, { cell: { area: 'tibet' } }),
    ])
    expect(on(changed, 'conscript-family-allowance', '2025-01-01', { area: 'tibet' })?.rate.amount_fen).toBe(4_000_000)
    expect(on(changed, 'conscript-family-allowance', '2025-01-01', { area: 'ordinary' })?.rate.amount_fen).toBe(2_000_000)
  })

  test('低于国家底线的仍按国家标准', () => {
    const cell = { cause: 'war', grade: 5 }
    const changed = changedBook(book, [to('disability-pension', '2025-01-01', 5_000_000, { cell })])
    expect(on(changed, 'disability-pension', '2025-01-01', cell)).toMatchObject({ rate: { amount_fen: 6_703_200 }, layer: 'national', floor: true })
  })

  test('同一天同一地同一格原有的标准让位；本地以后另有标准的，到那天为止', () => {
    const law = withLocal({ amount_fen: 1_500_000, from: '2025-01-01' }, { amount_fen: 1_600_000, from: '2026-01-01' })
    const changed = changedBook(law, [to('conscript-family-allowance', '2025-01-01', 1_800_000)])
    expect(on(changed, 'conscript-family-allowance', '2025-12-31')?.rate.amount_fen).toBe(1_800_000)
    expect(on(changed, 'conscript-family-allowance', '2026-01-01')?.rate.amount_fen).toBe(1_600_000)
  })

  test('没有标准的填上假设的数，标明是测算', () => {
    const changed = changedBook(book, [to('disability-pension', '2026-08-01', 8_000_000)])
    expect(on(book, 'disability-pension', '2026-08-01', { cause: 'war', grade: 5 })).toBeUndefined()
    expect(on(changed, 'disability-pension', '2026-08-01', { cause: 'war', grade: 5 })?.rate).toMatchObject({ amount_fen: 8_000_000, source: 'what-if', clause: '测算' })
  })

  test('原来的法规不动', () => {
    const before = structuredClone([...book.benefits.get('disability-pension')!.rates])
    changedBook(book, [percent('disability-pension', '2025-01-01', 5)])
    expect(book.benefits.get('disability-pension')!.rates).toEqual(before)
  })

  test('每一格变成多少、不变时是多少、是否生效', () => {
    const low = to('disability-pension', '2025-01-01', 6_000_000)
    const effects = effectsOf(book, changedBook(book, [low]), { ...low, cell: { cause: 'war', grade: 5 } } as WhatIfChange)
    expect(effects).toMatchObject([{ set: { amount_fen: 6_000_000 }, without: { amount_fen: 6_703_200 }, holds: false }])
    const august = to('disability-pension', '2026-08-01', 8_000_000, { cell: { cause: 'war', grade: 5 } })
    expect(effectsOf(book, changedBook(book, [august]), august)).toMatchObject([{ set: { amount_fen: 8_000_000 }, without: null, holds: true }])
  })
})
