import { addMonths, monthNumber, monthsFrom, yearOf, type Month } from '../../base/day.ts'
import { fen, monthlyPart, yuan, type Fen } from '../../base/money.ts'
import type { Rate } from '../../law/law.ts'

/** Money rule 5, ours: a conscript family's allowance counts at most these months of service, and at least those. */
const MONTHS_MOST = 24
const MONTHS_LEAST = 6
const DECEMBER = 12

/** The months that one calendar year's line pays: those of service, and those that fill up to the least. */
export type ServiceYear = {
  readonly year: number
  readonly months: readonly Month[]
  readonly filled: readonly Month[]
  readonly last: boolean
}

/** The last month of service that counts, the earliest of its ends; before the first where service ended before it began to count. */
export const endOfService = (first: Month, ends: readonly Month[]): Month => [addMonths(first, MONTHS_MOST - 1), ...ends].toSorted()[0]!

/** The calendar months touched by service, by year. */
export function serviceYearsOf(first: Month, end: Month): ServiceYear[] {
  const filled = monthsFrom(addMonths(end, 1), addMonths(first, MONTHS_LEAST - 1))
  return [...Map.groupBy(monthsFrom(first, end), yearOf)].map(([year, months]) => {
    const last = year === yearOf(end)
    return { year, months, filled: last ? filled : [], last }
  })
}

/** When a year's line falls due: the rate's month of that year, December if service has not begun by then, the last month of service if sooner. */
export function dueMonth({ year, months }: ServiceYear, due_month: number | null, serviceEnd: Month): Month {
  const asked = `${year}-${String(due_month ?? DECEMBER).padStart(2, '0')}`
  return [asked < months[0]! ? `${year}-${DECEMBER}` : asked, serviceEnd].toSorted()[0]!
}

/** A month of service, or one that fills up to the least, with the rate in force. */
export type RatedMonth = { readonly month: Month; readonly rate: Rate }

const follows = (one: RatedMonth, next: RatedMonth): boolean =>
  one.rate === next.rate && yearOf(one.month) === yearOf(next.month)

function stretches(months: readonly RatedMonth[]): RatedMonth[][] {
  const found: RatedMonth[][] = []
  for (const month of months) {
    const current = found.at(-1)
    if (current && follows(current.at(-1)!, month)) current.push(month)
    else found.push([month])
  }
  return found
}

function stretchAmount(stretch: readonly RatedMonth[]): { amount_fen: Fen; arithmetic: string } {
  const { rate } = stretch[0]!
  const amount = rate.amount_fen!
  if (rate.per === 'month') return { amount_fen: fen(amount * stretch.length), arithmetic: `${yuan(amount)} * ${stretch.length}` }
  const [first, last] = [monthNumber(stretch[0]!.month), monthNumber(stretch.at(-1)!.month)]
  const total = stretch.reduce((sum, { month }) => fen(sum + monthlyPart(amount, monthNumber(month))), 0)
  return { amount_fen: total, arithmetic: `${yuan(amount)} * ${last}/12${first === 1 ? '' : ` - ${yuan(amount)} * ${first - 1}/12`}` }
}

/** A year's months, one after another, summed, so that twelve of one rate are that rate, with the sum written out. */
export function serviceAmount(months: readonly RatedMonth[]): { amount_fen: Fen; arithmetic: string } {
  const parts = stretches(months).map(stretchAmount)
  const amount_fen = parts.reduce((sum, part) => fen(sum + part.amount_fen), 0)
  return { amount_fen, arithmetic: `${parts.map(part => part.arithmetic).join(' + ')} = ${yuan(amount_fen)}` }
}

