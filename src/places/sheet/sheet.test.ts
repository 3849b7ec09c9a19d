import { describe, expect, test } from 'vitest'
import { must, type Result } from '../../base/result.ts'
import { readSheet } from '../../sheets/read.ts'
import { writeCsv, writeWorkbook } from '../../sheets/write.ts'
import { placesForm } from './load.ts'
import { placesOf, templateSheet } from './sheet.ts'

const form = placesForm()
const HEADINGS = ['区划代码', '名称', '英文名称']
const sheetOf = async (rows: readonly (readonly string[])[], headings = HEADINGS) => must(await readSheet(writeCsv({ name: '辖区', headings, rows })))
const read = async (rows: readonly (readonly string[])[], headings = HEADINGS) => placesOf(form, await sheetOf(rows, headings))
const faults = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place, refusal.value ?? '']))

const COUNTY = ['990101', '云岭县', 'Yunling County']
const TOWN = ['990101101', '青松镇', '']
const VILLAGE = ['990101101201', '松岭村', '']

describe('辖区表', () => {
  test('模板自己能读回来：县、乡镇、村由代码位数分出', async () => {
    const places = must(placesOf(form, must(await readSheet(await writeWorkbook(templateSheet(form))))))
    expect(places.map(place => [place.code, place.level, place.parent, place.name])).toEqual([
      ['990101', 'county', null, '云岭县'], ['990101101', 'township', '990101', '青松镇'],
      ['990101101201', 'village', '990101101', '松岭村'], ['990101101202', 'village', '990101101', '柳河村'],
    ])
  })

  test('十二位的统计用区划代码、别的标题、上面有一行题名、次序颠倒，都读得', async () => {
    const sheet = must(await readSheet(writeCsv({ name: 'x', headings: ['2026 年辖区表'], rows: [['地名', '统计用区划代码'], ['松岭村', '990101101201'], ['青松镇', '990101101000'], ['云岭县', '990101000000']] })))
    expect(must(placesOf(form, sheet)).map(place => [place.code, place.name_en])).toEqual([['990101', '云岭县'], ['990101101', '青松镇'], ['990101101201', '松岭村']])
  })

  test('所有毛病一次说出：行、列、值', async () => {
    const result = await read([
      COUNTY, TOWN, ['99010110', '短码村'], ['990101101201', '松岭村'], ['990101101201', '重码村'], ['990101102201', '无镇村'], ['990101101202', ''], ['', '无码村'],
      ['990102', '另一县'], ['990101101203', '松岭村'], ['990101101204', '村'.repeat(41)],
    ])
    expect(faults(result)).toEqual([
      ['invalid', '第 4 行 区划代码', '99010110'], ['duplicate', '第 6 行 区划代码', '990101101201'], ['missing', '第 7 行 区划代码', '990101102201'],
      ['missing', '第 8 行 名称', ''], ['missing', '第 9 行 区划代码', ''], ['duplicate', '第 10 行 区划代码', '990102'],
      ['duplicate', '第 11 行 名称', '松岭村'], ['too-large', '第 12 行 名称', '村'.repeat(41)],
    ])
  })

  test('没有县、没有乡镇、没有标题、什么也没有', async () => {
    expect(faults(await read([VILLAGE]))).toEqual([['missing', '区划代码', ''], ['missing', '区划代码', ''], ['missing', '第 2 行 区划代码', '990101101201']])
    expect(faults(await read([COUNTY, TOWN], ['甲', '乙', '丙']))).toEqual([['missing', '第 1 行', '区划代码'], ['missing', '第 1 行', '名称']])
    expect(faults(placesOf(form, { rows: [] }))).toHaveLength(2)
  })

  test('县和乡镇不同上级，村可以与别镇的村同名', async () => {
    expect((await read([COUNTY, TOWN, ['990101102', '白杨乡', ''], VILLAGE, ['990101102201', '松岭村', '']])).ok).toBe(true)
  })
})
