import type { Fen } from '../base/money.ts'
import { sum } from '../base/money.ts'
import type { LineContent } from './payment.ts'

/** One person's benefit that is new, gone, or paid by another standard than in the run before. */
export type Change = {
  readonly person: string
  readonly name: string
  readonly place: string
  readonly benefit: string
  readonly before_fen: Fen | null
  readonly now_fen: Fen | null
}
export type Changes = {
  /** 新增 */
  readonly joined: readonly Change[]
  /** 减员 */
  readonly left: readonly Change[]
  /** 标准变化 */
  readonly changed: readonly Change[]
  /** 补发 */
  readonly arrears: { readonly persons: number; readonly lines: number; readonly amount_fen: Fen }
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

/** How a run differs from the one before it at the same place. */
export function changesBetween(before: readonly Compared[], now: readonly Compared[]): Changes {
  const [earlier, later] = [lastRegular(before), lastRegular(now)]
  const [paidBefore, paidNow] = [benefitsOf(earlier), benefitsOf(later)]
  const back = now.filter(line => line.kind === 'arrears')
  return {
    joined: [...later].filter(([key, line]) => !earlier.has(key) && paidBefore.has(line.benefit)).map(([, line]) => change(undefined, line)),
    left: [...earlier].filter(([key, line]) => !later.has(key) && paidNow.has(line.benefit)).map(([, line]) => change(line, undefined)),
    changed: [...later].flatMap(([key, line]) => {
      const there = earlier.get(key)
      return there && !sameStandard(there, line) ? [change(there, line)] : []
    }),
    arrears: { persons: new Set(back.map(line => line.person)).size, lines: back.length, amount_fen: sum(back.map(line => line.amount_fen)) },
    only_now: [...paidNow].filter(benefit => !paidBefore.has(benefit)).toSorted(),
    only_before: [...paidBefore].filter(benefit => !paidNow.has(benefit)).toSorted(),
  }
}
