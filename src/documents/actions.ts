import { createHash } from 'node:crypto'
import { act, read } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import { may } from '../access/roles.ts'
import type { Actor } from '../base/actor.ts'
import type { Day } from '../base/day.ts'
import { done, refused, type Result } from '../base/result.ts'
import { figureValues, openFigure, type OpenedFigure } from '../figures/actions.ts'
import type { Figure, FigureValue } from '../figures/figures.ts'
import { journalHead } from '../journal/actions.ts'
import type { Head } from '../journal/journal.ts'
import { writeDocx } from '../paper/docx.ts'
import { figuresIn, plainText, type DocumentModel } from '../paper/paper.ts'
import { placesIn } from '../places/actions.ts'
import { isUnder, type Place } from '../places/places.ts'
import { planItemsIn, shortcomingsIn } from '../plan/actions.ts'
import { planLaw } from '../plan/load.ts'
import {
  changedFigures, DOCUMENT_STEPS, STEPS, type DocumentStanding, type DocumentState, type DocumentStep, type DocumentView, type FigureCounts, type FrozenDocument,
} from './documents.ts'
import { annualTemplate } from './load.ts'
import { alreadyOpen, nothingFrozen, nothingOpen, recordsChanged, samePerson, unknownFigure, unknownPlace, wrongState } from './refusals.ts'
import { renderAnnual } from './render.ts'
import { revise, type Revised } from './revisions/revisions.ts'
import { selectRevisions } from './revisions/store.ts'
import { insertDraft, lockOpen, selectAnchors, selectLatest, updateChecked, updateDiscarded, updateIssued, type DocumentRow } from './store.ts'
import { figuresOfTemplate, quotedIn } from './template.ts'

/** Which place (a code; without one the actor's own) and which year. */
export type YearAsked = { readonly place?: string | undefined; readonly year: number }
type Figures = readonly Figure[]
type Rendered = Revised & { readonly place: Place; readonly year: number; readonly figures: FigureCounts; readonly text_hash: string }

const TEMPLATE = 'annual'
const hashOf = (model: DocumentModel): string => createHash('sha256').update(plainText(model)).digest('hex')

/** The place asked for. A whole county that has one township means that township: the document is a township's. */
export async function placeOf(work: Work, asked: string | undefined): Promise<Result<Place>> {
  const places = await placesIn(work)
  const visible = places.filter(place => work.actor.scope.some(prefix => isUnder(place.code, prefix)))
  const townships = visible.filter(place => place.level === 'township')
  const code = asked ?? (work.actor.place.length <= 6 && townships.length === 1 ? townships[0]!.code : work.actor.place)
  const found = visible.find(place => place.code === code)
  return found ? done(found) : refused(unknownPlace(code, townships.map(place => place.code)))
}

const flat = <T>(result: Result<Result<T>>): Result<T> => (result.ok ? result.value : result)

/** By what a year's document is known. */
export const documentOf = (work: Work, place: Place, year: number) => ({ county: work.actor.county, place: place.code, template: TEMPLATE, year })

/** What a place means to do in a year: its own plan, once there is one; till then what the law asks of it. */
async function nextYearIn(work: Work, place: Place, year: number): Promise<string[]> {
  const own = (await planItemsIn(work, { place: place.code, year })).filter(item => item.place === place.code)
  return (own.length > 0 ? own : planLaw().duties).map(({ sentence: { zh } }) => (/[。！？]$/.test(zh) ? zh : `${zh}。`))
}

/** What the records say today, worded as people have worded it. */
export async function render(work: Work, figures: Figures, place: Place, year: number, issuedOn?: Day): Promise<Rendered> {
  const template = annualTemplate()
  const revisions = await selectRevisions(work.session, documentOf(work, place, year))
  const ids = [...figuresOfTemplate(template), ...revisions.flatMap(one => quotedIn(one.text))]
  const values = await figureValues(work.session, figures, { county: work.actor.county, place: place.code, year, ids })
  const undone = await shortcomingsIn(work, { place: place.code, year })
  const planned = await nextYearIn(work, place, year + 1)
  const material = { place, year, values, planned, undone, today: work.today, issuedOn }
  const revised = revise(renderAnnual(template, material), revisions, material)
  const counts = Object.fromEntries(figuresIn(revised.model).map(({ figure, value }) => [figure, value]))
  return { ...revised, place, year, figures: counts, text_hash: hashOf(revised.model) }
}


function standingOf(row: DocumentRow, now: Rendered): DocumentStanding {
  return {
    id: row.id, state: row.state, prepared_by: row.prepared_name, checked_by: row.checked_name, issued_by: row.issued_name, issued_on: row.issued_on,
    text_hash: row.text_hash, current: row.text_hash === now.text_hash, changed: changedFigures(row.figures, now.figures),
  }
}

