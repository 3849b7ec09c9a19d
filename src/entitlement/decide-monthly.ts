import { firstDay, type Month } from '../base/day.ts'
import type { Benefit } from '../law/facts.ts'
import { latestNationalRow, rateOn, type Cell } from '../law/law.ts'
import { MONTHLY_FORMULAS, monthAmount, type MonthlyFormula } from './monthly.ts'
import { noticeText, ownReason, shownRate } from './reasons.ts'
import { payerIn, type Situation } from './situation.ts'
import { examine, payerReason, situationOf, type Task } from './task.ts'

const FLOOR = { zh: '没有更高的地方标准，按国家标准（底线）计发', en: 'no higher local rate is known; the national floor is paid' }

function refuseForRate(task: Task, month: Month, place: string, cell: Cell): void {
  const { book, benefit: { entry }, identity, answer } = task
  const day = firstDay(month)
  const notice = noticeText(entry, latestNationalRow(book, { benefit: entry.id, place, day, cell }), place, day)
  const text = { zh: `缺少${notice.zh}`, en: `missing: ${notice.en}` }
  answer.refused.push({ benefit: entry.id, category: identity.category, period: month, state: 'no-rate', reasons: [ownReason('no-rate', '规则一', text)] })
  answer.lacks(entry.id, identity.category, 'rate', text)
}

function addLine(task: Task, formula: MonthlyFormula, situation: Situation, reasons: Task['answer']['lines'][number]['reasons']): void {
  const { book, benefit: { entry }, identity, answer, facts } = task
  const { month, first } = situation
  const payer = payerIn(facts, month)
  const cell = formula.cell(situation)
  const found = rateOn(book, { benefit: entry.id, place: payer, day: first, cell, knownOn: task.knownOn, extra: task.extra })
  if (!found || !formula.pays.includes(found.rate.per)) return refuseForRate(task, month, payer, cell)
  if (found.floor) answer.warn('floor', entry.id, identity.category, FLOOR)
  const { amount_fen, arithmetic } = monthAmount(found, formula.times(situation), month)
  answer.lines.push({
    benefit: entry.id, category: identity.category, period: month, amount_fen, state: found.rate.confidence === 'derived' ? 'provisional' : 'owed',
    payer_county: payer, reasons: payer === facts.county ? reasons : [...reasons, payerReason(payer, facts.county)],
    rate: shownRate(book, found), arithmetic,
  })
}

/** A benefit of every month. Answers the months in which it is held, whether or not its rate is known or it is suspended. */
export function decideMonthly(task: Task, heldIn: (month: Month) => readonly Benefit[]): Month[] {
  const { benefit: { entry, conditions }, identity, answer } = task
  const formula = MONTHLY_FORMULAS[entry.formula]
  if (!formula) throw new Error(`${entry.id}: no formula ${entry.formula}`)
  const held: Month[] = []
  for (const month of task.months) {
    const situation = situationOf(task, month, heldIn(month))
    const verdict = examine(task, situation)
    if (verdict.entitled) addLine(task, formula, situation, verdict.reasons)
    else if (verdict.state !== 'missing') {
      answer.refused.push({ benefit: entry.id, category: identity.category, period: month, state: verdict.state, reasons: verdict.reasons })
    }
    if (verdict.entitled || verdict.state === 'suspended') held.push(month)
  }
  const last = task.months.at(-1)
  if (last === undefined) return held
  for (const { condition } of conditions) {
    const warning = condition.warn?.(situationOf(task, last, []))
    if (warning) answer.warn(warning.code, entry.id, identity.category, warning.text)
  }
  return held
}
