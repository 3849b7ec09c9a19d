import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { ahead } from '../base/ahead.ts'
import type { Day, Month } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { refusalsOf } from '../http/router.ts'
import {
  donorOfNothing, fundAccount, fundChanges, GRANT, levelOf, noSuchFund, overspent, postingFault, samePosting, type Fund, type Posted, type Posting,
} from './ledger.ts'
import { insertBalance, lockFund, selectWrongBalances } from './balances/store.ts'
import { creditInput, fundInput, type CreditInput, type FundInput } from './schemas.ts'
import {
  insertFund, insertPostings, selectBalances, selectByKeys, selectByReference, selectFund, selectFunds, selectPayingFunds, selectPosted,
  type Balance, type PayingFund,
} from './store.ts'

/** Rows that travel to the database at once. */
const BATCH = 5000

/** The funds of the places in sight, with what is left in them. */
export const fundsIn = (work: Work): Promise<Fund[]> => selectFunds(work.session, work.actor.county)

export const funds = (house: House, actor: Actor): Promise<Result<Fund[]>> => read(house, actor, 'ledger.read', fundsIn)

const outsideScope = (place: string, work: Work): Refusal => ({
  code: 'invalid', place: 'place', value: place, legal: work.actor.scope,
  message: { zh: `${place} 不在您的辖区。`, en: `${place} is not among your places.` },
})

const fundTwice = (name: string, year: number): Refusal => ({
  code: 'duplicate', place: 'name', value: name,
  message: { zh: `${year} 年已有名为“${name}”的资金。`, en: `There is a fund "${name}" of ${year} already.` },
})

/** Adds an empty fund. @returns its id */
export async function addFundIn(work: Work, input: FundInput): Promise<Result<string>> {
  const parsed = fundInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { place, name, source, year, purpose = 'any', level = levelOf(source), donor = null } = parsed.data
  const offences = [...screenSecret('name', name), ...screenSecret('source', source), ...screenSecret('donor', donor)]
  if (donor !== null && level !== 'donated') offences.push(donorOfNothing(donor, level))
  if (!work.actor.scope.some(prefix => place.startsWith(prefix))) offences.push(outsideScope(place, work))
  if (offences.length > 0) return refused(...offences)
  const id = work.id()
  if (!await insertFund(work.session, work.actor.county, { id, place, name, source, level, donor, purpose, year }, new Date(work.now))) return refused(fundTwice(name, year))
  work.record({ action: 'ledger.fund.add', subject: id, place, after: { name, source, level, donor, year, purpose } })
  return done(id)
}

export const addFund = (house: House, actor: Actor, input: FundInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'ledger.fund', work => addFundIn(work, input), options)

/** Money that a fund received, with the document that says so. @returns its balance in fen afterwards */
export async function creditFundIn(work: Work, fund: string, amount_fen: Fen, proof: Omit<CreditInput, 'amount_fen'>): Promise<Result<Fen>> {
  const parsed = creditInput.safeParse({ amount_fen, ...proof })
  const offences = parsed.success ? [...screenSecret('document', parsed.data.document), ...ahead('on', parsed.data.on, work.today)] : refusalsOf(parsed.error.issues)
  if (offences.length > 0) return refused(...offences)
  const row = await selectFund(work.session, work.actor.county, fund)
  if (!row) return refused(noSuchFund(fund))
  const id = work.id()
  const posted = await postIn(work, [{
    key: `fund:${id}`, on: proof.on, debit: fundAccount(fund), credit: GRANT, amount_fen, place: row.place, fund, person: null, benefit: null, period: null,
    reference: { kind: 'ledger.fund', id: fund }, memo: proof.document,
  }])
  if (!posted.ok) return posted
  const balance = row.balance_fen + amount_fen
  work.record({ action: 'ledger.fund.credit', subject: fund, place: row.place, before: { balance_fen: row.balance_fen }, after: { balance_fen: balance, amount_fen, ...proof } })
  return done(balance)
}

