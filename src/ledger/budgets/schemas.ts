import { z } from 'zod'
import { isDay } from '../../base/day.ts'
import { BUDGET_KINDS, type BudgetKind } from './budgets.ts'

const day = z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / must be a date that exists, YYYY-MM-DD')
const AMOUNT_FEN_MAX = 100_000_000_000_00

/** A row of a fund's budget; an adjustment is signed. */
export const budgetInput = z.strictObject({
  kind: z.enum(Object.keys(BUDGET_KINDS) as [BudgetKind, ...BudgetKind[]]), // the table's own keys
  /** a benefit, `condolence`, `hardship` or `goods`; left out, the notice names none */
  purpose: z.string().regex(/^[a-z0-9-]{1,60}$/).nullish(),
  change_fen: z.int().min(-AMOUNT_FEN_MAX).max(AMOUNT_FEN_MAX).refine(amount => amount !== 0, '不能为零 / not nothing'),
  document: z.string().trim().min(1).max(200),
  decided_on: day,
})
export type BudgetInput = z.infer<typeof budgetInput>
