import { isDeepStrictEqual } from 'node:util'
import { read } from '../../src/access/actions.ts'
import type { Work } from '../../src/access/house.ts'
import type { Actor } from '../../src/base/actor.ts'
import type { Day, Month } from '../../src/base/day.ts'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { must } from '../../src/base/result.ts'
import { decide } from '../../src/entitlement/decide.ts'
import type { LawHouse } from '../../src/law/house.ts'
import { addFund, creditFund } from '../../src/ledger/actions.ts'
import { verifyMoneyIn } from '../../src/payment/actions.ts'
import { dueKey } from '../../src/payment/due.ts'
import { gatherDecided } from '../../src/payment/entitled.ts'
import type { LineState, RunState } from '../../src/payment/payment.ts'
import type { MoneyFault } from '../../src/payment/verification/actions.ts'
import type { Place } from '../../src/places/places.ts'
import { addPerson, factsOfIn } from '../../src/roster/actions.ts'
import type { PersonInput } from '../../src/roster/schemas.ts'
import type { TestActors } from '../harness/database.ts'
import type { Chance } from '../law/chance.ts'

/** So many villages of the invented township, each for one seed. */
export const villagesOf = (count: number): Place[] => Array.from({ length: count }, (_, index) => ({
  code: `990101101${300 + index}`, name: `测试${index + 1}村`, name_en: `Village ${index + 1}`, level: 'village', parent: '990101101',
  from: '2000-01-01', to: null, successor: null, harvest_region: 'central-plain',
}))

/** The months that a village is paid for. */
export const FIRST: Month = '2024-06'
export const LAST: Month = '2024-10'
export const BEGINS: Day = '2024-10-28'

export type Person = { readonly id: string; readonly name: string }
export type Village = {
  readonly place: string
  readonly fund: string
  readonly persons: readonly Person[]
  readonly people: TestActors & { readonly secondClerk: Actor; readonly reader: Actor }
}

export const fundCredit = (amount_fen: number) => ({ amount_fen, document: '示例财社〔2024〕1号', on: '2024-01-10' })

const identity = (value: object) => ({ kind: 'identity' as const, value, known_on: '2020-01-01' })
const disabled = (grade: number) => identity({ category: 'disabled-serviceman', cause: 'war', grade, approved_on: '2019-05-20' })
const soldier = identity({ category: 'rural-veteran-60', enlisted_on: '1980-11-01', discharged_on: '1988-11-01', approved_on: '2022-05-01' })

/** Somebody of a seed: most with an account of their own, some with their wife's, some with none yet. `plain`: of grade 5, with their own. */
export function personOf(place: string, number: number, chance: Chance, plain = false): PersonInput {
  const digits = `${place.slice(0, 6)}19620403${String(number % 1000).padStart(3, '0')}`
  const name = `田明${'远志文华清正国民安'[number % 9]!}`
  const account = { account: `6227${place.slice(-3)}0${String(number).padStart(8, '0')}`, bank_name: '青松农商行' }
  const common = { place, name, hukou: 'rural' as const, known_on: '2020-01-01', identity_number: digits + checkCharacter(digits) }
  if (plain) return { ...common, ...account, facts: [disabled(5)] }
  return {
    ...common,
    facts: [chance.of(0.3) ? soldier : disabled(chance.between(4, 6))],
    ...(chance.of(0.12) ? {} : account),
    ...(chance.of(0.12) ? { account_holder: '何秀兰', account_relation: 'spouse' as const } : {}),
  }
}

/** A village of its own for one seed: its people, and a fund that may not reach. `number`: of the seed within its house. */
export async function settle(house: LawHouse, actors: TestActors, place: string, number: number, chance: Chance): Promise<Village> {
  const fund = must(await addFund(house, actors.clerk, { place, name: '优抚补助', source: '中央财政', year: 2024, purpose: 'benefits' }))
  must(await creditFund(house, actors.clerk, fund, fundCredit(chance.pick([1_000_000, 5_000_000, 20_000_000]))))
  const persons: Person[] = []
  for (let count = chance.between(2, 5); count > 0; count -= 1) {
    const input = personOf(place, number * 5 + count, chance)
    persons.push({ id: must(await addPerson(house, actors.clerk, input)), name: input.name })
  }
  return { place, fund, persons, people: peopleOf(actors, place) }
}

export const peopleOf = (actors: TestActors, place: string): Village['people'] => ({
  ...actors, secondClerk: { ...actors.clerk, account: 'second-clerk', login: 'clerk2', name: '吴经办' }, reader: { ...actors.auditor, place, scope: [place] },
})

type Line = {
  readonly run: string; readonly number: number; readonly person: string; readonly benefit: string; readonly period: Month; readonly amount_fen: number
  readonly offset_fen: number; readonly before_run: string | null; readonly state: LineState
}
type Sending = {
  readonly serial: string; readonly run: string; readonly number: number; readonly attempt: number; readonly amount_fen: number
  readonly state: 'sent' | 'confirmed' | 'returned'; readonly reversed: boolean; readonly cleared: boolean
}
type Receivable = {
  readonly run: string; readonly number: number; readonly person: string; readonly benefit: string; readonly period: Month
  readonly amount_fen: number; readonly closed_fen: number; readonly state: string
}

