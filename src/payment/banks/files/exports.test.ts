import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readXlsx } from 'hucre/xlsx'
import { must } from '../../../base/result.ts'
import { sum, yuan } from '../../../base/money.ts'
import { coderOf } from '../../../sheets/encoding.ts'
import type { Element } from '../../../sheets/element.ts'
import { readXml, schemaFaults } from '../../../sheets/xml.ts'
import { serialOf } from '../../payment.ts'
import { bankFormat, exportFormats, namesPayer, type BankFormat, type ExportFormat } from '../format.ts'
import type { BankBatch, BankLine } from '../layout.ts'
import { loadBankFormats } from '../load.ts'
import { schemaOfTransfers, writeBankFile } from './load.ts'

/** Files are read back by what shares nothing with what wrote them: Node's decoder, the system's iconv, libxml2, hucre's own reader. */

const formats = exportFormats(loadBankFormats())
const named = (id: string): ExportFormat => formats.find(one => one.id === id)!
const PERSON = '01890000-0000-7000-9000-0000000000fe'
const MESSAGE = { id: '2024-0001-0123456789abcdef', created_at: '2024-09-10T09:00:00+08:00' }

const PAYER = { name: '示例县优抚资金专户', account: '9900000000000001', bank: '示例银行营业部' }

const name = fc.array(fc.constantFrom(...'田明远镕喆林周沈赵钱孙李·甲乙'), { minLength: 2, maxLength: 8 }).map(characters => characters.join(''))
const bankLine: fc.Arbitrary<BankLine> = fc.record({
  serial: fc.integer({ min: 1, max: 999_999 }).map(number => serialOf({ year: 2024, number: 1 }, { number, person: PERSON }, 1)), holder: name, account: fc.stringMatching(/^62\d{14,17}$/),
  bank: fc.constantFrom('青松农商行', '示例银行'), amount_fen: fc.integer({ min: 1, max: 99_999_999 }), summary: fc.constantFrom('残疾抚恤金2024-09', '义务兵家庭优待金2024-12'),
})
const batch: fc.Arbitrary<BankBatch> = fc.uniqueArray(bankLine, { minLength: 1, maxLength: 25, selector: line => line.serial }).map(lines => ({ run: '2024-0001', day: '2024-09-10', lines, payer: PAYER }))
const written = async (id: string, of: BankBatch) => must(await writeBankFile(named(id), of, MESSAGE)).bytes
const all = (property: (of: BankBatch) => Promise<void>) => fc.assert(fc.asyncProperty(batch, property), { numRuns: 40 })
const total = (of: BankBatch) => sum(of.lines.map(line => line.amount_fen))

test('表格和 CSV：每行一笔，都是文本', () => all(async of => {
  const expected = [['序号', '户名', '账号', '开户银行', '金额(元)', '摘要', '流水号'],
    ...of.lines.map((line, index) => [String(index + 1), line.holder, line.account, line.bank, yuan(line.amount_fen), line.summary, line.serial])]
  expect((await readXlsx(await written('generic-xlsx', of))).sheets[0]!.rows).toEqual(expected)
  const csv = await written('generic-csv', of)
  expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  expect(new TextDecoder('utf-8').decode(csv)).toBe(expected.map(row => `${row.join(',')}\r\n`).join(''))
}))

test('分隔文本：GBK，首行有笔数和合计，摘要不超过二十个字节', () => all(async of => {
  const bytes = await written('rural-separated-txt', of)
  const [head, ...rows] = new TextDecoder('gbk', { fatal: true }).decode(bytes).split('\r\n')
  expect(head).toBe(`H|2024-0001|20240910|${of.lines.length}|${yuan(total(of))}`)
  expect(rows.pop()).toBe('')
  expect(rows.map(row => row.split('|').slice(0, 5))).toEqual(of.lines.map((line, index) => [String(index + 1), line.serial, line.account, line.holder, yuan(line.amount_fen)]))
  for (const [index, row] of rows.entries()) {
    const summary = row.split('|')[5]!
    expect(of.lines[index]!.summary.startsWith(summary) && coderOf('gbk').bytesOf(summary) <= 20).toBe(true)
  }
}))

test('定长文本：GB18030，每行字节数相同，金额以分计', () => all(async of => {
  const lines = Buffer.from(await written('fixed-width-txt', of)).toString('latin1').split('\n') // one character a byte
  expect(lines.pop()).toBe('')
  const [head, tail] = [lines.shift()!, lines.pop()!]
  expect([head.slice(28, 36), head.slice(36, 54), tail.slice(6)].map(Number)).toEqual([of.lines.length, total(of), of.lines.length])
  const field = (line: string, from: number, to: number) => new TextDecoder('gb18030').decode(Buffer.from(line.slice(from, to), 'latin1')).trim()
  expect(new Set(lines.map(line => line.length))).toEqual(new Set([158]))
  expect(lines.map(line => [field(line, 6, 21), field(line, 21, 53), Number(field(line, 113, 128))])).toEqual(of.lines.map(line => [line.serial, line.account, line.amount_fen]))
}))

