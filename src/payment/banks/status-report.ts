import { parseYuan } from '../../base/money.ts'
import type { Refusal } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import type { Element } from '../../sheets/element.ts'
import { SERIAL_PATTERN } from '../payment.ts'
import type { BankReturn } from './format.ts'
import { cellPlace, resultOf, toldIn, wrongCell, type ReturnResult, type ReturnRow } from './returns.ts'

type Answer = Extract<BankReturn, { kind: 'status-report' }>

/** ISO 20022 pain.002, CustomerPaymentStatusReport: what it says one by one, and of all that it does not name. */
export type StatusReport = {
  readonly rows: readonly ReturnRow[]
  readonly faults: readonly Refusal[]
  /** The message that it answers, and the result of whatever of it has no row. */
  readonly message: string
  readonly others: { readonly result: ReturnResult; readonly reason: string | null } | null
  /** Rows that the bank has not finished. */
  readonly pending: number
}

const all = (element: Element | undefined, name: string): readonly Element[] => element?.children.filter(child => child.name === name) ?? []
const at = (element: Element | undefined, ...path: readonly string[]): Element | undefined => path.reduce<Element | undefined>((inside, name) => all(inside, name)[0], element)

/** The reason in words: what the code means, and what the bank adds to it. */
function reasonOf(answer: Answer, element: Element | undefined): string | null {
  const words = all(element, 'StsRsnInf').flatMap(reason => {
    const code = at(reason, 'Rsn', 'Cd')?.text
    return [code === undefined ? at(reason, 'Rsn', 'Prtry')?.text ?? '' : `${answer.reasons[code] ?? ''}(${code})`, ...all(reason, 'AddtlInf').map(more => more.text)]
  }).filter(text => text !== '')
  return words.length > 0 ? words.join(' ').slice(0, 200) : null
}

function readTransaction(answer: Answer, element: Element, row: number) {
  const serial = (at(element, 'OrgnlEndToEndId') ?? at(element, 'OrgnlInstrId'))?.text ?? ''
  const status = at(element, 'TxSts')?.text ?? ''
  const amount = at(element, 'OrgnlTxRef', 'Amt', 'InstdAmt')?.text
  const result = resultOf(answer, status)
  const reason = reasonOf(answer, element)
  const faults = screenSecret(cellPlace(row, 'AddtlInf'), reason)
  if (!SERIAL_PATTERN.test(serial)) faults.push(wrongCell(cellPlace(row, 'OrgnlEndToEndId'), serial, '不是 15 位流水号', 'not a serial of 15 digits'))
  const pending = result === undefined && answer.pending.includes(status)
  if (result === undefined && !pending) faults.push(wrongCell(cellPlace(row, 'TxSts'), status, '不认识的状态', 'no status that is known', [...answer.succeeded, ...answer.failed, ...answer.pending]))
  const amount_fen = amount === undefined ? null : parseYuan(amount) ?? null
  if (amount !== undefined && amount_fen === null) faults.push(wrongCell(cellPlace(row, 'InstdAmt'), amount, '不是金额', 'not an amount'))
  return { faults, pending, value: { row, serial, result: result ?? 'failed', reason, amount_fen } satisfies ReturnRow }
}

/** The rows of a status report; undefined when the XML is something else. */
export function readStatusReport(answer: Answer, root: Element): StatusReport | undefined {
  const report = at(root, 'CstmrPmtStsRpt')
  if (root.name !== 'Document' || !report || !/:pain\.002\.001\.\d\d$/.test(root.namespace)) return undefined
  const [group, payment] = [at(report, 'OrgnlGrpInfAndSts'), at(report, 'OrgnlPmtInfAndSts')]
  const read = all(report, 'OrgnlPmtInfAndSts').flatMap(one => all(one, 'TxInfAndSts')).map((element, index) => readTransaction(answer, element, index + 1))
  const faults = read.flatMap(one => one.faults)
  const first = new Map<string, number>()
  for (const { value } of read) {
    if (first.has(value.serial)) faults.push({ ...wrongCell(cellPlace(value.row, 'OrgnlEndToEndId'), value.serial, '流水号重复', 'a serial twice'), code: 'duplicate' })
    first.set(value.serial, value.row)
  }
  const [status, said] = at(payment, 'PmtInfSts') ? [at(payment, 'PmtInfSts')!.text, payment] : [at(group, 'GrpSts')?.text ?? '', group]
  const result = resultOf(answer, status)
  return {
    rows: toldIn(read.filter(one => !one.pending)), faults, pending: read.filter(one => one.pending).length,
    message: at(group, 'OrgnlMsgId')?.text ?? '', others: result ? { result, reason: reasonOf(answer, said) } : null,
  }
}
