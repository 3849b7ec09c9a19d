import { figures as activityFigures } from './activity/figures.ts'
import { figures as disclosureFigures } from './disclosure/figures.ts'
import type { Figure } from './figures/figures.ts'
import type { LawBook } from './law/law.ts'
import { figures as ledgerFigures } from './ledger/figures.ts'
import { figures as organizationFigures } from './organization/figures.ts'
import { figures as paymentFigures } from './payment/figures.ts'
import { figures as planFigures } from './plan/figures.ts'
import { figures as rosterFigures } from './roster/figures.ts'
import { figures as visitsFigures } from './visits/figures.ts'

/** Every figure that a room declares. Two of one id are a bug. */
export function allFigures(root: string, { benefits }: Pick<LawBook, 'benefits'>): readonly Figure[] {
  const all = [...rosterFigures, ...planFigures, ...organizationFigures, ...ledgerFigures, ...paymentFigures(benefits.values()), ...visitsFigures, ...activityFigures(root), ...disclosureFigures]
  const twice = all.filter((figure, index) => all.findIndex(other => other.id === figure.id) !== index)
  if (twice.length > 0) throw new Error(`two figures with the id ${twice.map(figure => figure.id).join(', ')}`)
  return all
}
