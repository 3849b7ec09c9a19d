import { read } from '../../access/actions.ts'
import type { Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { monthOf, monthsBetween, type Month } from '../../base/day.ts'
import { maskName } from '../../base/mask.ts'
import { done, refused, type Result, type Text } from '../../base/result.ts'
import { TableLoader } from '../../entitlement/columns/table.ts'
import { monthIndex } from '../../entitlement/measures.ts'
import { journalHead } from '../../journal/actions.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { placesIn } from '../../places/actions.ts'
import { factsOfIn, type KnownPerson } from '../../roster/actions.ts'
import { outsidePlaces } from '../refusals.ts'
import { settingsIn } from '../settings/actions.ts'
import { dueOn } from '../settings/settings.ts'
import { entitledMonths } from './entitled.ts'
import { boardOf, cellsOf, type Board, type Cell, type CellState, type Owed } from './proof.ts'
import { selectBack, selectDone, selectFirstMonth, selectPersonsUnder } from './store.ts'

export type ProofAsked = { readonly place?: string | undefined; readonly year: number }

type Span = { readonly from: Month; readonly to: Month }

/** The months of a year that these books keep: from the first that was ever paid here to the present one. Undefined where there are none. */
async function spanIn(work: Work, year: number): Promise<Span | undefined> {
  const now = monthOf(work.today)
  const first = await selectFirstMonth(work.session, work.actor.county) ?? now
  const from = first > `${year}-01` ? first : `${year}-01`
  const to = now < `${year}-12` ? now : `${year}-12`
  return from > to ? undefined : { from, to }
}

/** What the law owes persons in these months. */
function owedTo(known: readonly KnownPerson[], law: LawBook, { from, to }: Span, work: Work): Owed[] {
  const loader = new TableLoader(law, from, to, work.today)
  for (const { facts } of known) loader.add(facts)
  const period = { first: monthIndex(from), months: monthsBetween(from, to) + 1 }
  return entitledMonths(loader.done(), period, work.actor.county).map(({ person, ...one }) => {
    const of = known[person]!
    return { ...one, person: of.person, place: of.place, name: of.name }
  })
}

/** How everything that is owed or was paid under a place in a year stands today. */
export async function cellsIn(work: Work, law: LawBook, { place = work.actor.place, year }: ProofAsked): Promise<Result<Cell[]>> {
  const own = (await placesIn(work)).map(({ code }) => code).filter(code => work.actor.scope.some(prefix => code.startsWith(prefix)))
  if (!own.includes(place)) return refused(outsidePlaces(place, work.actor.scope))
  const span = await spanIn(work, year)
  if (!span) return done([])
  const { session, actor: { county }, today } = work
  const settings = await settingsIn(work)
  const known = (await factsOfIn(work, { place, knownOn: today })).filter(({ facts }) => (facts.identities?.length ?? 0) + (facts.merit?.length ?? 0) > 0)
  const lines = await selectDone(session, county, span.from, span.to)
  const entitled = new Set(known.map(({ person }) => person))
  const past = await selectPersonsUnder(session, county, place, [...new Set(lines.map(({ person }) => person))].filter(person => !entitled.has(person)))
  return done(cellsOf({
    today, persons: [...known, ...past].map(({ person, place: at, name }) => ({ person, place: at, name })), owed: owedTo(known, law, span, work),
    dueOn: (benefit, at, period) => dueOn(settings, benefit, at, period), done: lines, back: await selectBack(session, county, span.from, span.to),
  }))
}

type Kept = { readonly of: string; readonly cells: Promise<Result<Cell[]>> }
const kept = new WeakMap<LawHouse, Kept>()

/**
 * The cells as they were last worked out, while nobody has written anything since, the law is the same and so is the day: a board and the lists
 * behind its figures are looked at one after another. Everything that is written moves the head of the journal.
 */
async function cellsKeptIn(house: LawHouse, work: Work, law: LawBook, asked: ProofAsked): Promise<Result<Cell[]>> {
  const { actor, today } = work
  const of = JSON.stringify([actor.county, actor.scope, asked.place ?? actor.place, asked.year, today, law.hash, await journalHead(work.session, actor.county)])
  const last = kept.get(house)
  if (last?.of === of) return last.cells
  const cells = cellsIn(work, law, asked)
  kept.set(house, { of, cells })
  cells.catch(() => { if (kept.get(house)?.cells === cells) kept.delete(house) })
  return cells
}

export type ProofBoard = Board & { readonly names: Readonly<Record<string, Text>>; readonly villages_named: Readonly<Record<string, Text>> }

const flat = <T>(result: Result<Result<T>>): Result<T> => (result.ok ? result.value : result)

async function namesIn(work: Work, law: LawBook, board: Board): Promise<Pick<ProofBoard, 'names' | 'villages_named'>> {
  const benefits: ReadonlyMap<string, { readonly name: Text }> = law.benefits
  const places = new Map((await placesIn(work)).map(({ code, name, name_en }) => [code, { zh: name, en: name_en }]))
  const called = (id: string) => benefits.get(id)?.name ?? { zh: id, en: id }
  return {
    names: Object.fromEntries(board.benefits.map(({ benefit }) => [benefit, called(benefit)])),
    villages_named: Object.fromEntries(board.villages.map(({ place }) => [place, places.get(place) ?? { zh: place, en: place }])),
  }
}

/** A year's proof of a place: owed, approved, sent, arrived; late, short, over, twice, unclaimed. */
export const proofBoard = async (house: LawHouse, actor: Actor, asked: ProofAsked): Promise<Result<ProofBoard>> =>
  flat(await read(house, actor, 'payment.read', async (work): Promise<Result<ProofBoard>> => {
    const law = await house.lawOf(work)
    const cells = await cellsKeptIn(house, work, law, asked)
    if (!cells.ok) return cells
    const board = boardOf(asked.year, cells.value)
    return done({ ...board, ...await namesIn(work, law, board) })
  }))

export type CellsAsked = ProofAsked & {
  readonly state?: CellState | undefined; readonly benefit?: string | undefined; readonly month?: Month | undefined; readonly person?: string | undefined
  readonly page?: number | undefined; readonly size?: number | undefined
}
export type CellList = { readonly rows: readonly (Cell & { readonly benefit_name: Text })[]; readonly total: number; readonly page: number; readonly size: number }

/** What stands behind a figure of the board, person by person, the names masked. */
export const proofCells = async (house: LawHouse, actor: Actor, asked: CellsAsked): Promise<Result<CellList>> =>
  flat(await read(house, actor, 'payment.read', async (work): Promise<Result<CellList>> => {
    const law = await house.lawOf(work)
    const cells = await cellsKeptIn(house, work, law, asked)
    if (!cells.ok) return cells
    const [page, size] = [asked.page ?? 1, asked.size ?? 20]
    const benefits: ReadonlyMap<string, { readonly name: Text }> = law.benefits
    const fits = (cell: Cell) => (asked.state === undefined || cell.state === asked.state) && (asked.benefit === undefined || cell.benefit === asked.benefit)
      && (asked.month === undefined || cell.period === asked.month) && (asked.person === undefined || cell.person === asked.person)
    const found = cells.value.filter(fits).toSorted((one, other) => (one.period + one.place + one.person < other.period + other.place + other.person ? -1 : 1))
    const rows = found.slice((page - 1) * size, page * size).map(cell => ({ ...cell, name: maskName(cell.name), benefit_name: benefits.get(cell.benefit)?.name ?? { zh: cell.benefit, en: cell.benefit } }))
    return done({ rows, total: found.length, page, size })
  }))

