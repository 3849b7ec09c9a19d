import type { Day } from '../../base/day.ts'
import { sum, yuan, type Fen } from '../../base/money.ts'
import type { Refusal, Text } from '../../base/result.ts'
import { noSuchFund, type Fund } from '../ledger.ts'
import { PURPOSE_NAMES } from '../words.ts'
import { MOVEMENTS, purposeOf, kindOf, type FundRow } from '../statements/statements.ts'

export const BUDGET_KINDS = {
  budget: { zh: '年度预算', en: 'Budget of the year' },
  allocation: { zh: '上级下达', en: 'Allocated from above' },
  adjustment: { zh: '预算调整', en: 'Adjustment' },
} as const satisfies Record<string, Text>
export type BudgetKind = keyof typeof BUDGET_KINDS

/** One row of a fund's budget: the first, or what changes it. `purpose`: the benefit or purpose that the notice names. */
export type BudgetRow = {
  readonly fund: string
  readonly number: number
  readonly kind: BudgetKind
  readonly purpose: string | null
  readonly change_fen: Fen
  readonly document: string
  readonly decided_on: Day
  readonly recorded_by_name: string
}

/** What a fund spent on a purpose, less what came back. */
export type Spent = { readonly fund: string; readonly purpose: string; readonly amount_fen: Fen }

export function spentOf(rows: readonly Pick<FundRow, 'fund' | 'into' | 'other' | 'benefit' | 'amount_fen'>[]): Spent[] {
  return rows.flatMap(row => {
    const [kind, purpose] = [kindOf(row), purposeOf(row)]
    return purpose === null ? [] : [{ fund: row.fund, purpose, amount_fen: -MOVEMENTS[kind].sign * row.amount_fen }]
  })
}

/** A budget held against what was spent; `purpose` null: of the whole fund. */
export type BudgetProgress = { readonly purpose: string | null; readonly budget_fen: Fen; readonly spent_fen: Fen }

/** The whole fund's budget first, then each purpose that a notice names. Without a budget nothing is held against it. */
export function budgetUse(budget: readonly BudgetRow[], spent: readonly Spent[]): BudgetProgress[] {
  if (budget.length === 0) return []
  const purposes = [...new Set(budget.flatMap(row => row.purpose ?? []))].toSorted()
  const total = (rows: readonly BudgetRow[], of: readonly Spent[]) =>
    ({ budget_fen: sum(rows.map(row => row.change_fen)), spent_fen: sum(of.map(one => one.amount_fen)) })
  return [
    { purpose: null, ...total(budget, spent) },
    ...purposes.map(purpose => ({ purpose, ...total(budget.filter(row => row.purpose === purpose), spent.filter(one => one.purpose === purpose)) })),
  ]
}

/** Spending that passes the budget is told, with the numbers; only the balance forbids it. */
export type BudgetWarning = BudgetProgress & { readonly fund: string; readonly message: Text }

export const budgetWarnings = (fund: Pick<Fund, 'id' | 'name'>, used: readonly BudgetProgress[]): BudgetWarning[] =>
  used.filter(use => use.spent_fen > use.budget_fen).map(use => ({ ...use, fund: fund.id, message: beyond(fund.name, use) }))

const beyond = (name: string, { purpose, budget_fen, spent_fen }: BudgetProgress): Text => {
  const [budget, spent, over] = [budget_fen, spent_fen, spent_fen - budget_fen].map(yuan) as [string, string, string] // three in, three out
  const of = purpose === null ? { zh: '', en: '' } : { zh: `用于${PURPOSE_NAMES[purpose]?.zh ?? purpose}的`, en: ` for ${PURPOSE_NAMES[purpose]?.en ?? purpose}` }
  return {
    zh: `资金“${name}”${of.zh}预算 ${budget} 元，已支出 ${spent} 元，超出 ${over} 元。`,
    en: `The budget of the fund "${name}"${of.en} is ${budget} yuan; ${spent} are spent, ${over} beyond it.`,
  }
}

const NEXT: Text = { zh: '请核对文件；调整预算另登一行，减少的写负数。', en: 'Check the document; a change is a further row, a cut is negative.' }

/** What is wrong with a further row of a budget. */
export function budgetFaults(fund: Fund | undefined, id: string, rows: readonly BudgetRow[], row: Pick<BudgetRow, 'kind' | 'purpose' | 'change_fen'>): Refusal[] {
  if (!fund) return [noSuchFund(id)]
  const first = !rows.some(one => one.kind === 'budget' && one.purpose === row.purpose)
  const left = sum(rows.filter(one => one.purpose === row.purpose).map(one => one.change_fen))
  const faults: Refusal[] = []
  if (row.kind === 'budget' && !first) faults.push({
    code: 'duplicate', place: 'kind', value: row.kind, legal: ['allocation', 'adjustment'],
    message: { zh: `资金“${fund.name}”已有这项年度预算 ${yuan(left)} 元。`, en: `The fund "${fund.name}" has this budget already, ${yuan(left)} yuan.` },
    next: NEXT,
  })
  if (row.kind !== 'adjustment' && row.change_fen < 0) faults.push({
    code: 'invalid', place: 'change_fen', value: row.change_fen, legal: ['> 0'],
    message: { zh: '预算和下达的金额应大于零。', en: 'A budget and an allocation are above nothing.' }, next: NEXT,
  })
  if (left + row.change_fen < 0) faults.push({
    code: 'insufficient', place: 'change_fen', value: { budget_fen: left, change_fen: row.change_fen },
    message: { zh: `这项预算现有 ${yuan(left)} 元，不能再减 ${yuan(-row.change_fen)} 元。`, en: `This budget is ${yuan(left)} yuan; ${yuan(-row.change_fen)} cannot be taken from it.` },
    next: NEXT,
  })
  return faults
}
