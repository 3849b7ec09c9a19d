import { act, read, type ActOptions } from '../../access/actions.ts'
import type { Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { addMonths, monthOf, yearOf } from '../../base/day.ts'
import { maskName } from '../../base/mask.ts'
import { yuan } from '../../base/money.ts'
import { done, refused, type Result, type Text } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { decide } from '../../entitlement/decide.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { factsOfIn } from '../../roster/actions.ts'
import { dueKey } from '../due.ts'
import { gatherDecided, type Decided } from '../entitled.ts'
import { runNumber } from '../payment.ts'
import { cellsIn } from '../proof/actions.ts'
import { selectLines } from '../store.ts'
import { verifyMoneyIn } from '../verification/actions.ts'
import { compared, differencesOfCells, OWNERS, type Difference } from './consistency.ts'
import {
  closeDifferences, insertComparison, insertDifferences, noteDifference, seeAgain, selectLastComparison, selectLearnedLater, selectReplayable, selectStanding,
  type ReplayedRun, type StandingDifference,
} from './store.ts'

/** How far back runs are decided once more. */
const MONTHS_REPLAYED = 13

/** The books against each other: what `verify` finds. */
async function booksIn(work: Work): Promise<{ lines: number; found: Difference[] }> {
  const { lines, faults } = await verifyMoneyIn(work)
  return { lines, found: faults.map(({ place, message }) => ({ kind: 'books', subject: place, place: work.actor.place, text: { zh: `${place}：${message.zh}`, en: `${place}: ${message.en}` }, stated_fen: null, found_fen: null })) }
}

/** One run asked again of the same law, with what was known when it was prepared: every line must come out as it stands. */
async function replayRun(work: Work, law: LawBook, run: ReplayedRun): Promise<{ replayed: number; found: Difference[] }> {
  const { session, actor: { county } } = work
  const lines = (await selectLines(session, county, run.id)).filter(line => line.state !== 'discarded')
  const persons = [...new Set(lines.map(line => line.person))]
  const later = await selectLearnedLater(session, county, persons, run)
  const known = (await factsOfIn(work, { place: '', knownOn: run.known_on, persons })).filter(one => !later.has(one.person))
  const decided = known.map(({ person, place, name, facts }): Decided => ({ of: { person, place, name }, facts, decision: decide(law, facts, run.from, run.to, { knownOn: run.known_on }) }))
  const again = new Map(gatherDecided(decided, { county, paid: new Set(), from: run.from, to: run.to }).entitled.map(one => [dueKey(one), one.amount_fen]))
  const asked = lines.filter(line => known.some(one => one.person === line.person))
  const number = runNumber(run.year, run.number)
  return {
    replayed: asked.length,
    found: asked.filter(line => (again.get(dueKey(line)) ?? 0) !== line.entitled_fen).map((line): Difference => {
      const now = again.get(dueKey(line)) ?? 0
      return {
        kind: 'replay', subject: `${run.id}|${line.number}`, place: line.place, stated_fen: line.entitled_fen, found_fen: now,
        text: {
          zh: `批次 ${number} 第 ${line.number} 行（${maskName(line.name)}，${line.period}）：编制时应发 ${yuan(line.entitled_fen)} 元，按当时所知再算一遍是 ${yuan(now)} 元`,
          en: `run ${number} line ${line.number} (${maskName(line.name)}, ${line.period}): ${yuan(line.entitled_fen)} yuan when prepared, ${yuan(now)} asked again as known then`,
        },
      }
    }),
  }
}

/** Every line of the last thirteen months' runs that were decided by this law, asked again. */
export async function replayIn(work: Work, law: LawBook): Promise<{ replayed: number; found: Difference[] }> {
  const found: Difference[] = []
  let replayed = 0
  for (const run of await selectReplayable(work.session, work.actor.county, law.hash, addMonths(monthOf(work.today), -MONTHS_REPLAYED))) {
    const one = await replayRun(work, law, run)
    replayed += one.replayed
    found.push(...one.found)
  }
  return { replayed, found }
}

/** This year's board and the last one's: who was not paid, not whole, not on time, twice or too much. */
async function boardIn(work: Work, law: LawBook): Promise<Difference[]> {
  const benefits: ReadonlyMap<string, { readonly name: Text }> = law.benefits
  const found: Difference[] = []
  for (const year of [yearOf(work.today) - 1, yearOf(work.today)]) {
    const cells = await cellsIn(work, law, { year })
    if (cells.ok) found.push(...differencesOfCells(cells.value, id => benefits.get(id)?.name ?? { zh: id, en: id }))
  }
  return found
}

export type Comparison = { readonly lines: number; readonly replayed: number; readonly differences: number; readonly added: number; readonly gone: number }

/** Entitlement = lines = ledger = bank file = returns: everything held against everything, what differs kept with its owner, what differs no more closed. */
export async function compareIn(work: Work, law: LawBook): Promise<Comparison> {
  const { session, actor } = work
  const [books, replay, board] = [await booksIn(work), await replayIn(work, law), await boardIn(work, law)]
  const found = [...books.found, ...replay.found, ...board]
  const { added, again, gone } = compared(await selectStanding(session, actor.county), found)
  const at = new Date(work.now)
  await insertDifferences(session, actor.county, added.map(one => ({ ...one, id: work.id(), owner: OWNERS[one.kind] })), at)
  await seeAgain(session, actor.county, again, at)
  await closeDifferences(session, actor.county, gone, at)
  const answer = { lines: books.lines, replayed: replay.replayed, differences: found.length }
  const id = work.id()
  await insertComparison(session, actor.county, { id, compared_at: at, asked_by_name: actor.name, ...answer })
  work.record({ action: 'payment.compare', subject: id, place: actor.place, after: { ...answer, added: added.length, gone: gone.length } })
  return { ...answer, added: added.length, gone: gone.length }
}

/**
 * On demand. The books of a county hold together only whole (people move, and take their lines along), so it is compared whole whoever asks;
 * the asker is told how much was looked at and found, and reads the differences of their own places.
 */
export const compare = (house: LawHouse, actor: Actor, options: ActOptions = {}): Promise<Result<Comparison>> =>
  act(house, { ...actor, place: actor.county, scope: [actor.county] }, 'payment.compare', async work => done(await compareIn(work, await house.lawOf(work))), options)

export type Differences = {
  readonly last: { readonly at: string; readonly by: string; readonly lines: number; readonly replayed: number; readonly differences: number } | null
  readonly rows: readonly (Omit<StandingDifference, 'text_zh' | 'text_en' | 'first_seen_at' | 'last_seen_at' | 'gone_at'> & { readonly text: Text; readonly since: string })[]
}

export async function differencesIn({ session, actor }: Work): Promise<Differences> {
  const last = await selectLastComparison(session, actor.county)
  const rows = await selectStanding(session, actor.county)
  return {
    last: last ? { at: last.compared_at.toISOString(), by: last.asked_by_name, lines: last.lines, replayed: last.replayed, differences: last.differences } : null,
    rows: rows.map(({ text_zh, text_en, first_seen_at, last_seen_at: _, gone_at: __, ...row }) => ({ ...row, text: { zh: text_zh, en: text_en }, since: first_seen_at.toISOString() })),
  }
}

/** What differs now in the asker's places, and when it was last looked at. */
export const differences = (house: LawHouse, actor: Actor): Promise<Result<Differences>> => read(house, actor, 'payment.read', differencesIn)

/** What its owner says of a difference: how it is being settled. The difference itself goes when a comparison finds it no more. */
export const note = (house: LawHouse, actor: Actor, id: string, text: string, options: ActOptions = {}): Promise<Result<null>> =>
  act(house, actor, 'payment.compare', async work => {
    const secrets = screenSecret('note', text)
    if (secrets.length > 0) return refused(...secrets)
    if (!await noteDifference(work.session, actor.county, id, text, actor.name)) {
      return refused({ code: 'not-found', place: 'difference', value: id, message: { zh: '没有这条差异，或者已经消失了。', en: 'There is no such difference, or it has gone.' } })
    }
    work.record({ action: 'payment.difference.note', subject: id, place: actor.place, after: { note: text } })
    return done(null)
  }, options)
