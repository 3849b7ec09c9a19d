import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, must, type Result } from '../../base/result.ts'
import { recordNotice } from '../actions.ts'
import { hanging } from '../disclosure.ts'
import { selectOver, setClosed, setTakenDown, type NoticeSummary } from '../store.ts'

export type NoticeOutcome = { readonly taken_down: number; readonly ended: number }

/** A notice whose days are over comes down, and ends when every objection is answered. */
export async function endIfOverIn(work: Work, notice: NoticeSummary): Promise<NoticeOutcome> {
  const { session, actor, today } = work
  if (notice.state !== 'published' || notice.ends_on === null || notice.ends_on >= today) return { taken_down: 0, ended: 0 }
  const down = notice.taken_down_on === null
  if (down) {
    await setTakenDown(session, actor.county, notice.id, today)
    recordNotice(work, notice, 'take-down', { taken_down_on: today, days_late: hanging({ ...notice, taken_down_on: today }, today).days_late })
  }
  const over = notice.unanswered === 0
  if (over) {
    await setClosed(session, actor.county, notice.id, actor, { state: 'ended', on: today })
    recordNotice(work, notice, 'end', { state: 'ended', objections: notice.objections, upheld: notice.upheld }, 'published')
  }
  return { taken_down: Number(down), ended: Number(over) }
}

/** What the calendar does each day: takes down and ends whatever is over. Writes nothing when nothing is. */
export async function endOver(house: House, actor: Actor): Promise<NoticeOutcome> {
  const over = (work: Work) => selectOver(work.session, actor.county, work.today)
  if (must(await read(house, actor, 'disclosure.read', over)).length === 0) return { taken_down: 0, ended: 0 }
  return must(await act(house, actor, 'disclosure.prepare', async (work): Promise<Result<NoticeOutcome>> => {
    const outcomes: NoticeOutcome[] = []
    for (const notice of await over(work)) outcomes.push(await endIfOverIn(work, notice))
    return done({ taken_down: outcomes.reduce((all, one) => all + one.taken_down, 0), ended: outcomes.reduce((all, one) => all + one.ended, 0) })
  }))
}
