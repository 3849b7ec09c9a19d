import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, must, refused, type Result } from '../../base/result.ts'
import { refusalsOf } from '../../http/router.ts'
import { placesIn } from '../../places/actions.ts'
import { readSheet } from '../../sheets/read.ts'
import type { Sheet, SheetEncoding } from '../../sheets/sheets.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { admitIn, batches, knownByNumberIn, recordFactIn, type Candidate } from '../actions.ts'
import { personFaults } from '../prepare.ts'
import { alreadyKnown, changedMeanwhile, noSuchForm, noSuchImport, otherName } from '../refusals.ts'
import { personInput, type ParsedPerson, type TakenDifference } from '../schemas.ts'
import { selectCategories, selectPersons, type StoredPerson } from '../store.ts'
import { differencesOf, givenFields, isTakeable, type DifferentRow } from './differences.ts'
import { actsAheadIn, draftOf, refusalAt } from './drafts.ts'
import { fieldWords, templateColumns, type Field, type SheetForm } from './form.ts'
import { sheetForms } from './load.ts'
import { placeFinder } from './place-finder.ts'
import { joinRepeats } from './repeats.ts'
import { failedRows, headingOf, readHeadings, readRows, type Headings, type ReadRow, type RowRefusal } from './rows.ts'
import { heldIn, takeDifferences } from './take/actions.ts'
import { insertImport, insertImportRows, selectImport, type ImportRowRecord } from './store.ts'

/** What came of a sheet. `failed` is the file of refused rows, to be mended and brought again. */
export type ImportAnswer = {
  readonly form: string
  readonly committed: boolean
  readonly rows_read: number
  readonly accepted: number
  readonly refused: number
  readonly errors: readonly RowRefusal[]
  /** Rows of persons who are there already, where they say otherwise: refused, but for what of them is ticked. */
  readonly differences: readonly DifferentRow[]
  /** What the letters of a text file were read as. */
  readonly encoding?: SheetEncoding
  readonly id?: string
}
export type Imported = ImportAnswer & { readonly failed: Uint8Array | null }

type Opened = { readonly headings: Headings; readonly repeats: boolean; readonly shown: (field: Field, value: string) => string }
type Choice = ReadonlyMap<number, TakenDifference>
type Draft = Candidate & { readonly row: number }
type Checked = { readonly drafts: Draft[]; readonly refusals: RowRefusal[] }

/** Rows that are right by themselves, as persons; of the others, all that is wrong. */
function checkRows(form: SheetForm, headings: Headings, rows: readonly ReadRow[], work: Work): Checked {
  const drafts: Draft[] = []
  const refusals: RowRefusal[] = []
  for (const row of rows) {
    const found = [...row.refusals]
    // Without its required cells a row is no person yet: what they would contradict is told once they are right.
    const parsed = row.refusals.length > 0 ? undefined : personInput.safeParse(draftOf(form, row.fields, work.actor.county))
    if (parsed?.success === false) found.push(...refusalsOf(parsed.error.issues).map(refusal => refusalAt(row.row, headings, refusal)))
    if (!parsed?.success) found.push(...actsAheadIn(row, headings, work.today))
    else found.push(...personFaults('', parsed.data, work.today).map(refusal => refusalAt(row.row, headings, refusal)))
    if (found.length > 0) refusals.push(...found)
    else if (parsed?.success) drafts.push({ row: row.row, place: String(row.row), label: { zh: `第 ${row.row} 行`, en: `row ${row.row}` }, input: parsed.data })
  }
  return { drafts, refusals }
}

const categoryIn = (input: ParsedPerson): string => {
  const value = input.facts.find(fact => fact.kind === 'identity')?.value
  return typeof value === 'object' && value !== null && 'category' in value ? String(value.category) : ''
}

/** What a row put on the roster; the version of the card is known once all rows are in. */
type Taken = Omit<ImportRowRecord, 'version'>
const takenRow = (draft: Draft, person: string, more: Partial<Taken>): Taken =>
  ({ number: draft.row, place_code: draft.input.place, person, name: draft.input.name, kind: 'person', facts: [], version_before: null, before: null, ...more })

/** A person known for one identity may come again in the sheet of another. */
async function addIdentity(work: Work, stored: StoredPerson, draft: Draft): Promise<Result<Taken>> {
  const { input } = draft
  if (stored.name !== input.name) return refused(otherName('name', input.name))
  const facts: string[] = []
  // Checked with the row: a refusal here would leave half a row, and is a bug.
  for (const fact of input.facts) facts.push(must(await recordFactIn(work, stored.id, fact)))
  return done(takenRow(draft, stored.id, { kind: 'identity', facts, place_code: stored.place_code, version_before: stored.version }))
}

