import { deflateRawSync } from 'node:zlib'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { coderOf } from './encoding.ts'
import { readSheet } from './read.ts'
import { SHEET_LIMITS } from './sheets.ts'
import { writeCsv, writeWorkbook } from './write.ts'

const text = (value: string) => new TextEncoder().encode(value)
const reason = async (bytes: Uint8Array, limits = SHEET_LIMITS) => {
  const result = await readSheet(bytes, limits)
  return result.ok ? 'read' : `${result.refusals[0]!.code}: ${result.refusals[0]!.message.en}`
}

/** An archive with the parts given, each optionally declaring a size that is not its own. */
function archive(parts: { name: string; content: Uint8Array; declared?: number }[]): Uint8Array {
  const chunks: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { name, content, declared } of parts) {
    const packed = deflateRawSync(content)
    const header = (signature: number, size: number, shift: number) => {
      const bytes = new Uint8Array(size + name.length)
      const view = new DataView(bytes.buffer)
      view.setUint32(0, signature, true)
      view.setUint16(4 + shift, 20, true)
      view.setUint16(8 + shift, 8, true)
      view.setUint32(18 + shift, packed.length, true)
      view.setUint32(22 + shift, declared ?? content.length, true)
      view.setUint16(26 + shift, name.length, true)
      bytes.set(text(name), size)
      return bytes
    }
    const local = header(0x04034b50, 30, 0)
    const entry = header(0x02014b50, 46, 2)
    new DataView(entry.buffer).setUint32(42, offset, true)
    chunks.push(local, packed)
    directory.push(entry)
    offset += local.length + packed.length
  }
  const size = directory.reduce((total, entry) => total + entry.length, 0)
  const end = new Uint8Array(22)
  const view = new DataView(end.buffer)
  view.setUint32(0, 0x06054b50, true)
  view.setUint16(8, parts.length, true)
  view.setUint16(10, parts.length, true)
  view.setUint32(12, size, true)
  view.setUint32(16, offset, true)
  return Uint8Array.from(Buffer.concat([...chunks, ...directory, end]))
}

const workbookParts = [
  { name: '[Content_Types].xml', content: text('<Types/>') },
  { name: 'xl/workbook.xml', content: text('<workbook/>') },
]

describe('reading', () => {
  it('keeps whether a cell was a number, and the row number that the spreadsheet program shows', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: [['姓名', '身份证号'], [null, null], ['甲', Number('110105194912310021')], ['乙', '007']] }] })
    const sheet = await readSheet(bytes)
    expect(sheet.ok && sheet.value.rows).toMatchObject([
      { row: 1 },
      { row: 3, cells: [{ kind: 'text', text: '甲' }, { kind: 'number' }] },
      { row: 4, cells: [{ kind: 'text', text: '乙' }, { kind: 'text', text: '007' }] },
    ])
  })

  it('passes over the sheets of a workbook that are hidden; of hidden ones alone the first is read', async () => {
    const sheet = (name: string, value: string, hidden: object = {}) => ({ name, rows: [[value]], ...hidden })
    const first = async (...sheets: ReturnType<typeof sheet>[]) => { const read = await readSheet(await writeXlsx({ sheets })); return read.ok ? read.value.rows[0]!.cells[0]!.text : 'refused' }
    expect(await first(sheet('代码', '男', { hidden: true }), sheet('字典', '女', { veryHidden: true }), sheet('名册', '姓名'))).toBe('姓名')
    expect(await first(sheet('名册', '姓名', { hidden: true }))).toBe('姓名')
  })

  it('gives a date cell as a day', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'a', columns: [{ numFmt: 'yyyy-mm-dd' }], rows: [[new Date('1984-01-05')]] }] })
    const sheet = await readSheet(bytes)
    expect(sheet.ok && sheet.value.rows[0]!.cells[0]).toEqual({ kind: 'day', text: '1984-01-05' })
  })

  it.each(['gbk', 'gb18030'] as const)('reads CSV that an office program saved in %s, and says so', async encoding => {
    const csv = '姓名,户籍地\r\n示例甲,松岭村\r\n'
    const result = await readSheet(coderOf(encoding).encode(csv))
    expect(result).toMatchObject({ ok: true, value: { encoding: 'gb18030', rows: [{ row: 1 }, { row: 2, cells: [{ text: '示例甲' }, { text: '松岭村' }] }] } })
    expect(await readSheet(text(csv))).toMatchObject({ ok: true, value: { encoding: 'utf-8' } })
  })

  it.each(['le', 'be'])('reads what Excel calls Unicode text: tabs, in UTF-16%s with its mark', async order => {
    const bytes = Buffer.from('\ufeff姓名\t户籍地\r\n示例甲\t松岭村\r\n', 'utf16le')
    const result = await readSheet(new Uint8Array(order === 'le' ? bytes : bytes.swap16()))
    expect(result).toMatchObject({ ok: true, value: { encoding: 'utf-16', rows: [{ row: 1 }, { row: 2, cells: [{ text: '示例甲' }, { text: '松岭村' }] }] } })
  })

  it('reads UTF-8 CSV with a byte-order mark, quotes, line breaks in cells and CRLF', async () => {
    const sheet = await readSheet(text('\ufeff姓名,住址\r\n"甲","一组\n""东头"""\r\n,,\r\n乙,二组\r\n'))
    expect(sheet.ok && sheet.value.rows.map(row => [row.row, ...row.cells.map(cell => cell?.text)])).toEqual([
      [1, '姓名', '住址'], [2, '甲', '一组\n"东头"'], [4, '乙', '二组'],
    ])
  })

  it('从微信、Word 带进单元格的看不见的字不算字，换行留下', async () => {
    const rows = [['姓\u200b名\ufeff', '住址'], ['示例\u2060甲', '一组\n东头'], ['\u200b', '']]
    for (const bytes of [await writeXlsx({ sheets: [{ name: 'a', rows }] }), text(rows.map(row => row.map(cell => `"${cell}"`).join(',')).join('\r\n'))]) {
      const sheet = await readSheet(bytes)
      expect(sheet.ok && sheet.value.rows.map(row => row.cells.map(cell => cell?.text))).toEqual([['姓名', '住址'], ['示例甲', '一组\n东头']])
    }
  })
})

