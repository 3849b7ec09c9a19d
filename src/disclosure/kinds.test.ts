import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadLaw } from '../law/load.ts'
import { shownAs } from './masks.ts'
import { exposedIn } from './exposed.ts'
import { noticeKinds } from './load.ts'

const ROOT = join(import.meta.dirname, '../..')
const law = loadLaw([join(ROOT, 'law')])
const kinds = [...noticeKinds().values()]

test('每个文件都是一种公示', () => {
  expect(kinds.map(kind => `${kind.id}.yaml`)).toEqual(readdirSync(join(ROOT, 'forms/disclosure')).toSorted())
})

test('公示书的栏目和各地样表一致，只少不该公开的', () => {
  const headings = (id: string) => noticeKinds().get(id)!.columns.map(column => column.heading)
  // 办公实务 2.4; the sheet of 60 has its years instead of what happened in service.
  const common = ['姓名', '性别', '出生年月', '工作单位或住址', '入伍时间', '退役时间']
  expect(headings('veteran-approval')).toEqual([...common, '在部队期间有关情况', '将要享受的待遇'])
  expect(headings('rural-veteran-approval')).toEqual([...common, '所服义务兵折算年限', '将要享受的待遇'])
  expect(noticeKinds().get('rural-veteran-approval')!.period.days).toBe(3)
})

describe.each(kinds.map(kind => [kind.id, kind] as const))('%s', (_, kind) => {
  test('依据的条文、待遇的名称都在政策里', () => {
    for (const { source, article } of kind.basis) expect(article === '全文' || law.sources.get(source)?.articles[article] !== undefined, `${source} ${article}`).toBe(true)
    const benefits: ReadonlyMap<string, unknown> = law.benefits
    for (const benefit of [...kind.benefits ?? [], ...kind.never.map(one => one.benefit)]) expect(benefits.has(benefit), benefit).toBe(true)
  })

  test('姓名只露头尾，生日只到月，没有号码、账号、住址、病情的栏目', () => {
    const names = new Map(kind.columns.map(({ field, mask }) => [field, mask]))
    expect(shownAs(names.get('name')!, '李田明', law.benefits)).not.toContain('田')
    if (names.has('born')) expect(shownAs(names.get('born')!, '1964-06-15', law.benefits)).toBe('1964年6月')
    for (const { heading } of kind.columns) expect(heading).not.toMatch(/身份证|账号|电话|病|伤|残/)
  })

  test('格式自己的文字也经得起检查', () => {
    const categories = [...law.categories.values()].map(({ name }) => name.zh)
    for (const text of [kind.opening, kind.note]) expect(exposedIn(text, 'words', categories)).toBeUndefined()
  })
})
