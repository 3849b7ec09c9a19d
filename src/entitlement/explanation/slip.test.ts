import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Facts, Identity } from '../../law/facts.ts'
import { loadLaw } from '../../law/load.ts'
import { decide } from '../decide.ts'
import { slipOf, surnameOnly } from './slip.ts'

const book = loadLaw([resolve(import.meta.dirname, '../../../law')])
const about = { name: '田明远', account: '***************4321', bank_name: '农商行', village: { zh: '松岭村', en: 'Songling' }, station: { zh: '青松镇', en: 'Qingsong Town' }, known_on: '2026-01-01' }

const slip = (year: number, identities: readonly Identity[], more: Partial<Facts> = {}) =>
  slipOf(book, { ...about, year }, decide(book, { county: '990101', person: { born: '1955-04-03' }, identities: [...identities], ...more }, `${year}-01`, `${year}-12`))
const five: Identity = { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }

describe('明白卡', () => {
  test('名字只留姓，账号只留后四位', () => {
    expect([surnameOnly('田明远'), surnameOnly('李明'), surnameOnly('欧阳明'), surnameOnly('欧阳')]).toEqual(['田**', '李*', '欧阳*', '欧*'])
    const shown = slip(2024, [five])
    expect(shown).toMatchObject({ name: '田**', account_tail: '4321' })
    expect(JSON.stringify(shown)).not.toContain('明远')
  })

  test('一年里提标：两段，各写标准；从哪天起、依据哪一条；合计', () => {
    // 7 months of 63,240 (derived) and 5 of 67,032: floor(63,240 * 7/12) = 36,890; 67,032 - 67,032 * 7/12 = 27,930.
    const { benefits: [pension], total_fen, provisional_fen } = slip(2024, [five])
    expect(pension!.spans.map(({ from, to, state, least_fen, most_fen }) => ({ from, to, state, least_fen, most_fen }))).toEqual([
      { from: '2024-01', to: '2024-07', state: 'provisional', least_fen: 527_000, most_fen: 527_000 },
      { from: '2024-08', to: '2024-12', state: 'owed', least_fen: 558_600, most_fen: 558_600 },
    ])
    expect(pension).toMatchObject({ name: { zh: '残疾抚恤金' }, law: { article: '第二十七条' }, since: { zh: '2019年5月20日 评定为 5 级，自 2019年6月 起计发' } })
    expect([total_fen, provisional_fen]).toEqual([3_689_000 + 2_793_000, 3_689_000])
  })

  test('年标准除不尽：写出少一分的月份有多少', () => {
    // 22,610 / 12 = 1,884.1666…
    const [pension] = slip(2019, [{ category: 'illness-death-survivor', relation: 'parent', approved_on: '2010-01-01' }]).benefits
    expect(pension!.spans.at(-1)).toMatchObject({ from: '2019-08', to: '2019-12', least_fen: 188_416, most_fen: 188_417 })
  })

  test('标准没有文件的月份，写明缺哪份通知；年初还没批准的月份不写', () => {
    const [pension] = slip(2020, [{ ...five, approved_on: '2020-03-01', cause: 'duty', grade: 1 }]).benefits
    expect(pension!.spans.map(({ from, to, state }) => `${from} ${to} ${state}`)).toEqual(['2020-04 2020-07 owed', '2020-08 2020-12 no-rate'])
    expect(pension!.spans[1]!.text.zh).toContain('2020年8月1日')
  })

  test('义务兵家庭优待金是一笔', () => {
    const family: Identity = { category: 'conscript-family', enlistment_approved_on: '2023-09-01', approved_by_county: '990101' }
    const rates: Facts['rates'] = [{ benefit: 'conscript-family-allowance', county: '990101', from: '2023-01-01', amount_fen: 1_500_000, per: 'year' }]
    expect(slip(2024, [family], { rates }).benefits[0]!.spans).toMatchObject([{ from: '2024-12', to: '2024-12', once: true, most_fen: 1_500_000 }])
  })

  test('去世以后：停发从哪月起，另列丧葬补助', () => {
    const { benefits } = slip(2024, [five], { person: { born: '1955-04-03', died: '2024-09-15', death_cause: 'illness' } })
    expect(benefits.map(({ name }) => name.zh)).toEqual(['残疾抚恤金', '丧葬补助'])
    expect(benefits[0]!.spans.at(-1)).toMatchObject({ from: '2024-10', to: '2024-12', state: 'ended', most_fen: 0 })
  })

  test('缺的材料和要人核定的，写名字不写代号', () => {
    const shown = slip(2024, [{ category: 'martyr-survivor', approved_on: '2010-01-01' }])
    expect(shown.missing).toMatchObject([{ name: { zh: '定期抚恤金' }, facts: [{ zh: '与死者的关系' }] }])
    expect(shown.by_hand.map(({ decided_by }) => decided_by.zh)).toContain('县级退役军人事务部门')
    expect(shown.benefits).toEqual([])
  })
})
