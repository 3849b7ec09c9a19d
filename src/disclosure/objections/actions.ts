import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { noticeViewIn, takeNotice } from '../actions.ts'
import { STEPS, type NoticeView } from '../disclosure.ts'
import { endIfOverIn } from '../ending/actions.ts'
import { answeredAlready, noSuchObjection, noSuchRow, outsidePeriod, sameRecorder } from '../refusals.ts'
import type { AnswerInput, ObjectionInput } from '../schemas.ts'
import { insertObjection, lockNotice, selectNotice, selectObjection, setAnswer, type NoticeRecord } from '../store.ts'

function objectionFaults({ raised_on, row, raised_by, text }: ObjectionInput, { published_on, ends_on, row_count }: NoticeRecord, today: string): Refusal[] {
  const last = ends_on! < today ? ends_on! : today
  return [
    ...(raised_on < published_on! || raised_on > last ? [outsidePeriod(raised_on, published_on!, last)] : []),
    ...(row !== undefined && row > row_count ? [noSuchRow(row, row_count)] : []),
    ...screenSecret('raised_by', raised_by), ...screenSecret('text', text),
  ]
}

/** Writes down what somebody has against a notice while it hangs: who, when, which row, what. */
export async function objectIn(work: Work, id: string, input: ObjectionInput): Promise<Result<NoticeView>> {
  const taken = await takeNotice(work, id, 'object')
  if (!taken.ok) return taken
  const { session, actor } = work
  const notice = taken.value
  const faults = objectionFaults(input, notice, work.today)
  if (faults.length > 0) return refused(...faults)
  const objection = {
    ...input, id: work.id(), place: notice.place, notice: id, number: notice.objections + 1, row: input.row ?? null, recorded_by: actor.account, recorded_by_name: actor.name,
  }
  await insertObjection(session, actor.county, objection, new Date(work.now))
  work.record({ action: 'disclosure.objection.record', subject: objection.id, place: notice.place, after: { notice: id, number: objection.number, row: objection.row, raised_on: input.raised_on, raised_by: input.raised_by, text: input.text } })
  return noticeViewIn(work, id)
}

export const object = (house: House, actor: Actor, id: string, input: ObjectionInput, options: ActOptions = {}): Promise<Result<NoticeView>> =>
  act(house, actor, STEPS.object.permission, work => objectIn(work, id, input), options)

/** Another person answers; the last answer after the days are over ends the notice. */
export async function answerIn(work: Work, id: string, input: AnswerInput): Promise<Result<NoticeView>> {
  const { session, actor } = work
  const objection = await selectObjection(session, actor.county, id)
  if (!objection) return refused(noSuchObjection(id))
  if (objection.result !== null) return refused(answeredAlready(objection.number))
  if (objection.recorded_by === actor.account) return refused(sameRecorder(objection.recorded_by_name))
  const secret = screenSecret('text', input.text)
  if (secret.length > 0) return refused(...secret)
  await lockNotice(session, actor.county, objection.notice)
  await setAnswer(session, actor.county, id, actor, input, work.today)
  work.record({ action: 'disclosure.objection.answer', subject: id, place: objection.place, after: { notice: objection.notice, number: objection.number, ...input } })
  await endIfOverIn(work, (await selectNotice(session, actor.county, objection.notice))!)
  return noticeViewIn(work, objection.notice)
}

export const answer = (house: House, actor: Actor, id: string, input: AnswerInput, options: ActOptions = {}): Promise<Result<NoticeView>> =>
  act(house, actor, 'disclosure.answer', work => answerIn(work, id, input), options)
