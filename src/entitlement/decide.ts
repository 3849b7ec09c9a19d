import { addMonths, firstDay, lastDay, monthOf, monthsFrom, type Month } from '../base/day.ts'
import { touches } from '../base/timeline.ts'
import { isGiven, type Benefit, type Category, type Facts, type Identity } from '../law/facts.ts'
import type { LawBook, Rate } from '../law/law.ts'
import { Answer } from './answer.ts'
import { compiled } from './compiled.ts'
import { decideMonthly } from './decide-monthly.ts'
import { decideService } from './decide-service.ts'
import type { DecideOptions, Decision } from './decision.ts'
import { asKnown } from './situation.ts'
import type { Task } from './task.ts'

const NOT_BUILT = { zh: '这项待遇尚未建成（not built yet），请人工核定', en: 'this benefit is not built yet; settle it by hand' }

/** The rates given with the facts, as rows that are sourced and local. */
const extraRates = (facts: Facts): Rate[] => (facts.rates ?? []).map(rate => ({
  benefit: rate.benefit, from: rate.from, to: null, where: rate.county, cell: {}, amount_fen: rate.amount_fen, per: rate.per,
  due_month: rate.due_month ?? null, source: rate.document ?? '随事实提供的地方标准', clause: '标准', confidence: 'sourced', published_on: rate.published_on ?? null,
}))

/** Which regular benefits of one's own are held in each month, and by which identity. */
type Holding = { readonly identity: Identity; readonly benefit: Benefit; readonly months: ReadonlySet<Month> }

/** The months in which an identity stands approved and not ended: all that can be said of a benefit that is not built. */
function standingMonths(facts: Facts, identity: Identity, months: readonly Month[]): Set<Month> {
  const { approved_on, ended_on } = identity
  if (!isGiven(approved_on)) return new Set()
  const died = facts.person?.died
  const to = [ended_on, died].filter(day => isGiven(day)).toSorted()[0] ?? null
  return new Set(months.filter(month => touches({ from: approved_on, to }, firstDay(month), lastDay(month))))
}

function warnOfOverlap(answer: Answer, holdings: readonly Holding[], months: readonly Month[]): void {
  for (const month of months) {
    const together = holdings.filter(holding => holding.months.has(month))
    if (together.length < 2) continue
    const names = together.map(({ identity, benefit }) => `${identity.category}/${benefit}`)
    answer.warn('overlap', null, null, {
      zh: `同时享有多项国家定期抚恤补助（${names.join('、')}），能否兼领请按当地规定核对`,
      en: `several national regular benefits at once (${names.join(', ')}); check the local rule on drawing them together`,
    })
    return
  }
}

function warnOfSuspensions(answer: Answer, facts: Facts, months: readonly Month[]): void {
  const [first, last] = [months[0], months.at(-1)]
  if (first === undefined || last === undefined) return
  for (const span of facts.suspended ?? []) {
    if (span.decided_by === 'province' || !touches({ from: span.from, to: span.to ?? null }, firstDay(first), lastDay(last))) continue
    answer.warn('suspension-not-provincial', null, null, {
      zh: `自 ${span.from} 起的中止不是省级决定，不生效`, en: `the suspension from ${span.from} was not decided by the province and has no effect`,
    })
  }
}

/** What goes on after a death, while that benefit is not built; an unknown cause is asked for (money rule 7). */
function afterDeath(task: Task): void {
  const { facts, benefit: { entry }, identity, months, answer } = task
  const died = facts.person?.died
  if (!isGiven(died) || !entry.after_death || months.length === 0) return
  const { benefit, months: count, death_cause } = entry.after_death
  const deathMonth = monthOf(died)
  if (months.at(-1)! <= deathMonth || months[0]! > addMonths(deathMonth, count)) return
  if (!standingMonths(facts, identity, [deathMonth]).has(deathMonth)) return
  const cause = facts.person?.death_cause
  if (!isGiven(cause)) answer.lacks(benefit, identity.category, 'person.death_cause', { zh: '死亡原因未知，无法判定是否增发',
    en: 'whether months are added depends on the cause of death' })
  else if (cause === death_cause) answer.lacks(benefit, identity.category, 'benefit', NOT_BUILT)
}

function noteUnbuilt(book: LawBook, answer: Answer, facts: Facts): void {
  for (const category of new Set<Category>((facts.identities ?? []).map(identity => identity.category))) {
    for (const benefit of book.categories.get(category)?.benefits ?? []) {
      if (!book.benefits.has(benefit)) answer.lacks(benefit, category, 'benefit', NOT_BUILT)
    }
  }
  if (facts.merit?.length) answer.lacks('merit-award', null, 'benefit', NOT_BUILT)
}

function tasksOf(book: LawBook, facts: Facts, months: readonly Month[], answer: Answer, options: DecideOptions): Task[] {
  const extra = extraRates(facts)
  return (facts.identities ?? []).flatMap((identity, index) => (book.categories.get(identity.category)?.benefits ?? []).flatMap(id => {
    const benefit = compiled(book).get(id)
    return benefit ? [{ book, facts, identity, place: `identities[${index}]`, benefit, months, extra, knownOn: options.knownOn, answer }] : []
  }))
}

function unbuiltHoldings(book: LawBook, facts: Facts, months: readonly Month[]): Holding[] {
  return (facts.identities ?? []).flatMap(identity => (book.categories.get(identity.category)?.regular ?? [])
    .filter(benefit => !book.benefits.has(benefit))
    .map(benefit => ({ identity, benefit, months: standingMonths(facts, identity, months) })))
}

function decideTasks(tasks: readonly Task[], holdings: Holding[]): void {
  // Benefits that give way to others are decided last, when it is known what else is held.
  for (const task of tasks.toSorted((one, other) => Number(one.benefit.yields) - Number(other.benefit.yields))) {
    const { entry } = task.benefit
    if (entry.formula === 'service-months-by-year') {
      decideService(task)
      continue
    }
    const heldIn = (month: Month) => holdings.filter(holding => holding.identity !== task.identity && holding.months.has(month)).map(({ benefit }) => benefit)
    const months = new Set(decideMonthly(task, heldIn))
    if (task.book.categories.get(task.identity.category)?.regular.includes(entry.id)) holdings.push({ identity: task.identity, benefit: entry.id, months })
    afterDeath(task)
  }
}

/**
 * What the law owes on these facts for the months from one to the other, both included, and why. Pure: the same book,
 * facts and day of knowledge give the same decision. The facts must have passed `readFacts`.
 */
export function decide(book: LawBook, facts: Facts, from: Month, to: Month, options: DecideOptions = {}): Decision {
  const known = options.knownOn === undefined ? facts : asKnown(facts, options.knownOn)
  const months = monthsFrom(from, to)
  const answer = new Answer()
  const holdings = unbuiltHoldings(book, known, months)
  decideTasks(tasksOf(book, known, months, answer, options), holdings)
  noteUnbuilt(book, answer, known)
  warnOfOverlap(answer, holdings, months)
  warnOfSuspensions(answer, known, months)
  const byPeriod = (one: { period: Month }, other: { period: Month }) => (one.period < other.period ? -1 : Number(one.period > other.period))
  answer.lines.sort(byPeriod)
  answer.refused.sort(byPeriod)
  return answer.done(book.hash)
}
