import { describe, expect, it } from 'vitest'
import { PROOF_BYTES_MAX } from '../base/proof-size.ts'
import { keepable, utf8 } from './media.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const codes = (media: string, content: Uint8Array) => {
  const result = keepable(media, content)
  return result.ok ? [] : result.refusals.map(refusal => refusal.code)
}
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const DOCUMENT = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

describe('佐证只收说得清的文件', () => {
  it.each([
    ['application/pdf', '%PDF-1.7 ...', []],
    ['application/pdf', 'PDF?', ['unreadable']],
    ['text/plain', '座谈会签到：王某、李某', []],
    ['text/plain', '慰问 12345部队 官兵', ['secret']],
    ['text/html', '<script>', ['unreadable']],
    [SHEET, 'PK\x03\x04 xl/workbook.xml', []],
    [SHEET, 'PK\x03\x04 word/document.xml', ['unreadable']],
    [DOCUMENT, 'PK\x03\x04 word/document.xml', []],
    ['image/jpeg', 'not a picture', ['unreadable']],
    ['text/plain', '', ['missing']],
  ])('%s “%s” → %j', (media, content, expected) => expect(codes(media, bytes(content))).toEqual(expected))

  it('二十兆可以，多一个字节不可以', () => {
    const most = new Uint8Array(PROOF_BYTES_MAX).fill(0x20)
    most.set(bytes('%PDF'))
    expect(codes('application/pdf', most)).toEqual([])
    expect(codes('application/pdf', new Uint8Array(PROOF_BYTES_MAX + 1))).toEqual(['too-large'])
  })

  it('不是 UTF-8 的文本不收', () => {
    expect(utf8(bytes('100% 汉字'))).toBe('100% 汉字')
    expect(utf8(Uint8Array.of(0xc4, 0xe3))).toBeUndefined()
  })
})
