import { act, read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { dayOf } from '../../base/day.ts'
import { maskIdentityNumber, maskName } from '../../base/mask.ts'
import { sum, type Fen } from '../../base/money.ts'
import { done, refused, type Result, type Text } from '../../base/result.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { placesIn } from '../../places/actions.ts'
import { factsOfIn, payeesIn } from '../../roster/actions.ts'
import type { PrintedSheet } from '../../sheets/sheets.ts'
import { writePrinted } from '../../sheets/write.ts'
import { runNumber, RUN_STATE_NAMES, type PaymentLine } from '../payment.ts'
import { runIn } from '../steps/actions.ts'
import { selectLines, selectPrevious, type RunRow } from '../store.ts'
import { batchesOf, sharesOf } from './batches.ts'
import { rosterChanges } from './changes.ts'
import { benefitsOn, takerOf, type RosterForm } from './form.ts'
import { loadRosterForms } from './load.ts'
import { maskPerson, maskRow } from './mask.ts'
import { discardedRun, emptyRoster, noSuchRoster } from './refusals.ts'
import { rosterRows, type RosterLine, type RosterPerson, type RosterRow } from './rows.ts'
import { rosterItems, personSheet, plainSheet, rosterTitle, type RosterFacts, type RosterRun, type Signature } from './sheet.ts'
import { standardsOf } from './standards.ts'
import { selectPaymentsBefore } from './store.ts'
import { VALUES } from './values.ts'

export type RosterAsked = {
  readonly form: string
  /** Names, numbers and accounts masked: for whoever may not see them whole. */
  readonly masked?: boolean | undefined
  /** A sheet for each village; else one, village by village. */
  readonly by_village?: boolean | undefined
}
export type RosterFile = { readonly name: string; readonly bytes: Uint8Array; readonly media_type: string; readonly rows: number }

/** A run as its rosters are made of it. */
type Drawn = {
  readonly work: Work; readonly law: LawBook; readonly row: RunRow; readonly run: RosterRun; readonly forms: readonly RosterForm[]; readonly lines: readonly PaymentLine[]
  readonly placeNames: ReadonlyMap<string, string>; readonly masked: boolean
}

const signature = (name: string | null, at: Date | null): Signature => (name === null || at === null ? null : { name, on: dayOf(at.getTime()) })

const rosterRun = (row: RunRow, office: string): RosterRun => ({
  number: runNumber(row.year, row.number), office, from: row.from, to: row.to, state: RUN_STATE_NAMES[row.state].zh, note: row.note,
  paid_on: row.sent_at && dayOf(row.sent_at.getTime()), confirmed_on: row.confirmed_at && dayOf(row.confirmed_at.getTime()),
  signatures: {
    prepared: signature(row.prepared_by_name, row.prepared_at), checked: signature(row.checked_by_name, row.checked_at),
    approved: signature(row.approved_by_name, row.approved_at), sent: signature(row.sent_by_name, row.sent_at),
  },
})

/** Villages under their township's name, as the import forms know them too. */
async function placeNamesIn(work: Work): Promise<Map<string, string>> {
  const places = await placesIn(work)
  const names = new Map(places.map(place => [place.code, place.name]))
  return new Map(places.map(({ code, name, level, parent }) => [code, level === 'village' && parent !== null ? `${names.get(parent) ?? ''}${name}` : name]))
}

async function drawn(work: Work, law: LawBook, id: string, masked: boolean): Promise<Result<Drawn>> {
  const found = await runIn(work, id)
  if (!found.ok) return found
  const row = found.value
  if (row.state === 'discarded') return refused(discardedRun(runNumber(row.year, row.number)))
  const placeNames = await placeNamesIn(work)
  return done({
    work, law, row, masked, placeNames, run: rosterRun(row, placeNames.get(row.place) ?? row.place), forms: loadRosterForms(),
    lines: await selectLines(work.session, work.actor.county, id),
  })
}

const benefitName = (law: LawBook, benefit: string): string => {
  const names: ReadonlyMap<string, { readonly name: Text }> = law.benefits
  return names.get(benefit)?.name.zh ?? benefit
}

/** Persons as the office knew them when the run was prepared, with the numbers and accounts of today. */
async function personsIn({ work, row, masked }: Drawn, persons: readonly string[]): Promise<Map<string, RosterPerson>> {
  const known = new Map((await factsOfIn(work, { place: '', knownOn: row.known_on, persons })).map(one => [one.person, one]))
  return new Map((await payeesIn(work, persons)).map(payee => {
    const { facts, certificates } = known.get(payee.person) ?? { facts: undefined, certificates: [] }
    const person: RosterPerson = {
      identity_number: payee.identity_number, account: payee.account, bank: payee.bank_name, payee: payee.account_holder ?? payee.name, sex: facts?.person?.sex ?? null,
      hukou: facts?.hukou ?? null, identities: facts?.identities ?? [], certificates,
    }
    return [payee.person, masked ? maskPerson(person) : person]
  }))
}

async function factsFor(of: Drawn, form: RosterForm, rows: readonly RosterRow[]): Promise<RosterFacts> {
  const persons = await personsIn(of, rows.map(row => row.person))
  const counts = form.columns.some(column => column.value === 'payments_before')
  const before = counts ? await selectPaymentsBefore(of.work.session, of.work.actor.county, of.row.id, [...benefitsOn(form) ?? []]) : new Map<string, number>()
  return {
    personOf: person => persons.get(person), placeName: place => of.placeNames.get(place) ?? place, benefitName: benefit => benefitName(of.law, benefit),
    paymentsBefore: person => before.get(person) ?? 0,
  }
}

const rowsOn = (form: RosterForm, lines: readonly RosterLine[]): RosterRow[] =>
  rosterRows(lines.filter(takerOf(form)), form.benefits === undefined ? undefined : new Set(form.benefits))

type Made = { readonly sheets: readonly PrintedSheet[]; readonly rows: number; readonly amount_fen: Fen }

const batchForm = (forms: readonly RosterForm[]): RosterForm => forms.find(form => form.rows === 'batch')!

async function personSheets(of: Drawn, form: RosterForm, byVillage: boolean): Promise<Made> {
  const plain = rowsOn(form, of.lines)
  const facts = await factsFor(of, form, plain)
  const rows = of.masked ? plain.map(maskRow) : plain
  const common = { form, batch: batchForm(of.forms), run: of.run, facts }
  const villages = byVillage ? [...Map.groupBy(rows, row => row.place)].map(([place, own]) => personSheet({ ...common, rows: own, village: facts.placeName(place) })) : undefined
  return { sheets: villages ?? [personSheet({ ...common, rows })], rows: rows.length, amount_fen: sum(rows.map(row => row.total_fen)) }
}

function batchSheet(of: Drawn, form: RosterForm): Made {
  const batches = batchesOf(sharesOf(of.forms, of.lines), of.run)
  const amount_fen = sum(batches.map(batch => batch.total_fen))
  return { sheets: [plainSheet(form, VALUES.batch, batches, of.run, amount_fen)], rows: batches.length, amount_fen }
}

async function changeSheet(of: Drawn, form: RosterForm): Promise<Made> {
  const { session, actor: { county } } = of.work
  const previous = await selectPrevious(session, county, of.row)
  const before = previous ? await selectLines(session, county, previous.id) : []
  const numbers = new Map((await payeesIn(of.work, [...new Set([...before, ...of.lines].map(line => line.person))])).map(payee => [payee.person, payee.identity_number]))
  const changes = rosterChanges(before, of.lines, {
    place: place => of.placeNames.get(place) ?? place, benefit: benefit => benefitName(of.law, benefit), name: name => (of.masked ? maskName(name) : name),
    identityNumber: person => (of.masked ? maskIdentityNumber(numbers.get(person) ?? '') : numbers.get(person) ?? ''),
  })
  return { sheets: [plainSheet(form, VALUES.change, changes, of.run, null)], rows: changes.length, amount_fen: sum(changes.map(change => change.arrears_fen)) }
}

async function standardSheet(of: Drawn, form: RosterForm): Promise<Made> {
  const rows = rowsOn(form, of.lines)
  const items = rosterItems(form, rows, await factsFor(of, form, rows))
  const county = of.placeNames.get(of.work.actor.county) ?? of.work.actor.county
  const standards = standardsOf(form, items, of.run, { book: of.law, place: of.row.place, county })
  return { sheets: [plainSheet(form, VALUES.standard, standards, of.run, null)], rows: standards.length, amount_fen: 0 }
}

async function sheetsOf(of: Drawn, form: RosterForm, byVillage: boolean): Promise<Made> {
  switch (form.rows) {
    case 'person': return personSheets(of, form, byVillage)
    case 'batch': return batchSheet(of, form)
    case 'change': return changeSheet(of, form)
    case 'standard': return standardSheet(of, form)
  }
}

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** One roster of a run as .xlsx; that it was taken out, and whether in full, stands in the journal. */
export async function exportRosterIn(work: Work, law: LawBook, id: string, { form: asked, masked = false, by_village = false }: RosterAsked): Promise<Result<RosterFile>> {
  const of = await drawn(work, law, id, masked)
  if (!of.ok) return of
  const { forms, lines, run, row } = of.value
  const form = forms.find(one => one.id === asked)
  if (!form) return refused(noSuchRoster(asked, forms.map(one => one.id)))
  const made = await sheetsOf(of.value, form, by_village)
  if (made.rows === 0) return refused(emptyRoster(form.name, forms.filter(one => one.rows === 'person' && lines.some(takerOf(one))).map(one => one.id)))
  work.record({
    action: 'payment.roster.export', subject: id, place: row.place,
    after: { number: run.number, form: form.id, masked, by_village, rows: made.rows, amount_fen: made.amount_fen, lines_hash: row.lines_hash },
  })
  return done({ name: `${rosterTitle(form, run)}.xlsx`, bytes: await writePrinted(made.sheets), media_type: SHEET_TYPE, rows: made.rows })
}

/** The office's own file, numbers whole, for those who may see them; masked, for whoever may see the run. */
export const exportRoster = (house: LawHouse, actor: Actor, id: string, asked: RosterAsked): Promise<Result<RosterFile>> =>
  act(house, actor, asked.masked ? 'payment.read' : 'roster.reveal', async work => exportRosterIn(work, await house.lawOf(work), id, asked))

/** A roster that a run fills. */
export type RosterSummary = { readonly id: string; readonly name: Text; readonly persons: number; readonly lines: number; readonly amount_fen: Fen }

/** The rosters of a run: those that have somebody on them, and the tables that every run has. */
export async function rostersIn(work: Work, id: string): Promise<Result<RosterSummary[]>> {
  const found = await runIn(work, id)
  if (!found.ok) return found
  const lines = await selectLines(work.session, work.actor.county, id)
  return done(loadRosterForms().flatMap((form): RosterSummary[] => {
    const own = lines.filter(takerOf(form))
    const { id: formId, name } = form
    return own.length === 0 ? [] : [{ id: formId, name, persons: new Set(own.map(line => line.person)).size, lines: own.length, amount_fen: sum(own.map(line => line.amount_fen)) }]
  }))
}

export async function rosters(house: House, actor: Actor, id: string): Promise<Result<RosterSummary[]>> {
  const answer = await read(house, actor, 'payment.read', work => rostersIn(work, id))
  return answer.ok ? answer.value : answer
}

/** The sheet alone, of lines and persons in hand: what `bench --suite pay` measures. */
export async function rosterSheetOf(lines: readonly RosterLine[], form: string, run: RosterRun, facts: RosterFacts): Promise<Uint8Array> {
  const forms = loadRosterForms()
  const chosen = forms.find(one => one.id === form)!
  return writePrinted([personSheet({ form: chosen, batch: batchForm(forms), run, facts, rows: rowsOn(chosen, lines) })])
}