describe('refusing', () => {
  it.each([
    ['an empty file', new Uint8Array(0), 'unreadable: This file cannot be read: it is empty.'],
    ['bytes that are no text', Uint8Array.of(1, 2, 3, 0, 255), 'unreadable: This file cannot be read: it is neither'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'unreadable:'],
    ['neither UTF-8 nor GBK', Uint8Array.of(0xff, 0xd3, 0x59), 'unreadable: This file cannot be read: it is neither'],
    ['half a character of UTF-16', Uint8Array.of(0xff, 0xfe, 0xd3, 0x59, 0x0d), 'unreadable: This file cannot be read: it is neither'],
    ['a PDF', text('%PDF-1.7 abc'), 'unreadable:'],
    ['a web page called .xls', text('<html><table><tr><td>姓名</td></tr></table></html>'), 'unreadable: This file cannot be read: it is a web page'],
    ['a page with its pictures', text('MIME-Version: 1.0\r\nContent-Type: multipart/related'), 'unreadable: This file cannot be read: it is a web page'],
    ['a CSV whose quote never closes', text('姓名\n"甲\n乙'), 'unreadable: This file cannot be read: the CSV has a quote'],
    ['a sheet with nothing in it', text(',,\r\n,,'), 'unreadable: This file cannot be read: its first sheet holds nothing.'],
    ['an archive cut short', text('PK\u0003\u0004 and then nothing'), 'unreadable: This file cannot be read: the archive is damaged'],
    ['an archive of something else', archive([{ name: 'word/document.xml', content: text('<w/>') }]), 'unreadable: This file cannot be read: it is an archive'],
    ['a workbook without its parts', archive(workbookParts), 'unreadable: This file cannot be read: it looks like .xlsx'],
  ])('%s', async (_, bytes, expected) => {
    expect(await reason(bytes)).toContain(expected)
  })

  it('a file over the limit, before it is looked at', async () => {
    expect(await reason(new Uint8Array(SHEET_LIMITS.fileSize + 1))).toContain('too-large')
  })

  it('a zip bomb by the sizes of its directory, before it is unpacked', async () => {
    const zeros = new Uint8Array(40 * 1024 * 1024)
    expect(await reason(archive([...workbookParts, { name: 'xl/worksheets/sheet1.xml', content: zeros }]))).toContain('unpacks to 40 MB')
  })

  it('an archive that hides what it unpacks to', async () => {
    const hidden = { name: 'xl/worksheets/sheet1.xml', content: new Uint8Array(100_000), declared: 0 }
    expect(await reason(archive([...workbookParts, hidden]))).toContain('does not declare')
  })

  it('more parts, rows or columns than the limit', async () => {
    const limits = { ...SHEET_LIMITS, entries: 3, rows: 2, columns: 2 }
    const many = Array.from({ length: 4 }, (_, index) => ({ name: `xl/a${index}.xml`, content: text('') }))
    expect(await reason(archive([...workbookParts, ...many]), limits)).toContain('6 parts')
    expect(await reason(text('a\nb\nc'), limits)).toContain('more than 2 rows')
    expect(await reason(text('a,b,c'), limits)).toContain('more than 2 columns')
  })
})

describe('writing', () => {
  const sheet = { name: '花名册/一', headings: ['姓名', '身份证号'], rows: [['=HYPERLINK("x")', '990101198001010011'], ['-甲', '']] }
  const back = [['姓名', '身份证号'], ['=HYPERLINK("x")', '990101198001010011'], ['-甲']]

  it.each([['workbook', writeWorkbook], ['CSV', writeCsv]] as const)('a %s reads back as it was, every cell text', async (_, write) => {
    const read = await readSheet(await write(sheet))
    expect(read.ok && read.value.rows.map(row => row.cells.map(cell => cell?.text))).toEqual(back)
    expect(read.ok && read.value.rows.flatMap(row => row.cells).every(cell => cell === null || cell.kind === 'text')).toBe(true)
  })

  it('a CSV cell never begins with what a spreadsheet program would run', () => {
    const lines = new TextDecoder().decode(writeCsv(sheet)).split('\r\n')
    expect(lines[1]).toBe(`"'=HYPERLINK(""x"")",990101198001010011`)
    expect(lines[2]).toBe(`'-甲,`)
  })
})
