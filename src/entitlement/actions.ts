import { read } from '../access/actions.ts'
import type { Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { addMonths, type Day, type Month } from '../base/day.ts'
import { done, refused, type Result } from '../base/result.ts'
import type { Benefit, Facts } from '../law/facts.ts'
import type { LawHouse } from '../law/house.ts'
import type { LawBook } from '../law/law.ts'
import { placesIn } from '../places/actions.ts'
import { factsOfIn, personIn } from '../roster/actions.ts'
import { maskedCard } from '../roster/prepare.ts'
import { caseTitles } from './browsing/case-titles.ts'
import { findInLaw, type FoundEntry } from './browsing/search.ts'
import {
  benefitLines, benefitView, categoryLines, categoryView, sourceLines, sourceView,
  type BenefitLine, type BenefitView, type CategoryLine, type CategoryView, type SourceLine, type SourceView,
} from './browsing/views.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { explain } from './explanation/explain.ts'
import type { Explanation } from './explanation/explanation.ts'
import { readable } from './explanation/named.ts'
import { slipOf, type Slip } from './explanation/slip.ts'
import { readMonths } from './facts.ts'
import { noSuchEntry, tooManyMonths } from './refusals.ts'

/** The second clock: the day asked for, else today. */
type AsKnown = { readonly knownOn?: Day | undefined }

/** What the office knew of a person on a day: nothing before it knew the person at all. */
async function factsIn(work: Work, id: string, knownOn: Day): Promise<Facts> {
  const [known] = await factsOfIn(work, { place: '', knownOn, persons: [id] })
  return known?.facts ?? { county: work.actor.county, identities: [] }
}

type Known = { readonly work: Work; readonly book: LawBook; readonly facts: Facts; readonly knownOn: Day; readonly row: Extract<Awaited<ReturnType<typeof personIn>>, { ok: true }>['value'] }

/** One person in the actor's scope with the facts as known, or the refusal; read and nothing more, as a card is. */
async function ofPerson<T>(house: LawHouse, actor: Actor, id: string, { knownOn }: AsKnown, tell: (known: Known) => Result<T> | Promise<Result<T>>): Promise<Result<T>> {
  const result = await read(house, actor, 'roster.read', async (work): Promise<Result<T>> => {
    const row = await personIn(work, id)
    if (!row.ok) return row
    const day = knownOn ?? work.today
    return tell({ work, book: await house.lawOf(work), facts: await factsIn(work, id, day), knownOn: day, row: row.value })
  })
  return result.ok ? result.value : result
}

/** Months of one question: ten years are more than anybody reads. */
const MONTHS_MAX = 120

/** What the law owes a person in some months, as known on a day. */
export async function personDecision(house: LawHouse, actor: Actor, id: string, asked: AsKnown & { readonly from: string; readonly to: string }): Promise<Result<Decision>> {
  const months = readMonths(asked.from, asked.to)
  if (!months.ok) return months
  const { from, to } = months.value
  const last = addMonths(from, MONTHS_MAX - 1)
  if (to > last) return refused(tooManyMonths(to, last))
  return ofPerson(house, actor, id, asked, ({ book, facts, knownOn }) => done(readable(book, decide(book, facts, from, to, { knownOn }))))
}

/** Why a benefit is owed to a person in a month, or is not. */
export const personExplanation = (house: LawHouse, actor: Actor, id: string, asked: AsKnown & { readonly benefit: Benefit; readonly month: Month }): Promise<Result<Explanation>> =>
  ofPerson(house, actor, id, asked, ({ book, facts, knownOn }) => (book.benefits.has(asked.benefit)
    ? done(explain(book, facts, { benefit: asked.benefit, period: asked.month, knownOn })) : refused(noSuchEntry('benefit', asked.benefit, [...book.benefits.keys()]))))

/** Village and township as the slip names them. */
async function whereabouts(work: Work, code: string): Promise<Pick<Slip, 'village' | 'station'>> {
  const places = new Map((await placesIn(work)).map(place => [place.code, place]))
  const own = places.get(code)
  const above = own?.level === 'village' && own.parent !== null ? places.get(own.parent) : own
  const called = (place: typeof own) => ({ zh: place?.name ?? code, en: place?.name_en ?? code })
  return { village: called(own), station: called(above) }
}

/** A person's plain paper for a year; its name and account are masked as the roster masks them, and more. */
export const personSlip = (house: LawHouse, actor: Actor, id: string, asked: AsKnown & { readonly year: number }): Promise<Result<Slip>> =>
  ofPerson(house, actor, id, asked, async ({ work, book, facts, knownOn, row }) => {
    const { name, account, bank_name, place } = maskedCard(work.vault, row)
    const decision = decide(book, facts, `${asked.year}-01`, `${asked.year}-12`, { knownOn })
    return done(slipOf(book, { name, account, bank_name, ...await whereabouts(work, place), year: asked.year, known_on: knownOn }, decision))
  })

/** A reading of the county's law, for whoever may read it. */
const ofLaw = <T>(house: LawHouse, actor: Actor, tell: (book: LawBook) => T): Promise<Result<T>> =>
  read(house, actor, 'law.read', async work => tell(await house.lawOf(work)))

/** One entry of it; refused with the ids that there are. */
async function entryOf<T>(house: LawHouse, actor: Actor, id: string, shelf: (book: LawBook) => ReadonlyMap<string, unknown>, tell: (book: LawBook) => T | undefined): Promise<Result<T>> {
  const found = await ofLaw(house, actor, (book): Result<T> => {
    const entry = tell(book)
    return entry === undefined ? refused(noSuchEntry('id', id, [...shelf(book).keys()])) : done(entry)
  })
  return found.ok ? found.value : found
}

export const lawSources = (house: LawHouse, actor: Actor): Promise<Result<SourceLine[]>> => ofLaw(house, actor, sourceLines)
export const lawBenefits = (house: LawHouse, actor: Actor): Promise<Result<BenefitLine[]>> => ofLaw(house, actor, benefitLines)
export const lawCategories = (house: LawHouse, actor: Actor): Promise<Result<CategoryLine[]>> => ofLaw(house, actor, categoryLines)
export const lawSearch = (house: LawHouse, actor: Actor, query: string): Promise<Result<FoundEntry[]>> => ofLaw(house, actor, book => findInLaw(book, query))

export const lawSource = (house: LawHouse, actor: Actor, id: string): Promise<Result<SourceView>> =>
  entryOf(house, actor, id, book => book.sources, book => sourceView(book, id))
export const lawCategory = (house: LawHouse, actor: Actor, id: string): Promise<Result<CategoryView>> =>
  entryOf(house, actor, id, book => book.categories, book => categoryView(book, id))
export const lawBenefit = (house: LawHouse, actor: Actor, id: string): Promise<Result<BenefitView>> =>
  entryOf(house, actor, id, book => book.benefits, book => benefitView(book, id, benefit => caseTitles(house.lawFiles, benefit)))
