import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coderOf, decodeText, ENCODINGS } from './encoding.ts'

const character = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })

describe.each(ENCODINGS)('%s', encoding => {
  const coder = coderOf(encoding)
  const read = (bytes: Uint8Array) => new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding, { fatal: true }).decode(bytes)

  test('写得下的字，平台自己的解码器读出来一个不差；字节数如数', () => {
    fc.assert(fc.property(fc.string({ unit: fc.oneof(character, fc.constantFrom(...'田明远镕喆䶮𠮷·|')) }), text => {
      const held = [...text].filter(one => coder.lacks(one).length === 0).join('').replace(/^\ufeff/, '')
      const bytes = coder.encode(held)
      expect(read(bytes)).toBe(held)
      expect(bytes.length).toBe(coder.bytesOf(held) + (encoding === 'utf-8-bom' ? 3 : 0))
    }))
  })
})

test('GBK 里没有的字说得出是哪个，不写成问号；GB18030 里有', () => {
  expect(coderOf('gbk').lacks('田𠮷远𠮷?')).toEqual(['𠮷'])
  expect(coderOf('gb18030').lacks('田𠮷远')).toEqual([])
  expect(coderOf('utf-8').lacks('田\ud842')).toEqual(['\ud842'])
})

test('先当 UTF-8 读，读不成再当 GB18030；都不是就不读', () => {
  for (const encoding of ENCODINGS) expect(decodeText(coderOf(encoding).encode('流水号|金额'))).toEqual({ text: '流水号|金额', encoding: encoding.startsWith('utf-8') ? 'utf-8' : 'gb18030' })
  expect(decodeText(Uint8Array.from([0xff, 0xff, 0xff]))).toBeUndefined()
})
