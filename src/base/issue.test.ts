import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { issueWords } from './issue.ts'

const wordsOf = (schema: z.ZodType, value: unknown) => {
  const checked = schema.safeParse(value)
  return checked.success ? [] : checked.error.issues.map(issue => issueWords(issue))
}

describe('sentences for what a schema found wrong', () => {
  test('a missing field is said to be missing, not to be of a wrong type', () => {
    expect(wordsOf(z.object({ name: z.string().min(1) }), {})).toEqual([{ zh: '这一项要填写', en: 'This must be filled in' }])
  })
  test('the schema’s own words in two languages are taken over', () => {
    expect(wordsOf(z.string().regex(/^\d{6}$/, '应为 6 位代码 / a code of 6 digits'), 'x')).toEqual([{ zh: '应为 6 位代码', en: 'a code of 6 digits' }])
  })
  test('English words with a slash alone are not taken for two languages', () => {
    expect(wordsOf(z.string().regex(/^\d$/, 'a / b'), 'x')).toEqual([{ zh: '填写的格式不对', en: 'This is not in the right form' }])
  })
  test('an unknown field, a choice that is none, and bounds each have their sentence', () => {
    const schema = z.strictObject({ kind: z.enum(['cash', 'goods']), pages: z.int().max(5), visitors: z.array(z.string()).min(1), note: z.string().max(3) })
    expect(wordsOf(schema, { kind: 'gold', pages: 6, visitors: [], note: 'long', bonus: 1 }).map(words => words.zh))
      .toEqual(['不在可选的值之内', '不能大于 5', '至少 1 项', '最多 3 个字', '没有这一项'])
  })
  test('a part of a number where a whole one belongs is named as that', () => {
    expect(wordsOf(z.int().min(1), 5.5).map(words => words.zh)).toEqual(['应为整数'])
  })
  test('no sentence for the official is in English', () => {
    const schema = z.object({ name: z.string(), day: z.iso.date(), id: z.uuid(), count: z.coerce.number().int(), either: z.union([z.literal(1), z.literal(2)]) })
    fc.assert(fc.property(fc.anything(), value => {
      for (const words of wordsOf(schema, value)) expect(words.zh).not.toMatch(/[A-Za-z]{3}/)
    }))
    expect(wordsOf(schema, { name: 1, day: 'x', id: 'x', count: 'x', either: 3 })).toHaveLength(5)
  })
})
