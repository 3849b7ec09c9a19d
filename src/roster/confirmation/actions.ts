import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { maskIdentityNumber } from '../../base/mask.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { existingEvidenceIn } from '../../evidence/actions.ts'
import { placesIn } from '../../places/actions.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { batches, parseAll, personIn } from '../actions.ts'
import { categoryName, ENTITLED_CATEGORIES } from '../kinds.ts'
import { selectCategories, selectPersons } from '../store.ts'
import { confirmationFaults, twiceFaults, type KnownPerson } from './checks.ts'
import {
  daysOf, isAfterDeath, progressOf, STATE_RULES, WAY_RULES, type Asked, type ConfirmationLine, type ConfirmationProgress, type FindingEntry,
} from './confirmation.ts'
import { confirmationWindow } from './load.ts'
import { confirmationInput, confirmationQuery, type ConfirmationInput, type ConfirmationQuery, type ReadConfirmation } from './schemas.ts'
import { countStates, insertConfirmations, pageAsked, selectFindings, selectStanding, type AskedFilter, type NewConfirmation } from './store.ts'
import { proposeByFindingsIn } from './suspension/actions.ts'

type Known = KnownPerson & { readonly place: string }

/** What the office knows of those whose findings are brought, in a few trips however many they are. */
async function knownIn(work: Work, inputs: readonly ReadConfirmation[]): Promise<(input: ReadConfirmation) => Known | undefined> {
  const { session, actor: { county } } = work
  const ids = [...new Set(inputs.map(input => input.person))]
  const persons = new Map((await selectPersons(session, county, ids)).map(row => [row.id, row]))
  const spans = Map.groupBy(await selectCategories(session, county, ids), span => span.person)
  const standing = new Map((await selectStanding(session, county, ids, [...new Set(inputs.map(input => input.year))])).map(each => [`${each.person} ${each.year}`, each]))
  return ({ person: id, year }) => {
    const person = persons.get(id)
    return person && { person, place: person.place_code, spans: spans.get(id) ?? [], standing: standing.get(`${id} ${year}`) }
  }
}

/** Ids of the evidence named that is there and in sight. */
async function keptIn(work: Work, inputs: readonly ReadConfirmation[]): Promise<Set<string>> {
  const named = inputs.flatMap(input => input.evidence)
  return new Set(named.length === 0 ? [] : (await existingEvidenceIn(work, named)).map(evidence => evidence.id))
}

/** Records many findings inside another work: all or none, every offence at once as `confirmations.3.way`. Answers their ids in order. */
export async function confirmAllIn(work: Work, given: readonly ConfirmationInput[], placeOf = (index: number) => `confirmations.${index}`): Promise<Result<string[]>> {
  const { parsed, refusals } = parseAll(confirmationInput, given, placeOf)
  const inputs = parsed.map(each => each.input)
  const [known, kept] = [await knownIn(work, inputs), await keptIn(work, inputs)]
  const when = { window: confirmationWindow(), today: work.today }
  const faults = [...refusals, ...parsed.flatMap(({ place, input }) => confirmationFaults(place, input, known(input), kept, when)), ...twiceFaults(parsed)]
  if (faults.length > 0) return refused(...faults)
  const rows = inputs.map((input): NewConfirmation => {
    const { place, standing } = known(input)! // whoever is not known was refused
    return { ...input, id: work.id(), place, note: input.note ?? null, revision: (standing?.revision ?? 0) + 1, supersedes: standing?.id ?? null }
  })
  for (const batch of batches(rows)) {
    await insertConfirmations(work.session, work.actor.county, batch, work.actor, new Date(work.now))
    for (const { id, place, ...after } of batch) work.record({ action: 'roster.confirmation.record', subject: id, place, after })
    await proposeByFindingsIn(work, batch.map(({ id, person, place, result, note }) => ({ person, place, result, note, confirmation: id })))
  }
  return done(rows.map(row => row.id))
}

/**
 * Records what was found of a person at the year's confirmation (军人抚恤优待条例 8, 烈士褒扬条例 23). Whoever was not found or has died is not
 * stopped by it: it becomes a proposal, which another person answers.
 */
