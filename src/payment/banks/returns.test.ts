import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bankAnswer, statusReport, type Answer } from '../../../tests/harness/bank.ts'
import { must, refused, type Result } from '../../base/result.ts'
import { coderOf } from '../../sheets/encoding.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { RUN_EVENTS, RUN_STATES, serialOf, settledState, WORKFLOW } from '../payment.ts'
import { openReturnFile } from './files/load.ts'
import { loadBankFormats } from './load.ts'
import { matchReturn, RETURN_RESULTS, rowByRow, type KnownSending, type ReturnRow } from './returns.ts'

const formats = loadBankFormats()
const named = (id: string) => formats.find(one => one.id === id)!
const RUN = { year: 2024, number: 1 }
const PERSON = '01890000-0000-7000-9000-0000000000fe'
const SERIAL = '240001000001255'
/** The file by itself: refused where anything is wrong with its form. */
const open = async (bytes: Uint8Array) => {
  const file = await openReturnFile(bytes, formats)
  return file.ok && file.value.faults.length > 0 ? refused(...rowByRow(file.value.faults)) : file
}
const matched = (rows: readonly ReturnRow[], known: readonly KnownSending[]) => matchReturn({ rows, faults: [] }, known)
const table = (...rows: string[][]) => coderOf('utf-8').encode(rows.map(row => `${row.join(',')}\r\n`).join(''))
const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place]))

const REASONS = ['户名不符', '账户已销户', '账号错误']
const answer: fc.Arbitrary<Answer> = fc.record({
  serial: fc.integer({ min: 1, max: 999_999 }).map(number => serialOf(RUN, { number, person: PERSON }, 1)), amount_fen: fc.integer({ min: 1, max: 99_999_999 }),
  result: fc.constantFrom(...RETURN_RESULTS), reason: fc.constantFrom(...REASONS),
}).map(one => (one.result === 'succeeded' ? { ...one, reason: null } : one))
const answers = fc.uniqueArray(answer, { minLength: 1, maxLength: 30, selector: one => one.serial })
const told = (rows: readonly ReturnRow[]) => rows.map(({ serial, amount_fen, result }) => ({ serial, amount_fen, result }))

describe.each(formats.map(format => [format.id, format] as const))('%s 的回盘', (_, format) => {
  const bare = (all: readonly Answer[]) => all.map(({ serial, amount_fen, result }) => ({ serial, amount_fen, result: format.return.kind === 'status-report' && result === 'reversed' ? 'failed' : result }))

  test('凭内容认出来，流水号、金额、结果一笔不差；GBK、GB18030、UTF-8 都读', async () => {
    await fc.assert(fc.asyncProperty(answers, fc.constantFrom('gbk', 'gb18030', 'utf-8', 'utf-8-bom'), async (all, encoding) => {
      const file = must(await open(bankAnswer(format, all, encoding)))
      expect(file.format).toEqual(format.name)
      expect(told(file.rows)).toEqual(bare(all))
      for (const [index, row] of file.rows.entries()) expect(row.reason ?? '').toContain(all[index]!.reason ?? '')
    }), { numRuns: 60 })
  })

  test('从中间断开的文件：要么拒绝，要么断点以前的行都对；绝不多出、改动一行', async () => {
    await fc.assert(fc.asyncProperty(answers, fc.double({ min: 0, max: 0.999, noNaN: true }), async (all, share) => {
      const bytes = bankAnswer(format, all, 'gbk')
      const file = await open(bytes.subarray(0, Math.floor(bytes.length * share)))
      if (file.ok) expect(bare(all)).toEqual(expect.arrayContaining(told(file.value.rows).map(row => ({ ...row, amount_fen: expect.any(Number) as number }))))
      // A last line with count and total: cut anywhere before its last digits, the file is refused.
      if (file.ok && (format.return.kind === 'separated' || format.return.kind === 'fixed')) expect(told(file.value.rows)).toEqual(bare(all))
    }), { numRuns: 60 })
  })
})

