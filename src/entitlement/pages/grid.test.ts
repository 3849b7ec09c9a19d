import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import type { Facts, Identity } from '../../law/facts.ts'
import { loadLaw } from '../../law/load.ts'
import { decide } from '../decide.ts'
import { gridOf } from './grid.ts'

const book = loadLaw([resolve(import.meta.dirname, '../../../law')])
const grid = (year: number, identities: Identity[], more: Partial<Facts> = {}) =>
  gridOf(decide(book, { county: '990101', person: { born: '1955-04-03' }, identities, ...more }, `${year}-01`, `${year}-12`), year)
const five: Identity = { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }

test('一年十二格：推算的、应发的、全年合计；全年不发的排在后面', () => {
  const [pension, nursing] = grid(2024, [five])
  expect(pension).toMatchObject({ benefit: 'disability-pension', quiet: false, total_fen: 3_689_000 + 2_793_000 })
  expect(pension!.months.map(({ state }) => state)).toEqual([...Array.from({ length: 7 }, () => 'provisional'), ...Array.from({ length: 5 }, () => 'owed')])
  expect(nursing).toMatchObject({ benefit: 'nursing-allowance', quiet: true, total_fen: 0 })
})

test('中止的月份、缺标准的月份、停发的月份各有各的样子', () => {
  const [suspended] = grid(2022, [five], { suspended: [{ from: '2022-03-10', to: '2022-03-20', decided_by: 'province' }] })
  expect(suspended!.months[2]).toEqual({ period: '2022-03', state: 'suspended', amount_fen: null })
  expect(grid(2020, [{ ...five, grade: 1 }])[0]!.months.map(({ state }) => state).slice(6, 9)).toEqual(['owed', 'no-rate', 'no-rate'])
  expect(grid(2022, [five], { person: { born: '1955-04-03', died: '2022-05-06', death_cause: 'other' } })[0]!.months[5]).toMatchObject({ state: 'ended' })
})

test('缺事实的待遇，全年都缺', () => {
  const [survivor] = grid(2024, [{ category: 'martyr-survivor', approved_on: '2010-01-01' }])
  expect(survivor).toMatchObject({ benefit: 'survivor-pension', quiet: false })
  expect(new Set(survivor!.months.map(({ state }) => state))).toEqual(new Set(['missing']))
})

test('一年一笔的，其余月份什么也不写', () => {
  const family: Identity = { category: 'conscript-family', enlistment_approved_on: '2023-09-01', approved_by_county: '990101' }
  const rates: Facts['rates'] = [{ benefit: 'conscript-family-allowance', county: '990101', from: '2023-01-01', amount_fen: 1_500_000, per: 'year' }]
  expect(grid(2024, [family], { rates })[0]!.months.map(({ state }) => state)).toEqual([...Array.from({ length: 11 }, () => 'nothing'), 'owed'])
})
