import { sum } from '../../base/money.ts'
import { changesBetween, type Change } from '../changes.ts'
import type { PaymentLine } from '../payment.ts'
import type { RosterChange } from './values.ts'

type Told = Omit<RosterChange, 'number'>
type Names = { readonly place: (place: string) => string; readonly benefit: (benefit: string) => string; readonly name: (name: string) => string; readonly identityNumber: (person: string) => string }

const told = (change: Told['change'], one: Change, names: Names): Told => ({
  change, place: names.place(one.place), name: names.name(one.name), identity_number: names.identityNumber(one.person), benefit: names.benefit(one.benefit),
  before_fen: one.before_fen, now_fen: one.now_fen, arrears_fen: 0, remarks: '',
})

/** Arrears person by person and benefit by benefit, with the months they are for. */
function arrearsOf(lines: readonly PaymentLine[], names: Names): Told[] {
  const groups = Map.groupBy(lines.filter(line => line.kind === 'arrears'), line => `${line.person}|${line.benefit}`)
  return [...groups.values()].map(group => {
    const [first] = group as [PaymentLine, ...PaymentLine[]]
    const periods = group.map(line => line.period).toSorted()
    return {
      change: '补发', place: names.place(first.place), name: names.name(first.name), identity_number: names.identityNumber(first.person), benefit: names.benefit(first.benefit),
      before_fen: null, now_fen: null, arrears_fen: sum(group.map(line => line.amount_fen)),
      remarks: `${periods[0]}${periods.length > 1 ? `至${periods.at(-1)}共${periods.length}个月` : ''}`,
    }
  })
}

/** 变更明细: who is new, gone, paid by another standard, paid in arrears, against the run before. */
export function rosterChanges(before: readonly PaymentLine[], now: readonly PaymentLine[], names: Names): RosterChange[] {
  const { joined, left, changed } = changesBetween(before, now)
  const all = [
    ...joined.map(one => told('新增', one, names)), ...left.map(one => told('减员', one, names)), ...changed.map(one => told('标准变化', one, names)), ...arrearsOf(now, names),
  ]
  return all.map((one, index) => ({ number: index + 1, ...one }))
}
