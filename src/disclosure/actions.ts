import { createHash } from 'node:crypto'
import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import { may } from '../access/roles.ts'
import type { Actor } from '../base/actor.ts'
import { done, refused, type Result } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { refusalsOf } from '../http/router.ts'
import { canonical } from '../journal/journal.ts'
import type { LawHouse } from '../law/house.ts'
import type { LawBook } from '../law/law.ts'
import { placesIn } from '../places/actions.ts'
import { contentFaults, contentOf, type NoticePlaces } from './content.ts'
import {
  hanging, NOTICE_STEPS, STEPS, type NoticeContent, type NoticeLine, type NoticeState, type NoticeStep, type NoticeSubject, type NoticeView,
} from './disclosure.ts'
import { holidays, noticeKinds } from './load.ts'
import { noticePeriod } from './period.ts'
import { changedContent, noContact, noSuchKind, noSuchNotice, outsidePlaces, samePreparer, shownAlready, wrongState } from './refusals.ts'
import { noticeInput, type NoticeContact, type NoticeInput } from './schemas.ts'
import {
  insertNotice, lastContact, lockNotice, pageNotices, selectNotice, selectObjections, selectOfSubject, selectTexts, setClosed, setPublished, setTakenDown, type NoticeRecord,
  type NoticeSummary, type ObjectionRecord,
} from './store.ts'

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex')
const isId = (id: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
const TOWNSHIP_DIGITS = 9

async function placesOf(work: Work, code: string): Promise<NoticePlaces> {
  const names = new Map((await placesIn(work)).map(place => [place.code, place.name]))
  const place = names.get(code) ?? code
  return { place, township: names.get(code.slice(0, TOWNSHIP_DIGITS)) ?? place }
}

export const lineOf = (work: Work, row: NoticeSummary): NoticeLine => ({
  id: row.id, kind: row.kind, kind_name: noticeKinds().get(row.kind)?.name ?? { zh: row.kind, en: row.kind }, place: row.place, title: row.title, state: row.state,
  rows: row.row_count, omitted: row.omitted, prepared_by: row.prepared_by_name, published_by: row.published_by_name, published_on: row.published_on, ends_on: row.ends_on,
  taken_down_on: row.taken_down_on, ...hanging(row, work.today), objections: row.objections, unanswered: row.unanswered, upheld: row.upheld,
})

const subjectOf = ({ subject_kind, subject }: NoticeSummary): NoticeSubject | null => (subject_kind !== null && subject !== null ? { kind: subject_kind, id: subject } : null)

/** One row of the journal for one step of a notice, with the hash of what hangs. */
export function recordNotice(work: Work, notice: Pick<NoticeRecord, 'id' | 'place' | 'content_hash'>, verb: string, after: Readonly<Record<string, unknown>>, before?: NoticeState): void {
  work.record({ action: `disclosure.notice.${verb}`, subject: notice.id, place: notice.place, ...(before ? { before: { state: before } } : {}), after: { content_hash: notice.content_hash, ...after } })
}

/** Prepares a notice inside another work, of rows that a higher room or a person brings; another person publishes it. */
export async function prepareNoticeIn(work: Work, law: LawBook, given: NoticeInput, subject: NoticeSubject | null = null): Promise<Result<NoticeLine>> {
  const parsed = noticeInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const { session, actor } = work
  const { place, title, rows } = parsed.data
  const kind = noticeKinds().get(parsed.data.kind)
  if (!kind) return refused(noSuchKind(parsed.data.kind, [...noticeKinds().keys()]))
  if (!actor.scope.some(prefix => place.startsWith(prefix))) return refused(outsidePlaces(place, actor.scope))
  if (subject && (await selectOfSubject(session, actor.county, subject.kind, subject.id)).some(each => each.place === place && STEPS.publish.from.concat(STEPS.withdraw.from).includes(each.state))) return refused(shownAlready(place))
  const contact: NoticeContact | undefined = parsed.data.contact ?? await lastContact(session, actor.county, place.slice(0, TOWNSHIP_DIGITS))
  if (!contact) return refused(noContact)
  const made = contentOf(law, kind, title, rows, contact, await placesOf(work, place))
  if (!made.ok) return made
  const content = canonical(made.value)
  const notice = {
    id: work.id(), kind: kind.id, place, title, subject_kind: subject?.kind ?? null, subject: subject?.id ?? null, content, content_hash: hashOf(content),
    row_count: made.value.rows.length, omitted: made.value.omitted, ...contact, prepared_by: actor.account, prepared_by_name: actor.name, prepared_at: new Date(work.now),
  }
  await insertNotice(session, actor.county, notice)
  recordNotice(work, notice, 'prepare', { state: 'draft', kind: kind.id, title, rows: notice.row_count, omitted: notice.omitted, ...(subject ? { of: subject } : {}) })
  return done(lineOf(work, (await selectNotice(session, actor.county, notice.id))!))
}

export const prepareNotice = (house: LawHouse, actor: Actor, input: NoticeInput, options: ActOptions = {}): Promise<Result<NoticeLine>> =>
  act(house, actor, 'disclosure.prepare', async work => prepareNoticeIn(work, await house.lawOf(work), input), options)

/** A notice in sight, locked, if the workflow allows this step to this person now. */
export async function takeNotice(work: Work, id: string, step: NoticeStep): Promise<Result<NoticeRecord>> {
  if (!isId(id)) return refused(noSuchNotice(id))
  await lockNotice(work.session, work.actor.county, id)
  const notice = await selectNotice(work.session, work.actor.county, id)
  if (!notice) return refused(noSuchNotice(id))
  if (!STEPS[step].from.includes(notice.state)) return refused(wrongState(step, notice.state))
  if (STEPS[step].not_preparer && notice.prepared_by === work.actor.account) return refused(samePreparer(notice.prepared_by_name))
  return done(notice)
}

/** The content, if it is still that over which its hash was made. */
export function intactContent({ id, content, content_hash }: NoticeRecord): Result<NoticeContent> {
  return hashOf(content) === content_hash ? done(JSON.parse(content) as NoticeContent) : refused(changedContent(id)) // written above, by contentOf
}

async function again(work: Work, id: string): Promise<NoticeLine> {
  return lineOf(work, (await selectNotice(work.session, work.actor.county, id))!)
}

/** Another person has checked the list: it hangs from today until its days are over. */
export async function publishNoticeIn(work: Work, law: LawBook, id: string): Promise<Result<NoticeLine>> {
  const taken = await takeNotice(work, id, 'publish')
  if (!taken.ok) return taken
  const content = intactContent(taken.value)
  if (!content.ok) return content
  const kind = noticeKinds().get(taken.value.kind)
  if (!kind) return refused(noSuchKind(taken.value.kind, [...noticeKinds().keys()]))
  const faults = contentFaults(law, kind, content.value)
  if (faults.length > 0) return refused(...faults)
  const { to, unknown } = noticePeriod(content.value.period, work.today, holidays())
  await setPublished(work.session, work.actor.county, id, work.actor, { on: work.today, to, unknown })
  recordNotice(work, taken.value, 'publish', { state: 'published', published_on: work.today, ends_on: to, rows: taken.value.row_count, ...(unknown.length > 0 ? { unknown_days: unknown } : {}) }, 'draft')
  return done(await again(work, id))
}

export const publishNotice = (house: LawHouse, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<NoticeLine>> =>
  act(house, actor, STEPS.publish.permission, async work => publishNoticeIn(work, await house.lawOf(work), id), options)

/** A draft that will not hang. */
export const discardNotice = (house: House, actor: Actor, id: string, options: ActOptions = {}): Promise<Result<NoticeLine>> =>
  act(house, actor, STEPS.discard.permission, async work => {
    const taken = await takeNotice(work, id, 'discard')
    if (!taken.ok) return taken
    await setClosed(work.session, actor.county, id, actor, { state: 'discarded', on: work.today })
    recordNotice(work, taken.value, 'discard', { state: 'discarded' }, 'draft')
    return done(await again(work, id))
  }, options)

/** Takes a list down before its days are over, when it should not hang there: it counts for nothing. */
export const withdrawNotice = (house: House, actor: Actor, id: string, reason: string, options: ActOptions = {}): Promise<Result<NoticeLine>> =>
  act(house, actor, STEPS.withdraw.permission, async work => {
    const taken = await takeNotice(work, id, 'withdraw')
    if (!taken.ok) return taken
    const secret = screenSecret('reason', reason)
    if (secret.length > 0) return refused(...secret)
    await setTakenDown(work.session, actor.county, id, work.today)
    await setClosed(work.session, actor.county, id, actor, { state: 'withdrawn', on: work.today, reason })
    recordNotice(work, taken.value, 'withdraw', { state: 'withdrawn', taken_down_on: taken.value.taken_down_on ?? work.today, reason }, 'published')
    return done(await again(work, id))
  }, options)

export type NoticeList = { readonly rows: readonly NoticeLine[]; readonly total: number; readonly page: number; readonly size: number }
export type NoticesAsked = { readonly place?: string | undefined; readonly state?: NoticeState | undefined; readonly kind?: string | undefined; readonly page?: number | undefined; readonly size?: number | undefined }

/** The notices in sight: those that hang or wait first. */
export const notices = (house: House, actor: Actor, asked: NoticesAsked = {}): Promise<Result<NoticeList>> =>
  read(house, actor, 'disclosure.read', async work => {
    const [page, size] = [asked.page ?? 1, asked.size ?? 20]
    const filter = { place: asked.place ?? '', state: asked.state ?? '' as const, kind: asked.kind ?? '' }
    const { rows, total } = await pageNotices(work.session, actor.county, filter, size, (page - 1) * size)
    return { rows: rows.map(row => lineOf(work, row)), total, page, size }
  })

const mayAnswer = (actor: Actor, row: ObjectionRecord): boolean => row.result === null && row.recorded_by !== actor.account && may(actor.role, 'disclosure.answer')

/** A notice with its rows, what was said against it, and what the asking person may do now. */
export async function noticeViewIn(work: Work, id: string): Promise<Result<NoticeView>> {
  const { session, actor } = work
  const found = isId(id) ? await selectNotice(session, actor.county, id) : undefined
  if (!found) return refused(noSuchNotice(id))
  const content = intactContent(found)
  if (!content.ok) return content
  const objections = await selectObjections(session, actor.county, id)
  return done({
    ...lineOf(work, found), content: content.value, content_hash: found.content_hash, subject: subjectOf(found), unknown_days: found.unknown_days, withdrawn_reason: found.withdrawn_reason,
    objection_list: objections.map(row => ({
      id: row.id, number: row.number, row: row.row, raised_on: row.raised_on, raised_by: row.raised_by, text: row.text, recorded_by: row.recorded_by_name,
      result: row.result, answer: row.answer, answered_by: row.answered_by_name, answered_on: row.answered_on, answerable: mayAnswer(actor, row),
    })),
    allowed: NOTICE_STEPS.filter(step => {
      const { from, permission, not_preparer } = STEPS[step]
      return from.includes(found.state) && may(actor.role, permission) && !(not_preparer && found.prepared_by === actor.account)
    }),
  })
}

export async function notice(house: House, actor: Actor, id: string): Promise<Result<NoticeView>> {
  const result = await read(house, actor, 'disclosure.read', work => noticeViewIn(work, id))
  return result.ok ? result.value : result
}

/** What hangs, hung or waits about a subject: the latest notice of each place. */
export async function latestNoticesIn(work: Work, subject: NoticeSubject): Promise<NoticeLine[]> {
  const rows = await selectOfSubject(work.session, work.actor.county, subject.kind, subject.id)
  return rows.filter((row, index) => rows[index - 1]?.place !== row.place).map(row => lineOf(work, row))
}

/** How many notices there are, and the first whose text is not what its hash was made over. */
export async function verifyNoticesIn(work: Work): Promise<{ readonly notices: number; readonly fault?: string }> {
  const texts = await selectTexts(work.session, work.actor.county)
  const wrong = texts.find(({ content, content_hash }) => hashOf(content) !== content_hash)
  return { notices: texts.length, ...(wrong ? { fault: wrong.id } : {}) }
}