/** All that is written about a village's money; in an order that the seed alone decides. */
export type Snapshot = {
  /** `approved_order`: where the journal stood at its approval. */
  readonly runs: readonly { readonly id: string; readonly state: RunState; readonly approved_order: number | null }[]
  readonly lines: readonly Line[]
  readonly sendings: readonly Sending[]
  readonly exceptions: readonly { readonly run: string; readonly number: number; readonly kind: string; readonly decision: string | null }[]
  readonly receivables: readonly Receivable[]
  readonly closings: readonly { readonly id: string; readonly kind: string; readonly state: string }[]
  readonly proposals: readonly { readonly id: string; readonly person: string; readonly state: string }[]
  readonly postings: number
  /** The village's rows of the journal: every write adds to them. */
  readonly journal: number
  readonly balance_fen: number
  readonly balance_fen_least: number
}

const SNAPSHOT = `
  SELECT json_build_object(
    'runs', (SELECT json_agg(x) FROM (SELECT id, state, anchor_number AS approved_order FROM payment_run ORDER BY year, number) x),
    'lines', (SELECT json_agg(x) FROM (SELECT l.run, l.number, person, benefit, period, l.amount_fen, offset_fen, before_run, l.state
      FROM payment_line l JOIN payment_run r ON r.county_code = l.county_code AND r.id = l.run
      WHERE left_out_by IS NULL ORDER BY r.year, r.number, l.number) x),
    'sendings', (SELECT json_agg(x) FROM (SELECT serial, run, number, attempt, amount_fen, state, reversed_on IS NOT NULL AS reversed, cleared_on IS NOT NULL AS cleared
      FROM payment_sending ORDER BY serial) x),
    'exceptions', (SELECT json_agg(x) FROM (SELECT e.run, e.number, e.kind, e.decision FROM payment_exception e
      JOIN payment_run r ON r.county_code = e.county_code AND r.id = e.run ORDER BY r.year, r.number, e.number) x),
    'receivables', (SELECT json_agg(x) FROM (SELECT v.run, v.number, person, benefit, period, v.amount_fen, v.state,
        (SELECT coalesce(sum(c.amount_fen), 0) FROM receivable_closing c
          WHERE c.run = v.run AND c.number = v.number AND c.state IN ('proposed', 'decided')) AS closed_fen
      FROM receivable v JOIN payment_run r ON r.county_code = v.county_code AND r.id = v.run WHERE left_out_by IS NULL ORDER BY r.year, r.number, v.number) x),
    'closings', (SELECT json_agg(x) FROM (SELECT id, kind, state FROM receivable_closing ORDER BY proposed_at, id) x),
    'proposals', (SELECT json_agg(x) FROM (SELECT id, person, state FROM account_proposal ORDER BY proposed_at, id) x),
    'postings', (SELECT count(*) FROM posting), 'journal', (SELECT count(*) FROM journal),
    'balance_fen', (SELECT balance_fen FROM fund_balance ORDER BY number DESC LIMIT 1),
    'balance_fen_least', (SELECT min(balance_fen) FROM fund_balance))::text AS snapshot`

const LISTS = ['runs', 'lines', 'sendings', 'exceptions', 'receivables', 'closings', 'proposals'] as const

async function snapshotIn(work: Work): Promise<Snapshot> {
  const { rows } = await work.session.query<{ snapshot: string }>(SNAPSHOT)
  const found = JSON.parse(rows[0]!.snapshot) as Snapshot // the columns of SNAPSHOT
  return { ...found, ...Object.fromEntries(LISTS.map(list => [list, found[list] ?? []])) }
}

/** The village as it stands. */
export const standing = async (house: LawHouse, { people }: Village): Promise<Snapshot> =>
  must(await read(house, people.reader, 'payment.read', snapshotIn))

/** The village as it stands, and what `verify` says of its money; of a village that stands as it stood, it was said before. */
export async function look(house: LawHouse, { people }: Village, before?: Snapshot): Promise<{ snapshot: Snapshot; faults: readonly MoneyFault[] }> {
  return must(await read(house, people.reader, 'payment.read', async work => {
    const snapshot = await snapshotIn(work)
    return { snapshot, faults: isDeepStrictEqual(snapshot, before) ? [] : (await verifyMoneyIn(work)).faults }
  }))
}

/** What the law says today that each person is owed, by person, benefit and month. */
export async function entitled(house: LawHouse, { people, place }: Village): Promise<ReadonlyMap<string, number>> {
  return must(await read(house, people.reader, 'payment.read', async work => {
    const law = await house.lawOf(work)
    const known = await factsOfIn(work, { place, knownOn: work.today })
    const decided = known.map(one => ({ of: one, facts: one.facts, decision: decide(law, one.facts, FIRST, LAST, { knownOn: work.today }) }))
    const { entitled: owed } = gatherDecided(decided, { county: people.reader.county, paid: new Set(), from: FIRST, to: LAST })
    return new Map(owed.map(one => [dueKey(one), one.amount_fen]))
  }))
}
