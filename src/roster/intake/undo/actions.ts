import { act, read } from '../../../access/actions.ts'
import type { House, Work } from '../../../access/house.ts'
import type { Actor } from '../../../base/actor.ts'
import { done, must, refused, type Result } from '../../../base/result.ts'
import { screenSecret } from '../../../base/secrecy.ts'
import { batches, changePersonIn, personIn, recordFactIn } from '../../actions.ts'
import type { FactKind } from '../../kinds.ts'
import { maskedCard } from '../../prepare.ts'
import { noSuchImport, nothingToUndo } from '../../refusals.ts'
import { importQuery, type ImportQuery, type UndoInput } from '../../schemas.ts'
import { insertFacts, selectHistory, selectPersons, type StoredPerson } from '../../store.ts'
import { RESTING, type ImportedRow, type ImportLine, type KeptRow, type Resting, type UndoAnswer } from '../imports.ts'
import { sheetForms } from '../load.ts'
import {
  carryVersion, claimImport, lockPersons, markUndone, pageImportRows, pageImports, selectImport, selectResting, selectStandingFacts, selectStandingRows, withdrawPersons,
  type CountedImport, type StoredImportRow,
} from '../store.ts'

const UNDONE = '撤回导入'

async function lineOf(row: CountedImport): Promise<ImportLine> {
  const form = (await sheetForms()).get(row.form)
  return {
    id: row.id, form: row.form, form_name: form?.name ?? { zh: row.form, en: row.form }, imported_at: row.imported_at.toISOString(), imported_by_name: row.imported_by_name,
    rows_read: row.rows_read, rows_accepted: row.rows_accepted, rows_refused: row.rows_refused, failed_rows: row.failed_rows !== null, standing: row.standing, undone: row.undone,
  }
}

type Page<Row> = { readonly rows: readonly Row[]; readonly total: number; readonly page: number; readonly size: number }

/** The imports of the actor's area, the last first. */
export const imports = (house: House, actor: Actor, query: ImportQuery): Promise<Result<Page<ImportLine>>> =>
  read(house, actor, 'roster.import', async work => {
    const { page, size } = importQuery.parse(query)
    const { rows, total } = await pageImports(work.session, actor.county, size, (page - 1) * size)
    return { rows: await Promise.all(rows.map(lineOf)), total, page, size }
  })

const shownRow = (row: StoredImportRow): ImportedRow => ({
  row: row.number, person: row.person, name: row.name, place: row.place_code, kind: row.kind,
  undone_at: row.undone_at?.toISOString() ?? null, undone_by_name: row.undone_by_name, undone_reason: row.undone_reason,
})

/** One import and a page of what its rows became. */
export async function importRows(house: House, actor: Actor, id: string, query: ImportQuery): Promise<Result<Page<ImportedRow> & { readonly sheet: ImportLine }>> {
  const result = await read(house, actor, 'roster.import', async (work): Promise<Result<Page<ImportedRow> & { sheet: ImportLine }>> => {
    const { page, size } = importQuery.parse(query)
    const row = await selectImport(work.session, actor.county, id)
    if (!row) return refused(noSuchImport)
    const { rows, total } = await pageImportRows(work.session, actor.county, id, size, (page - 1) * size)
    return done({ rows: rows.map(shownRow), total, page, size, sheet: await lineOf(row) })
  })
  return result.ok ? result.value : result
}

type Standing = { readonly row: StoredImportRow; readonly person: StoredPerson }
type Sorted = { readonly free: readonly Standing[]; readonly kept: readonly KeptRow[] }

/** Which rows nothing rests on, and of the others everything that does. */
async function sortRows(work: Work, imported: CountedImport, rows: readonly StoredImportRow[]): Promise<Sorted> {
  const { session, actor: { county } } = work
  const ids = rows.map(row => row.person)
  await lockPersons(session, county, ids)
  const persons = new Map((await selectPersons(session, county, ids)).map(person => [person.id, person]))
  const resting = Map.groupBy(await selectResting(session, county, ids, imported.imported_at), use => use.person)
  const free: Standing[] = []
  const kept: KeptRow[] = []
  for (const row of rows) {
    const person = persons.get(row.person)
    const reasons: Resting[] = (resting.get(row.person) ?? []).map(use => use.what)
    if (!person) reasons.push('gone')
    else if (person.version !== row.version) reasons.push('changed')
    if (person && reasons.length === 0) free.push({ row, person })
    else kept.push({ row: row.number, person: row.person, name: row.name, reasons: reasons.map(reason => RESTING[reason]) })
  }
  return { free, kept }
}

