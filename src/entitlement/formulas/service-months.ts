import { addDays, firstDay, monthOf, yearOf, type Month } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import { isGiven } from '../../law/facts.ts'
import type { BenefitEntry, FoundRate } from '../../law/law.ts'
import { cellIn, cellKey, isProvisional, type Amount, type Basis, type Formula, type Lookup } from '../formula.ts'
import { missingRate, ownReason, shownRate } from '../reasons.ts'
import { rateFor } from './monthly.ts'
import { dueMonth, endOfService, serviceAmount, serviceYearsOf, type ServiceYear } from './service-span.ts'

/** Service of a conscript whose family is paid by the county that approved enlistment. */
type ServiceBasis = Basis & { readonly first: Month; readonly end: Month }

const yearIn = ({ first, end }: ServiceBasis, month: Month): ServiceYear | undefined => serviceYearsOf(first, end).find(({ year }) => year === yearOf(month))

const rateIn = (entry: BenefitEntry, basis: ServiceBasis, month: Month, lookup: Lookup): FoundRate | undefined => rateFor(entry, basis, firstDay(month), lookup, ['year', 'month'])

const monthsReason = ({ months, filled }: ServiceYear) => ownReason('service-months', '规则五', {
  zh: `本年服役涉及 ${months.length} 个月${filled.length > 0 ? `，另补足六个月之数 ${filled.length} 个月` : ''}`,
  en: `service touches ${counted(months.length, 'month')} of this year${filled.length > 0 ? `, and ${filled.length} more fill up to six` : ''}`,
})

function amountOf(entry: BenefitEntry, basis: ServiceBasis, year: ServiceYear, lookup: Lookup): Amount {
  const found = year.months.map(month => rateIn(entry, basis, month, lookup))
  const without = found.indexOf(undefined)
  if (without >= 0) return { kind: 'no-rate', lacks: 'rate', text: missingRate(entry, undefined, basis.payer, year.months[without]!) }
  const known = found as FoundRate[] // none is without
  const last = known.at(-1)!
  const rated = [...year.months.map((month, index) => ({ month, rate: known[index]!.rate })), ...year.filled.map(month => ({ month, rate: last.rate }))]
  const distinct = [...new Map(known.map(rate => [rate.rate, rate])).values()]
  return {
    kind: 'owed', ...serviceAmount(rated), rates: distinct.map(rate => shownRate(lookup.book, rate)), provisional: isProvisional(known.map(({ rate }) => rate)),
    floor: known.some(rate => rate.floor), selectedBy: Object.keys(last.rate.cell), reasons: [monthsReason(year)],
  }
}

/** One line for each calendar year of service (money rule 5). */
export const serviceMonths: Formula<ServiceBasis> = {
  needs: ['enlistment_approved_on', 'approved_by_county'],
  basis(claim, situation) {
    const { identity: { enlistment_approved_on, approved_by_county, left_on, ended_on }, facts } = situation
    const [payer, first, cell] = [approved_by_county!, monthOf(enlistment_approved_on!), cellIn(claim, situation)]
    const ends = [isGiven(left_on) ? addDays(left_on, -1) : null, ended_on, facts.person?.died].filter(day => isGiven(day)).map(monthOf)
    const end = endOfService(first, ends)
    return { payer, cell, first, end, key: `${payer}|${cellKey(cell)}|${first}|${end}` }
  },
  due(entry, basis, month, lookup) {
    const year = yearIn(basis, month)
    return year !== undefined && dueMonth(year, rateIn(entry, basis, year.months.at(-1)!, lookup)?.rate.due_month ?? null, basis.end) === month
  },
  amount(entry, basis, month, lookup) {
    return amountOf(entry, basis, yearIn(basis, month)!, lookup)
  },
  covers: (_, basis, month) => yearIn(basis, month)!.months,
}