export const confirm = (house: House, actor: Actor, input: ConfirmationInput, options?: ActOptions): Promise<Result<string>> =>
  act(house, actor, 'roster.confirm', async work => {
    const confirmed = await confirmAllIn(work, [input], () => '')
    return confirmed.ok ? done(confirmed.value[0]!) : confirmed
  }, options)

const filterOf = (year: number, query: ConfirmationQuery): AskedFilter & { readonly page: number; readonly size: number } =>
  ({ ...confirmationQuery.parse(query), year, opens: confirmationWindow().from, entitled: ENTITLED_CATEGORIES })

const ROWS_MAX = 200_000

/** Everybody who is to be confirmed in a year, by the same filters as the list; no number is opened. */
export const askedIn = async (work: Work, year: number, query: ConfirmationQuery): Promise<Asked[]> =>
  (await pageAsked(work.session, work.actor.county, filterOf(year, query), ROWS_MAX, 0)).rows

async function linesOf(work: Work, rows: readonly Asked[]): Promise<ConfirmationLine[]> {
  const cards = new Map((await selectPersons(work.session, work.actor.county, rows.map(row => row.person))).map(card => [card.id, card]))
  return rows.map(row => ({ ...row, identity_number: maskIdentityNumber(work.vault.open(cards.get(row.person)!.identity_number)), after_death: isAfterDeath(row) }))
}

export type ConfirmationList = { readonly rows: readonly ConfirmationLine[]; readonly total: number; readonly page: number; readonly size: number }

/** A page of those who are to be confirmed in a year, each with what was found. */
export const confirmations = (house: House, actor: Actor, year: number, query: ConfirmationQuery): Promise<Result<ConfirmationList>> =>
  read(house, actor, 'roster.read', async work => {
    const { page, size, ...filter } = filterOf(year, query)
    const { rows, total } = await pageAsked(work.session, actor.county, filter, size, (page - 1) * size)
    return { rows: await linesOf(work, rows), total, page, size }
  })

const HEADINGS = ['姓名', '出生日期', '公民身份号码', '身份', '区划代码', '村（社区）', '确认年度', '确认情况', '确认方式', '日期', '登记人', '说明']

/** The current list as .xlsx, numbers masked. That it was taken out is journalled. */
export const exportConfirmations = (house: House, actor: Actor, year: number, query: ConfirmationQuery): Promise<Result<{ name: string; bytes: Uint8Array }>> =>
  act(house, actor, 'roster.read', async work => {
    const lines = await linesOf(work, await askedIn(work, year, query))
    const names = new Map((await placesIn(work)).map(place => [place.code, place.name]))
    const rows = lines.map(({ finding, ...line }) => [
      line.name, line.born, line.identity_number, line.categories.map(category => categoryName(category).zh).join('、'), line.place, names.get(line.place) ?? '',
      String(year), STATE_RULES[line.state].name.zh, finding ? WAY_RULES[finding.way].name.zh : '', finding?.on ?? '', finding?.by ?? '', finding?.note ?? '',
    ])
    work.record({ action: 'roster.confirmation.export', subject: actor.place, place: actor.place, after: { year, rows: rows.length, ...query } })
    return done({ name: `${year}年度确认-${work.today}.xlsx`, bytes: await writeWorkbook({ name: '年度确认', headings: HEADINGS, rows }) })
  })

/** How far a year's confirmation is, village by village. */
export const progress = (house: House, actor: Actor, year: number): Promise<Result<ConfirmationProgress>> =>
  read(house, actor, 'roster.read', async work => {
    const window = confirmationWindow()
    const counts = await countStates(work.session, actor.county, { year, opens: window.from, entitled: ENTITLED_CATEGORIES, place: '' })
    return progressOf(counts, daysOf(window, year), work.today)
  })

/** Everything that was found of a person in any year, corrections included. */
export async function findingsOf(house: House, actor: Actor, person: string): Promise<Result<FindingEntry[]>> {
  const result = await read(house, actor, 'roster.read', async work => {
    const row = await personIn(work, person)
    if (!row.ok) return row
    const rows = await selectFindings(work.session, actor.county, person)
    return done(rows.map(({ recorded_at, ...rest }) => ({ ...rest, recorded_at: recorded_at.toISOString() })))
  })
  return result.ok ? result.value : result
}