describe('ISO 20022', () => {
  const down = (element: Element, ...path: string[]): Element[] => path.reduce<Element[]>((inside, step) => inside.flatMap(one => one.children.filter(child => child.name === step)), [element])
  const text = (element: Element, ...path: string[]) => down(element, ...path)[0]?.text

  test('合乎模式；笔数、合计、每笔的户名账号金额都在', () => all(async of => {
    const bytes = await written('iso-20022-pain', of)
    expect(schemaFaults(new TextDecoder().decode(bytes), schemaOfTransfers())).toEqual([])
    const root = must(readXml(bytes))
    const payments = down(root, 'CstmrCdtTrfInitn', 'PmtInf')
    expect(root.namespace).toBe('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09')
    expect(text(root, 'CstmrCdtTrfInitn', 'GrpHdr', 'MsgId')).toBe(MESSAGE.id)
    for (const counted of [down(root, 'CstmrCdtTrfInitn', 'GrpHdr')[0]!, payments[0]!]) {
      expect([text(counted, 'NbOfTxs'), text(counted, 'CtrlSum')]).toEqual([String(of.lines.length), yuan(total(of))])
    }
    expect(payments.map(one => [text(one, 'Dbtr', 'Nm'), text(one, 'DbtrAcct', 'Id', 'Othr', 'Id'), text(one, 'DbtrAgt', 'FinInstnId', 'Nm')])).toEqual([[PAYER.name, PAYER.account, PAYER.bank]])
    expect(payments.flatMap(one => down(one, 'CdtTrfTxInf')).map(one => [
      text(one, 'PmtId', 'EndToEndId'), text(one, 'Cdtr', 'Nm'), text(one, 'CdtrAcct', 'Id', 'Othr', 'Id'), text(one, 'CdtrAgt', 'FinInstnId', 'Nm'), text(one, 'Amt', 'InstdAmt'), text(one, 'RmtInf', 'Ustrd'),
    ])).toEqual(of.lines.map(line => [line.serial, line.holder, line.account, line.bank, yuan(line.amount_fen), line.summary]))
  }))

  const line = { serial: '240001000001255', holder: '田明远', account: '6227000000000001', bank: '', amount_fen: 1, summary: '' }
  const one = (change: Partial<BankLine>) => writeBankFile(named('iso-20022-pain'), { run: '2024-0001', day: '2024-09-10', lines: [{ ...line, ...change }], payer: PAYER }, MESSAGE)

  test('户名里的标点不坏报文；不合模式的不导出，也不说出账号', async () => {
    expect(text(must(readXml(must(await one({ holder: '<田&"远>' })).bytes)), 'CstmrCdtTrfInitn', 'PmtInf', 'CdtTrfTxInf', 'Cdtr', 'Nm')).toBe('<田&"远>')
    const refused = await one({ account: '6'.repeat(35) })
    expect(refused.ok ? [] : [refused.refusals[0]!.place, refused.refusals[0]!.message.zh, JSON.stringify(refused).includes('6'.repeat(8))]).toEqual(
      ['第1行', '第1行田*远不符合 pain.001.001.09，没有导出。', false])
    expect((await one({ holder: '' })).ok || (await one({ holder: '田\u0001远' })).ok).toBe(false)
  })

  test.each([
    ['没有笔数', '<NbOfTxs>1</NbOfTxs>', ''], ['金额多于五位小数', '"CNY">0.01<', '"CNY">0.000001<'], ['没有币种', ' Ccy="CNY"', ''], ['次序不对', '<PmtMtd>TRF</PmtMtd>', ''], ['别的命名空间', 'pain.001.001.09', 'pain.001.001.03'],
  ])('模式查得出：%s', async (_, right, wrong) => {
    const xml = new TextDecoder().decode(must(await one({})).bytes)
    expect(xml).toContain(right)
    expect(schemaFaults(xml.replace(right, wrong), schemaOfTransfers())).not.toEqual([])
  })
})

