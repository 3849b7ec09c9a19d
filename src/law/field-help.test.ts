import { describe, expect, test } from 'vitest'
import { join } from 'node:path'
import { FIELD_HELP, helpOf, type FieldHelp } from './field-help.ts'
import { loadLaw } from './load.ts'

const book = loadLaw([join(import.meta.dirname, '../../law')])
const cited = Object.entries<FieldHelp>(FIELD_HELP).flatMap(([field, { clause }]) => (clause ? [[field, clause] as const] : []))

describe('字段的说明', () => {
  test.each(cited)('%s 引的条文在政策文件里，简称也一样', (_, { source, article, cite }) => {
    const found = book.sources.get(source)
    expect(found?.cite).toBe(cite)
    expect(Object.keys(found?.articles ?? {})).toContain(article)
  })

  test('没有说明的字段就没有', () => expect([helpOf('grade')?.clause?.article, helpOf('nothing')]).toEqual(['第二十六条', undefined]))
})