/** Persons whom the import added: their facts are withdrawn, and the persons marked as entered in error. */
async function withdraw(work: Work, imported: string, standing: readonly Standing[], reason: string): Promise<void> {
  const { session, actor } = work
  const now = new Date(work.now)
  for (const batch of batches(standing)) {
    const ids = batch.map(each => each.person.id)
    const facts = await selectStandingFacts(session, actor.county, ids)
    await insertFacts(session, actor.county, facts.map(fact => ({
      id: work.id(), place_code: fact.place_code, person: fact.person, kind: fact.kind as FactKind, value: null, known_on: work.today, supersedes: fact.id, document: UNDONE,
    })), now, actor.name)
    await withdrawPersons(session, actor.county, imported, ids, now)
    for (const { person } of batch) {
      work.record({ action: 'roster.person.withdraw', subject: person.id, place: person.place_code, before: maskedCard(work.vault, person), after: { import: imported, reason } })
    }
  }
}

/** A person who was there before: what the row recorded is superseded by what stood before, and the card put back. */
async function putBack(work: Work, { row, person }: Standing): Promise<void> {
  const history = new Map((await selectHistory(work.session, work.actor.county, person.id)).map(fact => [fact.id, fact]))
  for (const id of row.facts) {
    const fact = history.get(id)!
    const value = fact.supersedes === null ? null : history.get(fact.supersedes)?.value ?? null
    must(await recordFactIn(work, person.id, { kind: fact.kind, value, supersedes: id, document: UNDONE }))
  }
  const version = async () => must(await personIn(work, person.id)).version
  if (row.before !== null) {
    const { phone, ...rest } = row.before
    const changes = phone === undefined ? rest : { ...rest, phone: phone === null ? null : work.vault.open(Buffer.from(phone, 'hex')) }
    must(await changePersonIn(work, person.id, { version: await version(), changes }))
  }
  await carryVersion(work.session, work.actor.county, person.id, row.version_before!, await version())
}

async function undoIn(work: Work, id: string, reason: string, commit: boolean): Promise<Result<UndoAnswer>> {
  const { session, actor } = work
  const [secret] = screenSecret('reason', reason)
  if (secret) return refused(secret)
  const imported = await claimImport(session, actor.county, id) ? await selectImport(session, actor.county, id) : undefined
  if (!imported) return refused(noSuchImport)
  const { free, kept } = await sortRows(work, imported, await selectStandingRows(session, actor.county, id))
  if (free.length === 0 && (commit || kept.length === 0)) return refused(nothingToUndo(kept.length))
  await withdraw(work, id, free.filter(({ row }) => row.kind === 'person'), reason)
  for (const each of free) if (each.row.kind !== 'person') await putBack(work, each)
  await markUndone(session, actor.county, id, free.map(({ row }) => row.number), { account: actor.account, name: actor.name, reason, at: new Date(work.now) })
  work.record({ action: 'roster.sheet.undo', subject: id, place: imported.place_code, after: { reason, undone: free.length, kept: kept.length } })
  return done({ committed: commit, undone: free.length, kept })
}

/**
 * Takes a whole import back: every row on which nothing rests; the others stay and say why. Nothing is deleted: facts are superseded,
 * persons marked, and both stand in the journal. Without `commit` the same is done and rolled back.
 */
export const undoImport = (house: House, actor: Actor, id: string, { reason }: UndoInput, options: { commit: boolean }): Promise<Result<UndoAnswer>> =>
  act(house, actor, 'roster.import', work => undoIn(work, id, reason, options.commit), { preview: !options.commit })