export const creditFund = (house: House, actor: Actor, fund: string, input: CreditInput, options: ActOptions = {}): Promise<Result<Fen>> =>
  act(house, actor, 'ledger.fund', work => creditFundIn(work, fund, input.amount_fen, { document: input.document, on: input.on }), options)

/** A key that stands with another movement is a bug of whoever made the key. */
async function assertSame(work: Work, again: readonly Posting[]): Promise<void> {
  if (again.length === 0) return
  const standing = new Map((await selectByKeys(work.session, work.actor.county, again.map(posting => posting.key))).map(posting => [posting.key, posting]))
  for (const posting of again) {
    const there = standing.get(posting.key)
    if (!there || !samePosting(there, posting)) throw new Error(`another movement stands under the key ${posting.key}`)
  }
}

/** Takes each fund's balance along with its postings, and refuses what a fund does not hold. */
async function moveBalances(work: Work, postings: readonly Posting[]): Promise<Refusal[]> {
  const refusals: Refusal[] = []
  // In order of their ids, so that two works never wait for each other.
  for (const [fund, change] of [...fundChanges(postings)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    if (change === 0) continue
    if (!await lockFund(work.session, work.actor.county, fund)) {
      refusals.push(noSuchFund(fund))
      continue
    }
    const { reference } = postings.find(posting => posting.fund === fund)!
    const row = { fund, change_fen: change, reference, by: work.actor.account, at: new Date(work.now) }
    if (!await insertBalance(work.session, work.actor.county, row)) refusals.push(overspent((await selectFund(work.session, work.actor.county, fund))!, -change))
  }
  return refusals
}

/**
 * Posts movements: each once by its key, each fund's balance moved with them. The caller records in the journal what they belong to.
 * Refuses `insufficient` (a fund without the money) and `not-found` (a fund out of sight); a malformed posting throws.
 * @returns how many were new
 */
export async function postIn(work: Work, postings: readonly Posting[]): Promise<Result<number>> {
  for (const posting of postings) {
    const fault = postingFault(posting)
    if (fault !== undefined) throw new Error(fault)
  }
  const fresh: Posting[] = []
  for (let start = 0; start < postings.length; start += BATCH) {
    const batch = postings.slice(start, start + BATCH)
    const added = await insertPostings(work.session, work.actor.county, batch, new Date(work.now), work.actor.account)
    const isNew = (posting: Posting) => added.has(posting.key)
    fresh.push(...batch.filter(isNew))
    if (added.size < batch.length) await assertSame(work, batch.filter(posting => !isNew(posting)))
  }
  const refusals = await moveBalances(work, fresh)
  return refusals.length > 0 ? refused(...refusals) : done(fresh.length)
}

/** What is posted for people's benefits of the months from..to: expense less what was taken back. */
export const postedIn = (work: Work, query: { from: Month; to: Month; persons?: readonly string[] }): Promise<Posted[]> =>
  selectPosted(work.session, work.actor.county, query.from, query.to, query.persons ?? null)

/** Where the money for each benefit comes from, as far as payments since a month tell: no rule says it, a run's fund is chosen when it is approved. */
export const payingFundsIn = (work: Work, from: Month): Promise<PayingFund[]> => selectPayingFunds(work.session, work.actor.county, from)

/** Debits less credits of every account, fund by fund. */
export const balancesIn = (work: Work, query: { to?: Day } = {}): Promise<Balance[]> => selectBalances(work.session, work.actor.county, query.to ?? '9999-12-31')

/** The movements that belong to these records, in the order in which they were posted. */
export const postingsOfIn = (work: Work, kind: string, ids: readonly string[]): Promise<Posting[]> =>
  selectByReference(work.session, work.actor.county, kind, ids)

/** Funds whose kept balance differs from the ledger's: there must be none. */
export const wrongBalancesIn = (work: Work) => selectWrongBalances(work.session, work.actor.county)
