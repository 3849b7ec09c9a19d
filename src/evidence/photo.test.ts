import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMetadataJpeg, withoutMetadataPng } from './photo.ts'

const ascii = (text: string) => [...text].map(letter => letter.charCodeAt(0))
const segment = (marker: number, data: readonly number[]) => [0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff, ...data]
const exif = (orientation: number) => segment(0xe1, [
  ...ascii('Exif\0\0'), ...ascii('II'), 42, 0, 8, 0, 0, 0, 2, 0,
  0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
  0x25, 0x88, 4, 0, 1, 0, 0, 0, 99, 0, 0, 0, 0, 0, 0, 0, ...ascii('GPS 31.2304 121.4737'),
])
const JFIF = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0])
const TABLE = segment(0xdb, [0, 0xff, 0xd9, 7])
const SCAN = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]
const MORE = [...segment(0xc4, [0, 0xff, 0xd9]), ...segment(0xda, [1, 1, 0]), 0x77]
const END = [0xff, 0xd9]
const jpeg = (...parts: readonly (readonly number[])[]) => Uint8Array.from([0xff, 0xd8, ...parts.flat()])
const text = (bytes: Uint8Array) => String.fromCharCode(...bytes)

describe('照片元数据在保存前去除', () => {
  it('拍摄地点、相机、备注和隐藏的预览都不留下', () => {
    const hidden = [...END, ...ascii('hidden clip with GPS')]
    const kept = withoutMetadataJpeg(jpeg(JFIF, exif(1), segment(0xed, ascii('Photoshop 3.0 city')), segment(0xfe, ascii('comment')), TABLE, SCAN, MORE,
      hidden))
    expect(kept).toEqual(jpeg(JFIF, TABLE, SCAN, MORE, END))
  })

  it('手机竖拍的照片仍是正的：只留旋转方向', () => {
    const kept = withoutMetadataJpeg(jpeg(exif(6), TABLE, SCAN, END))
    expect(text(kept!)).not.toContain('GPS')
    expect(kept!.length).toBe(jpeg(TABLE, SCAN, END).length + 36)
    expect(withoutMetadataJpeg(kept!)).toEqual(kept)
  })

  it('颜色所需的段落保留', () => {
    const profile = segment(0xe2, ascii('ICC_PROFILE\0\x01\x01data'))
    expect(withoutMetadataJpeg(jpeg(profile, segment(0xe2, ascii('MPF\0where')), TABLE, SCAN, END))).toEqual(jpeg(profile, TABLE, SCAN, END))
  })

  it('残缺的照片不收', () => {
    const whole = jpeg(JFIF, exif(3), TABLE, SCAN, END)
    for (let length = 0; length < whole.length; length++) expect(withoutMetadataJpeg(whole.subarray(0, length)), `${length}`).toBeUndefined()
    expect(withoutMetadataJpeg(whole)).toBeDefined()
  })

  it('任何字节都不会让程序出错，去除两次与一次相同', () => fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
    const kept = withoutMetadataJpeg(Uint8Array.from([...jpeg(JFIF), ...bytes, ...END]))
    if (kept) expect(withoutMetadataJpeg(kept)).toEqual(kept)
    withoutMetadataPng(bytes)
  })))

  it('PNG 的文字和时间不留下', () => {
    const chunk = (kind: string, data: readonly number[]) => [0, 0, 0, data.length, ...ascii(kind), ...data, 1, 2, 3, 4]
    const start = [0x89, ...ascii('PNG\r\n\x1a\n'), ...chunk('IHDR', [1, 2, 3])]
    const end = [...chunk('IDAT', [9]), ...chunk('IEND', [])]
    const bytes = Uint8Array.from([...start, ...chunk('tEXt', ascii('where')), ...chunk('eXIf', ascii('GPS')), ...end, 1, 2, 3])
    expect(withoutMetadataPng(bytes)).toEqual(Uint8Array.from([...start, ...end]))
    expect(withoutMetadataPng(bytes.subarray(0, 30))).toBeUndefined()
  })
})
