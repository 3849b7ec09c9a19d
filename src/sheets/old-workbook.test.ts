import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CFB, utils, write, type WorkSheet } from '@e965/xlsx'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lacks, MACHINE } from '../../tests/harness/machine.ts'
import { readOldWorkbook } from './old-workbook.ts'
import { readSheet } from './read.ts'
import { SHEET_LIMITS } from './sheets.ts'

const HEADINGS = ['姓名', '身份证号', '出生日期', '金额']

/** A workbook of invented people as the office's own programs wrote them: sheets by name, the hidden ones named. */
function oldWorkbook(sheets: Readonly<Record<string, WorkSheet>>, hidden: readonly string[] = []): Uint8Array {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  book.Workbook = { Sheets: Object.keys(sheets).map(name => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })) }
  return new Uint8Array(write(book, { bookType: 'biff8', type: 'buffer' }) as Buffer)
}

const people = (): WorkSheet => utils.aoa_to_sheet([HEADINGS, ['示例甲', '990101196204030011', '1962-04-03', 100], ['示例乙', 990101196204030000, null, 0.5]])
const textsOf = async (bytes: Uint8Array) => {
  const result = await readSheet(bytes)
  return result.ok ? result.value.rows.map(row => row.cells.map(cell => cell?.text ?? null)) : result.refusals[0]
}

/** A container of one stream, which may be no workbook at all. */
function container(name: string, content: Uint8Array): Uint8Array {
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, name, Buffer.from(content))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

const record = (id: number, ...data: number[]) => [id & 255, id >> 8, data.length & 255, data.length >> 8, ...data]
/** The head of a record that says how cells look: the number of its format stands two bytes behind it. */
const XF = Buffer.from([0xe0, 0, 20, 0])
const BEGIN = record(0x0809, 0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
/** What [MS-XLS] 2.4.117 writes at the beginning of a workbook with a password (RC4). */
const LOCK = record(0x002f, 1, 0, 1, 0, 1, 0, ...Array.from({ length: 48 }, (_, index) => index))

describe('an old .xls', () => {
  it('is read cell by cell: texts whole, and a long number marked as one', async () => {
    const result = await readSheet(oldWorkbook({ 一: people() }))
    expect(result.ok && result.value.rows).toEqual([
      { row: 1, cells: HEADINGS.map(text => ({ kind: 'text', text })) },
      { row: 2, cells: [{ kind: 'text', text: '示例甲' }, { kind: 'text', text: '990101196204030011' }, { kind: 'text', text: '1962-04-03' }, { kind: 'number', text: '100', number: 100 }] },
      { row: 3, cells: [{ kind: 'text', text: '示例乙' }, { kind: 'number', text: '990101196204030000', number: 990101196204030000 }, null, { kind: 'number', text: '0.5', number: 0.5 }] },
    ])
  })

  it('gives days by format, those too that Excel in Chinese has by number alone', async () => {
    const serial = 30775 // 1984-04-03
    const sheet = utils.aoa_to_sheet([[serial, serial, serial + 0.75, serial]])
    for (const [cell, format] of [['A1', 'yyyy/m/d'], ['B1', 'yyyy"年"m"月"d"日"'], ['C1', 'yyyy-mm-dd hh:mm']] as const) sheet[cell].z = format
    expect(await textsOf(oldWorkbook({ 一: sheet }))).toEqual([['1984-04-03', '1984-04-03', '1984-04-03', String(serial)]])
    sheet['D1'].z = 'm/d/yy'
    const bytes = Buffer.from(oldWorkbook({ 一: sheet }))
    for (let at = bytes.indexOf(XF); at >= 0; at = bytes.indexOf(XF, at + 1)) if (bytes.readUInt16LE(at + 6) === 14) bytes.writeUInt16LE(31, at + 6)
    expect((await textsOf(new Uint8Array(bytes))) as string[][]).toEqual([['1984-04-03', '1984-04-03', '1984-04-03', '1984-04-03']])
  })

  it('passes over sheets that are hidden, and keeps the number of each row', async () => {
    const sheet = utils.aoa_to_sheet([['填表须知'], [], [], ['姓名'], ['示例甲']])
    expect(await textsOf(oldWorkbook({ 代码: utils.aoa_to_sheet([['男'], ['女']]), 名册: sheet }, ['代码']))).toEqual([['填表须知'], ['姓名'], ['示例甲']])
    const result = await readSheet(oldWorkbook({ 名册: sheet }))
    expect(result.ok && result.value.rows.map(row => row.row)).toEqual([1, 4, 5])
  })

  it('with more rows or columns than the limit is refused', async () => {
    const bytes = oldWorkbook({ 一: people() })
    expect(await readSheet(bytes, { ...SHEET_LIMITS, rows: 2 })).toMatchObject({ ok: false, refusals: [{ code: 'too-large', message: { en: expect.stringContaining('more than 2 rows') } }] })
    expect(await readSheet(bytes, { ...SHEET_LIMITS, columns: 3 })).toMatchObject({ ok: false, refusals: [{ code: 'too-large', message: { en: expect.stringContaining('more than 3 columns') } }] })
  })

  it('that a system of the nineties wrote in GBK (BIFF5) is read in GBK', async () => {
    const book = utils.book_new()
    // The library writes Latin alone: its letters are changed for GBK ones of the same length, and so is the code page.
    utils.book_append_sheet(book, utils.aoa_to_sheet([['name'], ['alpha0']]), 'one')
    const bytes = Buffer.from(write(book, { bookType: 'biff5', type: 'buffer' }) as Buffer)
    for (const [latin, gbk] of [['name', [0xd0, 0xd5, 0xc3, 0xfb]], ['alpha0', [0xca, 0xbe, 0xc0, 0xfd, 0xbc, 0xd7]], [Buffer.from(record(0x0042, 0xe4, 0x04)), record(0x0042, 0xa8, 0x03)]] as const) {
      const at = bytes.indexOf(latin as string)
      expect(at).toBeGreaterThan(0)
      bytes.set(gbk, at)
    }
    expect(await textsOf(new Uint8Array(bytes))).toEqual([['姓名'], ['示例甲']])
  })
})

describe('a file that is none is refused with what to do', () => {
  it.each([
    ['an old .xls with a password', container('/Workbook', Uint8Array.from([...BEGIN, ...LOCK, ...record(0x000a)])), '加了密码', '取消密码'],
    ['a new workbook with a password', container('/EncryptedPackage', new Uint8Array(5000)), '加了密码', '取消密码'],
    ['an old Word file', container('/WordDocument', new Uint8Array(5000)), '里面不是电子表格', '另存为'],
    ['a head and nothing after it', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1), '已损坏', '另存为'],
    ['a stream of something else', container('/Workbook', new TextEncoder().encode('<html>'.repeat(1000))), '已损坏', '另存为'],
    ['a workbook without a cell', container('/Workbook', Uint8Array.from([...BEGIN, ...record(0x000a)])), '没有内容', '另存为'],
  ])('%s', async (_, bytes, message, next) => {
    expect(await readSheet(bytes)).toMatchObject({ ok: false, refusals: [{ code: 'unreadable', message: { zh: expect.stringContaining(message) }, next: { zh: expect.stringContaining(next) } }] })
  })

  it('a chain of sectors that closes to a ring ends with the time it is given, and nobody waits for it', async () => {
    const bytes = oldWorkbook({ 一: people() })
    const view = new DataView(bytes.buffer)
    const table = 512 * (view.getUint32(76, true) + 1)
    // The first chain that is long enough: its second sector points at itself, and the directory at the first.
    for (let sector = 0; sector < 128; sector++) if (view.getInt32(table + sector * 4, true) > 0) view.setInt32(table + sector * 4, sector, true)
    const started = performance.now()
    const result = await readOldWorkbook(bytes, { seconds: 1, megabytes: 256 })
    expect(result.ok).toBe(false)
    expect(performance.now() - started).toBeLessThan(20_000)
  })

  it('whatever is cut off or turned over in it, the answer is a sheet or a refusal', async () => {
    const whole = oldWorkbook({ 一: people(), 二: utils.aoa_to_sheet(Array.from({ length: 300 }, (_, index) => [`示例${index}`, index])) })
    const flips = fc.array(fc.tuple(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 12 })
    await fc.assert(fc.asyncProperty(flips, fc.option(fc.integer({ min: 8, max: whole.length - 1 }), { freq: 2 }), async (turned, length) => {
      const bytes = Uint8Array.from(whole)
      for (const [at, bits] of turned) if (at >= 8) bytes[at]! ^= bits
      const result = await readOldWorkbook(bytes.subarray(0, length ?? bytes.length), { seconds: 1, megabytes: 256 })
      return result.ok ? result.value.every(row => row.index >= 0) : result.refusals[0]!.message.zh !== ''
    }), { numRuns: 25 })
  }, 180_000)
})