describe('付款账户', () => {
  const layoutWith = (outputs: unknown[], columns: unknown[] = [{ heading: '流水号', value: 'serial', width: 15 }]) =>
    bankFormat.parse({ ...named('rural-separated-txt').format, columns, outputs })
  const separated = { id: 'txt', kind: 'separated', encoding: 'gbk', delimiter: '|', quoting: 'none', header: [{ value: 'payer-account' }, { value: 'payer-name' }, { value: 'payer-bank' }] }
  const line = { serial: '240001000001255', holder: '田明远', account: '6227000000000001', bank: '', amount_fen: 1, summary: '' }
  const write = (format: BankFormat, payer: typeof PAYER = PAYER) => writeBankFile(exportFormats([format])[0]!, { run: '2024-0001', day: '2024-09-10', lines: [line], payer }, MESSAGE)

  test('哪种文件要写它，看格式；首行、列里都能写', async () => {
    expect(formats.filter(namesPayer).map(one => one.id)).toEqual(['iso-20022-pain'])
    const columns = [{ heading: '付款账号', value: 'payer-account' }, { heading: '流水号', value: 'serial' }]
    for (const format of [layoutWith([separated]), layoutWith([{ id: 'xlsx', kind: 'sheet', sheet: '代发' }], columns)]) expect(exportFormats([format]).every(namesPayer)).toBe(true)
    expect(new TextDecoder('gbk').decode(must(await write(layoutWith([separated]))).bytes)).toBe(`${PAYER.account}|${PAYER.name}|${PAYER.bank}\r\n240001000001255\r\n`)
    expect((await readXlsx(must(await write(layoutWith([{ id: 'xlsx', kind: 'sheet', sheet: '代发' }], columns))).bytes)).sheets[0]!.rows).toEqual([['付款账号', '流水号'], [PAYER.account, line.serial]])
  })

  test('付款户名里有写不出、写不下的，拒绝，说是付款账户的哪一项', async () => {
    const places = async (format: BankFormat, change: Partial<typeof PAYER>) => {
      const file = await write(format, { ...PAYER, ...change })
      return file.ok ? [] : file.refusals.map(({ place, value }) => [place, value])
    }
    expect(await places(layoutWith([separated]), { name: '示例|𠮷县', bank: '示例银行' })).toEqual([['付款户名', '𠮷'], ['付款户名', '|']])
    const fixed = layoutWith([{ id: 'txt', kind: 'fixed', encoding: 'gbk', header: [{ value: 'payer-name', width: 10 }] }])
    expect(await places(fixed, {})).toEqual([['付款户名', '18']])
  })

  test('没有付款账户而去写，是程序的错', async () => {
    await expect(writeBankFile(named('iso-20022-pain'), { run: '2024-0001', day: '2024-09-10', lines: [line] }, MESSAGE)).rejects.toThrow('without the account that pays')
  })
})

describe('写不下的', () => {
  const of = (change: Partial<BankLine>): BankBatch => ({ run: '2024-0001', day: '2024-09-10', lines: [
    { serial: '240001000001255', holder: '林好', account: '6227000000000001', bank: '', amount_fen: 1, summary: '' },
    { serial: '240001000002255', holder: '田明远', account: '6227000000000002', bank: '', amount_fen: 1, summary: '', ...change },
  ] })
  const refusals = async (id: string, change: Partial<BankLine>) => {
    const file = await writeBankFile(named(id), of(change), MESSAGE)
    return file.ok ? [] : file.refusals.map(({ place, value, message }) => [place, value, message.zh])
  }

  test('GBK 没有的字：按行拒绝，说出是哪个字，姓名遮盖，不写成问号', async () => {
    expect(await refusals('rural-separated-txt', { holder: '田𠮷远' })).toEqual([['第2行 户名', '𠮷', '第2行田*远的“户名”里有“𠮷”，GBK 编码没有这个字。']])
    expect(await refusals('fixed-width-txt', { holder: '田𠮷远' })).toEqual([])
  })

  test('分隔符、换行、超过定长的宽度：按行拒绝', async () => {
    expect((await refusals('rural-separated-txt', { holder: '田|远' })).map(([place, value]) => [place, value])).toEqual([['第2行 户名', '|']])
    expect((await refusals('generic-csv', { holder: '田\n远' })).map(([place]) => place)).toEqual(['第2行 户名'])
    expect((await refusals('fixed-width-txt', { holder: '田'.repeat(31) })).map(([place, value]) => [place, value])).toEqual([['第2行 户名', '62']])
  })

  test('CSV 里会被当成公式的，前面加一个撇号', async () => {
    expect(new TextDecoder().decode(await written('generic-csv', of({ holder: '=1+1' })))).toContain(",'=1+1,")
  })
})

const iconv = spawnSync('iconv', ['--version']).status === 0
test.skipIf(!iconv)('系统的 iconv 读出来的与平台解码器相同', async () => {
  await all(async of => {
    for (const [id, encoding] of [['rural-separated-txt', 'GBK'], ['fixed-width-txt', 'GB18030']] as const) {
      const bytes = await written(id, of)
      const read = spawnSync('iconv', ['-f', encoding, '-t', 'UTF-8'], { input: bytes })
      expect(read.stderr.toString()).toBe('')
      expect(read.stdout.toString('utf8')).toBe(new TextDecoder(encoding).decode(bytes))
    }
  })
})
