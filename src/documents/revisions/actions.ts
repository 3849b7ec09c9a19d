import { act, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { figureValues } from '../../figures/actions.ts'
import type { Figure } from '../../figures/figures.ts'
import { refusalsOf } from '../../http/router.ts'
import type { Place } from '../../places/places.ts'
import { documentOf, personOf, placeOf, render, type YearAsked } from '../actions.ts'
import { alreadyOpen, unknownFigure } from '../refusals.ts'
import { lockOpen } from '../store.ts'
import { quotedIn } from '../template.ts'
import { noSuchParagraph, revisedMeanwhile, withoutRecords } from './refusals.ts'
import type { Revision } from './revisions.ts'
import { revisionInput, revisionMark, type RevisionInput, type RevisionMark } from './schemas.ts'
import { deleteRevision, selectRevisions, upsertRevision } from './store.ts'

/** The place whose document of a year may be worded otherwise now. */
async function revisableIn(work: Work, { place: asked, year }: YearAsked): Promise<Result<Place>> {
  const place = await placeOf(work, asked)
  if (!place.ok) return place
  const open = await lockOpen(work.session, documentOf(work, place.value, year))
  return open ? refused(alreadyOpen(open.id)) : place
}

/** Everything that stands against a wording: words that must not be kept, figures that are none or have no records, a paragraph that is none. */
async function inputFaults(work: Work, figures: readonly Figure[], place: Place, year: number, input: RevisionInput): Promise<Refusal[]> {
  const quoted = [...new Set(quotedIn(input.text))]
  const unknown = quoted.filter(id => !figures.some(figure => figure.id === id))
  const values = await figureValues(work.session, figures, { county: work.actor.county, place: place.code, year, ids: quoted })
  const empty = values.filter(value => value.value === 0)
  const { paragraphs } = await render(work, figures, place, year)
  return [
    ...screenSecret('text', input.text), ...unknown.map(id => ({ ...unknownFigure(id, figures.map(figure => figure.id)), place: 'text' })),
    ...(empty.length > 0 ? [withoutRecords(empty.map(value => value.name))] : []), ...(paragraphs.some(one => one.source === input.source) ? [] : [noSuchParagraph]),
  ]
}

/** Words a paragraph otherwise, while nothing of the year is on its way. Refuses `conflict` when somebody else did meanwhile. */
export async function saveRevisionIn(work: Work, figures: readonly Figure[], asked: YearAsked, given: RevisionInput): Promise<Result<Revision>> {
  const parsed = revisionInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const input = parsed.data
  const found = await revisableIn(work, asked)
  if (!found.ok) return found
  const faults = await inputFaults(work, figures, found.value, asked.year, input)
  if (faults.length > 0) return refused(...faults)
  const of = documentOf(work, found.value, asked.year)
  if (!await upsertRevision(work.session, of, input, personOf(work))) return refused(revisedMeanwhile((await selectRevisions(work.session, of)).find(one => one.source === input.source)))
  work.record({ action: 'documents.revision.save', subject: `${of.template}/${of.year}`, place: of.place, before: { source: input.source, version: input.version }, after: { text: input.text } })
  return done((await selectRevisions(work.session, of)).find(one => one.source === input.source)!)
}

export const saveRevision = (house: House, actor: Actor, figures: readonly Figure[], asked: YearAsked, input: RevisionInput, options?: ActOptions): Promise<Result<Revision>> =>
  act(house, actor, 'documents.write', work => saveRevisionIn(work, figures, asked, input), options)

/** Gives a paragraph its template's words back. */
export const removeRevision = (house: House, actor: Actor, asked: YearAsked, given: RevisionMark, options?: ActOptions): Promise<Result<null>> =>
  act(house, actor, 'documents.write', async (work): Promise<Result<null>> => {
    const parsed = revisionMark.safeParse(given)
    if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
    const found = await revisableIn(work, asked)
    if (!found.ok) return found
    const of = documentOf(work, found.value, asked.year)
    const before = (await selectRevisions(work.session, of)).find(one => one.source === parsed.data.source)
    if (!await deleteRevision(work.session, of, parsed.data)) return refused(revisedMeanwhile(before))
    work.record({ action: 'documents.revision.remove', subject: `${of.template}/${of.year}`, place: of.place, before: { source: parsed.data.source, text: before!.text } })
    return done(null)
  }, options)