/** Flat OpenDocument: what LibreOffice reads as a workbook without anybody having packed one. */
const FLAT = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
  xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
  xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
  <number:date-style style:name="N1"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
  <style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
  <table:table table:name="名册">
    <table:table-row><table:table-cell office:value-type="string"><text:p>姓名</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>证件</text:p></table:table-cell>
      <table:table-cell office:value-type="string"><text:p>日期</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>合计</text:p></table:table-cell></table:table-row>
    <table:table-row table:visibility="collapse"><table:table-cell office:value-type="string"><text:p>示例甲</text:p></table:table-cell>
      <table:table-cell office:value-type="float" office:value="990101196204030011"/>
      <table:table-cell table:style-name="day" office:value-type="date" office:date-value="1962-04-03"/>
      <table:table-cell table:formula="of:=SUM(2;3)" office:value-type="float" office:value="5"/></table:table-row>
  </table:table>
</office:spreadsheet></office:body></office:document>`

describe.skipIf(lacks('calc'))('LibreOffice 另存的 .xls', () => {
  it('日期是日子，公式是算好的数，长号码看得出已损坏，筛掉的行照读', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongxin-xls-'))
    try {
      writeFileSync(join(folder, 'a.fods'), FLAT)
      execFileSync(MACHINE.calc ?? 'soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'xls', '--outdir', folder, join(folder, 'a.fods')], { stdio: 'ignore', timeout: 110_000 })
      const result = await readSheet(new Uint8Array(readFileSync(join(folder, 'a.xls'))))
      expect(result.ok && result.value.rows[1]!.cells).toEqual([
        { kind: 'text', text: '示例甲' }, { kind: 'number', text: '990101196204030000', number: 990101196204030000 },
        { kind: 'day', text: '1962-04-03' }, { kind: 'number', text: '5', number: 5 },
      ])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 120_000)
})