/** The document inside another work: what the records say today, and how far the last one put forward has come. */
export async function yearDocumentIn(work: Work, figures: Figures, { place: asked, year }: YearAsked): Promise<Result<DocumentView>> {
  const place = await placeOf(work, asked)
  if (!place.ok) return place
  const row = await selectLatest(work.session, documentOf(work, place.value, year))
  const now = await render(work, figures, place.value, year, row?.issued_on ?? undefined)
  const standing = row ? standingOf(row, now) : null
  // A date of issue belongs to the text that was issued, never to one that differs from it.
  const shown = standing && row?.issued_on && !standing.current ? await render(work, figures, place.value, year) : now
  return done({
    title: shown.model.title, organ: shown.model.organ, place: place.value.code, place_name: place.value.name, year,
    blocks: shown.model.blocks, figures: shown.figures, text_hash: shown.text_hash, standing,
    paragraphs: shown.paragraphs, waiting: shown.waiting, allowed: allowedOn(work, row),
  })
}

const OPEN_STATES: readonly DocumentState[] = ['draft', 'checked']

/** What this person may do with a year's document as it stands. While one is on its way its words stand too. */
function allowedOn({ actor }: Work, row: DocumentRow | undefined): DocumentView['allowed'] {
  if (!may(actor.role, 'documents.write')) return []
  if (row === undefined || !OPEN_STATES.includes(row.state)) return ['prepare', 'revise']
  return DOCUMENT_STEPS.filter(step => STEPS[step].from.includes(row.state) && !(STEPS[step].byAnother && row.prepared_by === actor.account))
}

/** What was put forward last, word for word: of an issued document, what was issued. Refuses `not-found` where nothing was. */
export async function frozenDocumentIn(work: Work, { place: asked, year }: YearAsked): Promise<Result<FrozenDocument>> {
  const place = await placeOf(work, asked)
  if (!place.ok) return place
  const row = await selectLatest(work.session, documentOf(work, place.value, year))
  return row ? done({ title: row.model.title, organ: row.model.organ, blocks: row.model.blocks, state: row.state, text_hash: row.text_hash }) : refused(nothingFrozen(year))
}

export const frozenDocument = async (house: House, actor: Actor, asked: YearAsked): Promise<Result<FrozenDocument>> =>
  flat(await read(house, actor, 'documents.read', work => frozenDocumentIn(work, asked)))

/** The same as a .docx. */
export async function frozenFile(house: House, actor: Actor, asked: YearAsked): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const found = await frozenDocument(house, actor, asked)
  return found.ok ? done({ name: `${found.value.title}.docx`, bytes: await writeDocx(found.value) }) : found
}

/** The year's summary and next year's plan of a place. Refuses `forbidden` and `not-found`. */
export const yearDocument = async (house: House, actor: Actor, figures: Figures, asked: YearAsked): Promise<Result<DocumentView>> =>
  flat(await read(house, actor, 'documents.read', work => yearDocumentIn(work, figures, asked)))

/** The same as a .docx in official form, named by its title. */
export async function documentFile(house: House, actor: Actor, figures: Figures, asked: YearAsked): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const view = await yearDocument(house, actor, figures, asked)
  if (!view.ok) return view
  return done({ name: `${view.value.title}.docx`, bytes: await writeDocx(view.value) })
}

/** All figures of a place and year. */
export const yearFigures = async (house: House, actor: Actor, figures: Figures, asked: YearAsked): Promise<Result<FigureValue[]>> =>
  flat(await read(house, actor, 'figures.read', async work => {
    const place = await placeOf(work, asked.place)
    return place.ok ? done(await figureValues(work.session, figures, { county: actor.county, place: place.value.code, year: asked.year })) : place
  }))

/** One figure with its records. Refuses `not-found` with the figures there are. */
export async function yearFigure(house: House, actor: Actor, figures: Figures, id: string, asked: YearAsked): Promise<Result<OpenedFigure>> {
  const figure = figures.find(candidate => candidate.id === id)
  if (!figure) return refused(unknownFigure(id, figures.map(candidate => candidate.id)))
  return flat(await read(house, actor, 'figures.read', async work => {
    const place = await placeOf(work, asked.place)
    return place.ok ? done(await openFigure(work.session, figure, { county: actor.county, place: place.value.code, year: asked.year })) : place
  }))
}

/** Who does it, and when. */
export const personOf = (work: Work) => ({ account: work.actor.account, name: work.actor.name, at: new Date(work.now) })

