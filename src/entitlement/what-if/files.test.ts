import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { rateOn, type LawBook } from '../../law/law.ts'
import { lawFiles, loadLaw, readLaw } from '../../law/load.ts'
import { changedBook, setRates, type WhatIfChange } from './changes.ts'
import { filesOf } from './files.ts'

const LAW = resolve(import.meta.dirname, '../../../law')
const FOLDERS = [LAW, resolve(LAW, '../demo/law')]
const book = loadLaw(FOLDERS)
const COUNTY = '990101'
const NOTICE = { title: '云岭县2026年抚恤补助标准的通知', number: '云退军发〔2026〕8号', issuer: '云岭县退役军人事务局', published: '2026-07-15' }

const CHANGES: readonly WhatIfChange[] = [
  { benefit: 'disability-pension', cell: null, where: COUNTY, from: '2026-08-01', percent: 5.25 },
  { benefit: 'survivor-pension', cell: null, where: COUNTY, from: '2026-08-01', percent: 4 },
  { benefit: 'rural-veteran-allowance', cell: null, where: COUNTY, from: '2026-08-01', per: 'year-per-service-year', amount_fen: 77_750 },
  { benefit: 'conscript-family-allowance', cell: null, where: COUNTY, from: '2027-01-01', per: 'year', amount_fen: 1_800_000 },
  { benefit: 'conscript-family-allowance', cell: { area: 'tibet' }, where: COUNTY, from: '2027-01-01', per: 'year', amount_fen: 4_000_000 },
]
const changed = changedBook(book, CHANGES)
const files = filesOf(changed, COUNTY, NOTICE)

/** The law with the proposal's files after its own. */
function approved(): LawBook {
  const { book: law, faults } = readLaw([...lawFiles(FOLDERS), ...files.map(({ path, text }) => ({ path: `law/${path}`, text }))])
  expect(faults).toEqual([])
  return law!
}

test('测算写成的文件能照原样成为法规：每一格的标准与测算的相同', () => {
  const law = approved()
  for (const { benefit, from, cell, amount_fen, per, due_month } of setRates(changed)) {
    expect(rateOn(law, { benefit, place: COUNTY, day: from, cell })?.rate).toMatchObject({ amount_fen, per, due_month, confidence: 'sourced', published_on: '2026-07-15' })
  }
  expect(setRates(changed).length).toBeGreaterThan(26)
})

test('通知的名称、文号、日期在来源里；来源的名字不与已有的相同', () => {
  const law = approved()
  expect(law.sources.get('990101-2026-8')).toMatchObject({ number: '云退军发〔2026〕8号', published: '2026-07-15', cite: NOTICE.title })
  expect(filesOf(changedBook(law, CHANGES), COUNTY, NOTICE)[0]!.path).toBe('sources/990101-2026-8-2.yaml')
})

test('一项待遇一个文件，金额以元计', () => {
  expect(files.map(file => file.path)).toEqual([
    'sources/990101-2026-8.yaml', 'benefits/conscript-family-allowance.yaml', 'benefits/disability-pension.yaml', 'benefits/rural-veteran-allowance.yaml', 'benefits/survivor-pension.yaml',
  ])
  const text = files.find(file => file.path.includes('rural'))!.text
  expect(text).toBe(`benefit: rural-veteran-allowance
rates:
  - from: 2026-08-01
    where: "990101"
    per: year-per-service-year
    source: 990101-2026-8
    clause: 标准
    confidence: sourced
    published_on: 2026-07-15
    amount: 777.5
`)
})
