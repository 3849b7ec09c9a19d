import type { Day } from '../base/day.ts'
import { sum, yuan, type Fen } from '../base/money.ts'
import type { Refusal } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { noSuchItem, valueOf as worthOf, type StockItem } from '../ledger/stock/stock.ts'
import type { ReadVisit } from './schemas.ts'
import type { Goods, Round } from './visits.ts'

type VisitText = Omit<ReadVisit, 'household' | 'person'>

const otherValue = (place: string, value_fen: Fen, item: StockItem, quantity: number): Refusal => ({
  code: 'contradiction', place: `${place}.value_fen`, value: value_fen, legal: [String(worthOf(item, quantity))],
  message: {
    zh: `“${item.name}”每${item.unit} ${yuan(item.unit_price_fen)} 元，${quantity} ${item.unit}应为 ${yuan(worthOf(item, quantity))} 元，不是 ${yuan(value_fen)} 元。`,
    en: `${quantity} of "${item.name}" at ${yuan(item.unit_price_fen)} yuan are ${yuan(worthOf(item, quantity))} yuan, not ${yuan(value_fen)}.`,
  },
})

/** An item as the round's standard names it, for a village, which does not see the township's store. One item has one price for ever. */
export const itemsOfStandard = (goods: readonly Goods[]): StockItem[] => goods.flatMap(({ item, quantity, name, value_fen }) =>
  (item === undefined || quantity === undefined ? [] : [{ id: item, place: '', fund: '', name, unit: '', unit_price_fen: value_fen / quantity, quantity_left: 0 }]))

/** What goods out of the store say wrongly of it. */
export const goodsFaults = (goods: readonly Goods[], items: readonly StockItem[], field = 'goods'): Refusal[] => goods.flatMap(({ item: id, quantity, value_fen }, index) => {
  if (id === undefined || quantity === undefined) return []
  const item = items.find(one => one.id === id)
  if (!item) return [{ ...noSuchItem(id), place: `${field}.${index}.item` }]
  return worthOf(item, quantity) === value_fen ? [] : [otherValue(`${field}.${index}`, value_fen, item, quantity)]
})

export const goodsValue = (goods: readonly Goods[]): Fen => sum(goods.map(thing => thing.value_fen))

const outsideRound = (round: Round, place: string, on: Day): Refusal => ({
  code: 'invalid', place, value: on, legal: [round.from, round.to],
  message: { zh: `走访日期 ${on} 不在“${round.name}”的期间（${round.from} 至 ${round.to}）内。`, en: `${on} is outside the round, ${round.from} to ${round.to}.` },
  next: { zh: '请核对日期；确在期间之外走访的，另建一轮走访。', en: 'Check the day; open another round for visits outside these days.' },
})

const notYet = (place: string, on: Day, today: Day): Refusal => ({
  code: 'invalid', place, value: on, legal: [`<= ${today}`],
  message: { zh: `走访日期 ${on} 还没有到，只能登记已经走访的。`, en: `${on} has not come yet; only visits that were made are recorded.` },
})

const unsigned: Refusal = {
  code: 'missing', place: 'receipt.signed_by',
  message: { zh: '发了慰问金的，要有签收人。', en: 'Cash that was given needs the name of who signed for it.' },
  next: { zh: '请填写签收人；由他人代领的，填写代领人。', en: 'Enter who signed; if somebody else took it, enter that person.' },
}

/** Every free text of a visit, with its place. */
const textsOf = (visit: VisitText): readonly (readonly [string, string | null])[] => [
  ['giver', visit.giver], ['note', visit.note], ['wish', visit.wish], ['hardship', visit.hardship], ['receipt.signed_by', visit.receipt.signed_by], ['receipt.voucher', visit.receipt.voucher],
  ...visit.visitors.map((name, index) => [`visitors.${index}`, name] as const),
  ...visit.goods.map((thing, index) => [`goods.${index}.name`, thing.name] as const),
]

/** A day outside the round, or that has not come. */
export const dayFaults = (round: Round, place: string, on: Day, today: Day): Refusal[] => [
  ...(on < round.from || on > round.to ? [outsideRound(round, place, on)] : []), ...(on > today ? [notYet(place, on, today)] : []),
]

/** Whatever is wrong with a visit of a round, all at once. */
export function visitFaults(round: Round, visit: VisitText, today: Day): Refusal[] {
  return [
    ...dayFaults(round, 'visited_on', visit.visited_on, today),
    ...(visit.cash_fen > 0 && visit.receipt.signed_by === null ? [unsigned] : []),
    ...textsOf(visit).flatMap(([place, text]) => screenSecret(place, text)),
  ]
}

/** Days of visits, or of calls in vain, that a round's new days leave out. */
export function daysLeftOut(round: { readonly from: Day; readonly to: Day }, days: readonly Day[]): Refusal[] {
  const [first, last] = [days.toSorted()[0], days.toSorted().at(-1)]
  const fault = (place: string, value: Day, legal: string): Refusal => ({
    code: 'contradiction', place, value, legal: [legal],
    message: { zh: `已有 ${first} 至 ${last} 的走访，期间要包含它们。`, en: `There are visits from ${first} to ${last}; the round’s days must hold them.` },
  })
  return [
    ...(first !== undefined && first < round.from ? [fault('from', round.from, `<= ${first}`)] : []),
    ...(last !== undefined && last > round.to ? [fault('to', round.to, `>= ${last}`)] : []),
  ]
}

/** What is wrong with a round itself. */
export function roundFaults(round: { name: string; from: Day; to: Day; giver: string | null; goods_each: readonly Goods[] }): Refusal[] {
  const reversed: Refusal[] = round.to >= round.from ? [] : [{
    code: 'contradiction', place: 'to', value: round.to, legal: [`>= ${round.from}`],
    message: { zh: `止日 ${round.to} 早于起日 ${round.from}。`, en: `The last day ${round.to} is before the first day ${round.from}.` },
  }]
  return [
    ...reversed, ...screenSecret('name', round.name), ...screenSecret('giver', round.giver),
    ...round.goods_each.flatMap((thing, index) => screenSecret(`goods_each.${index}.name`, thing.name)),
  ]
}
