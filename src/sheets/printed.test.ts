import { inflateRawSync, crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lacks } from '../../tests/harness/machine.ts'
import { readByOffice } from '../../tests/harness/office.ts'
import { crc32 } from './archive.ts'
import { readSheet } from './read.ts'
import type { PrintedSheet } from './sheets.ts'
import { columnLetters } from './worksheet.ts'
import { writePrinted, writeWorkbook } from './write.ts'

const sheet: PrintedSheet = {
  name: '名册', title: '青松镇2024年9月名册', above: ['批次：2024-0001', '发放单位：青松镇'],
  columns: [{ heading: '序号', kind: 'count' }, { heading: '姓名', kind: 'text' }, { heading: '身份证号', kind: 'text' }, { heading: '金额', kind: 'amount' }],
  rows: [[1, '田明远', '990101196204030011', 558600], [2, '=1+1', '007', 0], [3, '𠮷田 & <子>"', '', -5], [4, ' 两头空格 ', '第一行\n第二行', 123456789012]],
  totals: ['合计', '4人', '', 123457347607], below: ['合计（大写）：…', '制表：　复核：'], paper: 'A3',
}
const cells = [
  ['青松镇2024年9月名册'], ['批次：2024-0001'], ['发放单位：青松镇'], ['序号', '姓名', '身份证号', '金额'],
  ['1', '田明远', '990101196204030011', '5586'], ['2', '=1+1', '007', '0'], ['3', '𠮷田 & <子>"', '', '-0.05'], ['4', ' 两头空格 ', '第一行\n第二行', '1234567890.12'],
  ['合计', '4人', '', '1234573476.07'], ['合计（大写）：…'], ['制表：　复核：'],
]

/** The text of one part of an archive, by the sizes of its own header. */
function part(bytes: Uint8Array, name: string): string {
  const at = Buffer.from(bytes).indexOf(name) - 30
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const start = at + 30 + view.getUint16(at + 26, true)
  return inflateRawSync(bytes.subarray(start, start + view.getUint32(at + 18, true))).toString('utf8')
}

const trimmed = (rows: readonly string[][]) => rows.map(row => row.slice(0, row.findLastIndex(cell => cell !== '') + 1))

describe('a printed sheet', () => {
  it('reads back: texts as texts, amounts and counts as numbers', async () => {
    const read = await readSheet(await writePrinted([sheet]))
    if (!read.ok) throw new Error(JSON.stringify(read.refusals))
    expect(read.value.rows.map(row => row.cells.map(cell => cell?.text ?? ''))).toEqual(cells.map(row => row.map(cell => cell.trim())))
    expect(read.value.rows[4]!.cells.map(cell => cell?.kind)).toEqual(['number', 'text', 'text', 'number'])
    expect(read.value.rows[5]!.cells.map(cell => cell?.kind)).toEqual(['number', 'text', 'text', 'number'])
  })

  it.skipIf(lacks('calc'))('LibreOffice reads the same, cell by cell; so it does a sheet to bring in', async () => {
    const plain = { name: '表', headings: ['姓名', '号码'], rows: [['=1+1', '007'], ['-甲', '990101196204030011']] }
    const read = readByOffice({ printed: await writePrinted([sheet, { ...sheet, totals: null }]), plain: await writeWorkbook(plain) })
    expect([...read.keys()]).toEqual(['plain-表', 'printed-名册', 'printed-名册(2)'])
    expect(trimmed(read.get('printed-名册')!)).toEqual(cells)
    expect(trimmed(read.get('printed-名册(2)')!)).toEqual(cells.filter(row => row[0] !== '合计'))
    expect(read.get('plain-表')).toEqual([plain.headings, ...plain.rows])
  }, 120_000)

  it('is landscape, as wide as its page, with its headings and a page number on every page', async () => {
    const bytes = await writePrinted([sheet])
    const text = part(bytes, 'xl/worksheets/sheet1.xml')
    expect(text).toContain('<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
    expect(text).toContain('<pageSetUpPr fitToPage="1"/>')
    expect(text).toContain('第 &amp;P 页，共 &amp;N 页')
    expect(text).toContain('<mergeCell ref="A1:D1"/>')
    expect(part(bytes, 'xl/workbook.xml')).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'名册'!$4:$4</definedName>`)
  })

  it('the same rows give the same bytes', async () => {
    expect(await writePrinted([sheet])).toEqual(await writePrinted([sheet]))
  })

  it('any text comes back as it was, apart from what XML cannot say', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }).map(one => `甲${one}乙`)
    await fc.assert(fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async texts => {
      const read = await readSheet(await writePrinted([{ ...sheet, above: [], below: [], totals: null, columns: texts.map((_, index) => ({ heading: `列${index}`, kind: 'text' })), rows: [texts] }]))
      // oxlint-disable-next-line no-control-regex -- exactly what XML cannot say
      const said = (one: string) => one.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      expect(read.ok && read.value.rows[2]!.cells.map(cell => cell?.text)).toEqual(texts.map(said))
    }), { numRuns: 60 })
  })

  it('columns are lettered as spreadsheet programs do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  it('the check sum is that of zlib, in one piece or in two', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), fc.uint8Array({ maxLength: 100 }), (one, other) => {
      expect(crc32(other, crc32(one))).toBe(zlibCrc32(Buffer.concat([one, other])))
    }))
  })
})
