import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { maskName } from '../../../base/mask.ts'
import { done, refused, type Refusal, type Result, type Text } from '../../../base/result.ts'
import { coderOf, decodeText } from '../../../sheets/encoding.ts'
import { readSheet } from '../../../sheets/read.ts'
import { checkFileSize, type Sheet } from '../../../sheets/sheets.ts'
import { writeWorkbook } from '../../../sheets/write.ts'
import { readXml, schemaFaults } from '../../../sheets/xml.ts'
import { creditTransfer } from '../credit-transfer.ts'
import { namesPayer, type BankFormat, type ExportFormat } from '../format.ts'
import { bankSheet, bankText, type BankBatch, type BankLine } from '../layout.ts'
import { readAnswered, readHeaded, type ReadReturn } from '../returns.ts'
import { readStatusReport, type StatusReport } from '../status-report.ts'

const SCHEMA = join(import.meta.dirname, '../../../../forms/bank/schemas/pain.001.001.09.xsd')

let schema: Uint8Array | undefined
/** The part of pain.001.001.09 that is written here. */
export const schemaOfTransfers = (): Uint8Array => (schema ??= readFileSync(SCHEMA))

export type BankFile = { readonly bytes: Uint8Array; readonly extension: string; readonly media_type: string }

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A bank file in one of its formats; refuses, line by line, what the file cannot hold. */
export async function writeBankFile({ format, output }: ExportFormat, batch: BankBatch, message: { id: string; created_at: string }): Promise<Result<BankFile>> {
  const { payer } = batch
  if (!payer && namesPayer({ format, output })) throw new Error(`a file of ${format.id} without the account that pays`)
  if (output.kind === 'sheet') {
    const sheet = bankSheet(format, batch.lines, { sheet: output.sheet, summary_bytes: output.summary_bytes, payer })
    return done({ bytes: await writeWorkbook(sheet), extension: 'xlsx', media_type: WORKBOOK })
  }
  if (output.kind === 'credit-transfer') {
    const xml = creditTransfer({ ...message, debtor: payer! }, batch) // looked at above
    const faults = schemaFaults(xml, schemaOfTransfers())
    return faults.length > 0 ? refused(...faults.slice(0, 20).map(fault => offence(fault, batch.lines))) : done({ bytes: new TextEncoder().encode(xml), extension: 'xml', media_type: 'application/xml; charset=utf-8' })
  }
  const coder = coderOf(output.encoding)
  const text = bankText(format, output, batch, coder)
  const media_type = `${output.extension === 'csv' ? 'text/csv' : 'text/plain'}; charset=${output.encoding.replace('-bom', '')}`
  return text.ok ? done({ bytes: coder.encode(text.value), extension: output.extension, media_type }) : text
}

/** Lines of the message before its first payment. */
const TRANSFER_HEAD_LINES = 4

/** `12: ...`, the line of the message and what is wrong in it, told of the payment; an account number that it repeats is left out. */
function offence(fault: string, lines: readonly BankLine[]): Refusal {
  const number = Number(fault.split(':', 1)[0]) - TRANSFER_HEAD_LINES
  const line = lines[number - 1]
  const [zh, en] = line ? [`第${number}行${maskName(line.holder)}`, `line ${number}, ${maskName(line.holder)},`] : ['报文', 'the message']
  return {
    code: 'invalid', place: line ? `第${number}行` : 'file', value: fault.slice(fault.indexOf(':') + 1).trim().replaceAll(/\d{8,}/g, '…'),
    message: { zh: `${zh}不符合 pain.001.001.09，没有导出。`, en: `${en} does not keep pain.001.001.09; nothing was exported.` },
    next: { zh: '请核对这一行的户名、账号和开户银行。', en: 'See to the holder, account and bank of this line.' },
  }
}

/** What a file from a bank says. */
export type ReturnFile = StatusReport & { readonly format: Text }

const nobodys = (formats: readonly BankFormat[]): Refusal => ({
  code: 'missing', place: 'file', legal: formats.map(format => format.name.zh),
  message: { zh: '认不出这是哪家银行的回盘文件：没有“流水号”和“结果”两列，也不合任何一种文本格式。', en: 'No bank’s return file that is known: no columns 流水号 (serial) and 结果 (result), and no text layout that fits.' },
  next: { zh: '请用银行下载的回盘文件，不要删改；新的银行要先加一个格式文件。', en: 'Use the file as the bank gives it; for a new bank add a layout first.' },
})

/** Reads by every layout until one knows the file. */
function firstThatKnows(formats: readonly BankFormat[], read: (format: BankFormat) => StatusReport | ReadReturn | undefined): Result<ReturnFile> | undefined {
  for (const format of formats) {
    const answer = read(format)
    if (answer) return done({ pending: 0, others: null, message: '', ...answer, format: format.name })
  }
  return undefined
}

const bySheet = (formats: readonly BankFormat[], sheet: Sheet) =>
  firstThatKnows(formats, ({ return: answer }) => (answer.kind === 'headed' ? readHeaded(answer, sheet) : undefined))
const byText = (formats: readonly BankFormat[], text: string) => firstThatKnows(formats, ({ return: answer }) => {
  if (answer.kind === 'separated') return readAnswered(answer, text, coderOf('utf-8'))
  return answer.kind === 'fixed' ? readAnswered(answer, text, coderOf(answer.encoding)) : undefined
})

const isXml = (bytes: Uint8Array): boolean => /^(?:\u00ef\u00bb\u00bf)?\s*<(?:\?xml|(?:\w+:)?Document[\s>])/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 200)))
const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, 4096).includes(0) || (bytes[0] === 0x50 && bytes[1] === 0x4b)

/** A table between '|' is one between commas. */
const asTable = (text: string): string => (/[,\t]/.test(text) ? text : text.replaceAll('|', ','))

/** A return file, with all that is wrong in it: sheet, text in GBK or UTF-8 or status report, told apart by content, never by name. */
export async function openReturnFile(bytes: Uint8Array, formats: readonly BankFormat[]): Promise<Result<ReturnFile>> {
  const size = checkFileSize(bytes.byteLength)
  if (size.length > 0) return refused(...size)
  if (isXml(bytes)) {
    const root = readXml(bytes)
    if (!root.ok) return root
    return firstThatKnows(formats, ({ return: answer }) => (answer.kind === 'status-report' ? readStatusReport(answer, root.value) : undefined)) ?? refused(nobodys(formats))
  }
  const text = isBinary(bytes) ? undefined : decodeText(bytes)?.text
  const known = text === undefined ? undefined : byText(formats, text)
  if (known) return known
  // A table with headings: what is not UTF-8 yet is, once it is read.
  const sheet = await readSheet(text === undefined ? bytes : new TextEncoder().encode(asTable(text)))
  if (!sheet.ok) return sheet
  return bySheet(formats, sheet.value) ?? refused(nobodys(formats))
}
