import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { ahead } from '../../base/ahead.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { refusalsOf } from '../../http/router.ts'
import { fundsIn, postIn } from '../actions.ts'
import { fundAccount, mayPay, noSuchFund, wrongPurpose } from '../ledger.ts'
import { itemInput, receiptInput, type ItemInput, type ReceiptInput } from './schemas.ts'
import { givingMove, itemTwice, noSuchItem, notInStore, stockPosting, takenBack, valueOf, type Giving, type StockItem, type StockChange, type StockMovement } from './stock.ts'
import { insertItem, insertMovement, lockItem, selectItems, selectMovements, selectWrongStock } from './store.ts'

/** The items in sight with what is left of them. */
export const itemsIn = (work: Work): Promise<StockItem[]> => selectItems(work.session, work.actor.county)

export const items = (house: House, actor: Actor): Promise<Result<StockItem[]>> => read(house, actor, 'ledger.read', itemsIn)

/** Adds an item of which nothing is there yet. @returns its id */
export async function addItemIn(work: Work, input: ItemInput): Promise<Result<string>> {
  const parsed = itemInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const fund = (await fundsIn(work)).find(one => one.id === parsed.data.fund)
  const faults = [...screenSecret('name', parsed.data.name), ...screenSecret('unit', parsed.data.unit), ...(fund ? [] : [noSuchFund(parsed.data.fund)]),
    ...(fund?.purpose === 'benefits' ? [wrongPurpose(fund, 'condolence')] : [])]
  if (faults.length > 0 || !fund) return refused(...faults)
  const item = { ...parsed.data, id: work.id(), place: fund.place }
  if (!await insertItem(work.session, work.actor.county, item, new Date(work.now))) return refused(itemTwice(item.name))
  work.record({ action: 'ledger.item.add', subject: item.id, place: item.place, after: item })
  return done(item.id)
}

export const addItem = (house: House, actor: Actor, input: ItemInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'ledger.fund', work => addItemIn(work, input), options)

/** Moves goods in the books and in the store, once by its key. @returns what is left of the item */
export async function moveStockIn(work: Work, id: string, moveOf: (item: StockItem) => StockChange): Promise<Result<number>> {
  const item = await lockItem(work.session, work.actor.county, id)
  if (!item) return refused(noSuchItem(id))
  const move = moveOf(item)
  const posted = await postIn(work, [stockPosting(item, move)])
  if (!posted.ok) return posted
  if (posted.value === 0) return done(item.quantity_left)
  const quantity_left = item.quantity_left + move.quantity_change
  if (quantity_left < 0) return refused(notInStore(item, -move.quantity_change))
  const { kind, quantity_change, on, document, key } = move
  const row = { kind, quantity_change, quantity_left, amount_fen: valueOf(item, quantity_change), moved_on: on, document, posting: key }
  await insertMovement(work.session, work.actor.county, item, row, work.actor.account, new Date(work.now))
  return done(quantity_left)
}

/** Goods bought into the store from the item's fund, with the document that says so. @returns what is there afterwards */
export async function receiveIn(work: Work, id: string, input: ReceiptInput): Promise<Result<number>> {
  const parsed = receiptInput.safeParse(input)
  const faults = parsed.success ? [...screenSecret('document', parsed.data.document), ...ahead('on', parsed.data.on, work.today)] : refusalsOf(parsed.error.issues)
  if (faults.length > 0 || !parsed.success) return refused(...faults)
  const { quantity, document, on } = parsed.data
  const [receipt, item] = [work.id(), (await itemsIn(work)).find(one => one.id === id)]
  if (!item) return refused(noSuchItem(id))
  const left = await moveStockIn(work, id, () => ({
    key: `stock:${receipt}`, kind: 'received', quantity_change: quantity, on, place: item.place, document, other: fundAccount(item.fund), person: null,
    reference: { kind: 'ledger.item', id },
  }))
  if (left.ok) work.record({ action: 'ledger.item.receive', subject: id, place: item.place, after: { quantity, quantity_left: left.value, document, on } })
  return left
}

export const receive = (house: House, actor: Actor, item: string, input: ReceiptInput, options: ActOptions = {}): Promise<Result<number>> =>
  act(house, actor, 'ledger.fund', work => receiveIn(work, item, input), options)

/**
 * Goods given out of the store, for what their fund may pay. The caller authorises, and records in the journal what they belong to.
 * @returns what is left
 */
export async function giveIn(work: Work, giving: Giving): Promise<Result<number>> {
  const item = (await itemsIn(work)).find(one => one.id === giving.item)
  const fund = item && (await fundsIn(work)).find(one => one.id === item.fund)
  if (!fund) return refused(noSuchItem(giving.item))
  return mayPay(fund, giving.purpose) ? moveStockIn(work, giving.item, () => givingMove(giving)) : refused(wrongPurpose(fund, giving.purpose))
}

/** Goods given, back in the store on a day. */
export const takeGoodsBackIn = (work: Work, giving: Giving, on: string): Promise<Result<number>> => moveStockIn(work, giving.item, () => takenBack(giving, on))

/** What came in and went out of an item, the latest first. */
export const movements = (house: House, actor: Actor, item: string): Promise<Result<StockMovement[]>> =>
  read(house, actor, 'ledger.read', work => selectMovements(work.session, work.actor.county, item))

/** Items whose rows differ from one another or from the ledger: there must be none. */
export const wrongStockIn = (work: Work) => selectWrongStock(work.session, work.actor.county)
