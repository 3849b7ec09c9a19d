import type { BankFormat } from '../../src/payment/banks/format.ts'
import { loadBankFormats } from '../../src/payment/banks/load.ts'
import type { ReturnResult } from '../../src/payment/banks/returns.ts'
import { bankAnswer, type Answer } from '../harness/bank.ts'
import type { Chance } from '../law/chance.ts'

type Payment = { readonly serial: string; readonly account: string; readonly amount_fen: number; readonly reason: string | null; verdict: ReturnResult }
const REASONS = ['账户已销户', '系统超时', '户名不符', '转账限额'] as const
const FORMATS: readonly BankFormat[] = loadBankFormats().filter(format => format.return.kind !== 'status-report')

/** The layout in which payments travel to this bank. */
export const BANK_FILE = 'rural-separated-txt'
const FIELD = { serial: 1, account: 2, amount: 4 } as const

/** The bank: what it was asked to pay and what became of it, whatever the program believes. A number that it has had it never pays again. */
export class Bank {
  readonly #payments = new Map<string, Payment>()
  /** Every return file it ever gave out. */
  readonly files: Uint8Array[] = []

  /** Takes a bank file as the clerk uploads it. `well`: nothing fails. */
  take(file: Uint8Array, chance: Chance, well: boolean): void {
    for (const row of new TextDecoder('gbk').decode(file).split('\r\n').slice(1, -1)) {
      const fields = row.split('|')
      const [serial, account, amount_fen] = [fields[FIELD.serial]!, fields[FIELD.account]!, Math.round(Number(fields[FIELD.amount]) * 100)]
      const known = this.#payments.get(serial)
      if (known && (known.account !== account || known.amount_fen !== amount_fen)) throw new Error(`the bank was given the serial ${serial} for two payments`)
      if (known) continue
      const fails = !well && chance.of(0.25)
      this.#payments.set(serial, { serial, account, amount_fen, verdict: fails ? 'failed' : 'succeeded', reason: fails ? chance.pick(REASONS) : null })
    }
  }

  verdict = (serial: string): ReturnResult | undefined => this.#payments.get(serial)?.verdict
  /** What it has paid and not taken back. */
  arrived = (): Payment[] => [...this.#payments.values()].filter(one => one.verdict === 'succeeded')

  takeBack(serial: string): void {
    const payment = this.#payments.get(serial)
    if (payment?.verdict === 'succeeded') payment.verdict = 'reversed'
  }

  /** A return file of some of its payments, those that it never had left out; undefined when none is left. */
  answer(serials: readonly string[], chance: Chance): { file: Uint8Array; part(rows: number): Uint8Array; rows: number } | undefined {
    const answers = serials.flatMap((serial): Answer[] => {
      const payment = this.#payments.get(serial)
      return payment ? [{ serial, amount_fen: payment.amount_fen, result: payment.verdict, reason: payment.reason }] : []
    })
    if (answers.length === 0) return undefined
    const format = chance.pick(FORMATS)
    const file = bankAnswer(format, answers)
    this.files.push(file)
    return { file, rows: answers.length, part: rows => bankAnswer(format, answers.slice(0, rows)) }
  }
}
