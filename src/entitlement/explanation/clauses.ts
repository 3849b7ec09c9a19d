import { addDays, firstDay, type Day, type Month } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'
import type { BenefitEntry, Citation, LawBook, Source } from '../../law/law.ts'

/** An article in another version, from the first day of the periods that are cited in it. */
export type OtherVersion = { readonly source: string; readonly cite: string; readonly article: string; readonly from: Day; readonly text: Text | null }

/** A clause as a person reads it: whose it is, what it says in our sentence, how long it holds, and what held before and after. */
export type ShownClause = {
  /** The id of the source; null for a document that came with the facts. */
  readonly source: string | null
  readonly cite: string
  readonly title: Text
  readonly number: string | null
  readonly issuer: Text | null
  readonly article: string
  readonly text: Text | null
  readonly in_force: Day | null
  /** The last day, where another law took its place. */
  readonly until: Day | null
  readonly urls: readonly string[]
  /** A rule of the program's own, where the law is silent. */
  readonly ours: boolean
  readonly before: OtherVersion | null
  readonly after: OtherVersion | null
}

/** The source of the rules that are ours. */
export const OWN_RULES = 'tongxin-rules'

/** The last day of a source that another one took the place of. */
export function untilOf(book: LawBook, source: Source): Day | null {
  const next = source.repealed_by === null ? undefined : book.sources.get(source.repealed_by)
  return next?.in_force ? addDays(next.in_force, -1) : null
}

/** The pages where a source was read. */
export const urlsOf = ({ url }: Source): string[] => url?.split(' ; ') ?? []

function versionOf(book: LawBook, { from, source, article }: Citation): OtherVersion {
  const found = book.sources.get(source)
  return { source, cite: found?.cite ?? source, article, from, text: found?.articles[article] ?? null }
}

/** An article of a source of the book. */
export function clauseOf(book: LawBook, id: string, article: string, versions: Pick<ShownClause, 'before' | 'after'> = { before: null, after: null }): ShownClause {
  const source = book.sources.get(id)
  if (!source) return { source: null, cite: id, title: { zh: id, en: id }, number: null, issuer: null, article, text: null, in_force: null, until: null, urls: [], ours: false, ...versions }
  const { cite, title, number, issuer, in_force } = source
  return { source: id, cite, title, number, issuer, article, text: source.articles[article] ?? null, in_force, until: untilOf(book, source), urls: urlsOf(source), ours: id === OWN_RULES, ...versions }
}

const idsByCite = new WeakMap<LawBook, ReadonlyMap<string, string>>()

/** The source that a decision names as people cite it; a document of the facts names itself. */
export function citedClause(book: LawBook, cite: string, article: string): ShownClause {
  let ids = idsByCite.get(book)
  if (!ids) idsByCite.set(book, ids = new Map([...book.sources.values()].map(source => [source.cite, source.id])))
  return clauseOf(book, ids.get(cite) ?? cite, article)
}

/** The versions of a rule of a benefit, each from a day on. */
export const versionsOf = (book: LawBook, entry: BenefitEntry, cite: string): OtherVersion[] => (entry.citations[cite] ?? []).map(citation => versionOf(book, citation))

/** A rule of a benefit in the version that holds for a month, with its neighbours in time. */
export function clauseIn(book: LawBook, entry: BenefitEntry, cite: string, month: Month): ShownClause {
  const versions = versionsOf(book, entry, cite)
  const at = Math.max(0, versions.findLastIndex(({ from }) => from <= firstDay(month)))
  const version = versions[at]
  if (!version) throw new Error(`${entry.id}: no citation ${cite}`)
  return clauseOf(book, version.source, version.article, { before: versions[at - 1] ?? null, after: versions[at + 1] ?? null })
}
