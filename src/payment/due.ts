import type { Day, Month } from '../base/day.ts'
import { fen, type Fen } from '../base/money.ts'
import type { Posted } from '../ledger/ledger.ts'
import { paidBeyond } from './beyond.ts'
import type { EarlierRate, LineContent, ReceivableContent } from './payment.ts'

/** What the law gives one person for one benefit and period, all identities together. */
export type Entitled = {
  readonly person: string
  readonly benefit: string
  readonly period: Month
  readonly category: string
  readonly amount_fen: Fen
  readonly source: string
  readonly article: string
  readonly arithmetic: string
  readonly rate_fen: Fen | null
  readonly rate_source: string
  readonly confidence: string
  readonly provisional: boolean
}

export type DuePerson = { readonly person: string; readonly place: string; readonly name: string }

export type DueQuestion = {
  readonly persons: readonly DuePerson[]
  readonly entitled: readonly Entitled[]
  readonly posted: readonly Posted[]
  /** Whether a run that was approved covered this period at this place. */
  readonly covered: (place: string, period: Month, benefit: string) => boolean
  /** The day by which a benefit of a period must have arrived at a place. */
  readonly dueOn: (benefit: string, place: string, period: Month) => Day
  /** The next such day from now: what is owed beyond what was paid before, by a later notice or a fact learned late, is due on it. */
  readonly nextDueOn: (benefit: string, place: string) => Day
  /** Claimed by a run that is not approved yet: `dueKey`s. */
  readonly held: ReadonlySet<string>
  /** Where the law gives no answer (a rate or a fact is missing), so that nothing is taken back: `dueKey`s, or `person|benefit` for all periods. */
  readonly undecided: ReadonlySet<string>
  /** Why a posted period is no longer owed, in words, by `dueKey`. */
  readonly because: ReadonlyMap<string, string>
}

export type Due = { readonly lines: readonly LineContent[]; readonly receivables: readonly ReceivableContent[]; readonly held: number }

export const dueKey = (one: { readonly person: string; readonly benefit: string; readonly period: Month }): string => `${one.person}|${one.benefit}|${one.period}`

type Difference = { readonly key: string; readonly of: DuePerson; readonly benefit: string; readonly period: Month; readonly entitled: Entitled | undefined; readonly posted: Fen; readonly due: Fen }

/** entitled - posted, wherever one of them is, for persons asked about. */
function differences(question: DueQuestion): Difference[] {
  const of = new Map(question.persons.map(person => [person.person, person]))
  const entitled = new Map(question.entitled.map(one => [dueKey(one), one]))
  if (entitled.size !== question.entitled.length) throw new Error('two entitlements for one person, benefit and period')
  const posted = new Map(question.posted.map(one => [dueKey(one), one]))
  return [...new Set([...entitled.keys(), ...posted.keys()])].flatMap(key => {
    const one = entitled.get(key) ?? posted.get(key)!
    const person = of.get(one.person)
    if (!person) return []
    const before = posted.get(key)?.amount_fen ?? 0
    const due = fen((entitled.get(key)?.amount_fen ?? 0) - before)
    return due === 0 ? [] : [{ key, of: person, benefit: one.benefit, period: one.period, entitled: entitled.get(key), posted: before, due }]
  })
}

const order = (a: Difference, b: Difference): number => {
  const [left, right] = [a, b].map(one => `${one.of.place} ${one.of.person} ${one.benefit} ${one.period}`)
  return left! < right! ? -1 : 1
}

const UNPAID_BEFORE: EarlierRate = { before_rate_fen: null, before_rate_source: null, before_run: null }

const line = ({ of, benefit, period, entitled, posted, due }: Difference & { entitled: Entitled }, number: number, { covered, dueOn, nextDueOn }: DueQuestion): LineContent => ({
  number, place: of.place, person: of.person, name: of.name, benefit, period, category: entitled.category,
  kind: posted !== 0 || covered(of.place, period, benefit) ? 'arrears' : 'regular',
  amount_fen: due, entitled_fen: entitled.amount_fen, posted_before_fen: posted,
  source: entitled.source, article: entitled.article, arithmetic: entitled.arithmetic, rate_fen: entitled.rate_fen, rate_source: entitled.rate_source,
  confidence: entitled.confidence, provisional: entitled.provisional, due_on: posted === 0 ? dueOn(benefit, of.place, period) : nextDueOn(benefit, of.place), ...UNPAID_BEFORE,
})

const receivable = ({ key, of, benefit, period, entitled, posted, due }: Difference, number: number, because: DueQuestion['because']): ReceivableContent => ({
  number, place: of.place, person: of.person, name: of.name, benefit, period, amount_fen: -due, entitled_fen: entitled?.amount_fen ?? 0, posted_before_fen: posted,
  reason: because.get(key) ?? paidBeyond(posted, entitled?.arithmetic), provisional: entitled?.provisional ?? false,
  rate_fen: entitled?.rate_fen ?? null, rate_source: entitled?.rate_source ?? '', ...UNPAID_BEFORE,
})

const isUndecided = (one: Difference, undecided: ReadonlySet<string>): boolean => undecided.has(one.key) || undecided.has(`${one.of.person}|${one.benefit}`)

/**
 * due = entitled - posted. What is due becomes a line; what was posted beyond it becomes a receivable, never a deduction.
 * Nothing is taken back where the law has no answer, and nothing is claimed twice.
 */
export function dueOf(question: DueQuestion): Due {
  const all = differences(question).toSorted(order)
  const free = all.filter(one => !question.held.has(one.key))
  const owed = free.filter((one): one is Difference & { entitled: Entitled } => one.due > 0 && one.entitled !== undefined)
  const back = free.filter(one => one.due < 0 && !isUndecided(one, question.undecided))
  return {
    lines: owed.map((one, index) => line(one, index + 1, question)),
    receivables: back.map((one, index) => receivable(one, index + 1, question.because)),
    held: all.length - free.length,
  }
}

/** Of whom something was posted before in a period that this due speaks of: they alone have an earlier rate. */
export const paidBefore = ({ lines, receivables }: Due): string[] => [...new Set([...lines, ...receivables].filter(one => one.posted_before_fen !== 0).map(one => one.person))]

/** Links back-pay and receivables to the rate by which their period was paid last, by `dueKey`. */
export function withEarlierRates(due: Due, earlier: ReadonlyMap<string, EarlierRate>): Due {
  const link = <One extends LineContent | ReceivableContent>(one: One): One => (one.posted_before_fen === 0 ? one : { ...one, ...earlier.get(dueKey(one)) })
  return { ...due, lines: due.lines.map(link), receivables: due.receivables.map(link) }
}
