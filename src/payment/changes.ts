import type { Fen } from '../base/money.ts'
import { sum } from '../base/money.ts'
import type { Text } from '../base/result.ts'
import type { LineContent, ReceivableContent } from './payment.ts'

/** One person's benefit that is new, gone, or paid by another standard than in the run before. */
export type Change = {
  readonly person: string
  readonly name: string
  readonly place: string
  readonly benefit: string
  readonly before_fen: Fen | null
  readonly now_fen: Fen | null
}
type Counted = { readonly persons: number; readonly lines: number; readonly amount_fen: Fen }
export type Changes = {
  /** 新增 */
  readonly joined: readonly Change[]
  /** 减员 */
  readonly left: readonly Change[]
  /** 标准变化 */
  readonly changed: readonly Change[]
  /** 补发 */
  readonly arrears: Counted
  /** 应收回 */
  readonly recovered: Counted
  /** Benefits that only one of the two runs pays at all, such as one paid in a single month of the year: their people neither joined nor left. */
  readonly only_now: readonly string[]
  readonly only_before: readonly string[]
}

type Compared = Pick<LineContent, 'person' | 'name' | 'place' | 'benefit' | 'period' | 'kind' | 'amount_fen' | 'entitled_fen' | 'rate_fen'>

/** The last regular line of each person's benefit: a run of several months is compared by its last. */
function lastRegular(lines: readonly Compared[]): Map<string, Compared> {
  const last = new Map<string, Compared>()
  for (const line of lines) {
    const key = `${line.person}|${line.benefit}`
    const there = last.get(key)
    if (line.kind === 'regular' && (!there || there.period < line.period)) last.set(key, line)
  }
  return last
}

const benefitsOf = (lines: ReadonlyMap<string, Compared>): Set<string> => new Set([...lines.values()].map(line => line.benefit))

/** Months of a yearly standard differ by a fen (money rule 1), so standards are compared, and amounts only where several add up. */
function sameStandard(before: Compared, now: Compared): boolean {
  if (before.rate_fen !== null && now.rate_fen !== null) return before.rate_fen === now.rate_fen
  return Math.abs(before.entitled_fen - now.entitled_fen) <= 1
}

const change = (before: Compared | undefined, now: Compared | undefined): Change => {
  const one = (now ?? before)!
  return { person: one.person, name: one.name, place: one.place, benefit: one.benefit, before_fen: before?.entitled_fen ?? null, now_fen: now?.entitled_fen ?? null }
}

type Summed = { readonly person: string; readonly benefit: string; readonly place: string; readonly amount_fen: Fen }
const counted = (all: readonly Summed[]): Counted => ({ persons: new Set(all.map(one => one.person)).size, lines: all.length, amount_fen: sum(all.map(one => one.amount_fen)) })

/** How a run differs from the one before it at the same place. */
export function changesBetween(before: readonly Compared[], now: readonly Compared[], receivables: readonly ReceivableContent[] = []): Changes {
  const [earlier, later] = [lastRegular(before), lastRegular(now)]
  const [paidBefore, paidNow] = [benefitsOf(earlier), benefitsOf(later)]
  return {
    joined: [...later].filter(([key, line]) => !earlier.has(key) && paidBefore.has(line.benefit)).map(([, line]) => change(undefined, line)),
    left: [...earlier].filter(([key, line]) => !later.has(key) && paidNow.has(line.benefit)).map(([, line]) => change(line, undefined)),
    changed: [...later].flatMap(([key, line]) => {
      const there = earlier.get(key)
      return there && !sameStandard(there, line) ? [change(there, line)] : []
    }),
    arrears: counted(now.filter(line => line.kind === 'arrears')),
    recovered: counted(receivables),
    only_now: [...paidNow].filter(benefit => !paidBefore.has(benefit)).toSorted(),
    only_before: [...paidBefore].filter(benefit => !paidNow.has(benefit)).toSorted(),
  }
}

/** What a run comes to for one benefit, fund or village; `before_fen`: the same of the run before, null where there is none. */
export type GroupTotal = Counted & {
  /** Null gathers what no fund is found for. */
  readonly id: string | null
  readonly name: Text
  readonly arrears_fen: Fen
  readonly receivable_fen: Fen
  readonly before_fen: Fen | null
}
const GROUPS = ['benefit', 'fund', 'village'] as const
type Group = typeof GROUPS[number]
export type RunGroups = Readonly<Record<Group, readonly GroupTotal[]>>
export type GroupNames = Readonly<Record<Group, ReadonlyMap<string, Text>>>

type Content = { readonly before: readonly Summed[] | null; readonly now: readonly (Summed & Pick<LineContent, 'kind'>)[]; readonly receivables: readonly Summed[] }

const NO_FUND: Text = { zh: '没有可用的资金', en: 'No fund reaches' }

function totalsBy({ before, now, receivables }: Content, idOf: (one: Summed) => string | null, names: ReadonlyMap<string, Text>): GroupTotal[] {
  const grouped = (all: readonly Summed[]): ReadonlyMap<string | null, Summed[]> => Map.groupBy(all, idOf)
  const [lines, late, back, earlier] = [grouped(now), grouped(now.filter(line => line.kind === 'arrears')), grouped(receivables), grouped(before ?? [])]
  const total = (all: readonly Summed[] | undefined): Fen => sum((all ?? []).map(one => one.amount_fen))
  return [...new Set([...lines.keys(), ...back.keys(), ...earlier.keys()])].toSorted().map(id => ({
    id, name: id === null ? NO_FUND : names.get(id) ?? { zh: id, en: id }, ...counted(lines.get(id) ?? []),
    arrears_fen: total(late.get(id)), receivable_fen: total(back.get(id)), before_fen: before === null ? null : total(earlier.get(id)),
  }))
}

/** A run's sums by benefit, by the fund that pays it, and by village, each beside the run before. */
export const groupsOf = (content: Content, fundOf: (benefit: string) => string | null, names: GroupNames): RunGroups => ({
  benefit: totalsBy(content, one => one.benefit, names.benefit),
  fund: totalsBy(content, one => fundOf(one.benefit), names.fund),
  village: totalsBy(content, one => one.place, names.village),
})
