import { addDays, type Day } from '../../base/day.ts'
import { inSentence, standsAlone } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { factName, valueName } from '../../law/fact-names.ts'
import type { Benefit, Category } from '../../law/facts.ts'
import { layerOf, type BenefitEntry, type Cell, type Confidence, type LawBook, type Rate, type RateLayer, type Source } from '../../law/law.ts'
import { clauseOf, untilOf, urlsOf, versionsOf, type OtherVersion, type ShownClause } from '../explanation/clauses.ts'
import { named } from '../explanation/named.ts'
import { conditionWords, continuationWords, formulaWords, guardWords, nationalWords, periodWords, whereWords } from './words.ts'

/** The law as its pages show it. */

type Titled<Id> = { readonly id: Id; readonly name: Text }

/** `standard`: a page with figures. `law`: the text itself. `own`: our rules. */
export type SourceKind = 'law' | 'standard' | 'own'

export type SourceLine = Pick<Source, 'id' | 'title' | 'cite' | 'number' | 'issuer' | 'published' | 'in_force'> & {
  readonly kind: SourceKind
  readonly until: Day | null
  readonly articles: number
}

export type SourceView = Omit<SourceLine, 'articles'> & {
  readonly urls: readonly string[]
  /** The source that took its place, and those whose place it took. */
  readonly next: Titled<string> | null
  readonly earlier: readonly Titled<string>[]
  readonly articles: readonly { readonly article: string; readonly text: Text; readonly benefits: readonly Titled<Benefit>[] }[]
}

/** A rule of a benefit: its versions, each until the next. */
export type RuleView = { readonly text: Text; readonly whom: Text | null; readonly versions: readonly (OtherVersion & { readonly to: Day | null })[] }

export type RateLine = Pick<Rate, 'from' | 'to' | 'where' | 'amount_fen' | 'per' | 'due_month' | 'source' | 'clause' | 'published_on'> & {
  readonly confidence: Confidence
  readonly layer: RateLayer
  readonly where_name: Text
  /** What selects it among those of a day: 因战 5 级. */
  readonly cell: Text
  readonly unit: Text
  readonly cite: string
  readonly urls: readonly string[]
}

export type ShareLine = { readonly from: Day; readonly cell: Text; readonly percent: number; readonly of: Text; readonly clause: ShownClause }

export type BenefitLine = Titled<Benefit> & {
  readonly categories: readonly Titled<Category>[]
  readonly formula: Text
  readonly national: Text
  /** The last day on which a rate began whose figure is known; null where there is none. */
  readonly rated_from: Day | null
}

export type BenefitView = BenefitLine & {
  readonly ground: RuleView
  readonly conditions: readonly RuleView[]
  readonly by_hand: readonly (RuleView & { readonly decided_by: Text })[]
  readonly continues: readonly RuleView[]
  readonly notice: Text
  readonly rates: readonly RateLine[]
  readonly shares: readonly ShareLine[]
  /** The cases that prove it, as officials read them. */
  readonly cases: readonly string[]
}

export type CategoryLine = Titled<Category> & { readonly benefits: readonly Titled<Benefit>[]; readonly annual_confirmation: boolean }
export type CategoryView = CategoryLine & {
  readonly facts: readonly Text[]
  readonly documents: readonly Text[]
  readonly confirmed_by: Text
  readonly starts: readonly Text[]
  readonly ends: readonly Text[]
  readonly clauses: readonly ShownClause[]
}

const titled = <Id>({ id, name }: Titled<Id>): Titled<Id> => ({ id, name })
const benefitsOf = (book: LawBook, ids: readonly Benefit[]): Titled<Benefit>[] => ids.flatMap(id => { const found = book.benefits.get(id); return found ? [titled(found)] : [] })

/** What stands behind figures is a standard, ours is ours, the rest is law. */
function kindOf(book: LawBook, id: string): SourceKind {
  if (clauseOf(book, id, '').ours) return 'own'
  return [...book.benefits.values()].some(({ rates }) => rates.some(rate => rate.source === id)) ? 'standard' : 'law'
}

const lineOf = (book: LawBook, source: Source): Omit<SourceLine, 'articles'> => {
  const { id, title, cite, number, issuer, published, in_force } = source
  return { id, title, cite, number, issuer, published, in_force, kind: kindOf(book, id), until: untilOf(book, source) }
}

/** The newest first; what never came into force, last. */
export const sourceLines = (book: LawBook): SourceLine[] => [...book.sources.values()]
  .map(source => ({ ...lineOf(book, source), articles: Object.keys(source.articles).length }))
  .toSorted((one, other) => (other.in_force ?? '').localeCompare(one.in_force ?? ''))

/** Every clause that a benefit rests on. */
const clausesIn = ({ citations, rates, shares }: BenefitEntry): { source: string; article: string }[] => [
  ...Object.values(citations).flat(), ...[...rates, ...shares].map(({ source, clause }) => ({ source, article: clause })),
]

