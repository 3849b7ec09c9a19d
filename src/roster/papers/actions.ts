import { act } from '../../access/actions.ts'
import type { House } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { refused, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { existingEvidenceIn, openEvidenceIn, type EvidenceFile } from '../../evidence/actions.ts'
import { personIn } from '../actions.ts'
import { PAPER_KIND, noSuchPaper } from './papers.ts'

/** A paper of somebody's as it was kept, for a reason that the journal keeps: numbers and portraits stand in it whole. */
export const openPaper = (house: House, actor: Actor, id: string, file: string, { reason }: { readonly reason: string }): Promise<Result<EvidenceFile>> =>
  act(house, actor, 'roster.reveal', async work => {
    const secrets = screenSecret('reason', reason)
    if (secrets.length > 0) return refused(...secrets)
    const person = await personIn(work, id)
    if (!person.ok) return person
    const [kept] = await existingEvidenceIn(work, [file])
    if (kept?.subject_kind !== PAPER_KIND || kept.subject !== id) return refused(noSuchPaper(file))
    const opened = await openEvidenceIn(work, file)
    if (opened.ok) work.record({ action: 'roster.person.paper', subject: id, place: person.value.place_code, after: { evidence: file, title: kept.title, reason } })
    return opened
  })