describe('回盘文件里的错', () => {
  test('列按表头认，不论次序，表头上面可以有标题；也可以是表格文件', async () => {
    const rows = [['某银行回盘'], ['失败原因', '结果', '流水号'], ['户名不符', '失败', SERIAL]]
    const expected = [{ row: 3, serial: SERIAL, result: 'failed', reason: '户名不符', amount_fen: null }]
    expect(must(await open(table(...rows))).rows).toEqual(expected)
    expect(must(await open(await writeWorkbook({ name: '回盘', headings: [...rows[0]!, '', ''], rows: rows.slice(1) }))).rows).toEqual(expected)
    expect(must(await open(coderOf('gbk').encode(rows.map(row => row.join('|')).join('\n')))).rows).toEqual(expected)
  })

  test('一个文件里同一流水号出现两次：拒绝，指出两行', async () => {
    expect(refusals(await open(table(['流水号', '结果'], [SERIAL, '成功'], [SERIAL, '失败'])))).toEqual([['duplicate', '第3行 流水号']])
  })

  test('哪一行不对，中英文都说得出行号', async () => {
    const told = await open(table(['流水号', '结果'], ['123', '成功']))
    expect(told).toMatchObject({ refusals: [{ message: { zh: '第2行 流水号：不是 15 位流水号', en: 'row 2 流水号: not a serial of 15 digits' } }] })
  })

  test('失败原因里写了部队番号：拒绝，不登记', async () => {
    expect(refusals(await open(table(['流水号', '结果', '失败原因'], [SERIAL, '失败', '某12345部队'])))).toEqual([['secret', '第2行 失败原因']])
  })

  test('末行的笔数或合计不对、末行没有：只收到一半，什么也不登记', async () => {
    const lines = new TextDecoder('gbk').decode(bankAnswer(named('rural-separated'), [
      { serial: SERIAL, amount_fen: 100, result: 'succeeded', reason: null }, { serial: '240001000002255', amount_fen: 250, result: 'failed', reason: '户名不符' },
    ])).split('\r\n')
    expect(lines.slice(0, 4)).toEqual(['H|2024-0001|', `${SERIAL}||1.00|0000|`, '240001000002255||2.50|1001|户名不符', 'T|2|3.50'])
    const read = (...rows: string[]) => open(coderOf('gbk').encode(rows.join('\r\n')))
    expect(must(await read(...lines)).rows).toHaveLength(2)
    expect(refusals(await read(...lines.slice(0, 3)))).toEqual([['missing', 'file']])
    expect(refusals(await read(...lines.slice(0, 2), lines[3]!))).toEqual([['contradiction', '第3行 笔数'], ['contradiction', '第3行 金额合计']])
    expect(refusals(await read(...lines.slice(0, 3), 'T|2|3.51'))).toEqual([['contradiction', '第4行 金额合计']])
    expect(refusals(await read(...lines.slice(0, 2), '2400010000', lines[3]!))[0]).toEqual(['invalid', '第3行'])
  })

  test('哪家银行的都不是：说出认得的有哪些', async () => {
    const result = await open(table(['甲', '乙'], ['1', '2']))
    expect(result.ok ? [] : result.refusals[0]!.legal).toEqual(formats.map(format => format.name.zh))
    expect(refusals(await open(new TextEncoder().encode('%PDF-1.4')))).toEqual([['unreadable', 'file']])
  })
})

describe('ISO 20022 状态报告', () => {
  const one = { serial: SERIAL, amount_fen: 100, reason: null }

  test('处理中的不登记；整批的结果管没有列出的；退回代码译成文字', async () => {
    expect(must(await open(statusReport([{ ...one, status: 'ACSP' }], 'M-1')))).toMatchObject({ rows: [], pending: 1, others: null, message: 'M-1' })
    expect(must(await open(statusReport([], 'M-1', 'ACSC')))).toMatchObject({ rows: [], others: { result: 'succeeded', reason: null } })
    expect(must(await open(statusReport([{ ...one, status: 'RJCT', reason: '账户已销户' }], 'M-1', 'PART')))).toMatchObject({ rows: [{ result: 'failed', reason: '账户已销户(AC04) 账户已销户' }], others: null })
    expect(refusals(await open(statusReport([{ ...one, status: 'WHAT' }], 'M-1')))).toEqual([['invalid', '第1行 TxSts']])
  })

  test('带文档类型声明、实体的 XML 不读', async () => {
    const attack = '<?xml version="1.0"?><!DOCTYPE Document [<!ENTITY a "b">]><Document>&a;</Document>'
    expect(refusals(await open(new TextEncoder().encode(attack)))).toEqual([['unreadable', 'file']])
    expect(refusals(await open(new TextEncoder().encode('<Document><CstmrPmtStsRpt>')))).toEqual([['unreadable', 'file']])
  })
})