export function sourceView(book: LawBook, id: string): SourceView | undefined {
  const source = book.sources.get(id)
  if (!source) return undefined
  const name = ({ id: other, title }: Source): Titled<string> => ({ id: other, name: title })
  const next = source.repealed_by === null ? undefined : book.sources.get(source.repealed_by)
  const citing = (article: string) => [...book.benefits.values()].filter(benefit => clausesIn(benefit).some(clause => clause.source === id && clause.article === article))
  return {
    ...lineOf(book, source), urls: urlsOf(source), next: next ? name(next) : null,
    earlier: [...book.sources.values()].filter(({ repealed_by }) => repealed_by === id).map(name),
    articles: Object.entries(source.articles).map(([article, text]) => ({ article, text, benefits: citing(article).map(titled) })),
  }
}

function ruleOf(book: LawBook, entry: BenefitEntry, cite: string, text: Text, whom: Text | null = null): RuleView {
  const versions = versionsOf(book, entry, cite)
  return {
    text: standsAlone(named(book, text)), whom: whom && named(book, whom),
    versions: versions.map((version, index) => ({ ...version, to: versions[index + 1] ? addDays(versions[index + 1]!.from, -1) : null })),
  }
}

function cellWords(book: LawBook, cell: Cell): Text {
  const parts = Object.entries(cell).map(([fact, value]) => named(book, valueName(fact, value)))
  return { zh: parts.map(({ zh }) => zh).join(' '), en: parts.map(({ en }, index) => (index === 0 ? en : inSentence(en))).join(', ') }
}

function rateLine(book: LawBook, rate: Rate): RateLine {
  const { from, to, where, amount_fen, per, due_month, source, clause, confidence, published_on, cell } = rate
  const found = book.sources.get(source)
  return {
    from, to, where, amount_fen, per, due_month, source, clause, confidence, published_on, layer: layerOf(where), where_name: whereWords(where), cell: cellWords(book, cell),
    unit: periodWords(per), cite: found?.cite ?? source, urls: found ? urlsOf(found) : [],
  }
}

export const benefitLine = (book: LawBook, entry: BenefitEntry): BenefitLine => ({
  ...titled(entry), formula: formulaWords(entry.formula), national: nationalWords(entry.national),
  categories: entry.categories.flatMap(id => { const found = book.categories.get(id); return found ? [titled(found)] : [] }),
  rated_from: entry.rates.filter(({ amount_fen }) => amount_fen !== null).map(({ from }) => from).toSorted().at(-1) ?? null,
})

export const benefitLines = (book: LawBook): BenefitLine[] => [...book.benefits.values()].map(entry => benefitLine(book, entry))

const DECIDERS: Readonly<Record<string, Text>> = {
  township: { zh: '乡镇（街道）', en: 'the township' }, county: { zh: '县级', en: 'the county' }, province: { zh: '省级', en: 'the province' },
}

/** A benefit in words; `casesOf` gives the titles of the cases that prove it. */
export function benefitView(book: LawBook, id: string, casesOf: (benefit: Benefit) => readonly string[]): BenefitView | undefined {
  const entry = book.benefits.get(id)
  if (!entry) return undefined
  const placeless = (text: string) => text.replaceAll('{place}', '○○').replaceAll('{from}', '○○')
  return {
    ...benefitLine(book, entry), cases: casesOf(entry.id),
    ground: ruleOf(book, entry, entry.ground.cite, entry.ground.text),
    conditions: entry.conditions.map(condition => ruleOf(book, entry, condition.cite, conditionWords(condition), guardWords(condition.only))),
    by_hand: entry.by_hand.map(hand => ({ ...ruleOf(book, entry, hand.cite, hand.text, guardWords(hand.only)), decided_by: DECIDERS[hand.decided_by]! })),
    continues: entry.continues.map(one => ruleOf(book, entry, one.cite, continuationWords(book.benefits.get(one.benefit)?.name ?? { zh: one.benefit, en: one.benefit }, one))),
    notice: { zh: placeless(entry.notice.zh), en: placeless(entry.notice.en) },
    rates: entry.rates.map(rate => rateLine(book, rate)),
    shares: entry.shares.map(share => ({ from: share.from, cell: cellWords(book, share.cell), percent: share.percent, of: factName(share.of), clause: clauseOf(book, share.source, share.clause) })),
  }
}

export const categoryLines = (book: LawBook): CategoryLine[] =>
  [...book.categories.values()].map(entry => ({ ...titled(entry), benefits: benefitsOf(book, entry.benefits), annual_confirmation: entry.annual_confirmation }))

export function categoryView(book: LawBook, id: string): CategoryView | undefined {
  const entry = [...book.categories.values()].find(category => category.id === id)
  if (!entry) return undefined
  const { documents, confirmed_by, starts, ends, annual_confirmation } = entry
  return {
    ...titled(entry), annual_confirmation, documents: documents.map(standsAlone), confirmed_by: standsAlone(confirmed_by), starts: starts.map(standsAlone), ends: ends.map(standsAlone), benefits: benefitsOf(book, entry.benefits), facts: entry.facts.map(factName),
    clauses: entry.citations.map(({ source, article }) => clauseOf(book, source, article)),
  }
}
