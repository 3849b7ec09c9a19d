import { act } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { done, refused, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { placesIn } from '../../places/actions.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { batches } from '../actions.ts'
import { sheetForms } from '../intake/load.ts'
import { categoryName } from '../kinds.ts'
import { listedIn } from '../lookup/actions.ts'
import { exportInput, type ExportInput } from '../schemas.ts'
import { selectCategories, selectKnownGrouped, type StoredPerson } from '../store.ts'
import { maskings } from './load.ts'
import { noSuchMasking, reasonNeeded, revealing, type MaskingLine } from './masking.ts'
import { outgoingSheet, type Outgoing, type StandingFact } from './rows.ts'

const EXPORT_ROWS_MAX = 100_000
/** The form of `forms/` that a whole roster is written in, and read back by. */
const OWN_FORM = 'roster'

/** The ways in which a roster may leave. */
export const listMaskings = (): MaskingLine[] => [...maskings().values()].map(masking => ({ id: masking.id, name: masking.name, note: masking.note, reveals: revealing(masking) }))

async function outgoingIn(work: Work, rows: readonly StoredPerson[], withFacts: boolean): Promise<Outgoing[]> {
  const { session, vault, today, actor: { county } } = work
  const people: Outgoing[] = []
  for (const batch of batches(rows)) {
    const ids = batch.map(row => row.id)
    const spans = Map.groupBy(await selectCategories(session, county, ids), span => span.person)
    const facts = new Map(withFacts ? (await selectKnownGrouped(session, county, today, '', ids)).map(known => [known.person, known.facts]) : [])
    for (const row of batch) {
      people.push({
        card: {
          name: row.name, sex: row.sex, born: row.born, died_on: row.died_on, place_code: row.place_code, address: row.address, identity_number: vault.open(row.identity_number),
          phone: row.phone && vault.open(row.phone), account: row.account && vault.open(row.account), bank_name: row.bank_name,
          account_holder: row.account_holder, account_relation: row.account === null ? null : row.account_relation,
        },
        categories: (spans.get(row.id) ?? []).filter(span => span.ended_on === null || span.ended_on >= today).map(span => span.category),
        facts: (facts.get(row.id) ?? []).filter((fact): fact is StandingFact => fact.value !== null),
      })
    }
  }
  return people
}

/**
 * The current list as .xlsx, in one of the ways of `forms/masking/`. What tells more than the lists do asks for `roster.reveal` and a
 * reason; that it was taken out, how, by whom, and of how many persons is journalled.
 */
export async function exportPeople(house: House, actor: Actor, input: ExportInput): Promise<Result<{ name: string; bytes: Uint8Array }>> {
  const { masking: id, reason, ...query } = exportInput.parse(input)
  const masking = maskings().get(id)
  if (!masking) return refused(noSuchMasking(id, [...maskings().keys()]))
  const reveals = revealing(masking)
  if (reveals && reason === null) return refused(reasonNeeded)
  const secrets = screenSecret('reason', reason)
  if (secrets.length > 0) return refused(...secrets)
  const form = (await sheetForms()).get(OWN_FORM)!
  return act(house, actor, reveals ? 'roster.reveal' : 'roster.read', async work => {
    const listed = await listedIn(work, query, EXPORT_ROWS_MAX)
    if (!listed.ok) return listed
    const { rows, filter } = listed.value
    const names = new Map((await placesIn(work)).map(place => [place.code, place.name]))
    const words = { place: (code: string) => names.get(code) ?? '', category: (category: string) => categoryName(category).zh }
    const sheet = outgoingSheet(masking, form, await outgoingIn(work, rows, masking.facts), words)
    const said = reason === null ? {} : { reason }
    work.record({ action: 'roster.people.export', subject: actor.place, place: actor.place, after: { persons: rows.length, rows: sheet.rows.length, masking: id, ...said, place: filter.place, category: filter.category } })
    return done({ name: `花名册-${masking.name.zh}-${work.today}.xlsx`, bytes: await writeWorkbook({ name: form.sheet, ...sheet }) })
  })
}