/** A row of somebody who is of that category already: where it says otherwise, and what of that was ticked goes in. */
async function compare(work: Work, sheet: Opened, draft: Draft, stored: StoredPerson, choice: Choice): Promise<{ different: DifferentRow | null; result: Result<Taken> }> {
  const known = refused(alreadyKnown('identity_number', `…${draft.input.identity_number.slice(-4)}`, stored.name))
  if (stored.name !== draft.input.name) return { different: null, result: refused(otherName('name', draft.input.name)) }
  const given = givenFields(draft.input)
  const held = await heldIn(work, stored, categoryIn(draft.input))
  const fields = differencesOf(held, given, field => headingOf(sheet.headings, field) || headingOf(sheet.headings, 'registered_address'), sheet.shown)
  if (fields.length === 0) return { different: null, result: known }
  const different = { row: draft.row, person: stored.id, name: stored.name, version: stored.version, fields }
  const chosen = choice.get(draft.row)
  if (!chosen) return { different, result: known }
  if (chosen.version !== stored.version) return { different, result: refused(changedMeanwhile) }
  const wanted = fields.flatMap(({ field }) => (isTakeable(field) && chosen.fields.includes(field) ? [field] : []))
  if (wanted.length === 0) return { different, result: known }
  const changed = await takeDifferences(work, stored, given, wanted)
  return { different, result: changed.ok ? done(takenRow(draft, stored.id, { kind: 'change', place_code: stored.place_code, version_before: stored.version, ...changed.value })) : changed }
}

/** Whether a row says of its person nothing that is new: an identity of a category that they have, or none. */
const isHeld = (category: string, held: ReadonlySet<string>): boolean => category === '' || held.has(category)

type TakenIn = { readonly refusals: RowRefusal[]; readonly taken: readonly Taken[]; readonly differences: readonly DifferentRow[] }

/** Takes the good rows into the roster; answers what they became, and why others cannot be. */
async function takeIn(work: Work, sheet: Opened, drafts: readonly Draft[], choice: Choice): Promise<TakenIn> {
  const { headings } = sheet
  const known = await knownByNumberIn(work, drafts.map(draft => draft.input.identity_number))
  const spans = await selectCategories(work.session, work.actor.county, [...known.values()].map(row => row.id))
  const categories = Map.groupBy(spans, span => span.person)
  const refusals: RowRefusal[] = []
  const taken: Taken[] = []
  const differences: DifferentRow[] = []
  const seen = new Set<string>()
  // Where each row is an identity, a person is met once for each.
  const metAs = (stored: StoredPerson, draft: Draft) => (sheet.repeats ? `${stored.id} ${categoryIn(draft.input)}` : stored.id)
  for (const draft of drafts) {
    const stored = known.get(draft.input.identity_number)
    if (!stored) continue
    const held = new Set((categories.get(stored.id) ?? []).map(span => span.category))
    const { different, result } = seen.has(metAs(stored, draft))
      ? { different: null, result: refused(alreadyKnown('identity_number', `…${draft.input.identity_number.slice(-4)}`, stored.name)) }
      : isHeld(categoryIn(draft.input), held) ? await compare(work, sheet, draft, stored, choice)
        : { different: null, result: await addIdentity(work, stored, draft) }
    seen.add(metAs(stored, draft))
    if (different) differences.push(different)
    if (result.ok) taken.push(result.value)
    else refusals.push(...result.refusals.map(refusal => refusalAt(draft.row, headings, refusal)))
  }
  const unknown = drafts.filter(draft => !known.has(draft.input.identity_number))
  const { joined: fresh, refused: repeated } = sheet.repeats ? joinRepeats(unknown) : { joined: unknown, refused: [] }
  refusals.push(...repeated.map(({ draft, refusal }) => refusalAt(draft.row, headings, refusal)))
  const { admitted, refusals: unfit } = await admitIn(work, fresh)
  for (const draft of fresh) if (admitted.has(draft.place)) taken.push(takenRow(draft, admitted.get(draft.place)!, {}))
  return { refusals: [...refusals, ...unfit.map(refusal => refusalAt(Number(refusal.place.split('.')[0]), headings, refusal))], taken, differences }
}

