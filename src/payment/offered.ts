import { addMonths, monthOf, type Day, type Month } from '../base/day.ts'
import type { RunSummary } from './payment.ts'

/** What is asked of a run that is to be prepared, as far as its form is filled in. */
export type AskedRun = { readonly place?: string | undefined; readonly from?: Month | undefined; readonly to?: Month | undefined; readonly benefits?: readonly string[] | undefined }

type Before = Pick<RunSummary, 'place' | 'from' | 'to' | 'benefits' | 'state'>

/** How far back months that nobody prepared are offered. */
const MONTHS_BACK_MAX = 12

/** The runs that stand for some of the same months, benefits and people. */
export const runsOver = <Run extends Before>(runs: readonly Run[], { place, from, to, benefits }: AskedRun): Run[] =>
  place === undefined || from === undefined || to === undefined ? [] : runs.filter(run =>
    run.state !== 'discarded' && run.from <= to && run.to >= from && (run.place.startsWith(place) || place.startsWith(run.place))
    && (!benefits || run.benefits === null || run.benefits.some(benefit => benefits.includes(benefit))))

/** The months that a clerk prepares next: from the first after the last run of everything at the place, to this month. */
export function monthsOffered(runs: readonly Before[], place: string, today: Day): { readonly from: Month; readonly to: Month } {
  const now = monthOf(today)
  const last = runs.filter(run => run.state !== 'discarded' && run.benefits === null && place.startsWith(run.place)).map(run => run.to).toSorted().at(-1)
  const from = last === undefined || last < addMonths(now, -MONTHS_BACK_MAX) ? now : addMonths(last, 1)
  return { from, to: from > now ? from : now }
}
