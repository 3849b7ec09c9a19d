import { yuanGrouped, yuanPlain } from '../../base/money.ts'
import { useText } from '../../ui/language.ts'
import type { BudgetProgress } from '../budgets/budgets.ts'
import { usePurposeName } from './words.ts'

/** How far a budget is used: spent of how much, and beyond it in red. */
export function BudgetUsed({ use }: { use: BudgetProgress }) {
  const t = useText()
  const name = usePurposeName()
  const { purpose, spent_fen, budget_fen } = use
  const over = spent_fen - budget_fen
  const share = budget_fen > 0 ? Math.min(100, Math.max(0, Math.round(spent_fen / budget_fen * 100))) : 100
  const label = purpose === null ? { zh: '预算', en: 'Budget' } : name(purpose)
  return (
    <div className="use">
      <span>{t(label)} {t({ zh: `${yuanGrouped(spent_fen)} / ${yuanGrouped(budget_fen)}`, en: `${yuanGrouped(spent_fen)} of ${yuanGrouped(budget_fen)}` })}</span>
      <div className={`progress${over > 0 ? ' over' : ''}`} aria-hidden><b style={{ width: `${share}%` }} /></div>
      {over > 0 ? <span className="over-text">{t({ zh: `超出预算 ${yuanPlain(over)} 元`, en: `${yuanPlain(over)} yuan beyond the budget` })}</span> : null}
    </div>
  )
}

/** The whole budget and its parts; nothing where no notice set one. */
export function BudgetsUsed({ used }: { used: readonly BudgetProgress[] }) {
  const t = useText()
  if (used.length === 0) return <span className="muted">{t({ zh: '未登记预算', en: 'No budget entered' })}</span>
  return <>{used.map(use => <BudgetUsed key={use.purpose ?? ''} use={use} />)}</>
}
