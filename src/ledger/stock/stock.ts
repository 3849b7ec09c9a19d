import type { Day } from '../../base/day.ts'
import { fen, type Fen } from '../../base/money.ts'
import type { Refusal, Text } from '../../base/result.ts'
import { expenseAccount, stockAccount, type Posting } from '../ledger.ts'

/** A thing kept to be given, at one price; bought at another it is another item. */
export type StockItem = {
  readonly id: string
  readonly place: string
  readonly fund: string
  readonly name: string
  readonly unit: string
  readonly unit_price_fen: Fen
  readonly quantity_left: number
}

export const STOCK_KINDS = {
  received: { zh: '入库', en: 'Received' },
  given: { zh: '发出', en: 'Given' },
  returned: { zh: '退回', en: 'Came back' },
  difference: { zh: '盘点差额', en: 'Difference at a count' },
} as const satisfies Record<string, Text>
export type StockKind = keyof typeof STOCK_KINDS

/** What came in or went out; `quantity_change` is signed. */
export type StockMovement = {
  readonly item: string
  readonly number: number
  readonly kind: StockKind
  readonly quantity_change: number
  readonly quantity_left: number
  readonly amount_fen: Fen
  readonly moved_on: Day
  readonly document: string
}

export const valueOf = (item: Pick<StockItem, 'unit_price_fen'>, quantity: number): Fen => fen(BigInt(item.unit_price_fen) * BigInt(Math.abs(quantity)))

/** What came in and was given of an item; what came back from people was not given after all, a count's difference is neither. */
export function stockTotals(movements: readonly StockMovement[]): { readonly received: number; readonly given: number } {
  const total = (...kinds: readonly StockKind[]) => movements.filter(one => kinds.includes(one.kind)).reduce((all, one) => all + one.quantity_change, 0)
  return { received: total('received'), given: -total('given', 'returned') + 0 }
}

/** What a count found too little or too much. */
export const STOCK_DIFFERENCE = 'stock-difference'

/** Goods on their way: which account takes or gives them, besides the store. */
export type StockChange = {
  readonly key: string
  readonly kind: StockKind
  readonly quantity_change: number
  readonly on: Day
  /** Where it happened: a village's visit, else the item's own place. */
  readonly place: string
  readonly document: string
  readonly other: string
  readonly person: string | null
  readonly reference: Posting['reference']
}

/** The posting of goods that move: what comes in debits the store, what goes out credits it, in the name of the fund that paid for them. */
export function stockPosting(item: StockItem, move: StockChange): Posting {
  const [store, isIn] = [stockAccount(item.id), move.quantity_change > 0]
  return {
    key: move.key, on: move.on, debit: isIn ? store : move.other, credit: isIn ? move.other : store, amount_fen: valueOf(item, move.quantity_change), place: move.place,
    fund: item.fund, person: move.person, benefit: null, period: null, reference: move.reference, memo: move.document,
  }
}

/** Goods given to people. `key` names it for ever. */
export type Giving = {
  readonly key: string
  readonly item: string
  readonly quantity: number
  readonly purpose: 'condolence' | 'hardship'
  readonly on: Day
  readonly place: string
  readonly person: string | null
  readonly reference: Posting['reference']
  readonly memo: string
}

export const givingMove = ({ key, quantity, purpose, on, place, person, reference, memo }: Giving): StockChange => ({
  key, kind: 'given', quantity_change: -quantity, on, place, document: memo, other: expenseAccount(purpose), person, reference,
})

/** The same back into the store, dated the day it is taken back. */
export const takenBack = (giving: Giving, on: Day): StockChange => ({
  ...givingMove(giving), key: `${giving.key}:reverse`, kind: 'returned', quantity_change: giving.quantity, on,
})

export const noSuchItem = (id: string): Refusal => ({
  code: 'not-found', place: 'item', value: id,
  message: { zh: '库里没有这种物品，或不在您的辖区。', en: 'There is no such item within your places.' },
})

export const itemTwice = (name: string): Refusal => ({
  code: 'duplicate', place: 'name', value: name,
  message: { zh: `这笔资金已有同价的“${name}”。`, en: `The fund has "${name}" at this price already.` },
  next: { zh: '请在原有物品下登记入库；价格不同的另设一种。', en: 'Receive it under the item that is there; another price is another item.' },
})

export const notInStore = (item: StockItem, needed: number): Refusal => ({
  code: 'insufficient', place: `item.${item.id}`, value: { quantity_left: item.quantity_left, quantity_needed: needed },
  message: {
    zh: `“${item.name}”库存 ${item.quantity_left} ${item.unit}，需要 ${needed} ${item.unit}，不够发。`,
    en: `Of "${item.name}" ${item.quantity_left} are left in the store and ${needed} are needed.`,
  },
  next: { zh: '请先登记入库，或减少数量；实物与账面不符的，先盘点。', en: 'Receive more first, or give fewer; where the store differs from the books, count it first.' },
})
