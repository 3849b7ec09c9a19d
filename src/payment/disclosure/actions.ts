import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { latestNoticesIn, prepareNoticeIn } from '../../disclosure/actions.ts'
import { noticeKinds } from '../../disclosure/load.ts'
import type { NoticeContact } from '../../disclosure/schemas.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { placesIn } from '../../places/actions.ts'
import { runNumber, runTitle } from '../payment.ts'
import { settingsIn } from '../settings/actions.ts'
import { disclosureOf } from '../settings/settings.ts'
import { runIn } from '../steps/actions.ts'
import { selectLines, type RunRow } from '../store.ts'
import { disclosureOfRun, isOpen, rowsByVillage, type RunDisclosure } from './lists.ts'
import { notApproved, nothingToDisclose, undisclosed } from './refusals.ts'
import { selectVillages } from './store.ts'

const KIND = 'payment-list'
const never = (): string[] => noticeKinds().get(KIND)!.never.map(({ benefit }) => benefit)

/** How far the lists of a run are, village by village. */
export async function runDisclosureIn(work: Work, run: RunRow): Promise<RunDisclosure> {
  const settings = await settingsIn(work)
  const villages = await selectVillages(work.session, work.actor.county, run.id, never())
  const lists = await latestNoticesIn(work, { kind: 'payment.run', id: run.id })
  return disclosureOfRun(villages, lists, place => disclosureOf(settings, place, work.today) === 'required')
}

/** Why a run may not be sent yet: where a place wants its lists shown first, each must have hung all its days; and no objection stands, upheld or unanswered. */
export async function disclosureHolds(work: Work, run: RunRow): Promise<Refusal | undefined> {
  const waiting = (await runDisclosureIn(work, run)).villages.filter(village => village.disputed || (village.required && !village.done))
  if (waiting.length === 0) return undefined
  return undisclosed(runNumber(run.year, run.number), waiting.length, waiting.filter(({ disputed }) => disputed).length, waiting.map(({ place }) => place))
}

/** `2024年9月优抚资金发放（2024-0001）` without its number. */
const titleOf = (run: RunRow): string => runTitle(run).zh.replace(/（[^（）]*）$/, '')

/** Drafts a list for each village of an approved run that has none under way; another person publishes them. */
export async function discloseRunIn(work: Work, law: LawBook, id: string, contact?: NoticeContact): Promise<Result<RunDisclosure>> {
  const found = await runIn(work, id)
  if (!found.ok) return found
  const run = found.value
  if (run.state !== 'approved') return refused(notApproved(run.state))
  const wanting = (await runDisclosureIn(work, run)).villages.filter(village => !village.done && !isOpen(village.list)).map(({ place }) => place)
  if (wanting.length === 0) return refused(nothingToDisclose)
  const rows = rowsByVillage((await selectLines(work.session, work.actor.county, id)).filter(line => line.state === 'approved'))
  const names = new Map((await placesIn(work)).map(place => [place.code, place.name]))
  for (const place of wanting) {
    const input = { kind: KIND, place, title: `${names.get(place) ?? place}${titleOf(run)}公示`, rows: [...rows.get(place)!], ...(contact ? { contact } : {}) }
    const prepared = await prepareNoticeIn(work, law, input, { kind: 'payment.run', id })
    if (!prepared.ok) return prepared
  }
  return done(await runDisclosureIn(work, run))
}

export const discloseRun = (house: LawHouse, actor: Actor, id: string, contact?: NoticeContact, options: ActOptions = {}): Promise<Result<RunDisclosure>> =>
  act(house, actor, 'disclosure.prepare', async work => discloseRunIn(work, await house.lawOf(work), id, contact), options)

export async function runDisclosure(house: House, actor: Actor, id: string): Promise<Result<RunDisclosure>> {
  const result = await read(house, actor, 'payment.read', async (work): Promise<Result<RunDisclosure>> => {
    const found = await runIn(work, id)
    return found.ok ? done(await runDisclosureIn(work, found.value)) : found
  })
  return result.ok ? result.value : result
}
