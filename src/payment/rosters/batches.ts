import { sum } from '../../base/money.ts'
import type { RosterForm } from './form.ts'
import { countingForms, takerOf } from './form.ts'
import type { RosterLine } from './rows.ts'
import { batchOf, rosterTitle, type RosterRun } from './sheet.ts'
import type { RosterBatch } from './values.ts'

/** What of a run stands on one roster; `form` null: what no roster takes, and the list of payments alone shows. */
export type RosterShare = { readonly form: RosterForm | null; readonly persons: number; readonly lines: number; readonly amount_fen: number }

const shareOf = (form: RosterForm | null, lines: readonly RosterLine[]): RosterShare =>
  ({ form, persons: new Set(lines.map(line => line.person)).size, lines: lines.length, amount_fen: sum(lines.map(line => line.amount_fen)) })

/** Every line of a run on one roster or on none: the shares add up to the run. */
export function sharesOf(forms: readonly RosterForm[], lines: readonly RosterLine[]): RosterShare[] {
  const takers = countingForms(forms).map(form => ({ form, takes: takerOf(form) }))
  const byForm = Map.groupBy(lines, line => takers.find(({ takes }) => takes(line))?.form ?? null)
  return [...takers.map(taker => taker.form), null].flatMap(form => {
    const own = byForm.get(form)
    return own ? [shareOf(form, own)] : []
  })
}

const OTHERS = '其他待遇发放明细'

/** One row a roster of the run, as the batch table lists them. */
export const batchesOf = (shares: readonly RosterShare[], run: RosterRun): RosterBatch[] => shares.map(({ form, amount_fen }) => {
  const name = form?.name.zh ?? OTHERS
  return batchOf(run, rosterTitle({ name: { zh: name, en: name } }, run), name.replace(/发放名册$|发放明细$/, ''), amount_fen)
})
