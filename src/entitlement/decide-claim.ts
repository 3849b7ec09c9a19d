import { monthOf, type Month } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import { isGiven, type Facts } from '../law/facts.ts'
import type { Answer } from './answer.ts'
import type { Claim } from './claims.ts'
import { absentFacts, examine, isHeld, type Verdict } from './examine.ts'
import { isDue, type Basis, type Lookup, type Owed } from './formula.ts'
import { citedIn, ownReason } from './reasons.ts'
import { situationIn, type Situation } from './situation.ts'

/** What deciding one person needs. */
export type Task = { readonly facts: Facts; readonly months: readonly Month[]; readonly lookup: Lookup; readonly answer: Answer }

/** Whether what a claim continues was held in the month of death. */
function heldAtDeath({ book }: Lookup, facts: Facts, { base, identity }: Claim): boolean {
  const died = facts.person?.died
  return base !== null && isGiven(died)
    && examine(book, base, situationIn({ facts, identity, month: monthOf(died), grading: base.rule.entry.grading })).kind === 'entitled'
}

export type SituationAt = (month: Month, held?: readonly Text[]) => Situation

/** The claim's situation in any month. */
export function situationsOf(lookup: Lookup, facts: Facts, claim: Claim): SituationAt {
  const { identity, rule, base } = claim
  const shared = { facts, identity, grading: (base ?? { rule }).rule.entry.grading, heldAtDeath: heldAtDeath(lookup, facts, claim) }
  return (month, held) => situationIn({ ...shared, month, held })
}

const payerReason = (payer: string) => ownReason('payer', '规则八', { zh: `户籍已迁，本年起由 ${payer} 发放`, en: `registration has moved; paid by ${payer} from this year` })
const FLOOR = { zh: '没有更高的地方标准，按国家标准（底线）计发', en: 'no higher local rate is known; the national floor is paid' }
const WHY_NEEDED = { zh: '缺少这项事实，无法判定', en: 'nothing can be said without this fact' }

type Entitled = Extract<Verdict, { kind: 'entitled' }>

function addLine({ answer }: Task, { rule: { entry }, identity: { category } }: Claim, period: Month, { reasons }: Entitled, basis: Basis, owed: Owed): void {
  if (owed.floor) answer.warn('floor', entry.id, category, FLOOR)
  answer.lines.push({
    benefit: entry.id, category, period, amount_fen: owed.amount_fen, state: owed.provisional ? 'provisional' : 'owed', payer_county: basis.payer,
    reasons: [...reasons, ...owed.reasons, ...(basis.moved ? [payerReason(basis.payer)] : [])],
    rate: owed.rates.at(-1)!, ...(owed.rates.length > 1 ? { rates: owed.rates } : {}), arithmetic: owed.arithmetic,
  })
}

/** What a person must settle in the months that a line is for. A notice that prints its amounts by area leaves no supplement to settle. */
function handOver(task: Task, claim: Claim, at: SituationAt, months: readonly Month[], basis: Basis, owed: Owed | null): void {
  const { entry, by_hand } = claim.rule
  const deciders = { county: basis.payer, province: basis.payer.slice(0, 2), township: 'township' }
  for (const { code, cite, only, decided_by, text, concerns } of by_hand) {
    if (only !== undefined && 'area' in only && owed?.selectedBy.includes('area')) continue
    for (const month of months.filter(one => concerns(at(one)))) {
      const words = { text: text.zh, text_en: text.en, ...citedIn(task.lookup.book, entry, cite, month) }
      task.answer.handOver({ benefit: entry.id, category: claim.identity.category, code, decided_by: deciders[decided_by], line: owed !== null, ...words }, month)
    }
  }
}

function addAmount(task: Task, claim: Claim, month: Month, basis: Basis, at: SituationAt, verdict: Entitled): void {
  const { lookup, answer } = task
  const { rule: { entry, formula }, identity: { category } } = claim
  const amount = formula.amount(entry, basis, month, lookup)
  if (amount.kind === 'no-rate') {
    answer.refused.push({ benefit: entry.id, category, period: month, state: 'no-rate', reasons: [ownReason('no-rate', '规则一', amount.text)] })
    answer.lacks(entry.id, category, amount.lacks, amount.text)
  }
  if (amount.kind === 'owed') addLine(task, claim, month, verdict, basis, amount)
  handOver(task, claim, at, formula.covers?.(entry, basis, month, lookup) ?? [month], basis, amount.kind === 'owed' ? amount : null)
}

/** One claim in every month asked for. Answers the months in which its benefit is held. */
export function decideClaim(task: Task, claim: Claim, heldIn: (month: Month) => readonly Text[]): Month[] {
  const { lookup, answer, months, facts } = task
  const { rule, identity: { category } } = claim
  const last = months.at(-1)
  if (last === undefined) return []
  const at = situationsOf(lookup, facts, claim)
  const lacks = (absent: readonly string[]) => absent.forEach(fact => answer.lacks(rule.entry.id, category, fact, WHY_NEEDED))
  const needed = absentFacts(claim, at(last), rule.formula.needs)
  lacks(needed)
  if (needed.length > 0) return []
  const held: Month[] = []
  for (const month of months) {
    const situation = at(month, heldIn(month))
    const basis = rule.formula.basis(claim, situation, lookup)
    if (!isDue(rule.entry, rule.formula, basis, month, lookup)) continue
    const verdict = examine(lookup.book, claim, situation)
    if (isHeld(verdict)) held.push(month)
    if (verdict.kind === 'missing') lacks(verdict.facts)
    else if (verdict.kind === 'refused') answer.refused.push({ benefit: rule.entry.id, category, period: month, state: verdict.state, reasons: verdict.reasons })
    else addAmount(task, claim, month, basis, at, verdict)
  }
  for (const { warn } of rule.conditions) {
    const warning = warn?.(at(last))
    if (warning) answer.warn(warning.code, rule.entry.id, category, warning.text)
  }
  return held
}
