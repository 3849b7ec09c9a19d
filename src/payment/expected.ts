import type { Fen } from '../base/money.ts'
import type { Posting } from '../ledger/ledger.ts'
import { sum } from '../base/money.ts'
import type { PaymentLine, Receivable } from './payment.ts'
import { approvalPostings, sendingPostings, type RunKey } from './postings.ts'

type Sent = { readonly serial: string; readonly number: number; readonly amount_fen: Fen; readonly state: 'sent' | 'confirmed' | 'returned'; readonly reversed: boolean }
export type Records = { readonly lines: readonly PaymentLine[]; readonly receivables: readonly Receivable[]; readonly sendings: readonly Sent[] }
/** A movement that the records ask for and the ledger lacks, or the other way round, or that differs. */
export type Unmatched = { readonly place: string; readonly stated_fen: Fen; readonly found_fen: Fen }

/** What the ledger must hold of a run, told from its lines, receivables and attempts alone. */
function expectedPostings(run: RunKey, { lines, receivables, sendings }: Records): Posting[] {
  const posted = lines.filter(line => line.state !== 'open' && line.state !== 'discarded')
  const open = receivables.filter(one => one.state === 'open')
  const byNumber = new Map(lines.map(line => [line.number, line]))
  const sent = sendings.flatMap(sending => {
    const line = byNumber.get(sending.number)
    return line ? [{ ...sending, place: line.place, person: line.person, benefit: line.benefit, period: line.period }] : []
  })
  const day = ''
  return [
    ...approvalPostings(run, day, posted, open), ...sendingPostings(run, 'send', day, sent),
    ...sendingPostings(run, 'confirm', day, sent.filter(one => one.state === 'confirmed' || one.reversed)),
    ...sendingPostings(run, 'return', day, sent.filter(one => one.state === 'returned' && !one.reversed)),
    ...sendingPostings(run, 'reverse', day, sent.filter(one => one.reversed)),
  ]
}

const words = (key: string): string => key.replace(/^run:[0-9a-f-]{36}:/, '').replaceAll(':', ' ')
const same = (one: Posting, other: Posting): boolean =>
  one.debit === other.debit && one.credit === other.credit && one.amount_fen === other.amount_fen && one.person === other.person && one.period === other.period && one.fund === other.fund

/** Every movement of a run held against its records, both ways; and each line against what is with the bank for it. */
export function unmatched(run: RunKey, records: Records, postings: readonly Posting[]): Unmatched[] {
  const expected = new Map(expectedPostings(run, records).map(posting => [posting.key, posting]))
  const found = new Map(postings.map(posting => [posting.key, posting]))
  const wrong = [...new Set([...expected.keys(), ...found.keys()])].filter(key => {
    const [one, other] = [expected.get(key), found.get(key)]
    return !one || !other || !same(one, other)
  })
  const bank = Map.groupBy(records.sendings.filter(sending => sending.state !== 'returned'), sending => sending.number)
  const files = records.lines.flatMap((line): Unmatched[] => {
    const stated = line.state === 'sent' || line.state === 'confirmed' ? line.amount_fen - line.offset_fen : 0
    const sent = sum((bank.get(line.number) ?? []).filter(sending => sending.state === line.state).map(sending => sending.amount_fen))
    const elsewhere = (bank.get(line.number) ?? []).some(sending => sending.state !== line.state)
    return stated === sent && !elsewhere ? [] : [{ place: `bank file line ${line.number}`, stated_fen: stated, found_fen: sent }]
  })
  return [...wrong.map(key => ({ place: words(key), stated_fen: expected.get(key)?.amount_fen ?? 0, found_fen: found.get(key)?.amount_fen ?? 0 })), ...files]
}
