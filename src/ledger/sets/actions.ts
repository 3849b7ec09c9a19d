import type { Work } from '../../access/house.ts'
import type { Day } from '../../base/day.ts'
import type { Told, ToldPostings } from './sets.ts'
import { insertTold, selectOther } from './store.ts'

/**
 * Posts the movements that one statement tells from another room's rows, each once by its key: 30,000 of them never leave the database.
 * Only between people, the bank and what is on its way; what moves a fund goes through `postIn`. The caller journals what they belong to.
 * @returns how many were told, their sum, and how many of them were new
 */
export async function postSetIn(work: Work, told: ToldPostings, stamp: { on: Day; reference: { kind: string; id: string }; memo: string }): Promise<Told> {
  const { session, actor } = work
  const posted = await insertTold(session, actor.county, told, { ...stamp, at: new Date(work.now), by: actor.account })
  if (posted.malformed > 0) throw new Error(`${posted.malformed} movements of ${stamp.reference.id} name an account that no set moves`)
  const other = posted.added < posted.told ? await selectOther(session, actor.county, told) : undefined
  if (other !== undefined) throw new Error(`another movement stands under the key ${other}`)
  return posted
}
