import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, must, refused, type Refusal, type Result } from '../../base/result.ts'
import { refusalsOf } from '../../http/router.ts'
import { placesIn } from '../../places/actions.ts'
import { readSheet } from '../../sheets/read.ts'
import type { Sheet } from '../../sheets/sheets.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { admitIn, knownByNumberIn, recordFactIn, type Candidate } from '../actions.ts'
import { personFaults } from '../prepare.ts'
import { alreadyKnown, noSuchForm, noSuchImport, otherName } from '../refusals.ts'
import { personInput, type ParsedPerson } from '../schemas.ts'
import { insertImport, selectCategories, selectImport, type StoredPerson } from '../store.ts'
import { draftOf, futureDays, refusalAt } from './drafts.ts'
import { templateColumns, type SheetForm } from './form.ts'
import { sheetForms } from './load.ts'
import { placeFinder } from './place-finder.ts'
import { failedRows, readHeadings, readRows, type Headings, type ReadRow, type RowRefusal } from './rows.ts'

/** What came of a sheet. `failed` is the file of refused rows, to be mended and brought again. */
export type ImportAnswer = {
  readonly form: string
  readonly committed: boolean
  readonly rows_read: number
  readonly accepted: number
  readonly refused: number
  readonly errors: readonly RowRefusal[]
  readonly id?: string
}
export type Imported = ImportAnswer & { readonly failed: Uint8Array | null }

type Draft = Candidate & { readonly row: number }
type Checked = { readonly drafts: Draft[]; readonly refusals: RowRefusal[] }

/** Rows that are right by themselves, as persons; of the others, all that is wrong. */
function checkRows(form: SheetForm, headings: Headings, rows: readonly ReadRow[], work: Work): Checked {
  const drafts: Draft[] = []
  const refusals: RowRefusal[] = []
  for (const row of rows) {
    const found = [...row.refusals, ...futureDays(row, headings, work.today)]
    // Without its required cells a row is no person yet: what they would contradict is told once they are right.
    const parsed = row.refusals.length > 0 ? undefined : personInput.safeParse(draftOf(form, row.fields, work.actor.county))
    if (parsed?.success === false) found.push(...refusalsOf(parsed.error.issues).map(refusal => refusalAt(row.row, headings, refusal)))
    if (parsed?.success) found.push(...personFaults('', parsed.data, work.today).map(refusal => refusalAt(row.row, headings, refusal)))
    if (found.length > 0) refusals.push(...found)
    else if (parsed?.success) drafts.push({ row: row.row, place: String(row.row), label: { zh: `第 ${row.row} 行`, en: `row ${row.row}` }, input: parsed.data })
  }
  return { drafts, refusals }
}

const categoryIn = (input: ParsedPerson): string => {
  const value = input.facts.find(fact => fact.kind === 'identity')?.value
  return typeof value === 'object' && value !== null && 'category' in value ? String(value.category) : ''
}

/** A person known for one identity may come again in the sheet of another; for the same one the row is a repetition. */
async function addIdentity(work: Work, stored: StoredPerson, categories: ReadonlySet<string>, draft: Draft): Promise<readonly Refusal[]> {
  const { input } = draft
  if (stored.name !== input.name) return [otherName('name', input.name)]
  if (categories.has(categoryIn(input))) return [alreadyKnown('identity_number', `…${input.identity_number.slice(-4)}`, stored.name)]
  // Checked with the row: a refusal here would leave half a row, and is a bug.
  for (const fact of input.facts) must(await recordFactIn(work, stored.id, fact))
  return []
}

/** Takes the good rows into the roster; answers why others cannot be. */
async function takeIn(work: Work, headings: Headings, drafts: readonly Draft[]): Promise<RowRefusal[]> {
  const known = await knownByNumberIn(work, drafts.map(draft => draft.input.identity_number))
  const spans = await selectCategories(work.session, work.actor.county, [...known.values()].map(row => row.id))
  const categories = Map.groupBy(spans, span => span.person)
  const refusals: RowRefusal[] = []
  const seen = new Set<string>()
  for (const draft of drafts) {
    const stored = known.get(draft.input.identity_number)
    if (!stored) continue
    const held = new Set((categories.get(stored.id) ?? []).map(span => span.category))
    const found = seen.has(stored.id)
      ? [alreadyKnown('identity_number', `…${draft.input.identity_number.slice(-4)}`, stored.name)]
      : await addIdentity(work, stored, held, draft)
    seen.add(stored.id)
    refusals.push(...found.map(refusal => refusalAt(draft.row, headings, refusal)))
  }
  const fresh = await admitIn(work, drafts.filter(draft => !known.has(draft.input.identity_number)))
  return [...refusals, ...fresh.refusals.map(refusal => refusalAt(Number(refusal.place.split('.')[0]), headings, refusal))]
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
export async function importSheet(house: House, actor: Actor, formId: string, bytes: Uint8Array, options: { commit: boolean }): Promise<Result<Imported>> {
  const opened = await openSheet(formId, bytes)
  if (!opened.ok) return opened
  const { form, sheet, headings } = opened.value
  return act(house, actor, 'roster.import', async work => {
    const rows = readRows(headings, sheet, placeFinder(await placesIn(work), actor.scope, work.today))
    const checked = checkRows(form, headings, rows, work)
    const errors = inOrder([...checked.refusals, ...await takeIn(work, headings, checked.drafts)], headings)
    const bad = new Set(errors.map(error => error.row)).size
    const failed = bad === 0 ? null : await writeWorkbook({ name: form.sheet, ...failedRows(headings, rows, errors) })
    const counts = { rows_read: rows.length, rows_accepted: rows.length - bad, rows_refused: bad }
    const id = work.id()
    await insertImport(work.session, actor.county, {
      id, place_code: actor.place, form: form.id, imported_at: new Date(work.now), imported_by: actor.account, ...counts,
      failed_rows: failed && options.commit ? await work.files.keep(failed) : null,
    })
    work.record({ action: 'roster.sheet.import', subject: id, place: actor.place, after: { form: form.id, ...counts } })
    const answer = { form: form.id, committed: options.commit, rows_read: rows.length, accepted: rows.length - bad, refused: bad, errors, failed }
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
