import { describe, expect, test } from 'vitest'
import { refused, type Refusal } from './result.ts'

const said = (heading: string) => {
  const refusal: Refusal = { code: 'unknown-key', place: 'A1', value: heading, message: { zh: `不认识的标题“${heading}”。`, en: `Unknown heading "${heading}".` } }
  const result = refused(refusal)
  return result.ok ? undefined : result.refusals[0]!
}

describe('a refusal quotes what was given', () => {
  test('whole, where it is as long as people write', () => {
    expect(said('退役士兵身份证号')?.message).toEqual({ zh: '不认识的标题“退役士兵身份证号”。', en: 'Unknown heading "退役士兵身份证号".' })
    expect(said('号'.repeat(40))?.message.zh).toBe(`不认识的标题“${'号'.repeat(40)}”。`)
    const between = 'The relation is "self", and nothing says in words what relation the holder of the account has to "nobody".'
    expect(refused({ code: 'missing', place: 'relation', message: { zh: '缺', en: between } })).toMatchObject({ refusals: [{ message: { en: between } }] })
  })
  test('by its beginning, where it is of enormous length, and between its own two marks', () => {
    for (const letter of ['号', '𠀀', 'x']) {
      expect(said(letter.repeat(30_000))?.message).toEqual({ zh: `不认识的标题“${letter.repeat(40)}…”。`, en: `Unknown heading "${letter.repeat(40)}…".` })
    }
  })
})
