import type { Fen } from '../../base/money.ts'
import type { Fund } from '../ledger.ts'
import type { FundStatement } from '../statements/statements.ts'
import { budgetUse, budgetWarnings, type BudgetRow, type BudgetProgress, type BudgetWarning, type Spent } from './budgets.ts'

/** A fund as the list shows it: what it got and spent in the year asked for, what it holds, and how far its budget is used. */
export type FundLine = Fund & {
  readonly received_fen: Fen
  readonly spent_fen: Fen
  readonly budget: readonly BudgetProgress[]
  readonly warnings: readonly BudgetWarning[]
}

export function fundLine({ fund, statement }: FundStatement, budget: readonly BudgetRow[], spent: readonly Spent[]): FundLine {
  const used = budgetUse(budget.filter(row => row.fund === fund.id), spent.filter(one => one.fund === fund.id))
  const { received, spent: out, returned } = statement.totals
  return { ...fund, received_fen: received, spent_fen: out - returned, budget: used, warnings: budgetWarnings(fund, used) }
}
