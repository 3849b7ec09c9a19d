import type { Day, Month } from '../base/day.ts'
import { isGiven, type Benefit, type Facts, type Identity } from '../law/facts.ts'
import type { LawBook, Rate } from '../law/law.ts'
import type { Answer } from './answer.ts'
import type { CompiledBenefit } from './compiled.ts'
import type { Reason, RefusedState } from './decision.ts'
import { ownReason, reasonOf } from './reasons.ts'
import { situationIn, type Situation } from './situation.ts'

/** One benefit that one identity can open, to be decided for the months asked for. */
export type Task = {
  readonly book: LawBook
  readonly facts: Facts
  readonly identity: Identity
  readonly place: string
  readonly benefit: CompiledBenefit
  readonly months: readonly Month[]
  /** The rates given with the facts. */
  readonly extra: readonly Rate[]
  readonly knownOn: Day | undefined
  readonly answer: Answer
}

export type Verdict =
  | { readonly entitled: true; readonly reasons: readonly Reason[] }
  | { readonly entitled: false; readonly state: RefusedState | 'missing'; readonly reasons: readonly Reason[] }

function isAbsent({ facts, identity }: Situation, fact: string): boolean {
  const fields: Record<string, unknown> = fact.startsWith('person.') ? { ...facts.person } : identity
  return !isGiven(fields[fact.replace('person.', '')])
}

const WHY_NEEDED = { zh: '缺少这项事实，无法判定', en: 'nothing can be said without this fact' }

/** Every condition of the benefit in one month: all that fail, or the facts that are missing, or all that hold. */
export function examine(task: Task, situation: Situation): Verdict {
  const { book, benefit: { entry, conditions }, identity, answer } = task
  const held: Reason[] = [reasonOf(book, entry, entry.ground.cite, situation.month, 'ground', entry.ground.text)]
  const failed: Reason[] = []
  const absent: string[] = []
  let state: RefusedState | undefined
  for (const { kind, cite, condition } of conditions) {
    const lacking = condition.needs.filter(fact => isAbsent(situation, fact))
    if (lacking.length > 0) {
      absent.push(...lacking)
      continue
    }
    const finding = condition.test(situation)
    const reason = reasonOf(book, entry, cite, situation.month, kind, condition.sentence(situation, finding.holds))
    if (finding.holds) held.push(reason)
    else {
      state ??= finding.state
      failed.push(reason)
    }
  }
  if (state) return { entitled: false, state, reasons: failed }
  for (const fact of absent) answer.lacks(entry.id, identity.category, fact.includes('.') ? fact : `${task.place}.${fact}`, WHY_NEEDED)
  return absent.length > 0 ? { entitled: false, state: 'missing', reasons: [] } : { entitled: true, reasons: held }
}

export const situationOf = (task: Task, month: Month, held: readonly Benefit[]): Situation =>
  situationIn(task.facts, task.identity, month, held, task.benefit.entry.grading)

/** A reason of ours for the place that pays and the rate it pays. */
export const payerReason = (payer: string, registered: string): Reason => ownReason('payer', '规则八', {
  zh: payer === registered ? `由 ${payer} 发放` : `户籍已迁，本年起由 ${payer} 发放`,
  en: payer === registered ? `paid by ${payer}` : `registration has moved; paid by ${payer} from this year`,
})
