import fc from 'fast-check'
import { expect, test } from 'vitest'
import { must } from '../../base/result.ts'
import { bankSheet, matchReturn, readReturn, type BankLine } from './bank.ts'
import { loadBankFormats } from './load.ts'
import { RUN_EVENTS, RUN_STATES, serialOf, settledState, WORKFLOW } from '../payment.ts'

const format = loadBankFormats().find(one => one.id === 'generic')!
const text = (value: string) => (value === '' ? null : { kind: 'text' as const, text: value })
const sheet = (...rows: string[][]) => ({ rows: rows.map((cells, index) => ({ row: index + 1, cells: cells.map(text) })) })
const SERIAL = '24000100000101'

const bankLine: fc.Arbitrary<BankLine> = fc.record({
  serial: fc.integer({ min: 1, max: 999_999 }).map(number => serialOf(2024, 1, number, 1)), holder: fc.constant('田明远'), account: fc.constant('6227000000000001'),
  bank: fc.constant('青松农商行'), amount_fen: fc.integer({ min: 1, max: 99_999_999 }), summary: fc.constant('残疾抚恤金2024-09'),
})

test('代发文件加上“结果”一列就是回盘文件，金额一分不差', () => {
  fc.assert(fc.property(fc.uniqueArray(bankLine, { minLength: 1, selector: line => line.serial }), lines => {
    const out = bankSheet(format, lines)
    const back = sheet([...out.headings, '结果'], ...out.rows.map(row => [...row, '成功']))
    const rows = must(readReturn(format, back))
    const known = lines.map(line => ({ serial: line.serial, amount_fen: line.amount_fen, state: 'sent' as const, failure: null }))
    expect(must(matchReturn(rows, known)).settle).toHaveLength(lines.length)
    expect(rows.map(row => row.amount_fen)).toEqual(lines.map(line => line.amount_fen))
  }))
})

test('列按表头认，不论次序，表头上面可以有标题', () => {
  expect(must(readReturn(format, sheet(['某银行回盘'], ['失败原因', '结果', '流水号'], ['户名不符', '失败', SERIAL])))).toEqual([
    { row: 3, serial: SERIAL, succeeded: false, reason: '户名不符', amount_fen: null },
  ])
})

test('一个文件里同一流水号出现两次：拒绝，指出两行', () => {
  const result = readReturn(format, sheet(['流水号', '结果'], [SERIAL, '成功'], [SERIAL, '失败']))
  expect(result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place])).toEqual([['duplicate', '第3行 流水号']])
})

test('先说成功后说失败：拒绝', () => {
  const rows = must(readReturn(format, sheet(['流水号', '结果'], [SERIAL, '失败'])))
  const result = matchReturn(rows, [{ serial: SERIAL, amount_fen: 1, state: 'confirmed', failure: null }])
  expect(result.ok ? [] : result.refusals.map(refusal => refusal.code)).toEqual(['contradiction'])
})

test('流水号十四位，放得进表格的数字格', () => {
  expect(serialOf(2024, 1, 1, 1)).toBe(SERIAL)
  expect(Number.isSafeInteger(Number(serialOf(2099, 9999, 999_999, 99)))).toBe(true)
  expect(() => serialOf(2024, 10_000, 1, 1)).toThrow()
})

test('失败原因里写了部队番号：拒绝，不登记', () => {
  const result = readReturn(format, sheet(['流水号', '结果', '失败原因'], [SERIAL, '失败', '某12345部队']))
  expect(result.ok ? [] : result.refusals.map(refusal => refusal.code)).toEqual(['secret'])
})

test('每一步都从某个状态出发；审批和复核的人不能是编制人；作废的不再动', () => {
  for (const event of RUN_EVENTS) expect(WORKFLOW[event].from.length).toBeGreaterThan(0)
  expect(RUN_EVENTS.filter(event => WORKFLOW[event].not_preparer)).toEqual(['check', 'approve'])
  expect(RUN_EVENTS.filter(event => WORKFLOW[event].from.includes('discarded'))).toEqual([])
  expect(RUN_STATES.filter(state => WORKFLOW.discard.from.includes(state))).toEqual(['draft', 'checked'])
  expect([settledState({ sent: 1, waiting: 1 }), settledState({ sent: 0, waiting: 1 }), settledState({ sent: 0, waiting: 0 })]).toEqual(['sent', 'returned', 'confirmed'])
})
