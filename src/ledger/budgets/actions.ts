import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { ahead } from '../../base/ahead.ts'
import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { refusalsOf } from '../../http/router.ts'
import { fundsIn, postIn } from '../actions.ts'
import { expenseAccount, fundAccount, mayPay, noSuchFund, wrongPurpose, type Fund, type Posting } from '../ledger.ts'
import { spentIn } from '../statements/actions.ts'
import { budgetFaults, budgetUse, budgetWarnings, type BudgetRow, type BudgetWarning, type Spent } from './budgets.ts'
import { budgetInput, type BudgetInput } from './schemas.ts'
import { insertBudget, selectBudgets } from './store.ts'

/** Rows of these funds' budgets. */
export const budgetsIn = (work: Work, funds: readonly string[]): Promise<BudgetRow[]> => selectBudgets(work.session, work.actor.county, funds)

/** Adds a row to a fund's budget. @returns its number */
export async function addBudgetIn(work: Work, id: string, input: BudgetInput): Promise<Result<number>> {
  const parsed = budgetInput.safeParse(input)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { purpose = null, ...content } = parsed.data
  const fund = (await fundsIn(work)).find(one => one.id === id)
  const rows = fund ? await budgetsIn(work, [id]) : []
  const faults = [...screenSecret('document', content.document), ...ahead('decided_on', content.decided_on, work.today), ...budgetFaults(fund, id, rows, { ...content, purpose })]
  if (faults.length > 0 || !fund) return refused(...faults)
  const row: BudgetRow = { ...content, fund: id, purpose, number: rows.length + 1, recorded_by_name: work.actor.name }
  // Of two who enter the same number the second is told that somebody was first: the key is fund and number.
  await insertBudget(work.session, work.actor.county, fund.place, row, work.actor.account, new Date(work.now))
  work.record({ action: 'ledger.budget.add', subject: id, place: fund.place, after: row })
  return done(row.number)
}

export const addBudget = (house: House, actor: Actor, fund: string, input: BudgetInput, options: ActOptions = {}): Promise<Result<number>> =>
  act(house, actor, 'ledger.fund', work => addBudgetIn(work, fund, input), options)

/** Where spending passes a budget; `more` is what is about to be spent. For whoever approves or spends. */
export async function budgetWarningsIn(work: Work, funds: readonly Fund[], more: readonly Spent[] = []): Promise<BudgetWarning[]> {
  const ids = funds.map(fund => fund.id)
  const rows = await budgetsIn(work, ids)
  const spent = [...await spentIn(work, ids), ...more]
  return funds.flatMap(fund => budgetWarnings(fund, budgetUse(rows.filter(row => row.fund === fund.id), spent.filter(one => one.fund === fund.id))))
}

/** Money given to people outside payment runs. `key` names it for ever: spent twice it is spent once. */
export type Spending = {
  readonly key: string
  readonly fund: string
  readonly purpose: 'condolence' | 'hardship'
  readonly amount_fen: Fen
  readonly on: Day
  readonly place: string
  readonly person: string | null
  readonly reference: Posting['reference']
  readonly memo: string
}

const postingOf = ({ purpose, ...spending }: Spending): Posting => ({
  ...spending, debit: expenseAccount(purpose), credit: fundAccount(spending.fund), benefit: null, period: null,
})

/**
 * Spends a fund's money on a purpose and tells where that passes its budget. The caller authorises, and records in the journal what it belongs to.
 * Refuses a fund out of sight, for something else, or without the money.
 */
export async function spendIn(work: Work, spending: Spending): Promise<Result<{ posted: number; warnings: BudgetWarning[] }>> {
  const fund = (await fundsIn(work)).find(one => one.id === spending.fund)
  if (!fund) return refused(noSuchFund(spending.fund))
  if (!mayPay(fund, spending.purpose)) return refused(wrongPurpose(fund, spending.purpose))
  const posted = await postIn(work, [postingOf(spending)])
  return posted.ok ? done({ posted: posted.value, warnings: await budgetWarningsIn(work, [fund]) }) : posted
}

/** Takes spending back on a day: what stands is never rewritten, the reverse is added. */
export async function takeBackIn(work: Work, spending: Spending, on: Day): Promise<Result<number>> {
  const posting = postingOf(spending)
  return postIn(work, [{ ...posting, key: `${posting.key}:reverse`, on, debit: posting.credit, credit: posting.debit }])
}