describe('回盘与送出的对照', () => {
  const row = (result: ReturnRow['result']): ReturnRow => ({ row: 2, serial: SERIAL, result, reason: null, amount_fen: 1 })
  const known = (state: KnownSending['state'], reversed = false): KnownSending => ({ serial: SERIAL, amount_fen: 1, account_holder: '田明远', state, failure: null, reversed })

  test.each([
    ['送出的', known('sent'), ['登记', '登记', '登记']],
    ['已到账的：失败是矛盾，退汇是新的事', known('confirmed'), ['不变', '矛盾', '登记']],
    ['已退回的：成功是矛盾', known('returned'), ['矛盾', '不变', '不变']],
    ['已退汇的：先前的成功是旧闻', known('returned', true), ['不变', '不变', '不变']],
  ])('%s', (_, sending, expected) => {
    const words = RETURN_RESULTS.map(result => {
      const answer = matched([row(result)], [sending])
      return answer.ok ? (answer.value.settle.length === 1 ? '登记' : '不变') : { contradiction: '矛盾' }[answer.refusals[0]!.code as 'contradiction']
    })
    expect(words).toEqual(expected)
  })

  test('不认识的流水号、别的金额、别的户名：按行拒绝；银行遮了字的户名，看得见的字相符就是', () => {
    expect(refusals(matched([row('succeeded')], []))).toEqual([['not-found', '第2行 流水号']])
    expect(refusals(matched([{ ...row('succeeded'), holder: '洪示例' }], [known('sent')]))).toEqual([['contradiction', '第2行 户名']])
    for (const holder of ['田明远', '田*远', '**远']) expect(matched([{ ...row('succeeded'), holder }], [known('sent')]).ok).toBe(true)
    expect(refusals(matched([{ ...row('succeeded'), amount_fen: 2 }], [known('sent')]))).toEqual([['invalid', '第2行 金额(元)']])
  })

  test('读不懂的和对不上的一次说完，一行一行地说；同一行两样都错，也都说', async () => {
    const [other, third] = ['240001000002255', '240001000003255']
    const file = must(await openReturnFile(table(
      ['流水号', '金额(元)', '结果', '户名'], [SERIAL, '9.99', '成功', '田明远'], ['123', '1.00', '成功', ''], [other, '9.99', '怪', '洪示例'], [third, '1.00', '成功', ''],
    ), formats))
    expect(refusals(matchReturn(file, [known('sent'), { ...known('confirmed'), serial: other }]))).toEqual([
      ['invalid', '第2行 金额(元)'], ['invalid', '第3行 流水号'], ['invalid', '第4行 结果'], ['invalid', '第4行 金额(元)'], ['contradiction', '第4行 户名'], ['not-found', '第5行 流水号'],
    ])
  })
})

describe('流水号', () => {
  const person = fc.uuid({ version: 7 })
  const number = fc.integer({ min: 1, max: 999_999 })

  test('十五位：年、批次、行，再三位由人和次数来；放得进表格的数字格', () => {
    // 0xfe is 254; 254 + 1 = 255
    expect(serialOf(RUN, { number: 1, person: PERSON }, 1)).toBe(SERIAL)
    fc.assert(fc.property(person, number, (whose, line) => {
      const serial = serialOf({ year: 2099, number: 9999 }, { number: line, person: whose }, 1)
      expect([String(Number(serial)).length, Number.isSafeInteger(Number(serial))]).toEqual([15, true])
    }))
    expect(() => serialOf({ ...RUN, number: 10_000 }, { number: 1, person: PERSON }, 1)).toThrow()
    expect(() => serialOf(RUN, { number: 1, person: PERSON }, 1_000)).toThrow()
  })

  test('同一行每次送出各有各的号', () => {
    fc.assert(fc.property(person, number, (whose, line) => {
      const serials = Array.from({ length: 999 }, (_, attempt) => serialOf(RUN, { number: line, person: whose }, attempt + 1))
      expect(new Set(serials).size).toBe(999)
    }), { numRuns: 20 })
  })

  test('恢复备份后重编的批次号码相同：照样补办的流水号相同，同一行换了人就不同（千分之一的巧合除外）', () => {
    const others = fc.sample(person, { numRuns: 1000, seed: 1 }).filter(whose => whose !== PERSON)
    const alike = others.filter(whose => serialOf(RUN, { number: 1, person: whose }, 1) === SERIAL)
    expect(alike.length).toBeLessThan(10)
  })
})

test('每一步都从某个状态出发；审批和复核的人不能是编制人；作废的不再动', () => {
  for (const event of RUN_EVENTS) expect(WORKFLOW[event].from.length).toBeGreaterThan(0)
  expect(RUN_EVENTS.filter(event => WORKFLOW[event].not_preparer)).toEqual(['check', 'approve'])
  expect(RUN_EVENTS.filter(event => WORKFLOW[event].from.includes('discarded'))).toEqual([])
  expect(RUN_STATES.filter(state => WORKFLOW.discard.from.includes(state))).toEqual(['draft', 'checked'])
  expect([settledState({ sent: 1, waiting: 1 }), settledState({ sent: 0, waiting: 1 }), settledState({ sent: 0, waiting: 0 })]).toEqual(['sent', 'returned', 'confirmed'])
})
