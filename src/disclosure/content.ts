import { done, refused, type Refusal, type Result } from '../base/result.ts'
import type { LawBook } from '../law/law.ts'
import { filled, type NoticeContent } from './disclosure.ts'
import { exposedIn } from './exposed.ts'
import { withoutNever, type NoticeKind } from './kinds.ts'
import { shownAs } from './masks.ts'
import { exposedText, nothingToShow, valueMissing } from './refusals.ts'
import type { NoticeContact, NoticeRow } from './schemas.ts'

/** 《军人抚恤优待条例》第六十二条: the law as a board names it, without the year of its version. */
const cited = (law: LawBook, { source, article }: NoticeKind['basis'][number]): string => {
  const title = law.sources.get(source)?.title.zh ?? source
  return `《${title.replace(/（[^）]*）$/, '')}》${article === '全文' ? '' : article}`
}

const namesOf = (law: LawBook): string[] => [...law.benefits.values(), ...law.categories.values()].map(({ name }) => name.zh).toSorted((a, b) => b.length - a.length)

/** Finished rows, each cell under its mask; every cell that is missing or gives too much away is refused. */
function rowsOf(law: LawBook, kind: NoticeKind, rows: readonly NoticeRow[]): Result<string[][]> {
  const names = namesOf(law)
  const faults: Refusal[] = []
  const finished = rows.map((row, index) => kind.columns.map(({ field, mask, heading }) => {
    const place = `rows.${index}.${field}`
    const fits = field !== 'benefit' || row.benefit === undefined || (kind.benefits?.includes(row.benefit) ?? true)
    const text = row[field] === undefined || !fits ? undefined : shownAs(mask, String(row[field]), law.benefits)
    // A name is looked at as it was given too: stars would hide the number that somebody wrote behind it.
    const exposure = text === undefined ? undefined : exposedIn(text, mask, names) ?? (field === 'name' ? exposedIn(String(row.name), mask, names) : undefined)
    if (text === undefined) faults.push(valueMissing(place, heading))
    else if (exposure) faults.push(exposedText(place, heading, exposure))
    return text ?? ''
  }))
  return faults.length > 0 ? refused(...faults) : done(finished)
}

export type NoticePlaces = { readonly place: string; readonly township: string }

/** What will hang on the board. Refuses what may not hang there. */
export function contentOf(law: LawBook, kind: NoticeKind, title: string, given: readonly NoticeRow[], contact: NoticeContact, places: NoticePlaces): Result<NoticeContent> {
  const { shown, omitted } = withoutNever(kind, given)
  if (shown.length === 0) return refused(nothingToShow(omitted))
  const exposure = exposedIn(title, 'words', namesOf(law))
  const rows = rowsOf(law, kind, shown)
  const faults = [...(exposure ? [exposedText('title', '标题', exposure)] : []), ...(rows.ok ? [] : rows.refusals)]
  if (faults.length > 0 || !rows.ok) return refused(...faults)
  const values = { ...places, basis: kind.basis.map(one => cited(law, one)).join('、') }
  return done({
    title, opening: filled(kind.opening, values), headings: kind.columns.map(({ heading }) => heading), rows: rows.value, omitted, note: kind.note,
    where: filled(kind.where, values), objections_to: filled(kind.objections_to, values), phone: contact.phone, address: contact.address,
    organ: filled(kind.organ, values), period: kind.period,
  })
}

/** The finished rows looked at once more, as they are kept: whatever made them, nothing goes up that may not. */
export function contentFaults(law: LawBook, kind: NoticeKind, { title, rows }: NoticeContent): Refusal[] {
  const names = namesOf(law)
  const faults = rows.flatMap((row, index) => row.flatMap((text, at) => {
    const column = kind.columns[at]
    const exposure = exposedIn(text, column?.mask ?? 'words', names)
    return exposure ? [exposedText(`rows.${index}.${column?.field ?? at}`, column?.heading ?? String(at + 1), exposure)] : []
  }))
  const exposure = exposedIn(title, 'words', names)
  return exposure ? [exposedText('title', '标题', exposure), ...faults] : faults
}
