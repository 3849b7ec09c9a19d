import { addDays, monthOf, yearOf, type Month } from '../../base/day.ts'
import { isGiven } from '../../law/facts.ts'
import type { BenefitEntry, FoundRate } from '../../law/law.ts'
import { NOTHING, type Amount, type Basis, type Formula, type Lookup } from '../formula.ts'
import { missingRate, ownReason, shownRate } from '../reasons.ts'
import { rateFor } from './monthly.ts'
import { dueMonth, endOfService, serviceAmount, serviceYearsOf, type ServiceYear } from './service-span.ts'

/** Service of a conscript whose family is paid by the county that approved enlistment; `end` null: no month counts. */
type ServiceBasis = Basis & { readonly first: Month; readonly end: Month | null }

const yearIn = ({ first, end }: ServiceBasis, month: Month): ServiceYear | undefined =>
  (end === null ? undefined : serviceYearsOf(first, end).find(({ year }) => year === yearOf(month)))

const rateIn = (entry: BenefitEntry, basis: ServiceBasis, month: Month, lookup: Lookup): FoundRate | undefined => rateFor(entry, basis, month, lookup, ['year', 'month'])

const monthsReason = ({ months, filled }: ServiceYear) => ownReason('service-months', '规则五', {
  zh: `本年服役涉及 ${months.length} 个月${filled.length > 0 ? `，另补足六个月之数 ${filled.length} 个月` : ''}`,
  en: `service touches ${months.length} months of this year${filled.length > 0 ? `, and ${filled.length} more fill up to six` : ''}`,
})

function amountOf(entry: BenefitEntry, basis: ServiceBasis, year: ServiceYear, lookup: Lookup): Amount {
  const found = year.months.map(month => rateIn(entry, basis, month, lookup))
  const without = found.indexOf(undefined)
  if (without >= 0) return { kind: 'no-rate', lacks: 'rate', text: missingRate(entry, undefined, basis.payer, year.months[without]!) }
  const known = found.filter(rate => rate !== undefined)
  const last = known.at(-1)!
  const rated = [...year.months.map((month, index) => ({ month, rate: known[index]!.rate })), ...year.filled.map(month => ({ month, rate: last.rate }))]
  const distinct = [...new Map(known.map(rate => [rate.rate, rate])).values()]
  return {
    kind: 'owed', ...serviceAmount(rated), rates: distinct.map(rate => shownRate(lookup.book, rate)), provisional: known.some(({ rate }) => rate.confidence === 'derived'),
    floor: known.some(rate => rate.floor), selectedBy: Object.keys(last.rate.cell), reasons: [monthsReason(year)],
  }
}

/** One line for each calendar year of service (money rule 5). */
export const serviceMonths: Formula<ServiceBasis> = {
  needs: ['enlistment_approved_on', 'approved_by_county'],
  basis(_, { identity, facts }) {
    if (identity.category !== 'conscript-family' || !isGiven(identity.enlistment_approved_on) || !isGiven(identity.approved_by_county)) throw new Error('service needs its days')
    const [payer, area, first] = [identity.approved_by_county, identity.area ?? 'ordinary', monthOf(identity.enlistment_approved_on)]
    const ends = [identity.ended_on, facts.person?.died].filter(day => isGiven(day)).map(monthOf)
    const end = endOfService(first, [...(isGiven(identity.left_on) ? [monthOf(addDays(identity.left_on, -1))] : []), ...ends])
    return { payer, cell: { area }, first, end, key: `${payer}|${area}|${first}|${end}` }
  },
  due(entry, basis, month, lookup) {
    const year = yearIn(basis, month)
    return year !== undefined && dueMonth(year, rateIn(entry, basis, year.months.at(-1)!, lookup)?.rate.due_month ?? null, basis.end!) === month
  },
  amount(entry, basis, month, lookup) {
    const year = yearIn(basis, month)
    return year ? amountOf(entry, basis, year, lookup) : NOTHING
  },
  covers: (_, basis, month) => yearIn(basis, month)?.months ?? [],
}