/** Puts forward what the records say now; it stands frozen until it is issued or discarded. */
export async function prepareDocumentIn(work: Work, figures: Figures, { place: asked, year }: YearAsked): Promise<Result<{ id: string; text_hash: string }>> {
  const place = await placeOf(work, asked)
  if (!place.ok) return place
  const of = documentOf(work, place.value, year)
  const open = await lockOpen(work.session, of)
  if (open) return refused(alreadyOpen(open.id))
  const { model, figures: counts, text_hash } = await render(work, figures, place.value, year)
  const id = work.id()
  await insertDraft(work.session, { ...of, id, model, figures: counts, text_hash, by: personOf(work) })
  work.record({ action: 'documents.document.prepare', subject: id, place: of.place, after: { year, text_hash, figures: counts } })
  return done({ id, text_hash })
}

/** The open document on which a step may be taken now by this actor. */
async function stepOn(work: Work, step: DocumentStep, { place: asked, year }: YearAsked): Promise<Result<{ row: DocumentRow; place: Place }>> {
  const place = await placeOf(work, asked)
  if (!place.ok) return place
  const row = await lockOpen(work.session, documentOf(work, place.value, year))
  if (!row) return refused(nothingOpen(step))
  const { from, byAnother } = STEPS[step]
  if (!from.includes(row.state)) return refused(wrongState(step, row.state, from))
  if (byAnother && row.prepared_by === work.actor.account) return refused(samePerson(step, row.prepared_name))
  return done({ row, place: place.value })
}

const recordStep = (work: Work, step: DocumentStep, row: DocumentRow, after: object = {}): void =>
  work.record({ action: `documents.document.${step}`, subject: row.id, place: row.place_code, before: { state: row.state }, after: { state: STEPS[step].to, ...after } })

export async function checkDocumentIn(work: Work, asked: YearAsked): Promise<Result<{ id: string }>> {
  const open = await stepOn(work, 'check', asked)
  if (!open.ok) return open
  await updateChecked(work.session, work.actor.county, open.value.row.id, personOf(work))
  recordStep(work, 'check', open.value.row, { text_hash: open.value.row.text_hash })
  return done({ id: open.value.row.id })
}

export async function discardDocumentIn(work: Work, asked: YearAsked): Promise<Result<{ id: string }>> {
  const open = await stepOn(work, 'discard', asked)
  if (!open.ok) return open
  await updateDiscarded(work.session, work.actor.county, open.value.row.id)
  recordStep(work, 'discard', open.value.row)
  return done({ id: open.value.row.id })
}

/** Issues the open document, when the records still say what it says: dates it, freezes it, and anchors the journal. */
export async function issueDocumentIn(work: Work, figures: Figures, asked: YearAsked): Promise<Result<{ id: string; issued_on: Day; text_hash: string }>> {
  const open = await stepOn(work, 'issue', asked)
  if (!open.ok) return open
  const { row, place } = open.value
  const now = await render(work, figures, place, asked.year)
  if (now.text_hash !== row.text_hash) return refused(recordsChanged(row.figures, now.figures))
  const { model, text_hash } = await render(work, figures, place, asked.year, work.today)
  const head = await journalHead(work.session, work.actor.county)
  await updateIssued(work.session, work.actor.county, row.id, { model, text_hash, on: work.today, head, by: personOf(work) })
  recordStep(work, 'issue', row, { text_hash, issued_on: work.today, head })
  return done({ id: row.id, issued_on: work.today, text_hash })
}

export const prepareDocument = (house: House, actor: Actor, figures: Figures, asked: YearAsked): Promise<Result<{ id: string; text_hash: string }>> =>
  act(house, actor, 'documents.write', work => prepareDocumentIn(work, figures, asked))
export const checkDocument = (house: House, actor: Actor, asked: YearAsked): Promise<Result<{ id: string }>> =>
  act(house, actor, STEPS.check.permission, work => checkDocumentIn(work, asked))
export const discardDocument = (house: House, actor: Actor, asked: YearAsked): Promise<Result<{ id: string }>> =>
  act(house, actor, STEPS.discard.permission, work => discardDocumentIn(work, asked))
export const issueDocument = (house: House, actor: Actor, figures: Figures, asked: YearAsked): Promise<Result<{ id: string; issued_on: Day; text_hash: string }>> =>
  act(house, actor, STEPS.issue.permission, work => issueDocumentIn(work, figures, asked))

/** Heads of the journal that issued documents vouch for; `verify` checks the chain against them. */
export const documentAnchorsIn = (work: Work): Promise<Head[]> => selectAnchors(work.session, work.actor.county)