/** Keeps what each row became, with the version of the card as it left it, so that the import can be taken back. */
async function keepRows(work: Work, id: string, taken: readonly Taken[]): Promise<void> {
  for (const batch of batches(taken)) {
    const cards = await selectPersons(work.session, work.actor.county, batch.map(row => row.person))
    const versions = new Map(cards.map(card => [card.id, card.version]))
    await insertImportRows(work.session, work.actor.county, id, batch.map(row => ({ ...row, version: versions.get(row.person)! })))
  }
}

/** What the sheet is, before any row of it is looked at. */
async function openSheet(formId: string, bytes: Uint8Array): Promise<Result<{ form: SheetForm; sheet: Sheet; headings: Headings }>> {
  const forms = await sheetForms()
  const form = forms.get(formId)
  if (!form) return refused(noSuchForm(formId, [...forms.keys()]))
  const sheet = await readSheet(bytes)
  if (!sheet.ok) return sheet
  const found = readHeadings(form, sheet.value)
  return 'refusals' in found ? refused(...found.refusals) : done({ form, sheet: sheet.value, headings: found.headings })
}

const inOrder = (refusals: readonly RowRefusal[], headings: Headings): RowRefusal[] =>
  refusals.toSorted((a, b) => a.row - b.row || headings.texts.indexOf(a.column) - headings.texts.indexOf(b.column))

/**
 * Brings a sheet into the roster: good rows go in, every error of the others comes back with row, column, value, reason and
 * legal values. Without `commit` the same is done and rolled back. Refused as a whole: no sheet, unknown or absent headings.
 */
export async function importSheet(
  house: House, actor: Actor, formId: string, bytes: Uint8Array, options: { commit: boolean; take?: readonly TakenDifference[] },
): Promise<Result<Imported>> {
  const opened = await openSheet(formId, bytes)
  if (!opened.ok) return opened
  const { form, sheet, headings } = opened.value
  return act(house, actor, 'roster.import', async work => {
    const places = await placesIn(work)
    const rows = readRows(headings, sheet, placeFinder(places, actor.scope, work.today))
    const shown = fieldWords(form, new Map(places.map(place => [place.code, place.name])))
    const choice = new Map((options.take ?? []).map(each => [each.row, each]))
    const checked = checkRows(form, headings, rows, work)
    const { refusals, taken, differences } = await takeIn(work, { headings, shown, repeats: form.repeats === true }, checked.drafts, choice)
    const errors = inOrder([...checked.refusals, ...refusals], headings)
    const bad = new Set(errors.map(error => error.row)).size
    const failed = bad === 0 ? null : await writeWorkbook({ name: form.sheet, ...failedRows(headings, rows, errors) })
    const counts = { rows_read: rows.length, rows_accepted: rows.length - bad, rows_refused: bad }
    const id = work.id()
    await insertImport(work.session, actor.county, {
      id, place_code: actor.place, form: form.id, imported_at: new Date(work.now), imported_by: actor.account, imported_by_name: actor.name, ...counts,
      failed_rows: failed && options.commit ? await work.files.keep(failed) : null,
    })
    await keepRows(work, id, taken)
    work.record({ action: 'roster.sheet.import', subject: id, place: actor.place, after: { form: form.id, ...counts } })
    const answer = { form: form.id, committed: options.commit, rows_read: rows.length, accepted: rows.length - bad, refused: bad, errors, differences, failed, ...(sheet.encoding ? { encoding: sheet.encoding } : {}) }
    return done(options.commit ? { ...answer, id } : answer)
  }, { preview: !options.commit })
}

/** The file of an import's refused rows. */
export async function failedFile(house: House, actor: Actor, id: string): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const result = await read(house, actor, 'roster.import', async (work): Promise<Result<{ name: string; bytes: Uint8Array }>> => {
    const row = await selectImport(work.session, actor.county, id)
    if (!row?.failed_rows) return refused(noSuchImport)
    return done({ name: `${row.form}-退回.xlsx`, bytes: await work.files.open(row.failed_rows) })
  })
  return result.ok ? result.value : result
}

/** The forms that can be brought. */
export const listForms = async (): Promise<{ id: string; name: SheetForm['name'] }[]> =>
  [...(await sheetForms()).values()].map(form => ({ id: form.id, name: form.name }))

/** An empty sheet of a form with one row of examples. */
export async function templateFile(formId: string): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const forms = await sheetForms()
  const form = forms.get(formId)
  if (!form) return refused(noSuchForm(formId, [...forms.keys()]))
  const columns = templateColumns(form)
  const bytes = await writeWorkbook({
    name: form.sheet, headings: columns.map(column => column.heading), rows: [columns.map(column => column.example ?? '')],
  })
  return done({ name: `${form.name.zh}-模板.xlsx`, bytes })
}
