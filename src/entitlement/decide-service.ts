import { firstDay, lastDay, monthOf, type Month } from '../base/day.ts'
import { isGiven, type ConscriptFamilyIdentity } from '../law/facts.ts'
import { rateOn, type FoundRate } from '../law/law.ts'
import type { Reason } from './decision.ts'
import { noticeText, ownReason, shownRate } from './reasons.ts'
import { dueMonth, serviceAmount, serviceYearsOf, type ServiceYear } from './service.ts'
import { suspensionsIn } from './situation.ts'
import { examine, situationOf, type Task } from './task.ts'

const PAID_PER = ['year', 'month']

/** The last month that can count because the identity or the person it is paid to has ended. */
function untilOf(task: Task): Month | null {
  const ends = [task.identity.ended_on, task.facts.person?.died].filter(day => isGiven(day)).map(monthOf)
  return ends.toSorted()[0] ?? null
}

const ratesFor = (task: Task, county: string, months: readonly Month[]): (FoundRate | undefined)[] => months.map(month => {
  const found = rateOn(task.book, { benefit: task.benefit.entry.id, place: county, day: firstDay(month), knownOn: task.knownOn, extra: task.extra })
  return found && PAID_PER.includes(found.rate.per) ? found : undefined
})

/** What a county must settle by hand, the line standing as it is. */
function handOver(task: Task, identity: ConscriptFamilyIdentity, months: readonly Month[]): void {
  const { answer, benefit: { entry }, facts } = task
  const add = (code: string, from: Month, to: Month, decided_by: string, text: string, text_en: string) =>
    answer.byHand.push({ benefit: entry.id, category: identity.category, from, to, code, decided_by, text, text_en })
  const span = { from: months[0]!, to: months.at(-1)! }
  const touched = months.filter(month => suspensionsIn(facts, firstDay(month), lastDay(month), 'province').length > 0)
  const runs = touched.reduce<Month[][]>((found, month) => {
    const current = found.at(-1)
    if (current && months.indexOf(month) === months.indexOf(current.at(-1)!) + 1) current.push(month)
    else found.push([month])
    return found
  }, [])
  for (const run of runs) {
    add('suspension', run[0]!, run.at(-1)!, identity.approved_by_county!, '中止期间优待金是否停发，由批准入伍地县级决定',
      'whether the suspension stops the allowance is decided by the county that approved enlistment')
  }
  if (isGiven(identity.area) && identity.area !== 'ordinary') {
    add('area-supplement', span.from, span.to, identity.approved_by_county!, '高原、西藏服役的增发部分由县级按当地办法核定',
      'the supplement for service on the plateau or in Tibet is settled by the county')
  }
  if (isGiven(identity.education)) {
    add('education-supplement', span.from, span.to, identity.approved_by_county!, '学历增发部分由县级按当地办法核定', 'the supplement for education is settled by the county')
  }
}

function refuseForRate(task: Task, county: string, period: Month, month: Month): void {
  const { answer, benefit: { entry }, identity } = task
  const notice = noticeText(entry, undefined, county, month)
  const text = { zh: `缺少${notice.zh}`, en: `missing: ${notice.en}` }
  answer.refused.push({ benefit: entry.id, category: identity.category, period, state: 'no-rate', reasons: [ownReason('no-rate', '规则一', text)] })
  answer.lacks(entry.id, identity.category, 'rate', text)
}

const monthsReason = ({ months, filled }: ServiceYear): Reason => ownReason('service-months', '规则五', {
  zh: `本年服役涉及 ${months.length} 个月${filled.length > 0 ? `，另补足六个月之数 ${filled.length} 个月` : ''}`,
  en: `service touches ${months.length} months of this year${filled.length > 0 ? `, and ${filled.length} more fill up to six` : ''}`,
})

function decideYear(task: Task, identity: ConscriptFamilyIdentity, year: ServiceYear, end: Month): void {
  const { book, answer, benefit: { entry }, months } = task
  const county = identity.approved_by_county!
  const found = ratesFor(task, county, year.months)
  const latest = found.at(-1)
  const period = dueMonth(year, latest?.rate.due_month ?? null, end)
  if (period < months[0]! || period > months.at(-1)!) return
  const verdict = examine(task, situationOf(task, period, []))
  if (!verdict.entitled) {
    if (verdict.state !== 'missing') answer.refused.push({ benefit: entry.id, category: identity.category, period, state: verdict.state,
      reasons: verdict.reasons })
    return
  }
  const without = found.indexOf(undefined)
  if (without >= 0) return refuseForRate(task, county, period, year.months[without]!)
  const known = found.filter(rate => rate !== undefined)
  const rated = [...year.months.map((month, index) => ({ month, rate: known[index]!.rate })), ...year.filled.map(month => ({ month, rate: latest!.rate }))]
  const distinct = [...new Map(known.map(rate => [rate.rate, rate])).values()].map(rate => shownRate(book, rate))
  answer.lines.push({
    benefit: entry.id, category: identity.category, period, ...serviceAmount(rated), payer_county: county,
    state: known.some(({ rate }) => rate.confidence === 'derived') ? 'provisional' : 'owed',
    reasons: [...verdict.reasons, monthsReason(year)], rate: distinct.at(-1)!, ...(distinct.length > 1 ? { rates: distinct } : {}),
  })
  handOver(task, identity, year.months)
  if (year.last && !isGiven(identity.left_on) && isGiven(task.facts.person?.died) && monthOf(task.facts.person.died) === end) {
    answer.byHand.push({
      benefit: entry.id, category: identity.category, from: end, to: end, code: 'payee-died', decided_by: county,
      text: '领取人死亡，其后月份由县级核定新的领取人', text_en: 'the payee died; for the months after, the county settles a new payee of the family',
    })
  }
}

/** A benefit of one line for each calendar year of service (money rule 5). */
export function decideService(task: Task): void {
  const { identity, answer, benefit: { entry } } = task
  if (identity.category !== 'conscript-family' || task.months.length === 0) return
  const needed = ['enlistment_approved_on', 'approved_by_county'] as const
  const absent = needed.filter(fact => !isGiven(identity[fact]))
  for (const fact of absent) {
    answer.lacks(entry.id, identity.category, `${task.place}.${fact}`, { zh: '缺少这项事实，无法判定', en: 'nothing can be said without this fact' })
  }
  if (absent.length > 0) return
  const years = serviceYearsOf(identity, untilOf(task))
  const end = years.at(-1)?.months.at(-1)
  for (const year of years) decideYear(task, identity, year, end!)
}
