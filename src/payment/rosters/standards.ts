import { addDays, lastDay } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import { rateOn, type BenefitEntry, type Cell, type LawBook, type Rate } from '../../law/law.ts'
import { categoryName } from '../../roster/kinds.ts'
import type { RosterForm } from './form.ts'
import type { RosterRun } from './sheet.ts'
import { causeOf, gradeOf, type RosterItem, type RosterStandard } from './values.ts'

/** What a yearly standard comes to by the month, as notices print it. */
const monthly = (rate: Rate | undefined): Fen | null => {
  const amount = rate?.amount_fen ?? null
  return amount !== null && rate!.per.startsWith('year') ? Math.round(amount / 12) : amount
}

type Applied = { readonly benefit: string; readonly category: string; readonly grade: number | null; readonly cause: ReturnType<typeof causeOf>; readonly nursing_fen: Fen }

const NURSING = 'nursing-allowance'

/** Each standard that the rows rest on, once. */
function applied(items: readonly RosterItem[], benefits: ReadonlySet<string>): Applied[] {
  const found = new Map<string, Applied>()
  for (const item of items) {
    const [grade, cause, category] = [gradeOf(item), causeOf(item), item.row.categories[0] ?? '']
    for (const benefit of item.row.benefits.filter(one => benefits.has(one))) {
      const key = `${benefit}|${grade === null ? category : `${grade}|${cause}`}`
      const nursing_fen = item.row.months === 0 ? 0 : Math.round((item.row.regular[NURSING] ?? 0) / item.row.months)
      const there = found.get(key)
      if (!there || there.nursing_fen < nursing_fen) found.set(key, { benefit, category, grade, cause, nursing_fen })
    }
  }
  return [...found.values()].toSorted((one, other) => (one.grade ?? 0) - (other.grade ?? 0) || (one.category < other.category ? -1 : 1))
}

function cellFor({ category, grade, cause }: Applied, entry: BenefitEntry): Cell {
  const all: Readonly<Record<string, string | number | null>> = { category, grade, cause }
  return Object.fromEntries(entry.cells.flatMap(key => {
    const value = all[key] ?? null
    return value === null ? [] : [[key, value]]
  }))
}

/** The standards that a run applied, each with the one before it and the days between which it holds. */
export function standardsOf(form: RosterForm, items: readonly RosterItem[], run: RosterRun, { book, place, county }: { book: LawBook; place: string; county: string }): RosterStandard[] {
  const regular = new Set(form.benefits ?? [...book.benefits.values()].filter(entry => entry.regular).map(entry => entry.id))
  return applied(items, regular).map((one): RosterStandard => {
    const question = { benefit: one.benefit, place, cell: cellFor(one, book.benefits.get(one.benefit)!) }
    const rate = rateOn(book, { ...question, day: lastDay(run.to) })?.rate
    const before = rate && rateOn(book, { ...question, day: addDays(rate.from, -1) })?.rate
    return {
      county, category: categoryName(one.category).zh, grade: one.grade, cause: one.cause, before_fen: monthly(before), now_fen: monthly(rate), nursing_fen: one.nursing_fen,
      from: rate?.from ?? null, to: rate?.to ?? null,
    }
  })
}
