import { sum, yuan } from '../../base/money.ts'
import type { PayingAccount } from '../settings/settings.ts'
import type { BankBatch, BankLine } from './layout.ts'

/** ISO 20022 pain.001.001.09, CustomerCreditTransferInitiation: one message, one debtor, one transaction a line. */
export type TransferMessage = { readonly id: string; readonly created_at: string; readonly debtor: PayingAccount }

export const TRANSFER_NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, character => ESCAPES[character]!)
const tag = (name: string, ...inside: readonly string[]): string => `<${name}>${inside.join('')}</${name}>`
const cut = (text: string, most: number): string => [...text].slice(0, most).join('')

const party = (element: string, name: string): string => tag(element, tag('Nm', escaped(cut(name, 140))))
const account = (element: string, number: string): string => tag(element, tag('Id', tag('Othr', tag('Id', escaped(number)))))
const agent = (element: string, bank: string): string => tag(element, tag('FinInstnId', tag('Nm', escaped(cut(bank, 140)))))

const transaction = (line: BankLine): string => tag('CdtTrfTxInf',
  tag('PmtId', tag('InstrId', line.serial), tag('EndToEndId', line.serial)),
  tag('Amt', `<InstdAmt Ccy="CNY">${yuan(line.amount_fen)}</InstdAmt>`),
  ...(line.bank === '' ? [] : [agent('CdtrAgt', line.bank)]),
  party('Cdtr', line.holder), account('CdtrAcct', line.account),
  ...(line.summary === '' ? [] : [tag('RmtInf', tag('Ustrd', escaped(cut(line.summary, 140))))]),
)

export function creditTransfer({ id, created_at, debtor }: TransferMessage, { lines, day }: BankBatch): string {
  const totals = [tag('NbOfTxs', String(lines.length)), tag('CtrlSum', yuan(sum(lines.map(line => line.amount_fen))))]
  const header = tag('GrpHdr', tag('MsgId', id), tag('CreDtTm', created_at), ...totals, party('InitgPty', debtor.name))
  const payments = tag('PmtInf',
    tag('PmtInfId', id), tag('PmtMtd', 'TRF'), ...totals, tag('ReqdExctnDt', tag('Dt', day)),
    party('Dbtr', debtor.name), account('DbtrAcct', debtor.account), agent('DbtrAgt', debtor.bank),
    ...lines.map(line => `\n${transaction(line)}`), '\n',
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${TRANSFER_NAMESPACE}">${tag('CstmrCdtTrfInitn', `\n${header}\n`, payments, '\n')}</Document>\n`
}
