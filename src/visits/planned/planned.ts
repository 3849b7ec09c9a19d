import { counted } from '../../base/english.ts'
import { sum, yuan, type Fen } from '../../base/money.ts'
import type { Refusal, Text } from '../../base/result.ts'
import type { Goods, Planned, Round, RoundView, Visit } from '../visits.ts'

export const HOUSEHOLD_STATES = {
  planned: { zh: '待走访', en: 'To visit' },
  visited: { zh: '已走访', en: 'Visited' },
  absent: { zh: '不在家', en: 'Not at home' },
  refused: { zh: '谢绝', en: 'Refused' },
} as const satisfies Record<string, Text>
export type HouseholdState = keyof typeof HOUSEHOLD_STATES

/** A household of a round: what was planned, what came of it. `planned` null: visited without having been planned. */
export type HouseholdLine = {
  readonly id: string
  readonly place: string
  readonly head: string
  readonly category: string | null
  readonly state: HouseholdState
  readonly planned: Planned | null
  readonly visit: Visit | null
}

/** Every household of a round once: those planned in their order, then those visited besides. */
export function householdLines({ planned, visits }: Pick<RoundView, 'planned' | 'visits'>): HouseholdLine[] {
  const visitOf = new Map(visits.flatMap(visit => (visit.household === null ? [] : [[visit.household, visit] as const])))
  const isPlanned = new Set(planned.map(each => each.household))
  return [
    ...planned.map((each): HouseholdLine => {
      const visit = visitOf.get(each.household) ?? null
      return { id: each.household, place: each.place, head: each.head, category: each.category, state: visit ? 'visited' : each.tried ?? 'planned', planned: each, visit }
    }),
    ...visits.filter(visit => visit.household === null || !isPlanned.has(visit.household)).map((visit): HouseholdLine => (
      { id: visit.household ?? visit.person ?? visit.id, place: visit.place, head: visit.head, category: visit.category, state: 'visited', planned: null, visit })),
  ]
}

/** How far a village is. */
export type VillageProgress = { readonly place: string } & Readonly<Record<HouseholdState, number>>

export function progressByVillage(lines: readonly HouseholdLine[]): VillageProgress[] {
  const places = [...new Set(lines.map(line => line.place))].toSorted()
  return places.map(place => {
    const count = (state: HouseholdState) => lines.filter(line => line.place === place && line.state === state).length
    return { place, planned: count('planned'), visited: count('visited'), absent: count('absent'), refused: count('refused') }
  })
}

/** Things by name: how many, and their worth. */
export type GoodsSum = { readonly name: string; readonly item: string | null; readonly quantity: number; readonly value_fen: Fen }

/** The goods of several visits, or of one standard `times` over. A thing without a quantity is one. */
export function goodsSums(goods: readonly Goods[], times = 1): GoodsSum[] {
  const sums = new Map<string, GoodsSum>()
  for (const { name, item, quantity = 1, value_fen } of goods) {
    const key = item ?? name
    const before = sums.get(key) ?? { name, item: item ?? null, quantity: 0, value_fen: 0 }
    sums.set(key, { ...before, quantity: before.quantity + quantity * times, value_fen: before.value_fen + value_fen * times })
  }
  return [...sums.values()]
}

/** What a round comes to when it ends: what was meant, what was given, what stays in the fund, and who got something else or nothing. */
export type Closing = {
  readonly households: number
  readonly planned_fen: Fen
  readonly given_fen: Fen
  /** Meant for planned households and not spent; less than nothing where more was given. */
  readonly remains_fen: Fen
  /** Given by villages and not in the ledger yet: ending the round posts it. */
  readonly unposted_fen: Fen
  readonly goods_planned: readonly GoodsSum[]
  readonly goods_given: readonly GoodsSum[]
  readonly unreached: readonly HouseholdLine[]
  readonly otherwise: readonly HouseholdLine[]
}

const sameGoods = (one: readonly Goods[], other: readonly Goods[]): boolean => {
  const words = (goods: readonly Goods[]) => JSON.stringify(goodsSums(goods).map(({ name, quantity, value_fen }) => [name, quantity, value_fen]).toSorted())
  return words(one) === words(other)
}

export function closingOf(round: Round, { planned, visits }: Pick<RoundView, 'planned' | 'visits'>): Closing {
  const lines = householdLines({ planned, visits })
  const [planned_fen, given_fen] = [round.cash_each_fen * planned.length, sum(visits.map(visit => visit.cash_fen))]
  const differs = ({ visit, planned: meant }: HouseholdLine) => visit !== null && planned.length > 0
    && (meant === null || visit.cash_fen !== round.cash_each_fen || !sameGoods(visit.goods, round.goods_each))
  return {
    households: planned.length, planned_fen, given_fen, remains_fen: planned_fen - given_fen,
    unposted_fen: sum(visits.filter(visit => !visit.posted && round.fund !== null).map(visit => visit.cash_fen)),
    goods_planned: goodsSums(round.goods_each, planned.length), goods_given: goodsSums(visits.flatMap(visit => visit.goods)),
    unreached: lines.filter(line => line.state !== 'visited'), otherwise: lines.filter(differs),
  }
}

/** Whether cash is meant, or was given, that comes out of no fund: it is noted and stands in no books. */
export const lacksFund = ({ fund, cash_each_fen, visits }: Pick<RoundView, 'fund' | 'cash_each_fen' | 'visits'>): boolean =>
  fund === null && (cash_each_fen > 0 || visits.some(visit => visit.cash_fen > 0 && visit.fund === null))

/** Whether somebody has to say why the round ended otherwise than it was planned. */
export const needsNote = ({ unreached, otherwise }: Closing): boolean => unreached.length + otherwise.length > 0

/** The closing, refused as long as nobody says what differs. */
export const unexplained = ({ unreached, otherwise, planned_fen, given_fen }: Closing): Refusal => ({
  code: 'missing', place: 'note', value: { unreached: unreached.length, otherwise: otherwise.length },
  message: {
    zh: `与计划不一致：${unreached.length} 户没有走到，${otherwise.length} 户发的和标准不同（计划 ${yuan(planned_fen)} 元，发了 ${yuan(given_fen)} 元），请说明原因。`,
    en: `This differs from the plan: ${counted(unreached.length, 'household was', 'households were')} not reached, ${otherwise.length} got something else (planned ${yuan(planned_fen)}, given ${yuan(given_fen)} yuan); say why.`,
  },
})

/** What was heard at a door as a task's words; the name is masked to the surname, since many read the plan. */
export function toldWords(visit: Pick<Visit, 'head' | 'wish' | 'hardship'>): Text | null {
  const parts = [
    ...(visit.hardship === null ? [] : [{ zh: `困难：${visit.hardship}`, en: `hardship: ${visit.hardship}` }]),
    ...(visit.wish === null ? [] : [{ zh: `心愿：${visit.wish}`, en: `wish: ${visit.wish}` }]),
  ]
  if (parts.length === 0) return null
  const name = `${[...visit.head][0] ?? ''}某`
  const cut = (words: string) => ([...words].length > 490 ? `${[...words].slice(0, 489).join('')}…` : words)
  return {
    zh: cut(`走访${name}家了解到的${parts.map(part => part.zh).join('；')}`), en: cut(`Told at the visit to ${name}: ${parts.map(part => part.en).join('; ')}`),
  }
}
