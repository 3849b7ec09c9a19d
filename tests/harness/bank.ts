import type { BankFormat, BankMark } from '../../src/payment/banks/format.ts'
import { amountIn, filled } from '../../src/payment/banks/layout.ts'
import type { ReturnResult } from '../../src/payment/banks/returns.ts'
import { coderOf, type Encoding } from '../../src/sheets/encoding.ts'

/** What the bank of a test found out about one payment. */
export type Answer = { readonly serial: string; readonly amount_fen: number; readonly result: ReturnResult; readonly reason: string | null }

const REPORT = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'
const CODES: Readonly<Record<string, string>> = { 户名不符: 'BE01', 账户已销户: 'AC04', 账号错误: 'AC01' }

/** A pain.002 status report; `group` stands for whatever has no row. */
export function statusReport(answers: readonly (Omit<Answer, 'result'> & { readonly status: string })[], message: string, group?: string): Uint8Array {
  const row = ({ serial, amount_fen, status, reason }: typeof answers[number]) => `<TxInfAndSts><OrgnlInstrId>${serial}</OrgnlInstrId><OrgnlEndToEndId>${serial}</OrgnlEndToEndId><TxSts>${status}</TxSts>` +
    (reason === null ? '' : `<StsRsnInf><Rsn><Cd>${CODES[reason] ?? 'NARR'}</Cd></Rsn><AddtlInf>${reason}</AddtlInf></StsRsnInf>`) +
    `<OrgnlTxRef><Amt><InstdAmt Ccy="CNY">${amountIn('yuan', amount_fen)}</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="${REPORT}"><CstmrPmtStsRpt><GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2024-09-11T09:00:00+08:00</CreDtTm></GrpHdr>` +
    `<OrgnlGrpInfAndSts><OrgnlMsgId>${message}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>${group === undefined ? '' : `<GrpSts>${group}</GrpSts>`}</OrgnlGrpInfAndSts>` +
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>${message}</OrgnlPmtInfId>${answers.map(row).join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`
  return new TextEncoder().encode(xml)
}

const widest = { align: 'left', pad: ' ' } as const

/** The return file that a bank of this layout would send, as its `return` describes it. `encoding` for those that leave it open. */
export function bankAnswer({ return: layout }: BankFormat, answers: readonly Answer[], encoding: Encoding = 'gbk'): Uint8Array {
  const wordOf = (result: ReturnResult) => layout[result][0]!
  if (layout.kind === 'status-report') {
    return statusReport(answers.map(answer => ({ ...answer, status: wordOf(answer.result === 'reversed' ? 'failed' : answer.result) })), 'none')
  }
  if (layout.kind === 'headed') {
    const rows = [[layout.serial[0], layout.amount[0], layout.result[0], layout.reason[0]], ...answers.map(one => [one.serial, amountIn('yuan', one.amount_fen), wordOf(one.result), one.reason ?? ''])]
    return coderOf(encoding).encode(rows.map(row => `${row.join(',')}\r\n`).join(''))
  }
  const coder = coderOf(layout.kind === 'fixed' ? layout.encoding : encoding)
  const line = (fields: readonly { width?: number | undefined; align: 'left' | 'right'; pad: string }[], texts: readonly string[]) =>
    (layout.kind === 'fixed' ? texts.map((text, index) => filled(text, fields[index] ?? widest, coder)).join('') : texts.join(layout.delimiter))
  const totals = { count: String(answers.length), total: amountIn(layout.amount_unit, answers.reduce((sum, one) => sum + one.amount_fen, 0)), day: '20240911', run: '2024-0001', other: '', 'payer-name': '', 'payer-account': '', 'payer-bank': '' }
  const marked = (marks: readonly BankMark[] | undefined) => (marks ? [line(marks, marks.map(mark => ('text' in mark ? mark.text : totals[mark.value])))] : [])
  const row = (one: Answer) => {
    const texts = { serial: one.serial, result: wordOf(one.result), reason: one.reason ?? '', amount: amountIn(layout.amount_unit, one.amount_fen), holder: '', other: '' }
    return line(layout.columns, layout.columns.map(column => texts[column.value]))
  }
  return coder.encode([...marked(layout.header), ...answers.map(row), ...marked(layout.trailer)].map(text => `${text}\r\n`).join(''))
}
